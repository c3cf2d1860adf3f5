import type { PatientCase } from "#case/patientCase";
import { message } from "#text/messages";
import { Suspense, useCallback, useState } from "react";
import { createPortal } from "react-dom";
import { part } from "../part";
import { usePageKey } from "../shortcuts/usePageKey";
import { isComparable } from "./hanging";

/** A part of its own: whoever reads one film needs none of it. */
const CompareDialog = part(() => import("./CompareDialog"));

/** The letter that opens it from anywhere on the page. */
export const COMPARE_KEY = "c";

/** Opens the comparison; there is none of a single exam. */
export function CompareButton({ document }: { readonly document: PatientCase }) {
  const [open, setOpen] = useState(false);
  const isPossible = isComparable(document);
  const show = useCallback(() => isPossible && setOpen(true), [isPossible]);
  usePageKey(COMPARE_KEY, show);
  if (!isPossible) return null;
  return (
    <>
      <button type="button" className="small" title={message("compare.openTip")} onClick={show}>
        {message("compare.open")}
      </button>
      {/* Not among the buttons, whose widths are those of a row. */}
      {createPortal(<Suspense fallback={null}>{open && <CompareDialog document={document} onClose={() => setOpen(false)} />}</Suspense>, globalThis.document.body)}
    </>
  );
}

import type { PatientCase } from "#case/patientCase";
import type { Level } from "#spine/level";
import { message } from "#text/messages";
import { Suspense, useState } from "react";
import { createPortal } from "react-dom";
import { part } from "../part";

const BeforeAfterDialog = part(() => import("./BeforeAfterDialog"));

/** Opens the comparison of a treated vertebra; there is none of a single exam. */
export function BeforeAfterButton({ document, level }: { readonly document: PatientCase; readonly level: Level | undefined }) {
  const [open, setOpen] = useState(false);
  if (document.exams.length < 2) return null;
  return (
    <>
      <button type="button" className="small" onClick={() => setOpen(true)}>
        {message("forms.beforeAfter.open")}
      </button>
      {createPortal(<Suspense fallback={null}>{open && <BeforeAfterDialog document={document} begin={level} onClose={() => setOpen(false)} />}</Suspense>, globalThis.document.body)}
    </>
  );
}

import { message } from "#text/messages";
import { lazy, Suspense, useState } from "react";
import { createPortal } from "react-dom";

/** Fetched when it is asked for: the drawing is no part of reading a film. */
const AlignmentDialog = lazy(() => import("./AlignmentDialog"));

/** Opens the measured spine drawn to scale, with its parameters against norm and target. */
export function AlignmentButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="small" onClick={() => setOpen(true)}>
        {message("alignment.open")}
      </button>
      {createPortal(<Suspense fallback={null}>{open && <AlignmentDialog onClose={() => setOpen(false)} />}</Suspense>, globalThis.document.body)}
    </>
  );
}

import { message } from "#text/messages";
import { Suspense, useState } from "react";
import { createPortal } from "react-dom";
import { part } from "../part";

/** A part of its own: no film waits for the drawing. */
const AlignmentDialog = part(() => import("./AlignmentDialog"));

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

import { message } from "#text/messages";
import { Suspense, useState } from "react";
import { createPortal } from "react-dom";
import { part } from "../part";

const FailureDialog = part(() => import("./FailureDialog"));

/** Opens what is known of a failing junction. */
export function FailureButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="small" onClick={() => setOpen(true)}>
        {message("forms.failure.open")}
      </button>
      {createPortal(<Suspense fallback={null}>{open && <FailureDialog onClose={() => setOpen(false)} />}</Suspense>, document.body)}
    </>
  );
}

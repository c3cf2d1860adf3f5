import type { PatientCase } from "#case/patientCase";
import { message } from "#text/messages";
import { Suspense, useState } from "react";
import { createPortal } from "react-dom";
import { part } from "../part";

/** A part of its own: no film waits for the chart. */
const CourseDialog = part(() => import("./CourseDialog"));

/** Opens the course; there is none of a single exam. */
export function CourseButton({ document }: { readonly document: PatientCase }) {
  const [open, setOpen] = useState(false);
  if (document.exams.length < 2) return null;
  return (
    <>
      <button type="button" className="small" onClick={() => setOpen(true)}>
        {message("course.open")}
      </button>
      {/* Not among the buttons, whose widths are those of a row. */}
      {createPortal(<Suspense fallback={null}>{open && <CourseDialog document={document} onClose={() => setOpen(false)} />}</Suspense>, globalThis.document.body)}
    </>
  );
}

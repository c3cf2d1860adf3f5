import type { PatientCase } from "#case/patientCase";
import { message } from "#text/messages";
import { useId, useMemo, useRef, useState, type ReactNode } from "react";
import { fileBase, save } from "../report/download";
import { useSession, useSessionState } from "../session/context";
import { assessedRefOf, readingAt } from "../session/select";
import { Dialog } from "../shell/Dialog";
import { measurementName } from "../words";
import { captionOf } from "./caption";
import { chartPng, chartSvg, type ChartCaption } from "./chartFile";
import { CourseChart } from "./CourseChart";
import { CourseTable } from "./CourseTable";
import { courseRows, drawable, followed, type Course } from "./courseRows";

interface CourseDialogProps {
  readonly document: PatientCase;
  readonly onClose: () => void;
}

/** One measurement over the exams: drawn, and in a table behind it. */
export default function CourseDialog({ document, onClose }: CourseDialogProps) {
  const id = useId();
  const settings = useSessionState((state) => state.settings);
  const reader = useSessionState((state) => readingAt(document, assessedRefOf(state))?.reader);
  const [measurement, setMeasurement] = useState("PJA");
  const course = useMemo(() => courseRows(document, measurement, settings, reader), [document, measurement, settings, reader]);
  return (
    <Dialog title={message("course.title")} onClose={onClose}>
      <div className="course">
        <Chart document={document} course={course}>
          <div className="field">
            <label htmlFor={id}>{message("course.parameter")}</label>
            <select id={id} value={measurement} onChange={(event) => setMeasurement(event.target.value)}>
              {followed(settings.tk).map((each) => (
                <option key={each} value={each}>
                  {measurementName(each)}
                </option>
              ))}
            </select>
          </div>
        </Chart>
        <p className="muted small">{message("course.legend")}</p>
        <CourseTable course={course} />
      </div>
    </Dialog>
  );
}

interface ChartProps {
  readonly document: PatientCase;
  readonly course: Course;
  /** What chooses the course; it stands beside the ways to take the chart along. */
  readonly children: ReactNode;
}

/** The chart, and the ways to take it along. */
function Chart({ document, course, children }: ChartProps) {
  const session = useSession();
  const settings = useSessionState((state) => state.settings);
  const chart = useRef<SVGSVGElement>(null);
  const drawn = drawable(course.rows).points.length > 0;
  const take = (ending: "svg" | "png", make: (svg: SVGSVGElement, caption: ChartCaption) => Blob | Promise<Blob>): void => {
    const svg = chart.current;
    if (!svg) return;
    Promise.resolve(make(svg, captionOf(document, course, settings, session.programVersion))).then(
      (blob) => save(blob, `${fileBase(document.subject.id, course.id)}.${ending}`),
      (error: unknown) => session.notify("problem", message("course.saveFailed", { reason: String(error) })),
    );
  };
  return (
    <>
      <div className="course-head">
        {children}
        <span className="course-take">
          <button type="button" onClick={() => take("svg", chartSvg)} disabled={!drawn}>
            {message("course.saveSvg")}
          </button>
          <button type="button" onClick={() => take("png", chartPng)} disabled={!drawn}>
            {message("course.savePng")}
          </button>
        </span>
      </div>
      <CourseChart course={course} ref={chart} />
    </>
  );
}

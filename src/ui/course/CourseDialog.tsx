import type { PatientCase } from "#case/patientCase";
import { message } from "#text/messages";
import { useId, useMemo, useRef, useState } from "react";
import { fileBase, save } from "../report/download";
import { useSessionState } from "../session/context";
import { assessedRefOf, readingAt } from "../session/select";
import { Dialog } from "../shell/Dialog";
import { measurementName } from "../words";
import { chartSvg } from "./chartSvg";
import { CourseChart } from "./CourseChart";
import { CourseTable } from "./CourseTable";
import { courseRows, followed } from "./courseRows";

interface CourseDialogProps {
  readonly document: PatientCase;
  readonly onClose: () => void;
}

/** One measurement over the exams: drawn, and in a table behind it. */
export default function CourseDialog({ document, onClose }: CourseDialogProps) {
  const id = useId();
  const chart = useRef<SVGSVGElement>(null);
  const settings = useSessionState((state) => state.settings);
  const reader = useSessionState((state) => readingAt(document, assessedRefOf(state))?.reader);
  const [measurement, setMeasurement] = useState("PJA");
  const course = useMemo(() => courseRows(document, measurement, settings, reader), [document, measurement, settings, reader]);
  const saveChart = (): void => {
    if (chart.current) save(chartSvg(chart.current), `${fileBase(document.subject.id, measurement)}.svg`);
  };
  return (
    <Dialog title={message("course.title")} onClose={onClose}>
      <div className="course">
        <div className="course-head">
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
          <button type="button" onClick={saveChart} disabled={course.baseline === null}>
            {message("course.saveSvg")}
          </button>
        </div>
        <CourseChart course={course} ref={chart} />
        <p className="muted small">{message("course.legend")}</p>
        <CourseTable course={course} />
      </div>
    </Dialog>
  );
}

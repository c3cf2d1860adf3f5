import { isFrontal } from "#case/coronalReading";
import { message } from "#text/messages";
import type { ReportPicture } from "#viewport/overlay/reportPicture";
import { useCallback } from "react";
import { dateText, postureText, timepointText, valueText } from "../words";
import type { ReportedExam } from "./reportContents";
import type { ShownFilm } from "./reportProps";

interface FigureProps {
  readonly role: "baseline" | "today";
  readonly of: ReportedExam;
  readonly film: ShownFilm;
}

/** The marked film of one exam, or why it isn't there. */
export function Figure({ role, of: { exam, reading, assessment }, film }: FigureProps) {
  const pja = isFrontal(reading) ? undefined : assessment.measurements.find(({ id }) => id === "PJA");
  return (
    <figure className="report-figure">
      <figcaption>
        <span>{message(`report.picture.${role}`, { timepoint: timepointText(exam.timepoint), date: dateText(exam.date), posture: postureText(exam.posture) })}</span>
        {pja && <strong>{message("report.picture.value", { value: valueText(pja) })}</strong>}
      </figcaption>
      {typeof film === "string" ? <p className="report-noimage">{message(`report.picture.${film}`)}</p> : <Film picture={film} />}
    </figure>
  );
}

export const ScaleWords = ({ same }: { readonly same: boolean }) => (
  <p className="report-small report-scale">{message(same ? "report.picture.sameScale" : "report.picture.otherScale")}</p>
);

/** The film as it was drawn for print, with its points and lines over it; as large on paper as it was drawn for. */
function Film({ picture: { canvas, overlay, size } }: { readonly picture: ReportPicture }) {
  const put = useCallback((place: HTMLElement | null) => place?.replaceChildren(canvas), [canvas]);
  return (
    <div className="report-film" style={{ width: `${size.widthCss}px`, height: `${size.heightCss}px` }}>
      <div ref={put} />
      {overlay}
    </div>
  );
}

import { spineReadingOf } from "#case/select";
import { spineFigure, targetFigure } from "#spine/figure";
import { message } from "#text/messages";
import { SpinePicture } from "../alignment/SpinePicture";
import { Part } from "./Part";
import type { ReportContents } from "./reportContents";

/** Without the pelvis or the plumb line a drawn spine says no more than the film. */
const WORTH = ["SS", "PT", "PI", "LL.L1-S1", "SVA"];

/** Whether enough of the spine is measured for its alignment to be drawn. */
export const hasAlignment = ({ today, frontal }: ReportContents): boolean => !frontal && today.assessment.measurements.some(({ id, state }) => state === "measured" && WORTH.includes(id));

/** The measured spine drawn to scale, beside its target where there is one. */
export function Alignment({ contents: { document, today } }: { readonly contents: ReportContents }) {
  const reading = spineReadingOf(document, today.exam, today.reading);
  const target = targetFigure(reading);
  const hasTarget = !("code" in target);
  return (
    <Part name={message("alignment.title")}>
      <SpinePicture figure={spineFigure(reading)} target={hasTarget ? target : null} assessment={today.assessment} inMillimetres={reading.scale === "mm"} />
      <p className="report-small report-key" data-of="measured">
        {message("alignment.legend.measured")}
      </p>
      {hasTarget && (
        <p className="report-small report-key" data-of="target">
          {message("alignment.legend.target", { age: reading.ageYears ?? "" })}
        </p>
      )}
    </Part>
  );
}

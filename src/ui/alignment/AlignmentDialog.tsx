import { spineReadingOf } from "#case/select";
import { alignmentRows } from "#spine/alignment";
import type { Assessment, SpineReading } from "#spine/assessment";
import { spineFigure, targetFigure, type SpineFigure } from "#spine/figure";
import { message } from "#text/messages";
import { useMemo } from "react";
import { useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, keptAssessmentOf, readingAt } from "../session/select";
import { Dialog } from "../shell/Dialog";
import { reasonText } from "../words";
import { NormTable } from "./NormTable";
import { SpinePicture } from "./SpinePicture";

/** The measured spine to scale beside its target, and each parameter against its norm. */
export default function AlignmentDialog({ onClose }: { readonly onClose: () => void }) {
  const reading = useSpineReading();
  const assessment = useSessionState(keptAssessmentOf);
  return (
    <Dialog title={message("alignment.title")} onClose={onClose}>
      {reading && assessment && <Alignment reading={reading} assessment={assessment} />}
    </Dialog>
  );
}

function useSpineReading(): SpineReading | null {
  const document = useSessionState(activeCaseOf);
  const ref = useSessionState(assessedRefOf);
  const exam = document?.exams.find(({ id }) => id === ref?.examId);
  const reading = readingAt(document, ref);
  return document && exam && reading ? spineReadingOf(document, exam, reading) : null;
}

function Alignment({ reading, assessment }: { readonly reading: SpineReading; readonly assessment: Assessment }) {
  const clickSdMm = useSessionState((state) => state.settings.clickSdMm);
  const figure = useMemo(() => spineFigure(reading), [reading]);
  const target = useMemo(() => targetFigure(reading), [reading]);
  const rows = useMemo(() => alignmentRows(reading, assessment, { clickSdMm }), [reading, assessment, clickSdMm]);
  const drawn = "code" in target ? null : target;
  return (
    <div className="alignment">
      <figure>
        {reading.scale === "none" || isEmpty(figure) ? (
          <p className="muted">{message(reading.scale === "none" ? "alignment.noAnterior" : "alignment.nothing")}</p>
        ) : (
          <SpinePicture figure={figure} target={drawn} assessment={assessment} inMillimetres={reading.scale === "mm"} />
        )}
        <figcaption className="muted small">
          <p className="alignment-key" data-of="measured">
            {message("alignment.legend.measured")}
          </p>
          {"code" in target ? (
            <p>{message("alignment.legend.noTarget", { reason: reasonText(target) })}</p>
          ) : (
            <p className="alignment-key" data-of="target">
              {message("alignment.legend.target", { age: reading.ageYears ?? "" })}
            </p>
          )}
        </figcaption>
      </figure>
      <div className="alignment-values">
        <NormTable rows={rows} />
        <p className="muted small">{message("alignment.key")}</p>
      </div>
    </div>
  );
}

const isEmpty = ({ bodies, endplates, centroids, heads }: SpineFigure): boolean => bodies.length + endplates.length + centroids.length + heads.length === 0;

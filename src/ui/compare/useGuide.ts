import type { PatientCase, Reading } from "#case/patientCase";
import { spineReadingOf } from "#case/select";
import { message } from "#text/messages";
import { guideOf } from "#viewport/compare/ghosts";
import { planeOfPicture } from "#viewport/compare/picturePlane";
import type { GuideLines, StackItem } from "#viewport/overlay/ImageViewport";
import { useMemo } from "react";
import { useSessionState } from "../session/context";
import { previewCaseOf, shownReadingOf } from "../session/select";
import { dateText, timepointText } from "../words";
import { earlierReading } from "./hanging";
import { landmarkName } from "#text/spineNames";

/** The earlier exam's endplates as a guide on the picture that is shown; null where there is none, or none is wanted. */
export function useGuide(): GuideLines | null {
  const wanted = useSessionState((state) => state.settings.showGuide);
  const clickSdMm = useSessionState((state) => state.settings.clickSdMm);
  const document = useSessionState(previewCaseOf);
  const reading = useSessionState(shownReadingOf);
  const examId = useSessionState((state) => state.view.examId);
  const item = useSessionState(({ view }) => view.stack[view.position]);
  return useMemo(
    () => (wanted && document && reading && item && examId !== null ? guideLines(document, examId, reading, item, clickSdMm) : null),
    [wanted, document, reading, item, examId, clickSdMm],
  );
}

/** Whether there is an earlier exam that could guide. */
export const hasGuide = (document: PatientCase | undefined, examId: string | null, reader: string | undefined): boolean =>
  document !== undefined && examId !== null && earlierReading(document, examId, reader) !== undefined;

export function guideLines(document: PatientCase, examId: string, reading: Reading, item: StackItem, clickSdMm: number): GuideLines | null {
  const exam = document.exams.find(({ id }) => id === examId);
  const earlier = earlierReading(document, examId, reading.reader);
  const plane = planeOfPicture(reading, item, "left");
  if (!exam || !earlier || !plane || plane.scale === "none") return null;
  const spine = spineReadingOf(document, exam, reading);
  const guide = guideOf(spine, plane, spineReadingOf(document, earlier.exam, earlier.reading), clickSdMm);
  const of = message("compare.exam", { date: dateText(earlier.exam.date), timepoint: timepointText(earlier.exam.timepoint) });
  if (!guide) return spine.uiv === undefined ? null : { endplates: [], legend: message("compare.guide.waiting", { exam: of, level: spine.uiv }) };
  if (guide.endplates.length === 0) return null;
  return { endplates: guide.endplates, legend: message("compare.guide.legend", { exam: of, on: guide.on.map(landmarkName).join(", ") }) };
}

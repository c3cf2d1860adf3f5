import { isFrontal } from "#case/coronalReading";
import { examOf, readingOf, type ReadingRef } from "#case/edit";
import type { Exam, PatientCase, Reading } from "#case/patientCase";
import { assessCase, baselinesOf, spineReadingOf } from "#case/select";
import type { AssessSettings, Assessment } from "#spine/assessment";
import { changeBetween, type Change } from "#spine/change";
import { definitionOf } from "#spine/definition";

/** One exam on the report: its chosen reading and what is said of it. */
export interface ReportedExam {
  readonly exam: Exam;
  readonly reading: Reading;
  readonly assessment: Assessment;
}

export interface ReportBaseline extends ReportedExam {
  readonly since: "preoperative" | "firstPostoperative";
}

/** Everything that the report says: the case, the exam that is looked at, the one it is compared with. */
export interface ReportContents {
  readonly document: PatientCase;
  readonly today: ReportedExam;
  /** The exam that changes are counted from: the preoperative one, else the first postoperative one; null where there is neither. */
  readonly baseline: ReportBaseline | null;
  readonly settings: AssessSettings;
  /** A film from the front or the back: it has a curve, and nothing sagittal. */
  readonly frontal: boolean;
}

/** @throws RangeError when the case has no such reading. */
export function reportContents(document: PatientCase, at: ReadingRef, settings: AssessSettings): ReportContents {
  const [exam, reading] = [examOf(document, at.examId), readingOf(document, at)];
  const frontal = isFrontal(reading);
  const baseline = frontal ? null : baselineOf(document, exam, reading.reader, settings);
  return { document, today: { exam, reading, assessment: assessCase(document, at, settings) }, baseline, settings, frontal };
}

/** The exam and the reading that the assessment itself took for its changes. */
function baselineOf(document: PatientCase, exam: Exam, reader: string | undefined, settings: AssessSettings): ReportBaseline | null {
  const baselines = baselinesOf(document, exam, reader);
  const since = baselines.preoperative ? "preoperative" : "firstPostoperative";
  const taken = baselines[since];
  for (const candidate of document.exams) {
    for (const reading of candidate.readings) {
      if (taken !== undefined && spineReadingOf(document, candidate, reading) === taken) {
        return { since, exam: candidate, reading, assessment: assessCase(document, { examId: candidate.id, readingId: reading.id }, settings) };
      }
    }
  }
  return null;
}

/** How much a value has changed since the baseline; null where that isn't defined: a class, a change itself, no baseline. */
export function changeOf({ document, today, baseline, settings }: ReportContents, id: string): Change | null {
  const definition = definitionOf(id);
  if (baseline === null || definition === undefined || definition.construction.kind === "change") return null;
  return changeBetween(spineReadingOf(document, baseline.exam, baseline.reading), spineReadingOf(document, today.exam, today.reading), id, settings);
}

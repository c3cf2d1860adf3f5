import type { ReadingRef } from "#case/edit";
import type { Exam, PatientCase, Reading } from "#case/patientCase";
import { assessCase, spineReadingOf } from "#case/select";
import { calibrationClassOf, type ImageSpacing } from "#image/calibration";
import type { Assessment, AssessSettings, Measurement, SpineReading } from "#spine/assessment";
import { changeBetween, type Change } from "#spine/change";
import { DAYS_PER_WEEK, daysBetween } from "#spine/date";
import { formatCalibration } from "#text/format";
import { message } from "#text/messages";
import { readingAt } from "../session/select";
import { inTime } from "./hanging";

/** What is known of an exam that hangs, apart from its picture. */
export interface ExamFacts {
  readonly ref: ReadingRef;
  readonly exam: Exam;
  readonly reading: Reading;
  readonly spine: SpineReading;
  readonly assessment: Assessment;
  readonly pja: Measurement | undefined;
  /** Negative before surgery; null where a date is missing. */
  readonly weeks: number | null;
  /** What a millimetre of it is worth, in words. */
  readonly calibration: string;
  /** What its change is counted from; null for the baseline itself, and where none of the exams has an angle. */
  readonly change: { readonly since: Exam; readonly change: Change; /** Of the baseline, where it is another. */ readonly calibrationThere: string | null } | null;
}

/** The exams that hang, in their order. A change is counted from the earliest of them that has an angle. */
export function factsOfExams(document: PatientCase, refs: readonly ReadingRef[], settings: AssessSettings): readonly ExamFacts[] {
  const facts = refs.flatMap((ref) => factsOf(document, ref, settings));
  const order = inTime(document.exams).map(({ id }) => id);
  const measured = facts.filter(({ pja }) => pja?.state === "measured").toSorted((a, b) => order.indexOf(a.exam.id) - order.indexOf(b.exam.id));
  const [baseline] = measured;
  if (baseline === undefined) return facts;
  return facts.map((each) => {
    if (each === baseline) return each;
    const change = changeBetween(baseline.spine, each.spine, "PJA", settings);
    return { ...each, change: { since: baseline.exam, change, calibrationThere: baseline.calibration === each.calibration ? null : baseline.calibration } };
  });
}

function factsOf(document: PatientCase, ref: ReadingRef, settings: AssessSettings): readonly ExamFacts[] {
  const reading = readingAt(document, ref);
  const exam = document.exams.find(({ id }) => id === ref.examId);
  // Undo can take an exam away that hangs.
  if (!reading || !exam) return [];
  const assessment = assessCase(document, ref, settings);
  const days = daysBetween(document.surgery?.date, exam.date);
  return [
    {
      ref,
      exam,
      reading,
      spine: spineReadingOf(document, exam, reading),
      assessment,
      pja: assessment.measurements.find(({ id }) => id === "PJA"),
      weeks: days === null ? null : days / DAYS_PER_WEEK,
      calibration: calibrationOf(reading),
      change: null,
    },
  ];
}

function calibrationOf({ image }: Reading): string {
  const spacing: ImageSpacing | undefined = image.kind === "projection" ? image.spacing : undefined;
  const kind = image.kind === "volume" ? "calibrated" : calibrationClassOf(spacing);
  const words = formatCalibration(kind, spacing);
  return kind === "calibrated" ? message("viewport.calibrated", { scale: words }) : words;
}

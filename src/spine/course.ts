import type { AssessSettings, Measurement, Reason, SpineReading, Timepoint } from "./assessment";
import { imagingDifference } from "./comparison";
import { evaluationOf, type Evaluation } from "./construct";
import { DAYS_PER_WEEK, dayOf } from "./date";
import { measureOne } from "./measure";
import { interval95, type Interval } from "./uncertainty";

/** One exam of a course: what a chart draws and what the table behind it says. */
export interface CoursePoint {
  /** Which of the readings that were handed in. */
  readonly index: number;
  /** ISO date; null where it is missing or no day of the calendar. */
  readonly date: string | null;
  /** Negative before surgery; null without either date. */
  readonly weeksSinceSurgery: number | null;
  /** Null where it cannot be computed, with the reason. */
  readonly value: number | string | null;
  readonly sd: number | null;
  readonly interval: Interval | null;
  readonly reason: Reason | null;
  readonly notes: readonly Reason[];
}

/**
 * One measurement over the exams of a patient: a point an exam, by date, those of one day in the order given, undated ones
 * last. The baselines of a change are taken from among the exams. A posture that is not that of the first point, another
 * exam on the same day and a missing date are notes of the point.
 * @throws RangeError for an id that no row has.
 */
export function courseOf(readings: readonly SpineReading[], id: string, { clickSdMm }: Pick<AssessSettings, "clickSdMm">, surgeryDate?: string): readonly CoursePoint[] {
  const surgery = dayOf(surgeryDate);
  const exams = byDay(readings.map((reading, index) => ({ reading, index, day: dayOf(reading.date) })));
  const baselines = { preoperative: baselineOf(exams, "preoperative"), firstPostoperative: baselineOf(exams, "postoperative") };
  return exams.map(({ reading, index, day }) => ({
    index,
    date: reading.date !== undefined && day !== null ? reading.date : null,
    weeksSinceSurgery: day === null || surgery === null ? null : (day - surgery) / DAYS_PER_WEEK,
    ...valueAt(measureOne(evaluationOf(reading, othersThan(reading, baselines)), id, clickSdMm), [
      ...(day === null ? [{ code: "no-exam-date" }] : []),
      ...(exams.some((other) => other.index !== index && day !== null && other.day === day) ? [{ code: "same-day-exam" }] : []),
      ...exams.slice(0, 1).flatMap((first) => postureAlong(reading, first.reading)),
    ]),
  }));
}

interface DatedExam {
  readonly reading: SpineReading;
  readonly index: number;
  readonly day: number | null;
}

/** Undated exams last; sorting is stable. */
const byDay = (exams: readonly DatedExam[]): readonly DatedExam[] => exams.toSorted((x, y) => (x.day ?? Number.MAX_VALUE) - (y.day ?? Number.MAX_VALUE));

function valueAt(measurement: Measurement, notes: readonly Reason[]): Pick<CoursePoint, "value" | "sd" | "interval" | "reason" | "notes"> {
  if (measurement.state !== "measured") return { value: null, sd: null, interval: null, reason: measurement.reason, notes };
  const { value, sd } = measurement;
  return { value, sd, interval: typeof value === "number" ? interval95(value, sd) : null, reason: null, notes: [...measurement.notes, ...notes] };
}

const postureAlong = (reading: SpineReading, first: SpineReading): readonly Reason[] =>
  first.posture === reading.posture ? imagingDifference(reading, first) : [{ code: "posture-along-course", params: { now: reading.posture, before: first.posture } }];

/** The latest exam before surgery, the earliest after it; an undated one only where none has a date. */
function baselineOf(exams: readonly DatedExam[], timepoint: Timepoint): SpineReading | undefined {
  const marked = exams.filter(({ reading }) => reading.timepoint === timepoint);
  const dated = marked.filter(({ day }) => day !== null);
  const [candidates, last] = [dated.length > 0 ? dated : marked, timepoint === "preoperative" && dated.length > 0];
  return (last ? candidates.at(-1) : candidates[0])?.reading;
}

const othersThan = (reading: SpineReading, baselines: { readonly preoperative: SpineReading | undefined; readonly firstPostoperative: SpineReading | undefined }): Evaluation["baselines"] => ({
  ...(baselines.preoperative && baselines.preoperative !== reading && { preoperative: evaluationOf(baselines.preoperative) }),
  ...(baselines.firstPostoperative && baselines.firstPostoperative !== reading && { firstPostoperative: evaluationOf(baselines.firstPostoperative) }),
});

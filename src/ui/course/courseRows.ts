import type { PatientCase, Reading } from "#case/patientCase";
import { readingOfExam, spineReadingOf } from "#case/select";
import type { AssessSettings, Posture, Reason, SpineReading, Timepoint, Unit } from "#spine/assessment";
import { changeBetween, type Change } from "#spine/change";
import { courseOf, type CoursePoint } from "#spine/course";
import { criterionOf } from "#spine/criterion";
import { DAYS_PER_WEEK, dayOf } from "#spine/date";
import { definitionOf } from "#spine/definition";
import { formatThreshold } from "#text/format";

/** One exam of the course with what has changed at it: a row of the table, and a point of the chart where it has a value. */
export interface CourseRow extends CoursePoint {
  readonly timepoint: Timepoint;
  readonly posture: Posture;
  /** What the value was read from; null where nobody has read this exam. */
  readonly reading: Reading | null;
  /** Since the baseline; null at the baseline itself and before it. */
  readonly change: Change | null;
  /** Since the nearest earlier exam that has a value; null where there is none. */
  readonly sinceBefore: Change | null;
}

export interface Course {
  readonly id: string;
  readonly unit: Unit;
  readonly rows: readonly CourseRow[];
  /** What changes are counted from: the last preoperative exam with a value, else the first exam with one. */
  readonly baseline: "preoperative" | "first" | null;
  readonly thresholds: readonly Threshold[];
}

export interface Threshold {
  readonly value: number;
  readonly label: string;
}

/** What may be followed; `tk` is the thoracic kyphosis that the reader chose. */
export const followed = (tk: string): readonly string[] => ["PJA", "dPJA.pre", tk, "LL.L1-S1", "SVA", "PT", "PI-LL"];

/** @throws RangeError for an id that is none of `followed`. */
export function courseRows(document: PatientCase, id: string, settings: AssessSettings, reader?: string): Course {
  const chosen = document.exams.map((exam) => readingOfExam(exam, reader));
  const readings = document.exams.map((exam, i) => spineReadingOf(document, exam, chosen[i] ?? UNREAD));
  const points = courseOf(readings, id, settings, document.surgery?.date);
  const first = points.find(hasValue);
  const preoperative = points.findLast((point) => hasValue(point) && readings[point.index]?.timepoint === "preoperative");
  const baseline = preoperative ?? first;
  // A change has its baseline in itself already; how much it changes is how much the angle does.
  const changing = id.startsWith("dPJA") ? "PJA" : id;
  const between = (earlier: CoursePoint | undefined, later: CoursePoint): Change | null => {
    const [from, to] = [earlier && readings[earlier.index], readings[later.index]];
    return from && to && hasValue(later) ? changeBetween(from, to, changing, settings) : null;
  };
  const rows = points.map((point, at): CourseRow => {
    const { timepoint, posture } = readings[point.index] ?? NOTHING;
    const after = baseline !== undefined && at > points.indexOf(baseline);
    return { ...point, timepoint, posture, reading: chosen[point.index] ?? null, change: after ? between(baseline, point) : null, sinceBefore: between(points.slice(0, at).findLast(hasValue), point) };
  });
  return {
    id,
    unit: definitionOf(id)?.unit ?? "deg",
    rows,
    baseline: preoperative ? "preoperative" : first ? "first" : null,
    thresholds: thresholdsOf(id, settings.criterion),
  };
}

/** A row that has its place on the chart. */
export interface DrawnRow extends CourseRow {
  readonly weeks: number;
  readonly value: number;
}

export type ChartAxis = "sinceSurgery" | "sinceFirst";

/** The rows with a date and a value, against surgery where its date is known, else against the first dated exam. */
export function drawable(rows: readonly CourseRow[]): { readonly points: readonly DrawnRow[]; readonly axis: ChartAxis } {
  const start = dayOf(rows.find(({ date }) => date !== null)?.date ?? undefined);
  const bySurgery = rows.some(({ weeksSinceSurgery }) => weeksSinceSurgery !== null);
  const weeksOf = ({ date, weeksSinceSurgery }: CourseRow): number | null => {
    const day = dayOf(date ?? undefined);
    return bySurgery || day === null || start === null ? weeksSinceSurgery : (day - start) / DAYS_PER_WEEK;
  };
  const points = rows.flatMap((row): readonly DrawnRow[] => {
    const [weeks, { value }] = [weeksOf(row), row];
    return weeks === null || typeof value !== "number" ? [] : [{ ...row, weeks, value }];
  });
  return { points, axis: bySurgery ? "sinceSurgery" : "sinceFirst" };
}

/** The exams that the chart cannot show: without a date, without a value, or without both. */
export function undrawn(rows: readonly CourseRow[]): readonly CourseRow[] {
  const shown = new Set(drawable(rows).points.map(({ index }) => index));
  return rows.filter(({ index }) => !shown.has(index));
}

const NOTHING: Pick<SpineReading, "timepoint" | "posture"> = { timepoint: "unknown", posture: "unknown" };

export const hasValue = ({ value }: CoursePoint): boolean => typeof value === "number";

const UNREAD: Reading = { id: "", image: { kind: "volume", seriesInstanceUid: "", frameOfReferenceUid: "" }, landmarks: {} };

/** Of the headline criterion where it asks for this value, else those published with its definition. */
function thresholdsOf(id: string, criterion: string): readonly Threshold[] {
  const { unit = "deg", thresholds = [] } = definitionOf(id) ?? {};
  const asked = criterionOf(criterion).tests.filter(({ source, input }) => source === "measurement" && input === id);
  if (asked.length > 0) return asked.map(({ comparator, threshold }) => ({ value: threshold, label: `${comparator === ">=" ? "≥" : comparator} ${formatThreshold(threshold, unit)}` }));
  return thresholds.map((value) => ({ value, label: formatThreshold(value, unit) }));
}

/** Both exams have a value, and there is no difference to be told. */
const NOT_DIFFERENCED = "lengths-not-differenced";

/** Everything to be known beside a row, each once: what a smaller change means stands with the change. */
export function rowNotes({ reason, notes, change, sinceBefore }: CourseRow): readonly Reason[] {
  const ofChanges = [change, sinceBefore].flatMap((each) => [...(each?.notes ?? []), ...(each?.state === "incomplete" && each.reason.code === NOT_DIFFERENCED ? [each.reason] : [])]);
  return [...(reason ? [reason] : []), ...notes, ...ofChanges].filter(({ code }) => code !== "below-mdc");
}

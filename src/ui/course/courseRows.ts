import type { PatientCase, Reading } from "#case/patientCase";
import { spineReadingOf } from "#case/select";
import type { AssessSettings, Posture, Reason, SpineReading, Timepoint, Unit } from "#spine/assessment";
import { changeBetween, type Change } from "#spine/change";
import { courseOf, type CoursePoint } from "#spine/course";
import { criterionOf } from "#spine/criterion";
import { definitionOf } from "#spine/definition";
import { formatThreshold } from "#text/format";

/** One exam of the course with what has changed at it: a row of the table, and a point of the chart where it has a value. */
export interface CourseRow extends CoursePoint {
  readonly timepoint: Timepoint;
  readonly posture: Posture;
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
  const readings = document.exams.map((exam) => spineReadingOf(document, exam, readingFor(exam.readings, reader)));
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
    return { ...point, timepoint, posture, change: after ? between(baseline, point) : null, sinceBefore: between(points.slice(0, at).findLast(hasValue), point) };
  });
  return {
    id,
    unit: definitionOf(id)?.unit ?? "deg",
    rows,
    baseline: preoperative ? "preoperative" : first ? "first" : null,
    thresholds: thresholdsOf(id, settings.criterion),
  };
}

const NOTHING: Pick<SpineReading, "timepoint" | "posture"> = { timepoint: "unknown", posture: "unknown" };

export const hasValue = ({ value }: CoursePoint): boolean => typeof value === "number";

/** That of the reader where there is one, of those with points; an exam that nobody has read yet keeps its place without a value. */
function readingFor(readings: readonly Reading[], reader: string | undefined): Reading {
  const placed = readings.filter(({ landmarks }) => Object.keys(landmarks).length > 0);
  return placed.find((each) => each.reader === reader) ?? placed[0] ?? readings[0] ?? UNREAD;
}

const UNREAD: Reading = { id: "", image: { kind: "volume", seriesInstanceUid: "", frameOfReferenceUid: "" }, landmarks: {} };

/** Of the headline criterion where it asks for this value, else those published with its definition. */
function thresholdsOf(id: string, criterion: string): readonly Threshold[] {
  const { unit = "deg", thresholds = [] } = definitionOf(id) ?? {};
  const asked = criterionOf(criterion).tests.filter(({ source, input }) => source === "measurement" && input === id);
  if (asked.length > 0) return asked.map(({ comparator, threshold }) => ({ value: threshold, label: `${comparator === ">=" ? "≥" : comparator} ${formatThreshold(threshold, unit)}` }));
  return thresholds.map((value) => ({ value, label: formatThreshold(value, unit) }));
}

/** Everything to be known beside a row, each once: what a smaller change means stands with the change. */
export function rowNotes({ reason, notes, change, sinceBefore }: CourseRow): readonly Reason[] {
  const ofChanges = [change, sinceBefore].flatMap((each) => (each?.state === "measured" ? each.notes : []));
  return [...(reason ? [reason] : []), ...notes, ...ofChanges].filter(({ code }) => code !== "below-mdc");
}

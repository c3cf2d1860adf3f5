import { spacingDoubt } from "#image/calibration";
import { isOrientation, sagittalFrameOf, type Vector3 } from "#image/sagittalFrame";
import { dayOf } from "#spine/date";
import { landmarkKind, type LandmarkId } from "#spine/landmark";
import { DEFAULT_LEVELS, levelsProblem, type Level } from "#spine/level";
import { child, error, quoted, warning, type CaseProblem } from "./caseProblem";
import { partsOf } from "./landmarkPart";
import type { Exam, PatientCase, Reading, ReadingImage, StoredSpacing } from "./patientCase";
import { PLUMB, sagittalReading } from "./sagittalReading";

/** What is wrong with a case that the schema cannot say: dates, orders, references between its parts. */
export function meaningProblems(patientCase: PatientCase): readonly CaseProblem[] {
  const levels = patientCase.levels ?? DEFAULT_LEVELS;
  const order = levelsProblem(levels);
  return [
    ...(order ? [error("/levels", "level-order", { value: quoted(order.level) })] : []),
    ...surgeryProblems(patientCase, levels),
    ...repeats("/exams", patientCase.exams, "exam"),
    ...patientCase.exams.flatMap((exam, i) => examProblems(child("/exams", i), patientCase, exam)),
  ];
}

function surgeryProblems({ surgery }: PatientCase, levels: readonly Level[]): readonly CaseProblem[] {
  if (surgery === undefined) return [];
  const { date, uiv, liv, treatedFracture } = surgery;
  const known = (key: "uiv" | "liv" | "treatedFracture", level: Level | undefined): readonly CaseProblem[] =>
    level === undefined || levels.includes(level) ? [] : [error(`/surgery/${key}`, "level-not-in-spine", { value: quoted(level) })];
  const wrongOrder = uiv !== undefined && liv !== undefined && levels.includes(uiv) && levels.includes(liv) && levels.indexOf(liv) < levels.indexOf(uiv);
  return [
    ...dateProblems("/surgery/date", date),
    ...known("uiv", uiv),
    ...known("liv", liv),
    ...known("treatedFracture", treatedFracture),
    ...(wrongOrder ? [error("/surgery/liv", "liv-above-uiv", { value: quoted(liv), uiv })] : []),
  ];
}

function repeats(pointer: string, list: readonly { readonly id: string }[], what: string): readonly CaseProblem[] {
  const first = new Map<string, number>();
  return list.flatMap(({ id }, i) => {
    const before = first.get(id);
    if (before !== undefined) return [error(child(child(pointer, i), "id"), "repeated-id", { value: quoted(id), what })];
    first.set(id, i);
    return [];
  });
}

/** A day that the calendar has. */
const dateProblems = (pointer: string, date: string | undefined): readonly CaseProblem[] =>
  date === undefined || dayOf(date) !== null ? [] : [error(pointer, "no-such-day", { value: quoted(date) })];

/** A day, or an instant on one: its day stands as it was where it was written, so the time zone changes nothing about it. */
const timeProblems = (pointer: string, time: string | undefined): readonly CaseProblem[] =>
  time === undefined || (dayOf(time.slice(0, 10)) !== null && !Number.isNaN(Date.parse(time))) ? [] : [error(pointer, "no-such-time", { value: quoted(time) })];

function examProblems(pointer: string, patientCase: PatientCase, exam: Exam): readonly CaseProblem[] {
  const readings = child(pointer, "readings");
  return [
    ...dateProblems(child(pointer, "date"), exam.date),
    ...densityProblems(child(pointer, "boneDensity"), exam, patientCase.levels ?? DEFAULT_LEVELS),
    ...repeats(readings, exam.readings, "reading"),
    ...exam.readings.flatMap((reading, i) => {
      const problems = readingProblems(child(readings, i), reading, patientCase.levels ?? DEFAULT_LEVELS);
      return problems.some(({ severity }) => severity === "error") ? problems : [...problems, ...placedOddly(child(readings, i), patientCase, exam, reading)];
    }),
  ];
}

/** A density of a level that the spine lacks is kept and judged by nothing: so it is said. */
const densityProblems = (pointer: string, { boneDensity = {} }: Exam, levels: readonly Level[]): readonly CaseProblem[] =>
  Object.keys(boneDensity).flatMap((level) => (levels.includes(level) ? [] : [warning(child(pointer, level), "density-outside-spine", { value: quoted(level) })]));

/** What will be measured otherwise than it is written, or may be a mistake: corners in the reverse order, a plumb line that is none. */
function placedOddly(pointer: string, patientCase: PatientCase, exam: Exam, reading: Reading): readonly CaseProblem[] {
  const { notes } = sagittalReading(patientCase, exam, reading);
  return notes.flatMap(({ code, landmarks }) => landmarks.map((id) => warning(child(child(pointer, "landmarks"), id), code)));
}

function readingProblems(pointer: string, reading: Reading, levels: readonly Level[]): readonly CaseProblem[] {
  const { readAt } = reading;
  const { dimensions } = sagittalFrameOf(reading.image);
  return [
    ...timeProblems(child(pointer, "readAt"), readAt),
    ...imageProblems(child(pointer, "image"), reading.image),
    ...Object.entries(reading.landmarks).flatMap(([id, landmark]) => {
      const place = child(child(pointer, "landmarks"), id);
      const wrongSize = partsOf(landmark).flatMap(([part, point]) =>
        point.length === dimensions
          ? []
          : [error(part.split(".").reduce(child, place), "coordinates", { value: quoted(point), dimensions, kind: reading.image.kind })],
      );
      return [...wrongSize, ...nameProblems(place, id, levels)];
    }),
  ];
}

/** A name that this version doesn't know is kept and not measured, and a slip of the pen looks just like one: so it is said. */
function nameProblems(pointer: string, id: LandmarkId, levels: readonly Level[]): readonly CaseProblem[] {
  if (id === PLUMB) return [];
  const kind = landmarkKind(id);
  if (kind === null) return [warning(pointer, "unknown-landmark", { value: quoted(id) })];
  const [level = ""] = id.split(".");
  return kind === "circle" || levels.includes(level) ? [] : [warning(pointer, "landmark-outside-spine", { value: quoted(id), level })];
}

/** The schema admits every positive number: what no pixel can be is refused, and what hardly any is may be meant and is said. */
function spacingProblems(pointer: string, spacing: StoredSpacing | undefined): readonly CaseProblem[] {
  if (spacing === undefined) return [];
  const doubt = spacingDoubt(spacing);
  if (doubt === undefined) return [];
  const { rowMm, columnMm, aspect } = spacing;
  const value = quoted(rowMm === undefined ? { aspect } : { rowMm, columnMm });
  return [doubt === "impossible" ? error(pointer, "impossible-spacing", { value }) : warning(pointer, "implausible-spacing", { value })];
}

/** Unit length and right angle to this much: a file may give three decimals. */
const VECTOR_TOLERANCE = 2e-3;

function imageProblems(pointer: string, image: ReadingImage): readonly CaseProblem[] {
  if (image.kind === "projection") {
    const { cranial = "up" } = image;
    const sides = (["anterior", "patientLeft"] as const).flatMap((key) => {
      const side = image[key];
      return side === undefined || isOrientation(side, cranial) ? [] : [error(child(pointer, key), "anterior-along-cranial", { value: quoted(side), cranial })];
    });
    return [...spacingProblems(child(pointer, "spacing"), image.spacing), ...sides];
  }
  const { plane } = image;
  if (plane === undefined) return [];
  const at = child(pointer, "plane");
  const product = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  const lengths = (["anterior", "cranial"] as const).flatMap((key) =>
    Math.abs(Math.hypot(...plane[key]) - 1) <= VECTOR_TOLERANCE ? [] : [error(child(at, key), "not-unit", { value: quoted(plane[key]) })],
  );
  const across = Math.abs(product(plane.anterior, plane.cranial));
  return lengths.length > 0 || across <= VECTOR_TOLERANCE ? lengths : [error(at, "not-perpendicular", { value: quoted([plane.anterior, plane.cranial]) })];
}

import { isFrontal } from "#case/coronalReading";
import type { Exam, PatientCase, Reading } from "#case/patientCase";
import { spineReadingOf } from "#case/select";
import type { AssessSettings, Measurement, Reason } from "#spine/assessment";
import { restorationOf, type Change } from "#spine/change";
import { evaluationOf } from "#spine/construct";
import type { Level } from "#spine/level";
import { measureOne } from "#spine/measure";

/** One line of the comparison of a treated vertebra. */
export interface RestoredLine {
  /** Id of the measurement. */
  readonly id: string;
  readonly before: Measurement;
  readonly after: Measurement;
  /** + where the body is higher, or the kyphosis less, after. */
  readonly change: Change;
}

export interface Restored {
  readonly lines: readonly RestoredLine[];
  /** What the exams do not share, each once. */
  readonly notes: readonly Reason[];
  /** Why there is no time between them. */
  readonly dates: Reason | null;
  readonly readings: readonly [before: Reading, after: Reading];
}

/** The two exams that a treatment most likely lies between: the last before surgery and the first after it, else the first two. */
export function likelyPair({ exams }: PatientCase): readonly [string, string] {
  const lateral = exams.filter((exam) => readingToMeasure(exam, undefined));
  const before = lateral.findLast(({ timepoint }) => timepoint === "preoperative") ?? lateral[0] ?? exams[0];
  const after = lateral.find((exam) => exam !== before && exam.timepoint !== "preoperative") ?? lateral.find((exam) => exam !== before) ?? exams[1];
  return [before?.id ?? "", after?.id ?? ""];
}

/** Of a lateral image with points: that of `reader` where there is one. */
export function readingToMeasure({ readings }: Exam, reader: string | undefined): Reading | undefined {
  const placed = readings.filter((each) => !isFrontal(each) && Object.keys(each.landmarks).length > 0);
  return placed.find((each) => each.reader === reader) ?? placed[0];
}

/** Null where either exam has no reading to measure. */
export function restored(document: PatientCase, [beforeId, afterId]: readonly [string, string], level: Level, settings: AssessSettings, reader?: string): Restored | null {
  const found = [beforeId, afterId].map((id) => {
    const exam = document.exams.find((each) => each.id === id);
    const reading = exam && readingToMeasure(exam, reader);
    return exam && reading && { reading, spine: spineReadingOf(document, exam, reading) };
  });
  const [before, after] = found;
  if (!before || !after) return null;
  const changes = restorationOf(before.spine, after.spine, level, settings);
  const [was, is] = [evaluationOf(before.spine), evaluationOf(after.spine)];
  const line = (name: string, change: Change): RestoredLine => {
    const id = `${name}.${level}`;
    return { id, before: measureOne(was, id, settings.clickSdMm), after: measureOne(is, id, settings.clickSdMm), change };
  };
  const lines = [
    line("Ha", changes.anteriorHeight),
    line("Hm", changes.middleHeight),
    line("Hp", changes.posteriorHeight),
    line("wedge", changes.wedge),
    line("segmentalKyphosis", changes.segmentalKyphosis),
    line("localKyphosis", changes.localKyphosis),
  ];
  return { lines, ...whatDiffers(lines), readings: [before.reading, after.reading] };
}

/** Below the minimal detectable change stands beside the change itself. */
function whatDiffers(lines: readonly RestoredLine[]): Pick<Restored, "notes" | "dates"> {
  const notes = lines.flatMap(({ change }) => change.notes).filter(({ code }) => code !== "below-mdc");
  const measured = lines.flatMap(({ change }) => (change.state === "measured" ? [change.perMonth] : []));
  const undated = measured.find(({ state }) => state !== "measured");
  return { notes, dates: undated && "reason" in undated ? undated.reason : null };
}

import { scale } from "#geometry/traced";
import { slip } from "./bodyHeight";
import { isCalibrated, lengthParams } from "./comparison";
import { inScale, type Evaluation } from "./construct";
import { lossSince } from "./fracture";
import { found, incomplete, map, mergeNotes, type Outcome, type Value } from "./outcome";
import { answerOf } from "./question";

/**
 * What a criterion asks about the upper end of the construct, by the id of the question with which the reader can answer
 * it: the height lost by UIV and UIV+1, percent, and the size of the slip of UIV+1 on the UIV, millimetres, to either side.
 */
export type FindingId = "uivHeightLoss" | "uivListhesis";

const MEASURED: Readonly<Record<FindingId, (evaluation: Evaluation) => readonly Outcome<Value>[]>> = {
  uivHeightLoss: (evaluation) => ["UIV", "UIV+1"].map((level) => lossSince(evaluation, level)),
  uivListhesis: (evaluation) => [map(inScale(evaluation, "mm", () => calibratedSlip(evaluation)), magnitude)],
};

/** The criterion's millimetres are those of the patient. */
function calibratedSlip(evaluation: Evaluation): Outcome<Value> {
  const { reading } = evaluation.sources;
  return isCalibrated(reading) ? slip(evaluation, "UIV+1", "UIV") : incomplete({ code: "slip-not-calibrated", params: { nowLengths: lengthParams(reading, reading).nowLengths } });
}

/** Placed, and not measured for what its millimetres are: that is said rather than that nobody has answered. */
const isRefused = (one: Outcome<Value>): boolean => one.state === "incomplete" && (one.reason.code === "no-heights-across-lengths" || one.reason.code === "slip-not-calibrated");

const magnitude = (value: Value): Value => scale(value, value.value < 0 ? -1 : 1);

/**
 * The largest measured value where it passes or where nothing is left to measure; else the reader's answer. Where both are
 * known and disagree about the verdict, the measurement stands and the disagreement is said.
 */
export function findingOf(evaluation: Evaluation, id: FindingId, passes: (value: number) => boolean): Outcome<Value> {
  const answer = answerOf(evaluation.sources.reading, id);
  const all = MEASURED[id](evaluation);
  const known = all.flatMap((one) => (one.state === "found" ? [one] : []));
  const [largest] = known.toSorted((x, y) => y.value.value - x.value.value);
  if (!largest || (known.length < all.length && !passes(largest.value.value))) return answer.state === "found" ? answer : (all.find(isRefused) ?? answer);
  if (answer.state !== "found" || passes(answer.value.value) === passes(largest.value.value)) return largest;
  return found(largest.value, mergeNotes(largest.notes, [{ code: "answer-differs", params: { question: id, answered: answer.value.value } }]));
}

import type { Measurement, Reason, SpineReading } from "./assessment";
import { valueOf, type Evaluation } from "./construct";
import { DEFINITIONS, definitionOf, wedge, type Definition, type Region } from "./definition";
import { endplateId, type PointAddress } from "./landmark";
import { both, degenerate, flatMap, found, incomplete, map, mergeNotes, type Outcome, type Value } from "./outcome";
import { scoreRowOf, SCORES, type ScoreRow, type ScoreRule } from "./scoreRow";
import { outcomesOf, sdOf, shareOf } from "./uncertainty";

/** Every row of the panel for one reading: the geometric ones, a wedge for each body whose endplates are both placed, the scores. */
export const measureAll = (evaluation: Evaluation, clickSdMm: number): readonly Measurement[] => [
  ...[...DEFINITIONS, ...wedges(evaluation.sources.reading)].map((definition) => measured(evaluation, definition, clickSdMm)),
  ...SCORES.map((row) => scored(evaluation, row, clickSdMm)),
];

/** Where a row stands in the panel; undefined for an unknown id. */
export const regionOf = (id: string): Region | undefined => definitionOf(id)?.region ?? (scoreRowOf(id) && "score");

const wedges = ({ levels, landmarks }: SpineReading): readonly Definition[] =>
  levels.filter((level) => landmarks.has(endplateId(level, "superior")) && landmarks.has(endplateId(level, "inferior"))).map(wedge);

const measured = (evaluation: Evaluation, { id, unit, standingOnly }: Definition, clickSdMm: number): Measurement => ({
  id,
  unit,
  ...stated(valueOf(evaluation, id), evaluation.sources.reading, standingOnly, clickSdMm),
});

type Unnamed = Measurement extends infer M ? (M extends Measurement ? Omit<M, "id" | "unit"> : never) : never;

function stated(outcome: Outcome<Value>, reading: SpineReading, standingOnly: boolean, clickSdMm: number): Unnamed {
  if (outcome.state !== "found") return outcome;
  const { value, notes } = outcome;
  return {
    state: "measured",
    value: value.value,
    sd: sdOf(value, clickSdMm),
    points: pointsUsed([value], reading),
    notes: standingOnly ? mergeNotes(notes, postureNotes(reading)) : notes,
  };
}

const isLying = ({ posture }: SpineReading): boolean => posture === "supine" || posture === "prone";

/** Section 4, posture: norms of the standing panel do not hold lying down. */
export const postureNotes = (reading: SpineReading): readonly Reason[] => {
  if (isLying(reading)) return [{ code: "not-standing", params: { posture: reading.posture } }];
  return reading.posture === "unknown" ? [{ code: "posture-unknown" }] : [];
};

/** Of this reading; the points of an exam that it is compared with are in that exam's own rows. */
const pointsUsed = (values: readonly Value[], reading: SpineReading): readonly PointAddress[] => [
  ...new Set(values.flatMap((value) => [...value.gradient.keys()].filter((click) => click.reading === reading).map((click) => click.address))),
];

const scored = (evaluation: Evaluation, { id, unit, score }: ScoreRow, clickSdMm: number): Measurement => ({
  id,
  unit,
  ...scoreStated(evaluation, id, score, clickSdMm),
});

function scoreStated(evaluation: Evaluation, id: string, score: ScoreRule, clickSdMm: number): Unnamed {
  const { reading } = evaluation.sources;
  if (isLying(reading)) return incomplete({ code: "score-not-standing", params: { posture: reading.posture } });
  switch (score.kind) {
    case "target":
      return targeted(reading, score);
    case "derived":
      return stated(scoreValue(evaluation, id), reading, true, clickSdMm);
    case "class":
      return classified(evaluation, score, clickSdMm);
  }
}

function targeted(reading: SpineReading, score: Extract<ScoreRule, { kind: "target" }>): Unnamed {
  const { ageYears } = reading;
  if (ageYears === undefined) return incomplete({ code: "no-age" });
  const value = score.of(ageYears);
  if (value === null) return degenerate({ code: "target-not-defined", params: { age: ageYears } });
  return { state: "measured", value, sd: null, points: [], notes: postureNotes(reading) };
}

function classified(evaluation: Evaluation, score: Extract<ScoreRule, { kind: "class" }>, clickSdMm: number): Unnamed {
  const { reading } = evaluation.sources;
  const inputs = valuesOf(evaluation, score.inputs);
  if (inputs.state !== "found") return inputs;
  if (score.needsAge && reading.ageYears === undefined) return incomplete({ code: "no-age" });
  // A score that asks for no age is handed one and ignores it.
  const rule = (values: readonly number[]) => score.of(values, reading.ageYears ?? 0);
  const value = rule(inputs.value.map((input) => input.value));
  const outcomes = outcomesOf(inputs.value, clickSdMm, rule);
  const notes = mergeNotes(inputs.notes, postureNotes(reading));
  const points = pointsUsed(inputs.value, reading);
  return { state: "measured", value, sd: outcomes && spread(outcomes), probability: outcomes && shareOf(outcomes, value), points, notes };
}

/** Standard deviation of a distribution over points; null over classes. */
function spread(outcomes: ReadonlyMap<string | number, number>): number | null {
  const numbers = [...outcomes].flatMap(([value, weight]) => (typeof value === "number" ? [{ value, weight }] : []));
  if (numbers.length === 0) return null;
  const mean = numbers.reduce((sum, { value, weight }) => sum + weight * value, 0);
  return Math.sqrt(numbers.reduce((sum, { value, weight }) => sum + weight * (value - mean) ** 2, 0));
}

/** All of several rows, geometric or derived. */
export const valuesOf = (evaluation: Evaluation, ids: readonly string[]): Outcome<readonly Value[]> =>
  ids.reduce<Outcome<readonly Value[]>>(
    (sofar, id) => map(both(sofar, scoreValue(evaluation, id)), ([values, value]) => [...values, value]),
    found([]),
  );

/** The value of a row of `definition.ts` or of a derived one of `scoreRow.ts`. */
function scoreValue(evaluation: Evaluation, id: string): Outcome<Value> {
  const score = scoreRowOf(id)?.score;
  if (score?.kind !== "derived") return valueOf(evaluation, id);
  return flatMap(valuesOf(evaluation, score.inputs), score.of);
}

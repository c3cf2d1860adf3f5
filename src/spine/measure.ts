import type { Measurement, Reason, SpineReading } from "./assessment";
import { at } from "./at";
import type { CitationId } from "./citation";
import { valueOf, type Evaluation } from "./construct";
import { coronalRows, isCoronalRow } from "./coronalRow";
import { DEFINITIONS, definitionOf, wedge, type Definition, type Region } from "./definition";
import { bodyCitation, bodyRowOf, bodyValue, fractureAngles, fractureRows, measureBody } from "./fracture";
import { endplateId } from "./landmark";
import { OF_SCORE, ofScore } from "./ofScore";
import { both, degenerate, flatMap, found, incomplete, map, type Outcome, type Value } from "./outcome";
import { scoreRowOf, SCORES, type ScoreRow, type ScoreRule } from "./scoreRow";
import { SEVERITY_ROWS, type SeverityRow } from "./severity";
import { classed, stated, type Unnamed } from "./stated";

/**
 * Every row of the panel for one reading: the curve of a frontal film, the geometric ones, a wedge for each body whose endplates are both placed, the
 * scores, the severity of a failing junction, and what is asked about a fracture.
 */
export const measureAll = (evaluation: Evaluation, clickSdMm: number): readonly Measurement[] => [
  ...coronalRows(evaluation.sources.reading, clickSdMm),
  ...[...DEFINITIONS, ...wedges(evaluation.sources.reading), ...fractureAngles(evaluation.sources.reading)].map((definition) => measured(evaluation, definition, clickSdMm)),
  ...SCORES.map((row) => scored(evaluation, row, clickSdMm)),
  ...SEVERITY_ROWS.map((row) => severe(evaluation, row, clickSdMm)),
  ...fractureRows(evaluation, clickSdMm),
  ...ofScore(evaluation.sources.reading),
];

/**
 * One row of the panel, "Genant.T12" and the like included.
 * @throws RangeError for an id that no row has.
 */
export function measureOne(evaluation: Evaluation, id: string, clickSdMm: number): Measurement {
  const score = scoreRowOf(id);
  if (score) return scored(evaluation, score, clickSdMm);
  const severity = SEVERITY_ROWS.find((row) => row.id === id);
  if (severity) return severe(evaluation, severity, clickSdMm);
  const aboutBody = measureBody(evaluation, id, clickSdMm);
  if (aboutBody) return aboutBody;
  const definition = definitionOf(id);
  if (!definition) throw new RangeError(`no measurement "${id}"`);
  return measured(evaluation, definition, clickSdMm);
}

const severe = (evaluation: Evaluation, { id, unit, of }: SeverityRow, clickSdMm: number): Measurement => ({ id, unit, ...of(evaluation, clickSdMm) });

/** Where a row stands in the panel; undefined for an unknown id. */
export function regionOf(id: string): Region | undefined {
  if (isCoronalRow(id)) return "coronal";
  if (id === OF_SCORE.id || bodyCitation(id) !== undefined) return "fracture";
  return definitionOf(id)?.region ?? ((scoreRowOf(id) ?? SEVERITY_ROWS.find((row) => row.id === id)) && "score");
}

/** Where the definition of a row comes from; undefined for an unknown id. */
export function rowCitation(id: string): CitationId | undefined {
  if (id === OF_SCORE.id) return OF_SCORE.citation;
  if (isCoronalRow(id)) return "cobb";
  const row = definitionOf(id) ?? scoreRowOf(id) ?? SEVERITY_ROWS.find((one) => one.id === id);
  return row?.citation ?? bodyCitation(id);
}

const wedges = ({ levels, landmarks }: SpineReading): readonly Definition[] =>
  levels.filter((level) => landmarks.has(endplateId(level, "superior")) && landmarks.has(endplateId(level, "inferior"))).map(wedge);

const measured = (evaluation: Evaluation, { id, unit, standingOnly }: Definition, clickSdMm: number): Measurement => {
  const { reading } = evaluation.sources;
  return { id, unit, ...stated(valueOf(evaluation, id), reading, clickSdMm, standingOnly ? postureNotes(reading) : []) };
};

const isLying = ({ posture }: SpineReading): boolean => posture === "supine" || posture === "prone";

/** Section 4, posture: norms of the standing panel do not hold lying down. */
const postureNotes = (reading: SpineReading): readonly Reason[] => {
  if (isLying(reading)) return [{ code: "not-standing", params: { posture: reading.posture } }];
  return reading.posture === "unknown" ? [{ code: "posture-unknown" }] : [];
};

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
      return stated(numberOf(evaluation, id), reading, clickSdMm, postureNotes(reading));
    case "class":
      return scoreClass(evaluation, score, clickSdMm);
  }
}

function targeted(reading: SpineReading, score: Extract<ScoreRule, { kind: "target" }>): Unnamed {
  const { ageYears } = reading;
  if (ageYears === undefined) return incomplete({ code: "no-age" });
  const value = score.of(ageYears);
  if (value === null) return degenerate({ code: "target-not-defined", params: { age: ageYears } });
  return { state: "measured", value, sd: null, points: [], notes: postureNotes(reading) };
}

function scoreClass(evaluation: Evaluation, score: Extract<ScoreRule, { kind: "class" }>, clickSdMm: number): Unnamed {
  const { reading } = evaluation.sources;
  const { ageYears } = reading;
  const alone = settled(evaluation, score);
  if (alone) return classed(alone.input, alone.rule, reading, clickSdMm, postureNotes(reading));
  const inputs = flatMap(numbersOf(evaluation, score.inputs), (values) =>
    score.needsAge && ageYears === undefined ? incomplete({ code: "no-age" }) : found(values),
  );
  // A score that asks for no age is handed one and ignores it.
  return classed(inputs, (values) => score.of(values, ageYears ?? 0), reading, clickSdMm, postureNotes(reading));
}

/** What one input decides by itself, whatever the others are: they aren't asked for then. */
function settled(evaluation: Evaluation, { settledBy }: Extract<ScoreRule, { kind: "class" }>) {
  if (!settledBy) return undefined;
  const input = numberOf(evaluation, settledBy.input);
  if (input.state !== "found" || settledBy.of(input.value.value) === null) return undefined;
  return { input: map(input, (value) => [value]), rule: (drawn: readonly number[]) => settledBy.of(at(drawn, 0)) ?? "otherwise" };
}

/** All of several rows that are numbers with an error of their own. */
const numbersOf = (evaluation: Evaluation, ids: readonly string[]): Outcome<readonly Value[]> =>
  ids.reduce<Outcome<readonly Value[]>>(
    (sofar, id) => map(both(sofar, numberOf(evaluation, id)), ([values, value]) => [...values, value]),
    found([]),
  );

/**
 * The value of a row that is a number with an error of its own: of `definition.ts`, about a body, or derived.
 * @throws RangeError for an id that no such row has.
 */
export function numberOf(evaluation: Evaluation, id: string): Outcome<Value> {
  const body = bodyRowOf(id);
  if (body) return bodyValue(evaluation, body.row, body.level);
  const score = scoreRowOf(id)?.score;
  if (score?.kind !== "derived") return valueOf(evaluation, id);
  return flatMap(numbersOf(evaluation, score.inputs), score.of);
}

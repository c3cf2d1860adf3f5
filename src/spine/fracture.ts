import { divide, scale } from "#geometry/traced";
import type { Measurement, Reason, SpineReading, Unit } from "./assessment";
import { heightLosses, heightOf, neighbourHeight, slip, worstLoss, type HeightLoss, type HeightName } from "./bodyHeight";
import type { CitationId } from "./citation";
import { differencesOf, isCalibrated, lengthParams } from "./comparison";
import { baselineFor, finite, inScale, type Baseline, type Evaluation } from "./construct";
import { bodyIdOf, localKyphosis, segmentalKyphosis, type Definition } from "./definition";
import { middleId } from "./landmark";
import type { Level, LevelRef } from "./level";
import { both, combine, flatMap, found, incomplete, map, type Outcome, type Value } from "./outcome";
import { levelAnswerOf } from "./question";
import { levelFor } from "./sources";
import { classed, stated } from "./stated";

/**
 * Osteoporotic vertebral fracture (section 6): rows about one body, named "<row>.<level>". The angles about a body are
 * rows of `definition.ts`.
 */
export interface BodyRow {
  readonly name: string;
  readonly unit: Unit;
  readonly citation: CitationId;
  readonly of: (evaluation: Evaluation, level: Level) => Outcome<Value>;
}

const ratio = (upper: Outcome<Value>, lower: Outcome<Value>): Outcome<Value> => combine(upper, lower, (x, y) => divide(scale(x, 100), y));

const height = (name: string, of: HeightName): BodyRow => ({
  name,
  unit: "mm",
  citation: "morphometry",
  of: (evaluation, level) => heightOf(evaluation, level, of),
});

const percent = (name: string, of: BodyRow["of"], citation: CitationId = "morphometry"): BodyRow => ({ name, unit: "percent", citation, of });

export const BODY_ROWS: readonly BodyRow[] = [
  height("Ha", "anterior"),
  height("Hm", "middle"),
  height("Hp", "posterior"),
  percent("wedgeRatio", (evaluation, level) => ratio(heightOf(evaluation, level, "anterior"), heightOf(evaluation, level, "posterior"))),
  percent("biconcaveRatio", (evaluation, level) => ratio(heightOf(evaluation, level, "middle"), heightOf(evaluation, level, "posterior"))),
  percent("crushRatio", (evaluation, level) => ratio(heightOf(evaluation, level, "posterior"), adjacentHeight(evaluation, level))),
  percent("heightLoss", (evaluation, level) => worstLoss(lossesToNeighbours(evaluation, level)), "genant1993"),
  percent("heightLossSince", (evaluation, level) => lossSince(evaluation, level)),
  { name: "listhesis", unit: "mm", citation: "listhesis", of: (evaluation, level) => slip(evaluation, level, `${level}-1`) },
];

const ROW_BY_NAME: ReadonlyMap<string, BodyRow> = new Map(BODY_ROWS.map((row) => [row.name, row]));

/** The row of "Ha.T12" and the like; undefined for ids of other rows. */
export function bodyRowOf(id: string): { readonly row: BodyRow; readonly level: Level } | undefined {
  const body = bodyIdOf(id);
  const row = body && ROW_BY_NAME.get(body.name);
  return row ? { row, level: body.level } : undefined;
}

/** Of a row of section 6 about one body, "Genant.T12" included; undefined for other ids. */
export const bodyCitation = (id: string): CitationId | undefined => (bodyIdOf(id)?.name === "Genant" ? "genant1993" : bodyRowOf(id)?.row.citation);

export const bodyValue = (evaluation: Evaluation, { unit, of }: BodyRow, level: Level): Outcome<Value> =>
  finite(inScale(evaluation, unit, () => of(evaluation, level)));

/** Of the body above, or where that is not placed of the one below; which of them is said. */
function adjacentHeight(evaluation: Evaluation, level: Level): Outcome<Value> {
  const of = (ref: LevelRef): Outcome<Value> =>
    flatMap(levelFor(evaluation.sources, ref), (adjacent) =>
      flatMap(heightOf(evaluation, adjacent, "posterior"), (value) => found(value, [{ code: "adjacent-level", params: { level: adjacent } }])),
    );
  const above = of(`${level}+1`);
  if (above.state === "found") return above;
  const below = of(`${level}-1`);
  return below.state === "found" ? below : above;
}

/** Against the mean of the neighbours, at each height that is placed. */
export const lossesToNeighbours = (evaluation: Evaluation, level: Level): Outcome<readonly HeightLoss[]> =>
  heightLosses(
    (name) => heightOf(evaluation, level, name),
    (name) => neighbourHeight(evaluation, level, name),
  );

/**
 * Height lost since the first postoperative exam, or where the body is not placed there since the preoperative one,
 * percent. Two films are compared in millimetres: one without a scale says nothing, and millimetres in the patient are
 * not compared with those at the detector.
 */
export function lossSince(evaluation: Evaluation, level: LevelRef): Outcome<Value> {
  const inMillimetres = (of: Evaluation) => (name: HeightName) => inScale(of, "mm", () => heightOf(of, level, name));
  const losses = EARLIER.flatMap((since) => {
    const baseline = baselineFor(evaluation, since);
    if (baseline.state !== "found") return [];
    const [now, before] = [evaluation.sources.reading, baseline.value.sources.reading];
    const then = inMillimetres(baseline.value);
    if (both(then("anterior"), then("posterior")).state !== "found") return [incomplete({ code: "height-not-measured-before" })];
    // Magnification alone is as much as the loss that counts as a fracture.
    if (isCalibrated(now) !== isCalibrated(before)) return [incomplete({ code: "no-heights-across-lengths", params: lengthParams(now, before) })];
    const lengths: readonly Reason[] = differencesOf(before, now).lengths ? [{ code: "lengths-incomparable", params: lengthParams(now, before) }] : [];
    return [flatMap(found(baseline.value, [...baseline.notes, ...lengths]), () => worstLoss(heightLosses(inMillimetres(evaluation), then)))];
  });
  return losses.find(({ state }) => state === "found") ?? losses[0] ?? incomplete({ code: "no-earlier-exam" });
}

/** The exams that a height can have been lost since, nearest first. */
const EARLIER: readonly Baseline[] = ["firstPostoperative", "preoperative"];

export type GenantGrade = 0 | 1 | 2 | 3;

/** By the height lost, percent: below 20 none, to 25 mild, to 40 moderate, above severe; a printed bound belongs to the band it closes. */
export const genantGrade = (lossPercent: number): GenantGrade => (lossPercent < 20 ? 0 : lossPercent <= 25 ? 1 : lossPercent <= 40 ? 2 : 3);

/** The grade with the probability of it, over all heights together since any of them may be the lowest. */
function genant(evaluation: Evaluation, level: Level, clickSdMm: number): Measurement {
  const losses = inScale(evaluation, "percent", () => lossesToNeighbours(evaluation, level));
  const worst = worstLoss(losses);
  const inputs = flatMap(worst, () => map(losses, (all) => all.map(({ loss }) => loss)));
  const rule = (values: readonly number[]) => genantGrade(Math.max(...values));
  return { id: `Genant.${level}`, unit: "class", ...classed(inputs, rule, evaluation.sources.reading, clickSdMm) };
}

/**
 * The rows of section 6 that a reading asks for: heights of every body with mid-height points, and everything about the
 * fractured ones, which are the one that the reader names, else those with mid-height points.
 */
export function fractureRows(evaluation: Evaluation, clickSdMm: number): readonly Measurement[] {
  const { reading } = evaluation.sources;
  const heights = morphometric(reading);
  const fractured = fracturedLevels(reading);
  const rows = [...new Set([...heights, ...fractured])].flatMap((level) =>
    BODY_ROWS.filter(({ name }) => fractured.includes(level) || HEIGHT_ROWS.has(name)).map((row) => measureRow(evaluation, row, level, clickSdMm)),
  );
  return [...rows, ...fractured.map((level) => genant(evaluation, level, clickSdMm))];
}

/** One of them by its id; undefined for ids of other rows. */
export function measureBody(evaluation: Evaluation, id: string, clickSdMm: number): Measurement | undefined {
  const body = bodyIdOf(id);
  if (body?.name === "Genant") return genant(evaluation, body.level, clickSdMm);
  const found = bodyRowOf(id);
  return found && measureRow(evaluation, found.row, found.level, clickSdMm);
}

const measureRow = (evaluation: Evaluation, row: BodyRow, level: Level, clickSdMm: number): Measurement => ({
  id: `${row.name}.${level}`,
  unit: row.unit,
  ...stated(bodyValue(evaluation, row, level), evaluation.sources.reading, clickSdMm),
});

const morphometric = ({ levels, landmarks }: SpineReading): readonly Level[] =>
  levels.filter((level) => landmarks.has(middleId(level, "superior")) && landmarks.has(middleId(level, "inferior")));

function fracturedLevels(reading: SpineReading): readonly Level[] {
  const named = levelAnswerOf(reading, "fractureLevel");
  return named === undefined ? morphometric(reading) : [named];
}

const HEIGHT_ROWS: ReadonlySet<string> = new Set(["Ha", "Hm", "Hp"]);

/** The angles about the fractured bodies, which are rows of `definition.ts`. */
export const fractureAngles = (reading: SpineReading): readonly Definition[] => fracturedLevels(reading).flatMap((level) => [localKyphosis(level), segmentalKyphosis(level)]);

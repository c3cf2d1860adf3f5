import { scale, shift, subtract } from "#geometry/traced";
import type { AssessSettings, Assessment, Measurement, Reason, SpineReading } from "./assessment";
import { evaluationOf, type Evaluation } from "./construct";
import { DEFINITIONS, type Definition, type Norm } from "./definition";
import { numberOf } from "./measure";
import { both, map, type Outcome, type Value } from "./outcome";
import { sdOf } from "./uncertainty";

/** A value with its standard deviation, null where no error is known; both in the unit of its row or in the norm's SD. */
export interface Estimated {
  readonly value: number;
  readonly sd: number | null;
}

/** How a measured value stands to the published norm of its row (clinical.md section 4). */
export type Standing =
  /** `z`: (value - mean) / SD of the norm, with the error of the measurement in the same measure. */
  | { readonly kind: "mean"; readonly mean: number; readonly normSd: number; readonly z: Estimated }
  /** A range over all ages. */
  | { readonly kind: "range"; readonly low: number; readonly high: number; readonly place: "below" | "within" | "above" }
  /** One value is expected, of everybody or of this pelvic incidence; nothing is published of its spread. */
  | { readonly kind: "expected"; readonly expected: number; readonly difference: Estimated };

/** A parameter held against its norm, and against its target for the age where one is published. */
export interface AlignmentRow {
  readonly measurement: Measurement;
  readonly norm: Norm;
  /** Null where there is nothing to hold against the norm, for the reason that is given or that the measurement has. */
  readonly standing: Standing | null;
  readonly reason: Reason | null;
  readonly target: { readonly value: number; readonly difference: Estimated | null } | null;
}

/** The rows of clinical.md section 4 that have a target for the age (Lafage 2016), with the target's own row. */
const TARGETS: Readonly<Record<string, string>> = { PT: "target.PT", "PI-LL": "target.PI-LL", SVA: "target.SVA" };

/**
 * Every parameter that has a norm, measured or not, in the order of the panel. Lying down nothing is held against a
 * standing norm, and the row says so.
 */
export function alignmentRows(reading: SpineReading, { measurements }: Pick<Assessment, "measurements">, { clickSdMm }: Pick<AssessSettings, "clickSdMm">): readonly AlignmentRow[] {
  const evaluation = evaluationOf(reading);
  const byId = new Map(measurements.map((measurement) => [measurement.id, measurement]));
  return DEFINITIONS.flatMap((definition): readonly AlignmentRow[] => {
    const measurement = byId.get(definition.id);
    const { norm } = definition;
    if (!norm || !measurement) return [];
    const reason = lying(definition, reading);
    const standing = reason ? null : standingOf(evaluation, definition.id, norm, clickSdMm);
    const target = byId.get(TARGETS[definition.id] ?? "");
    return [{ measurement, norm, standing, reason, target: target ? targetOf(measurement, target) : null }];
  });
}

const lying = ({ standingOnly }: Definition, { posture }: SpineReading): Reason | null =>
  standingOnly && (posture === "supine" || posture === "prone") ? { code: "not-standing", params: { posture } } : null;

function standingOf(evaluation: Evaluation, id: string, norm: Norm, clickSdMm: number): Standing | null {
  const value = numberOf(evaluation, id);
  if (value.state !== "found") return null;
  const estimate = (of: Value): Estimated => ({ value: of.value, sd: sdOf(of, clickSdMm) });
  switch (norm.kind) {
    case "mean":
      return { kind: "mean", mean: norm.mean, normSd: norm.sd, z: estimate(scale(shift(value.value, -norm.mean), 1 / norm.sd)) };
    case "range-by-age":
      return { kind: "range", low: norm.low, high: norm.high, place: placeOf(value.value.value, norm) };
    case "about":
      return { kind: "expected", expected: norm.value, difference: estimate(shift(value.value, -norm.value)) };
    case "from-pi":
      return expectedOf(value, fromIncidence(evaluation, norm), estimate);
  }
}

const placeOf = (value: number, { low, high }: { readonly low: number; readonly high: number }): "below" | "within" | "above" =>
  value < low ? "below" : value > high ? "above" : "within";

const fromIncidence = (evaluation: Evaluation, { slope, intercept }: { readonly slope: number; readonly intercept: number }): Outcome<Value> =>
  map(numberOf(evaluation, "PI"), (pi) => shift(scale(pi, slope), intercept));

/** The value and what is expected of it share clicks, so the error is that of their difference. */
function expectedOf(value: Outcome<Value>, expected: Outcome<Value>, estimate: (of: Value) => Estimated): Standing | null {
  const pair = both(value, expected);
  if (pair.state !== "found") return null;
  const [measured, hoped] = pair.value;
  return { kind: "expected", expected: hoped.value, difference: estimate(subtract(measured, hoped)) };
}

/** A target is of the age alone and has no error, so the difference has that of the value. Both rows are numbers. */
function targetOf(measurement: Measurement, target: Measurement): AlignmentRow["target"] {
  if (target.state !== "measured") return null;
  const value = Number(target.value);
  return { value, difference: measurement.state === "measured" ? { value: Number(measurement.value) - value, sd: measurement.sd } : null };
}

import type { Measurement, Reason, SpineReading } from "./assessment";
import type { PointAddress } from "./landmark";
import { mergeNotes, type Outcome, type Value } from "./outcome";
import { outcomesOf, sdOf, shareOf } from "./uncertainty";

/** A measurement without the name of its row. */
export type Unnamed = Measurement extends infer M ? (M extends Measurement ? Omit<M, "id" | "unit"> : never) : never;

/** What was found, with its error and the points it came from. */
export function stated(outcome: Outcome<Value>, reading: SpineReading, clickSdMm: number, notes: readonly Reason[] = []): Unnamed {
  if (outcome.state !== "found") return outcome;
  const { value } = outcome;
  return {
    state: "measured",
    value: value.value,
    sd: sdOf(value, clickSdMm),
    points: pointsUsed([value], reading),
    notes: mergeNotes(outcome.notes, notes),
  };
}

/** A class or a count of points over several values, with the probability that the true ones give the same. */
export function classed(
  inputs: Outcome<readonly Value[]>,
  rule: (values: readonly number[]) => string | number,
  reading: SpineReading,
  clickSdMm: number,
  notes: readonly Reason[] = [],
): Unnamed {
  if (inputs.state !== "found") return inputs;
  const value = rule(inputs.value.map((input) => input.value));
  const outcomes = outcomesOf(inputs.value, clickSdMm, rule);
  return {
    state: "measured",
    value,
    sd: outcomes && spread(outcomes),
    probability: outcomes && shareOf(outcomes, value),
    points: pointsUsed(inputs.value, reading),
    notes: mergeNotes(inputs.notes, notes),
  };
}

/** Of this reading; the points of an exam that it is compared with are in that exam's own rows. */
const pointsUsed = (values: readonly Value[], reading: SpineReading): readonly PointAddress[] => [
  ...new Set(values.flatMap((value) => [...value.gradient.keys()].filter((click) => click.reading === reading).map((click) => click.address))),
];

/** Standard deviation of a distribution over points; null over classes. */
function spread(outcomes: ReadonlyMap<string | number, number>): number | null {
  const numbers = [...outcomes].flatMap(([value, weight]) => (typeof value === "number" ? [{ value, weight }] : []));
  if (numbers.length === 0) return null;
  const mean = numbers.reduce((sum, { value, weight }) => sum + weight * value, 0);
  return Math.sqrt(numbers.reduce((sum, { value, weight }) => sum + weight * (value - mean) ** 2, 0));
}

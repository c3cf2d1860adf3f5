import type { Unit } from "#spine/assessment";
import { comparedWith } from "#spine/comparedWith";
import { formatAgainst, formatChange, formatValue } from "./format";

/**
 * A measured value wherever it is shown: the number stands on the same side of every threshold that something holds it
 * against as the value does, and of `threshold`, beside which it is shown.
 */
export function measuredValue(value: number | string, id: string, unit: Unit, threshold?: number): string {
  if (typeof value === "string") return value;
  const nearest = nearestThreshold(value, id, threshold);
  return nearest === undefined ? formatValue(value, unit) : formatAgainst(value, nearest, unit);
}

/** A change with its sign, "+22.0°", by the same rule; `id` is that of the change ("dPJA.pre"). */
export function measuredChange(value: number, id: string, unit: Unit): string {
  const nearest = nearestThreshold(value, id);
  const signed = formatChange(value, unit);
  if (nearest === undefined) return signed;
  return `${signed.startsWith("+") ? "+" : ""}${formatAgainst(value, nearest, unit)}`;
}

/** The threshold that a shown number could come to stand on the wrong side of. */
export function nearestThreshold(value: number, id: string, threshold?: number): number | undefined {
  const all = threshold === undefined ? comparedWith(id) : [threshold, ...comparedWith(id)];
  return all.toSorted((a, b) => Math.abs(a - value) - Math.abs(b - value))[0];
}

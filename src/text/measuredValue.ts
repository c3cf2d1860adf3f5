import type { Unit } from "#spine/assessment";
import { comparedWith } from "#spine/comparedWith";
import { decimalsApart, fixed, formatAgainst, formatChange, formatValue, numberAgainst } from "./format";

/**
 * A measured value wherever it is shown: the number stands on the same side of every threshold that something holds it
 * against as the value does, and of `threshold`, beside which it is shown.
 */
export function measuredValue(value: number | string, id: string, unit: Unit, threshold?: number): string {
  if (typeof value === "string") return value;
  const beside = nearestThreshold(value, id, threshold);
  return beside === undefined ? formatValue(value, unit) : formatAgainst(value, beside, unit);
}

/** A change with its sign, "+22.0°", by the same rule and with so many decimals at least; `id` is that of the change ("dPJA.pre"). */
export function measuredChange(value: number, id: string, unit: Unit, least = 0): string {
  const beside = nearestThreshold(value, id);
  const signed = formatChange(value, unit, least);
  if (beside === undefined) return signed;
  return `${signed.startsWith("+") ? "+" : ""}${formatAgainst(value, beside, unit, least)}`;
}

/**
 * A change, `id` as above, and the least that can be told from none beside it: with as many decimals as it takes for the two to
 * stand to each other as they do in size.
 */
export function changeBesideLimit(value: number, limit: number, id: string, unit: Unit): { readonly change: string; readonly limit: string } {
  const decimals = decimalsApart(Math.abs(value), limit, unit);
  return { change: measuredChange(value, id, unit, decimals), limit: formatValue(limit, unit, decimals) };
}

/** Whole Hounsfield units where those stand on the right side of every published cut-off, whichever of them is beside it. */
export function densityNumber(hu: number): string {
  const cutOff = nearest(hu, [...comparedWith("HU.L1"), ...comparedWith("HU.UIV")]);
  return cutOff === undefined ? fixed(hu, 0) : numberAgainst(hu, cutOff, "points");
}

/** The threshold that a shown number could come to stand on the wrong side of. */
export function nearestThreshold(value: number, id: string, threshold?: number): number | undefined {
  return nearest(value, threshold === undefined ? comparedWith(id) : [threshold, ...comparedWith(id)]);
}

const nearest = (value: number, of: readonly number[]): number | undefined => of.toSorted((a, b) => Math.abs(a - value) - Math.abs(b - value))[0];

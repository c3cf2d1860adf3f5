import type { Unit } from "#spine/assessment";
import { definitionOf } from "#spine/definition";
import { formatAgainst, formatValue } from "./format";

/** A measured value wherever it is shown: the number stands on the same side of the nearest published threshold as the value does. */
export function measuredValue(value: number | string, id: string, unit: Unit): string {
  if (typeof value === "string") return value;
  const nearest = definitionOf(id)?.thresholds?.toSorted((a, b) => Math.abs(a - value) - Math.abs(b - value))[0];
  return nearest === undefined ? formatValue(value, unit) : formatAgainst(value, nearest, unit);
}

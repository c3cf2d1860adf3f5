import type { StoredValues } from "../frame";
import type { StoredRange } from "./lut";

/** Smallest and largest value: a film has 24 million, so nothing else is asked of each. */
export function extremesOf(values: StoredValues): StoredRange {
  let min = values[0] ?? 0;
  let max = min;
  for (let index = 1; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return { min, max };
}

/** The same without `padding`; of all values, which is `all`, where everything is padding. */
export function extremesWithout(values: StoredValues, padding: StoredRange, all: StoredRange): StoredRange {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value >= padding.min && value <= padding.max) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : all;
}

export const isShort = (samples: ArrayLike<number>): samples is StoredValues =>
  samples instanceof Uint8Array || samples instanceof Int8Array || samples instanceof Uint16Array || samples instanceof Int16Array;

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

/**
 * Whether values of 16 bits keep within their lowest `bits` (1 to 15): unsigned ones below 2^bits, signed ones from -2^(bits-1).
 * Two are looked at at a time, and nothing is compared: a volume has 150 million.
 */
export function keepWithin(values: StoredValues, bits: number): boolean {
  if (values.length === 0) return true;
  const half = values instanceof Int16Array ? 2 ** (bits - 1) : 0;
  const pair = (word: number): number => ((word & 0x7fff7fff) + half * 0x10001) ^ (word & 0x80008000);
  const first = (values.byteOffset >> 1) & 1;
  const words = new Int32Array(values.buffer, values.byteOffset + 2 * first, (values.length - first) >> 1);
  let used = 0;
  for (let index = 0; index < words.length; index += 1) used |= pair(words[index] ?? 0);
  // What has no neighbour in a word.
  if (first === 1) used |= pair((values[0] ?? 0) & 0xffff);
  if (first + 2 * words.length < values.length) used |= pair((values[values.length - 1] ?? 0) & 0xffff);
  const above = 0xffff & ~(2 ** bits - 1);
  return ((used | (used >>> 16)) & above) === 0;
}

export const isShort = (samples: ArrayLike<number>): samples is StoredValues =>
  samples instanceof Uint8Array || samples instanceof Int8Array || samples instanceof Uint16Array || samples instanceof Int16Array;

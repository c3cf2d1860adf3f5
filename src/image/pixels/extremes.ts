import type { StoredValues } from "../frame";
import type { StoredRange } from "./lut";

/** Which values of 16 bits occur somewhere, by their bit pattern: what is asked of a film is asked of these, and not of 24 million. */
interface Occurring {
  readonly isSigned: boolean;
  readonly patterns: Uint8Array;
}

/** One look at each value, and none is compared. */
export function occurringIn(values: StoredValues): Occurring {
  const patterns = new Uint8Array(2 ** 16);
  if (values instanceof Uint8Array || values instanceof Int8Array) {
    for (let index = 0; index < values.length; index += 1) patterns[(values[index] ?? 0) & 0xffff] = 1;
  } else {
    const { words, single } = inWords(values);
    for (let index = 0; index < words.length; index += 1) {
      const pair = words[index] ?? 0;
      patterns[pair & 0xffff] = 1;
      patterns[pair >>> 16] = 1;
    }
    for (const value of single) patterns[value & 0xffff] = 1;
  }
  return { isSigned: values instanceof Int8Array || values instanceof Int16Array, patterns };
}

/** Smallest and largest value outside of `padding`; null where there is none. */
export function extremesOf({ isSigned, patterns }: Occurring, padding: StoredRange | null = null): StoredRange | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  const least = isSigned ? -(2 ** 15) : 0;
  for (let value = least; value < least + 2 ** 16; value += 1) {
    if (patterns[value & 0xffff] === 0 || (padding && value >= padding.min && value <= padding.max)) continue;
    min = Math.min(min, value);
    max = value;
  }
  return min <= max ? { min, max } : null;
}

/**
 * Whether values of 16 bits keep within their lowest `bits` (1 to 15): unsigned ones below 2^bits, signed ones from -2^(bits-1).
 * Nothing is compared, and nothing looked up: a volume has 150 million.
 */
export function keepWithin(values: Uint16Array | Int16Array, bits: number): boolean {
  const half = values instanceof Int16Array ? 2 ** (bits - 1) : 0;
  const pair = (word: number): number => ((word & 0x7fff7fff) + half * 0x10001) ^ (word & 0x80008000);
  const { words, single } = inWords(values);
  let used = 0;
  for (let index = 0; index < words.length; index += 1) used |= pair(words[index] ?? 0);
  for (const value of single) used |= pair(value & 0xffff);
  const above = 0xffff & ~(2 ** bits - 1);
  return ((used | (used >>> 16)) & above) === 0;
}

/** Two values at a time, and those at either end that share no word of 32 bits with another one. */
function inWords(values: Uint16Array | Int16Array): { readonly words: Int32Array; readonly single: readonly number[] } {
  const first = Math.min((values.byteOffset >> 1) & 1, values.length);
  const count = (values.length - first) >> 1;
  const single = [...values.subarray(0, first), ...values.subarray(first + 2 * count)];
  return { words: new Int32Array(values.buffer, count === 0 ? 0 : values.byteOffset + 2 * first, count), single };
}

export const isShort = (samples: ArrayLike<number>): samples is StoredValues =>
  samples instanceof Uint8Array || samples instanceof Int8Array || samples instanceof Uint16Array || samples instanceof Int16Array;

import type { GreyFrame } from "../frame";
import { rangeOfType, type StoredRange } from "./lut";

/** Samples beyond this many change no percentile that matters. */
const ENOUGH = 40_000;

/** How often each stored value occurs, padding left out; `counts[stored - lowest]`. */
export interface Histogram {
  readonly lowest: number;
  readonly counts: Uint32Array;
  readonly total: number;
}

/** Of evenly spread pixels of the frame itself (not of a level: an average hides how bright the bright pixels are). */
export function histogram(frame: GreyFrame, padding: StoredRange | null): Histogram {
  const { min: lowest, max } = rangeOfType(frame.values);
  const counts = new Uint32Array(max - lowest + 1);
  let total = 0;
  const step = sampleStep(frame.values.length, frame.columns);
  for (let at = 0; at < frame.values.length; at += step) {
    const value = frame.values[at] ?? 0;
    if (padding !== null && value >= padding.min && value <= padding.max) continue;
    counts[value - lowest] = (counts[value - lowest] ?? 0) + 1;
    total++;
  }
  return { lowest, counts, total };
}

/** Without a common factor with the row length, so that the samples don't fall into a few columns. */
function sampleStep(length: number, columns: number): number {
  let step = Math.max(1, Math.floor(length / ENOUGH));
  while (greatestCommonDivisor(step, columns) > 1) step++;
  return step;
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

/** The stored value that the fraction `p` (0 to 1) of the samples lies at or below; null when all is padding. */
export function percentile({ lowest, counts, total }: Histogram, p: number): number | null {
  if (total === 0) return null;
  // 1 - 0.999 is a little more than 0.001: that little isn't another sample.
  const wanted = Math.max(1, Math.ceil(p * total - 1e-6));
  let seen = 0;
  let index = -1;
  while (seen < wanted) seen += counts[++index] ?? 0;
  return lowest + index;
}

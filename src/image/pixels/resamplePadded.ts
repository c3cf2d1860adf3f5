import { type AxisPlan, WEIGHT_ONE } from "./axis";
import { lineCache } from "./lineCache";
import type { StoredRange } from "./lut";
import type { GreyPixels } from "./pyramid";
import type { Strides } from "./resample";

/** Weighted sums of what isn't padding along an output row, and the weights that went into each. */
interface Line {
  readonly sums: Float64Array | Int32Array;
  readonly counted: Float64Array | Int32Array;
}

const WHOLE = WEIGHT_ONE * WEIGHT_ONE;

/**
 * As `resample`, for a picture with pixel padding: padding takes no part in the mean, so that no made-up value stands
 * along its border; where it holds half of an output pixel or more, the output is padding. Takes two to three times as long.
 */
export function resamplePadded(
  source: GreyPixels,
  columns: AxisPlan,
  rows: AxisPlan,
  target: Uint16Array,
  strides: Strides,
  lowest: number,
  padding: StoredRange,
): void {
  const line = lineCache(
    rows.taps,
    (): Line => ({ sums: new Int32Array(columns.count), counted: new Int32Array(columns.count) }),
    (empty, row) => alongRow(source, row, columns, padding, empty),
  );
  const total: Line = { sums: new Float64Array(columns.count), counted: new Float64Array(columns.count) };
  for (let r = 0; r < rows.count; r++) {
    total.sums.fill(0);
    total.counted.fill(0);
    for (let t = 0; t < rows.taps; t += 2) addLines(line, rows, r, t, total);
    write(total, target, r * strides.row, strides.column, padding.min - lowest, lowest);
  }
}

function alongRow(source: GreyPixels, row: number, plan: AxisPlan, padding: StoredRange, line: Line): void {
  const { values } = source;
  const { first, weights, taps, count } = plan;
  const { sums, counted } = line;
  const { min, max } = padding;
  const base = row * source.columns;
  for (let x = 0, w = 0; x < count; x++) {
    const at = base + (first[x] ?? 0);
    let sum = 0;
    let used = 0;
    for (let t = 0; t < taps; t++, w++) {
      const value = values[at + t] ?? 0;
      const weight = value >= min && value <= max ? 0 : (weights[w] ?? 0);
      sum += Math.imul(value, weight);
      used += weight;
    }
    sums[x] = sum;
    counted[x] = used;
  }
}

/** Two taps at a time, which spares half of the passes over the total; a last single one is taken with a weight of 0. */
function addLines(line: (row: number) => Line, rows: AxisPlan, r: number, t: number, total: Line): void {
  const first = rows.first[r] ?? 0;
  const both = t + 1 < rows.taps;
  const a = line(first + t);
  const b = both ? line(first + t + 1) : a;
  const wa = rows.weights[r * rows.taps + t] ?? 0;
  const wb = both ? (rows.weights[r * rows.taps + t + 1] ?? 0) : 0;
  const { sums, counted } = total;
  for (let x = 0; x < sums.length; x++) {
    sums[x] = (sums[x] ?? 0) + (a.sums[x] ?? 0) * wa + (b.sums[x] ?? 0) * wb;
    counted[x] = (counted[x] ?? 0) + (a.counted[x] ?? 0) * wa + (b.counted[x] ?? 0) * wb;
  }
}

function write(total: Line, target: Uint16Array, to: number, step: number, padding: number, lowest: number): void {
  const { sums, counted } = total;
  for (let x = 0, at = to; x < sums.length; x++, at += step) {
    const used = counted[x] ?? 0;
    // Most pixels have no padding under them, and a product is quicker than a quotient.
    const mean = used === WHOLE ? (sums[x] ?? 0) * (1 / WHOLE) : (sums[x] ?? 0) / used;
    target[at] = used > WHOLE / 2 ? Math.floor(mean + 0.5) - lowest : padding;
  }
}

import { type AxisPlan, WEIGHT_ONE } from "./axis";
import { lineCache } from "./lineCache";
import type { StoredRange } from "./lut";
import type { GreyPixels } from "./pyramid";
import type { Strides } from "./resample";

/** Weighted sums along an output row, and the weights that went into each. */
interface Line {
  readonly sums: Float64Array;
  readonly counted: Float64Array;
}

const HALF = (WEIGHT_ONE * WEIGHT_ONE) / 2;

/**
 * As `resample`, for a picture with pixel padding: padding takes no part in the mean, so that no made-up value stands
 * along its border; where it holds half of an output pixel or more, the output is padding. About twice the cost.
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
  const create = (): Line => ({ sums: new Float64Array(columns.count), counted: new Float64Array(columns.count) });
  const line = lineCache(rows.taps, create, (empty, row) => alongRow(source, row, columns, padding, empty));
  const total = create();
  for (let r = 0; r < rows.count; r++) {
    total.sums.fill(0);
    total.counted.fill(0);
    for (let t = 0; t < rows.taps; t++) {
      const weight = rows.weights[r * rows.taps + t] ?? 0;
      if (weight !== 0) addLine(line((rows.first[r] ?? 0) + t), weight, total);
    }
    write(total, target, r * strides.row, strides.column, lowest, padding.min);
  }
}

function alongRow(source: GreyPixels, row: number, plan: AxisPlan, padding: StoredRange, line: Line): void {
  const { values } = source;
  for (let x = 0, w = 0; x < plan.count; x++) {
    const at = row * source.columns + (plan.first[x] ?? 0);
    let sum = 0;
    let counted = 0;
    for (let t = 0; t < plan.taps; t++, w++) {
      const value = values[at + t] ?? 0;
      if (value >= padding.min && value <= padding.max) continue;
      const weight = plan.weights[w] ?? 0;
      sum += value * weight;
      counted += weight;
    }
    line.sums[x] = sum;
    line.counted[x] = counted;
  }
}

function addLine(line: Line, weight: number, total: Line): void {
  for (let x = 0; x < total.sums.length; x++) {
    total.sums[x] = (total.sums[x] ?? 0) + (line.sums[x] ?? 0) * weight;
    total.counted[x] = (total.counted[x] ?? 0) + (line.counted[x] ?? 0) * weight;
  }
}

function write(total: Line, target: Uint16Array, to: number, step: number, lowest: number, padding: number): void {
  for (let x = 0, at = to; x < total.sums.length; x++, at += step) {
    const counted = total.counted[x] ?? 0;
    target[at] = (counted > HALF ? Math.floor((total.sums[x] ?? 0) / counted + 0.5) : padding) - lowest;
  }
}

import { type AxisPlan, WEIGHT_ONE } from "./axis";
import type { StoredRange } from "./lut";
import type { GreyPixels } from "./pyramid";
import type { Strides } from "./resample";

// Indices in the loops below are within their arrays by how the plans are made; `!` spares them a test.

/**
 * As `resample`, for a picture with pixel padding: padding takes no part in the mean, so that no made-up value stands
 * along its border; where it holds half of an output pixel or more, the output is padding. Carries each sum together with
 * the weight that went into it, at about twice the cost.
 */
export function resamplePadded(source: GreyPixels, columns: AxisPlan, rows: AxisPlan, target: Uint16Array, strides: Strides, lowest: number, padding: StoredRange): void {
  const lines = Array.from({ length: rows.taps }, () => ({ row: -1, sums: new Float64Array(columns.count), counted: new Float64Array(columns.count) }));
  const sums = new Float64Array(columns.count);
  const counted = new Float64Array(columns.count);
  for (let r = 0; r < rows.count; r++) {
    sums.fill(0);
    counted.fill(0);
    for (let t = 0; t < rows.taps; t++) {
      const row = rows.first[r]! + t;
      const weight = rows.weights[r * rows.taps + t]!;
      const line = lines[row % rows.taps]!;
      if (line.row !== row) {
        line.row = row;
        alongRow(source, row, columns, padding, line.sums, line.counted);
      }
      for (let x = 0; x < columns.count; x++) {
        sums[x]! += line.sums[x]! * weight;
        counted[x]! += line.counted[x]! * weight;
      }
    }
    write(sums, counted, target, r * strides.row, strides.column, lowest, padding.min);
  }
}

function alongRow(source: GreyPixels, row: number, plan: AxisPlan, padding: StoredRange, sums: Float64Array, counted: Float64Array): void {
  const { values } = source;
  for (let x = 0, w = 0; x < plan.count; x++) {
    const at = row * source.columns + plan.first[x]!;
    let sum = 0;
    let used = 0;
    for (let t = 0; t < plan.taps; t++, w++) {
      const value = values[at + t]!;
      if (value >= padding.min && value <= padding.max) continue;
      sum += value * plan.weights[w]!;
      used += plan.weights[w]!;
    }
    sums[x] = sum;
    counted[x] = used;
  }
}

const HALF = (WEIGHT_ONE * WEIGHT_ONE) / 2;

function write(sums: Float64Array, counted: Float64Array, target: Uint16Array, to: number, step: number, lowest: number, padding: number): void {
  for (let x = 0; x < sums.length; x++, to += step) {
    target[to] = (counted[x]! > HALF ? Math.floor(sums[x]! / counted[x]! + 0.5) : padding) - lowest;
  }
}

import { type AxisPlan, WEIGHT_BITS } from "./axis";
import type { ColourPixels } from "./pyramid";
import type { Strides } from "./resample";

// Indices in the loops below are within their arrays by how the plans are made; `!` spares them a test.

const HALF = 1 << (WEIGHT_BITS - 1);

/** As `resample`, for RGBA: each target pixel is one opaque 32-bit RGBA word (little-endian). `invert` gives the negative. */
export function resampleColour(source: ColourPixels, columns: AxisPlan, rows: AxisPlan, target: Uint32Array, strides: Strides, invert: boolean): void {
  const lines = Array.from({ length: rows.taps }, () => ({ row: -1, values: new Uint8ClampedArray(columns.count * 3) }));
  const sums = new Int32Array(columns.count * 3);
  const flip = invert ? 0xffffff : 0;
  for (let r = 0; r < rows.count; r++) {
    sums.fill(HALF);
    for (let t = 0; t < rows.taps; t++) {
      const row = rows.first[r]! + t;
      const weight = rows.weights[r * rows.taps + t]!;
      const line = lines[row % rows.taps]!;
      if (line.row !== row) {
        line.row = row;
        alongRow(source, row, columns, line.values);
      }
      for (let i = 0; i < sums.length; i++) sums[i]! += Math.imul(line.values[i]!, weight);
    }
    let to = r * strides.row;
    for (let i = 0; i < sums.length; i += 3, to += strides.column) {
      const rgb = (sums[i]! >> WEIGHT_BITS) | ((sums[i + 1]! >> WEIGHT_BITS) << 8) | ((sums[i + 2]! >> WEIGHT_BITS) << 16);
      target[to] = 0xff000000 | (rgb ^ flip);
    }
  }
}

function alongRow(source: ColourPixels, row: number, plan: AxisPlan, line: Uint8ClampedArray): void {
  const { values } = source;
  for (let x = 0, w = 0; x < plan.count; x++) {
    let at = (row * source.columns + plan.first[x]!) * 4;
    let red = HALF;
    let green = HALF;
    let blue = HALF;
    for (let t = 0; t < plan.taps; t++, w++, at += 4) {
      const weight = plan.weights[w]!;
      red += values[at]! * weight;
      green += values[at + 1]! * weight;
      blue += values[at + 2]! * weight;
    }
    line[x * 3] = red >> WEIGHT_BITS;
    line[x * 3 + 1] = green >> WEIGHT_BITS;
    line[x * 3 + 2] = blue >> WEIGHT_BITS;
  }
}

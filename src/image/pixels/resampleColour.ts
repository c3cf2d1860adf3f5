import { type AxisPlan, WEIGHT_BITS } from "./axis";
import { lineCache } from "./lineCache";
import type { ColourPixels } from "./pyramid";
import type { Strides } from "./resample";

const HALF = 1 << (WEIGHT_BITS - 1);

/** As `resample`, for RGBA: each target pixel is one opaque 32-bit RGBA word (little-endian). `invert` gives the negative. */
export function resampleColour(
  source: ColourPixels,
  columns: AxisPlan,
  rows: AxisPlan,
  target: Uint32Array,
  strides: Strides,
  invert: boolean,
): void {
  const create = (): Uint8ClampedArray => new Uint8ClampedArray(columns.count * 3);
  const line = lineCache(rows.taps, create, (empty, row) => alongRow(source, row, columns, empty));
  const sums = new Int32Array(columns.count * 3);
  const flip = invert ? 0xffffff : 0;
  for (let r = 0; r < rows.count; r++) {
    sums.fill(HALF);
    for (let t = 0; t < rows.taps; t++) {
      const values = line((rows.first[r] ?? 0) + t);
      const weight = rows.weights[r * rows.taps + t] ?? 0;
      for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + Math.imul(values[i] ?? 0, weight);
    }
    for (let i = 0, to = r * strides.row; i < sums.length; i += 3, to += strides.column) {
      const red = (sums[i] ?? 0) >> WEIGHT_BITS;
      const green = (sums[i + 1] ?? 0) >> WEIGHT_BITS;
      const blue = (sums[i + 2] ?? 0) >> WEIGHT_BITS;
      target[to] = 0xff000000 | ((red | (green << 8) | (blue << 16)) ^ flip);
    }
  }
}

function alongRow(source: ColourPixels, row: number, plan: AxisPlan, line: Uint8ClampedArray): void {
  const { values } = source;
  for (let x = 0, w = 0; x < plan.count; x++) {
    let at = (row * source.columns + (plan.first[x] ?? 0)) * 4;
    let red = HALF;
    let green = HALF;
    let blue = HALF;
    for (let t = 0; t < plan.taps; t++, w++, at += 4) {
      const weight = plan.weights[w] ?? 0;
      red += (values[at] ?? 0) * weight;
      green += (values[at + 1] ?? 0) * weight;
      blue += (values[at + 2] ?? 0) * weight;
    }
    line[x * 3] = red >> WEIGHT_BITS;
    line[x * 3 + 1] = green >> WEIGHT_BITS;
    line[x * 3 + 2] = blue >> WEIGHT_BITS;
  }
}

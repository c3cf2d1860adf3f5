import type { StoredValues } from "../frame";
import { type AxisPlan, WEIGHT_BITS } from "./axis";
import { lineCache } from "./lineCache";
import type { GreyPixels } from "./pyramid";

/** Steps in the target from one output column, and from one output row, to the next: a turned picture swaps them. */
export interface Strides {
  readonly column: number;
  readonly row: number;
}

/** More than eight fraction bits between the passes change nothing. */
const MOST_FRACTION_BITS = 8;

/** Where lines are written: `target[to + x * step]`, after shifting the weights' bits out, counted from `lowest`. */
interface Sink {
  readonly target: Uint16Array;
  readonly step: number;
  readonly shift: number;
  readonly lowest: number;
}

/**
 * Maps the visible part of a grey picture: `target[c * strides.column + r * strides.row]` becomes the interpolated stored
 * value minus `lowest`, the lowest that the array's type can hold. Two passes, along source rows and then across them, in
 * 32-bit integers; between the passes a value keeps as many fraction bits as `largest`, the greatest magnitude in the
 * picture, leaves room for. The result is within one stored value of exact interpolation for 12-bit pictures, and within
 * the weights' precision, 2 of 65,536 for each tap, for full 16-bit ones.
 */
export function resample(
  source: GreyPixels,
  columns: AxisPlan,
  rows: AxisPlan,
  target: Uint16Array,
  strides: Strides,
  lowest: number,
  largest: number,
): void {
  const fraction = Math.min(MOST_FRACTION_BITS, Math.max(0, Math.clz32(largest) - 16));
  const sink: Sink = { target, step: strides.column, shift: WEIGHT_BITS + fraction, lowest };
  const line = lineCache(
    rows.taps,
    () => new Int32Array(columns.count),
    (values, row) => alongRow(source.values, row * source.columns, columns, WEIGHT_BITS - fraction, values),
  );
  const sums = new Int32Array(columns.count);
  for (let r = 0; r < rows.count; r++) {
    const first = rows.first[r] ?? 0;
    const w = r * rows.taps;
    const to = r * strides.row;
    if (rows.taps === 2) {
      mixTwo(line(first), line(first + 1), rows.weights, w, sink, to);
    } else if (rows.taps === 3) {
      mixThree(line(first), line(first + 1), line(first + 2), rows.weights, w, sink, to);
    } else {
      sums.fill(0);
      for (let t = 0; t < rows.taps; t++) addLine(line(first + t), rows.weights[w + t] ?? 0, sums);
      writeSums(sums, sink, to);
    }
  }
}

/** One source row at the output's columns. Two and three taps, all there is but for very flat pixels, are written out. */
function alongRow(values: StoredValues, base: number, plan: AxisPlan, shift: number, line: Int32Array): void {
  if (plan.taps === 2) alongRowTwo(values, base, plan, shift, line);
  else if (plan.taps === 3) alongRowThree(values, base, plan, shift, line);
  else alongRowMany(values, base, plan, shift, line);
}

function alongRowTwo(values: StoredValues, base: number, plan: AxisPlan, shift: number, line: Int32Array): void {
  const { first, weights, count } = plan;
  const half = 1 << (shift - 1);
  for (let x = 0, w = 0; x < count; x++, w += 2) {
    const at = base + (first[x] ?? 0);
    line[x] = (Math.imul(values[at] ?? 0, weights[w] ?? 0) + Math.imul(values[at + 1] ?? 0, weights[w + 1] ?? 0) + half) >> shift;
  }
}

function alongRowThree(values: StoredValues, base: number, plan: AxisPlan, shift: number, line: Int32Array): void {
  const { first, weights, count } = plan;
  const half = 1 << (shift - 1);
  for (let x = 0, w = 0; x < count; x++, w += 3) {
    const at = base + (first[x] ?? 0);
    const a = Math.imul(values[at] ?? 0, weights[w] ?? 0);
    const b = Math.imul(values[at + 1] ?? 0, weights[w + 1] ?? 0);
    const c = Math.imul(values[at + 2] ?? 0, weights[w + 2] ?? 0);
    line[x] = (a + b + c + half) >> shift;
  }
}

function alongRowMany(values: StoredValues, base: number, plan: AxisPlan, shift: number, line: Int32Array): void {
  const { first, weights, count, taps } = plan;
  for (let x = 0, w = 0; x < count; x++) {
    const at = base + (first[x] ?? 0);
    let sum = 1 << (shift - 1);
    for (let t = 0; t < taps; t++, w++) sum += Math.imul(values[at + t] ?? 0, weights[w] ?? 0);
    line[x] = sum >> shift;
  }
}

function mixTwo(a: Int32Array, b: Int32Array, weights: Int32Array, w: number, sink: Sink, to: number): void {
  const { target, step, shift, lowest } = sink;
  const wa = weights[w] ?? 0;
  const wb = weights[w + 1] ?? 0;
  const half = 1 << (shift - 1);
  for (let x = 0, at = to; x < a.length; x++, at += step) {
    target[at] = ((Math.imul(a[x] ?? 0, wa) + Math.imul(b[x] ?? 0, wb) + half) >> shift) - lowest;
  }
}

function mixThree(a: Int32Array, b: Int32Array, c: Int32Array, weights: Int32Array, w: number, sink: Sink, to: number): void {
  const { target, step, shift, lowest } = sink;
  const wa = weights[w] ?? 0;
  const wb = weights[w + 1] ?? 0;
  const wc = weights[w + 2] ?? 0;
  const half = 1 << (shift - 1);
  for (let x = 0, at = to; x < a.length; x++, at += step) {
    target[at] = ((Math.imul(a[x] ?? 0, wa) + Math.imul(b[x] ?? 0, wb) + Math.imul(c[x] ?? 0, wc) + half) >> shift) - lowest;
  }
}

function addLine(line: Int32Array, weight: number, sums: Int32Array): void {
  for (let x = 0; x < sums.length; x++) sums[x] = (sums[x] ?? 0) + Math.imul(line[x] ?? 0, weight);
}

function writeSums(sums: Int32Array, sink: Sink, to: number): void {
  const { target, step, shift, lowest } = sink;
  const half = 1 << (shift - 1);
  for (let x = 0, at = to; x < sums.length; x++, at += step) target[at] = (((sums[x] ?? 0) + half) >> shift) - lowest;
}

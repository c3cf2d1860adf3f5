import type { StoredValues } from "../frame";
import { type AxisPlan, WEIGHT_BITS } from "./axis";
import type { GreyPixels } from "./pyramid";

// Indices in the loops below are within their arrays by how the plans are made; `!` spares them a test.

/** Steps in the target from one output column, and from one output row, to the next: a turned picture swaps them. */
export interface Strides {
  readonly column: number;
  readonly row: number;
}

/** More than eight fraction bits between the passes change nothing. */
const MOST_FRACTION_BITS = 8;

/**
 * Maps the visible part of a grey picture: `target[c * strides.column + r * strides.row]` becomes the interpolated stored
 * value minus `lowest`, the lowest that the array's type can hold. Two passes, along source rows and then across them, in
 * 32-bit integers; between the passes a value keeps as many fraction bits as `largest`, the greatest magnitude in the
 * picture, leaves room for. The result is within one stored value of exact interpolation.
 */
export function resample(source: GreyPixels, columns: AxisPlan, rows: AxisPlan, target: Uint16Array, strides: Strides, lowest: number, largest: number): void {
  const fraction = Math.min(MOST_FRACTION_BITS, Math.max(0, Math.clz32(largest) - 16));
  const shift = WEIGHT_BITS + fraction;
  const { taps } = rows;
  // The source rows of one output row differ in `row % taps`, and neighbouring output rows share most of them.
  const lines = Array.from({ length: taps }, () => ({ row: -1, values: new Int32Array(columns.count) }));
  const line = (row: number): Int32Array => {
    const slot = lines[row % taps]!;
    if (slot.row !== row) {
      slot.row = row;
      alongRow(source.values, row * source.columns, columns, WEIGHT_BITS - fraction, slot.values);
    }
    return slot.values;
  };
  for (let r = 0; r < rows.count; r++) {
    const first = rows.first[r]!;
    const w = r * taps;
    const to = r * strides.row;
    if (taps === 2) {
      mixTwo(line(first), line(first + 1), rows.weights[w]!, rows.weights[w + 1]!, shift, lowest, target, to, strides.column);
    } else if (taps === 3) {
      const weights = rows.weights.subarray(w, w + 3);
      mixThree(line(first), line(first + 1), line(first + 2), weights, shift, lowest, target, to, strides.column);
    } else {
      const sums = new Int32Array(columns.count);
      for (let t = 0; t < taps; t++) addLine(line(first + t), rows.weights[w + t]!, sums);
      mixTwo(sums, sums, 1, 0, shift, lowest, target, to, strides.column);
    }
  }
}

/** One source row at the output's columns. */
function alongRow(values: StoredValues, base: number, plan: AxisPlan, shift: number, line: Int32Array): void {
  if (plan.taps === 2) alongRowTwo(values, base, plan, shift, line);
  else if (plan.taps === 3) alongRowThree(values, base, plan, shift, line);
  else alongRowMany(values, base, plan, shift, line);
}

function alongRowTwo(values: StoredValues, base: number, plan: AxisPlan, shift: number, line: Int32Array): void {
  const { first, weights, count } = plan;
  const half = 1 << (shift - 1);
  for (let x = 0, w = 0; x < count; x++, w += 2) {
    const at = base + first[x]!;
    line[x] = (Math.imul(values[at]!, weights[w]!) + Math.imul(values[at + 1]!, weights[w + 1]!) + half) >> shift;
  }
}

function alongRowThree(values: StoredValues, base: number, plan: AxisPlan, shift: number, line: Int32Array): void {
  const { first, weights, count } = plan;
  const half = 1 << (shift - 1);
  for (let x = 0, w = 0; x < count; x++, w += 3) {
    const at = base + first[x]!;
    const ab = Math.imul(values[at]!, weights[w]!) + Math.imul(values[at + 1]!, weights[w + 1]!);
    line[x] = (ab + Math.imul(values[at + 2]!, weights[w + 2]!) + half) >> shift;
  }
}

function alongRowMany(values: StoredValues, base: number, plan: AxisPlan, shift: number, line: Int32Array): void {
  const { first, weights, count, taps } = plan;
  for (let x = 0, w = 0; x < count; x++) {
    const at = base + first[x]!;
    let sum = 1 << (shift - 1);
    for (let t = 0; t < taps; t++, w++) sum += Math.imul(values[at + t]!, weights[w]!);
    line[x] = sum >> shift;
  }
}

function mixTwo(a: Int32Array, b: Int32Array, wa: number, wb: number, shift: number, lowest: number, target: Uint16Array, to: number, step: number): void {
  const half = 1 << (shift - 1);
  for (let x = 0; x < a.length; x++, to += step) {
    target[to] = ((Math.imul(a[x]!, wa) + Math.imul(b[x]!, wb) + half) >> shift) - lowest;
  }
}

function mixThree(a: Int32Array, b: Int32Array, c: Int32Array, weights: Int32Array, shift: number, lowest: number, target: Uint16Array, to: number, step: number): void {
  const half = 1 << (shift - 1);
  const wa = weights[0]!;
  const wb = weights[1]!;
  const wc = weights[2]!;
  for (let x = 0; x < a.length; x++, to += step) {
    target[to] = ((Math.imul(a[x]!, wa) + Math.imul(b[x]!, wb) + Math.imul(c[x]!, wc) + half) >> shift) - lowest;
  }
}

function addLine(line: Int32Array, weight: number, sums: Int32Array): void {
  for (let x = 0; x < sums.length; x++) sums[x]! += Math.imul(line[x]!, weight);
}

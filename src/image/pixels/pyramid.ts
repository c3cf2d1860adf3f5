import type { ColourFrame, GreyFrame, StoredValues } from "../frame";
import type { StoredRange } from "./lut";

/** Halving stops when the longer side is at most this: no viewport is so small that it needs less. */
const SMALLEST_SIDE = 64;

export interface GreyPixels {
  readonly columns: number;
  readonly rows: number;
  readonly values: StoredValues;
}

export interface ColourPixels {
  readonly columns: number;
  readonly rows: number;
  /** RGBA. */
  readonly values: Uint8ClampedArray;
}

/**
 * Area-averaged halvings of a grey picture, largest first; empty for one that is small already. An odd side is halved
 * upwards: pixel i of level k always covers [i * 2^k, (i + 1) * 2^k) of the full picture, cut at its edge, and is the mean
 * of what it covers there, rounded half up. Stored values in `padding` are left out; where more than half of a pixel's
 * area is padding it is padding (`padding.min`).
 */
export function buildPyramid(full: GreyPixels, padding: StoredRange | null): GreyFrame["levels"] {
  const levels: GreyPixels[] = [];
  for (let from = full, side = 1; Math.max(from.columns, from.rows) > SMALLEST_SIDE; side *= 2) {
    const to = { ...halfSize(from), values: sameType(from.values, halfLength(from)) };
    const edge = { column: edgeWeight(full.columns, from.columns, side), row: edgeWeight(full.rows, from.rows, side) };
    if (padding === null) {
      halve(from.values, from.columns, from.rows, to.values);
      halveEdges(from, to, edge);
    } else {
      halveWithPadding(from, to, edge, padding);
    }
    levels.push(to);
    from = to;
  }
  return levels;
}

/** The same for RGBA, each channel by itself. */
export function buildColourPyramid(full: ColourPixels): ColourFrame["levels"] {
  const levels: ColourPixels[] = [];
  for (let from = full, side = 1; Math.max(from.columns, from.rows) > SMALLEST_SIDE; side *= 2) {
    const to = { ...halfSize(from), values: new Uint8ClampedArray(halfLength(from) * 4) };
    const edge = { column: edgeWeight(full.columns, from.columns, side), row: edgeWeight(full.rows, from.rows, side) };
    for (let row = 0; row < to.rows; row++) {
      for (let column = 0; column < to.columns; column++) averageColour(from, to, edge, column, row);
    }
    levels.push(to);
    from = to;
  }
  return levels;
}

type Size = Pick<GreyPixels, "columns" | "rows">;

/** How much of its last column, and of its last row, a level has on the picture: (0, 1]. */
interface EdgeWeights {
  readonly column: number;
  readonly row: number;
}

const halfSize = (from: Size): Size => ({ columns: Math.ceil(from.columns / 2), rows: Math.ceil(from.rows / 2) });
const halfLength = (from: Size): number => Math.ceil(from.columns / 2) * Math.ceil(from.rows / 2);
const edgeWeight = (fullLength: number, length: number, side: number): number => fullLength / side - (length - 1);

function sameType(values: StoredValues, length: number): StoredValues {
  if (values instanceof Uint8Array) return new Uint8Array(length);
  if (values instanceof Int8Array) return new Int8Array(length);
  if (values instanceof Uint16Array) return new Uint16Array(length);
  return new Int16Array(length);
}

/** The part where four whole pixels make one. An arithmetic shift floors, so that signed values round the same way. */
function halve(from: StoredValues, columns: number, rows: number, to: StoredValues): void {
  const toColumns = Math.ceil(columns / 2);
  const wholeColumns = columns >> 1;
  for (let row = 0; row < rows >> 1; row++) {
    let upper = 2 * row * columns;
    let lower = upper + columns;
    const end = row * toColumns + wholeColumns;
    for (let at = row * toColumns; at < end; at++) {
      to[at] = ((from[upper] ?? 0) + (from[upper + 1] ?? 0) + (from[lower] ?? 0) + (from[lower + 1] ?? 0) + 2) >> 2;
      upper += 2;
      lower += 2;
    }
  }
}

/** The last column and the last row, whose source pixels count by the area that lies on the picture. */
function halveEdges(from: GreyPixels, to: GreyPixels, edge: EdgeWeights): void {
  for (let row = 0; row < to.rows; row++) average(from, to, edge, to.columns - 1, row, null);
  for (let column = 0; column < to.columns - 1; column++) average(from, to, edge, column, to.rows - 1, null);
}

function halveWithPadding(from: GreyPixels, to: GreyPixels, edge: EdgeWeights, padding: StoredRange): void {
  for (let row = 0; row < to.rows; row++) {
    for (let column = 0; column < to.columns; column++) average(from, to, edge, column, row, padding);
  }
}

function average(from: GreyPixels, to: GreyPixels, edge: EdgeWeights, column: number, row: number, padding: StoredRange | null): void {
  let sum = 0;
  let counted = 0;
  let area = 0;
  const rowEnd = Math.min(from.rows, 2 * row + 2);
  const columnEnd = Math.min(from.columns, 2 * column + 2);
  for (let r = 2 * row; r < rowEnd; r++) {
    const rowWeight = r === from.rows - 1 ? edge.row : 1;
    for (let c = 2 * column; c < columnEnd; c++) {
      const weight = c === from.columns - 1 ? rowWeight * edge.column : rowWeight;
      const value = from.values[r * from.columns + c] ?? 0;
      area += weight;
      if (padding !== null && value >= padding.min && value <= padding.max) continue;
      sum += value * weight;
      counted += weight;
    }
  }
  const isPadding = padding !== null && counted < area / 2;
  to.values[row * to.columns + column] = isPadding ? padding.min : Math.floor(sum / counted + 0.5);
}

function averageColour(from: ColourPixels, to: ColourPixels, edge: EdgeWeights, column: number, row: number): void {
  const { values } = from;
  const right = Math.min(from.columns - 1, 2 * column + 1);
  const below = Math.min(from.rows - 1, 2 * row + 1);
  // A side that the picture ends on reads its one pixel twice, with weights that then don't matter.
  const x = right === from.columns - 1 ? edge.column : 1;
  const y = below === from.rows - 1 ? edge.row : 1;
  const upper = 2 * row * from.columns;
  const lower = below * from.columns;
  for (let channel = 0; channel < 4; channel++) {
    const above = (values[(upper + 2 * column) * 4 + channel] ?? 0) + (values[(upper + right) * 4 + channel] ?? 0) * x;
    const under = (values[(lower + 2 * column) * 4 + channel] ?? 0) + (values[(lower + right) * 4 + channel] ?? 0) * x;
    to.values[(row * to.columns + column) * 4 + channel] = Math.floor((above + under * y) / ((1 + x) * (1 + y)) + 0.5);
  }
}

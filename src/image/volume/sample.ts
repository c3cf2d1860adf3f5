import { type AxisCursor, locate, type SliceAxis } from "./axis";
import type { VolumeGrid } from "./grid";
import { dot, type Vector3 } from "./vector";
import { NO_VOXELS, type Volume, type VoxelValues } from "./volume";

/**
 * A straight row of evenly spaced points: in-plane coordinates as if no slice were shifted, in voxels, and the place
 * along the normal, in millimetres.
 */
export interface SampleLine {
  readonly column: number;
  readonly row: number;
  readonly along: number;
  readonly columnStep: number;
  readonly rowStep: number;
  readonly alongStep: number;
}

/** The line of `first`, `first + step`, ... (LPS millimetres). */
export function lineOf(grid: VolumeGrid, first: Vector3, step: Vector3): SampleLine {
  return {
    column: dot(first, grid.columnDirection) / grid.columnMm,
    row: dot(first, grid.rowDirection) / grid.rowMm,
    along: dot(first, grid.normal),
    columnStep: dot(step, grid.columnDirection) / grid.columnMm,
    rowStep: dot(step, grid.rowDirection) / grid.rowMm,
    alongStep: dot(step, grid.normal),
  };
}

/** Writes the stored values along a line into `out`, unrounded; NaN where there is no data. */
export type LineSampler = (line: SampleLine, out: Float64Array) => void;

/** Directions that differ by less over a whole picture run along a slice, millimetres. */
const flatMm = 1e-6;

/**
 * Nearest or trilinear values along a line. Points up to half a voxel outside the outermost centres take the edge's
 * value. No data takes no part: where it has half of the weight or more, the value is no data.
 */
export function lineSampler(volume: Volume, axis: SliceAxis, interpolation: "nearest" | "linear"): LineSampler {
  const cursor: AxisCursor = { at: -1, fraction: 0, hint: 0 };
  const kernel = interpolation === "nearest" ? nearest : volume.hasPadding ? linearPadded : linear;
  return (line, out) => {
    if (axis.values.length === 0) {
      out.fill(NaN);
      return;
    }
    if (Math.abs(line.alongStep) * out.length < flatMm) {
      locate(axis, line.along, cursor);
      const { column, row } = unshifted(line, axis, cursor);
      alongSlice({ volume, axis, cursor, kernel }, column, row, line, out);
      return;
    }
    for (let index = 0; index < out.length; index += 1) {
      locate(axis, line.along + index * line.alongStep, cursor);
      if (cursor.at < 0) {
        out[index] = NaN;
        continue;
      }
      const { at, fraction } = cursor;
      const next = fraction > 0 ? at + 1 : at;
      const columnA = axis.columnShift[at] ?? 0;
      const rowA = axis.rowShift[at] ?? 0;
      const column = line.column + index * line.columnStep - columnA - fraction * ((axis.columnShift[next] ?? 0) - columnA);
      const row = line.row + index * line.rowStep - rowA - fraction * ((axis.rowShift[next] ?? 0) - rowA);
      out[index] = kernel(volume, axis, at, fraction, column, row);
    }
  };
}

/** In-plane coordinates of a line's first point in the slices that the cursor stands between. */
export function unshifted(line: Pick<SampleLine, "column" | "row">, axis: SliceAxis, { at, fraction }: AxisCursor): { readonly column: number; readonly row: number } {
  if (at < 0) return line;
  const next = fraction > 0 ? at + 1 : at;
  const between = (shift: Float64Array): number => {
    const a = shift[at] ?? 0;
    return a + fraction * ((shift[next] ?? 0) - a);
  };
  return { column: line.column - between(axis.columnShift), row: line.row - between(axis.rowShift) };
}

type Kernel = (volume: Volume, axis: SliceAxis, at: number, fraction: number, column: number, row: number) => number;

interface Within {
  readonly volume: Volume;
  readonly axis: SliceAxis;
  readonly cursor: AxisCursor;
  readonly kernel: Kernel;
}

/** A line that stays between the same two slices. */
function alongSlice({ volume, axis, cursor, kernel }: Within, column: number, row: number, line: SampleLine, out: Float64Array): void {
  const { at, fraction } = cursor;
  if (at < 0) {
    out.fill(NaN);
    return;
  }
  for (let index = 0; index < out.length; index += 1) {
    out[index] = kernel(volume, axis, at, fraction, column + index * line.columnStep, row + index * line.rowStep);
  }
}

/** So that a point on an edge, but for rounding, is inside. */
const edge = 0.5 + 1e-9;

function nearest({ grid, noData }: Volume, { values }: SliceAxis, at: number, fraction: number, column: number, row: number): number {
  const { columns, rows } = grid;
  if (!(column >= -edge && column <= columns - 1 + edge && row >= -edge && row <= rows - 1 + edge)) return NaN;
  const c = Math.max(0, Math.min(columns - 1, Math.floor(column + 0.5)));
  const r = Math.max(0, Math.min(rows - 1, Math.floor(row + 0.5)));
  const value = values[fraction >= 0.5 ? at + 1 : at]?.[r * columns + c] ?? noData;
  return value === noData ? NaN : value;
}

function linear({ grid }: Volume, { values }: SliceAxis, at: number, fraction: number, column: number, row: number): number {
  const { columns, rows } = grid;
  if (!(column >= -edge && column <= columns - 1 + edge && row >= -edge && row <= rows - 1 + edge)) return NaN;
  const c = Math.max(0, Math.min(columns - 1, column));
  const r = Math.max(0, Math.min(rows - 1, row));
  const c0 = Math.floor(c);
  const r0 = Math.floor(r);
  const fc = c - c0;
  const fr = r - r0;
  const right = fc > 0 ? 1 : 0;
  const down = fr > 0 ? columns : 0;
  const p = r0 * columns + c0;
  const near = values[at] ?? NO_VOXELS;
  let upper = near[p] ?? 0;
  upper += fc * ((near[p + right] ?? 0) - upper);
  let lower = near[p + down] ?? 0;
  lower += fc * ((near[p + down + right] ?? 0) - lower);
  const below = upper + fr * (lower - upper);
  if (fraction === 0) return below;
  const far = values[at + 1] ?? NO_VOXELS;
  upper = far[p] ?? 0;
  upper += fc * ((far[p + right] ?? 0) - upper);
  lower = far[p + down] ?? 0;
  lower += fc * ((far[p + down + right] ?? 0) - lower);
  return below + fraction * (upper + fr * (lower - upper) - below);
}

/** The same where voxels may have no data. */
function linearPadded(volume: Volume, axis: SliceAxis, at: number, fraction: number, column: number, row: number): number {
  const { grid, noData } = volume;
  const { columns, rows } = grid;
  if (!(column >= -edge && column <= columns - 1 + edge && row >= -edge && row <= rows - 1 + edge)) return NaN;
  const insideColumn = Math.max(0, Math.min(columns - 1, column));
  const insideRow = Math.max(0, Math.min(rows - 1, row));
  const c = Math.floor(insideColumn);
  const r = Math.floor(insideRow);
  const right = c < columns - 1 ? 1 : 0;
  const down = r < rows - 1 ? columns : 0;
  const p = r * columns + c;
  const near = axis.values[at] ?? NO_VOXELS;
  const far = fraction === 0 ? near : (axis.values[at + 1] ?? NO_VOXELS);
  const isWhole =
    near[p] !== noData && near[p + right] !== noData && near[p + down] !== noData && near[p + down + right] !== noData &&
    far[p] !== noData && far[p + right] !== noData && far[p + down] !== noData && far[p + down + right] !== noData;
  return isWhole ? linear(volume, axis, at, fraction, column, row) : linearOfSome(volume, { near, far, p }, insideColumn - c, insideRow - r, fraction);
}

/** Eight voxels: four of each of two slices, the first of them at `p`. */
interface Corners {
  readonly near: VoxelValues;
  readonly far: VoxelValues;
  readonly p: number;
}

/** Of the corners that have data; `fc` and `fr` are the way to the next ones. */
function linearOfSome({ grid, noData }: Volume, { near, far, p }: Corners, fc: number, fr: number, fraction: number): number {
  let sum = 0;
  let weights = 0;
  for (let corner = 0; corner < 8; corner += 1) {
    const [isRight, isDown, isNext] = [corner & 1, (corner >> 1) & 1, corner >> 2];
    const weight = (isRight ? fc : 1 - fc) * (isDown ? fr : 1 - fr) * (isNext ? fraction : 1 - fraction);
    const value = weight === 0 ? noData : ((isNext ? far : near)[p + isDown * grid.columns + isRight] ?? noData);
    if (value === noData) continue;
    sum += weight * value;
    weights += weight;
  }
  return weights > 0.5 ? sum / weights : NaN;
}

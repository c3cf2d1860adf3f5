import type { SliceAxis } from "./axis";
import type { LineSampler, SampleLine } from "./sample";
import { NO_VOXELS, type Volume, type VoxelValues } from "./volume";

/** Voxels by which a slice may stand off the straight even row of all: written decimals of a position. */
const even = 1e-6;

/** Where the first voxel of every slice lies when they stand in a straight even row: voxel coordinates are linear then. */
interface EvenAxis {
  readonly along: number;
  readonly alongStep: number;
  readonly column: number;
  readonly columnStep: number;
  readonly row: number;
  readonly rowStep: number;
}

/**
 * The linear interpolant along oblique lines, several times faster than point by point: where every slice is there, none
 * has voxels without data, and all stand in a straight even row (a tilted gantry's do), the points of a line are evenly
 * spaced in voxels, and those that lie between eight voxels need no question asked. Others are left to `slow`. Undefined
 * where the volume isn't so.
 */
export function affineSampler(volume: Volume, axis: SliceAxis, slow: LineSampler): LineSampler | undefined {
  const found = volume.hasPadding ? undefined : evenAxis(axis);
  if (found === undefined) return undefined;
  const { columns, rows } = volume.grid;
  const { values } = axis;
  const lasts = [columns - 1, rows - 1, values.length - 1] as const;
  return (line, out) => {
    const { starts, steps } = inVoxels(line, found);
    const range = { from: 0, to: out.length };
    lasts.forEach((last, index) => narrow(range, starts[index] ?? 0, steps[index] ?? 0, last));
    if (range.from >= range.to) return slow(line, out);
    if (range.from > 0) slow(line, out.subarray(0, range.from));
    if (range.to < out.length) slow(from(line, range.to), out.subarray(range.to));
    interior(columns, values, starts, steps, range, out);
  };
}

type Triple = readonly [column: number, row: number, slice: number];

function evenAxis({ values, isWhole, alongMm, joined, columnShift, rowShift }: SliceAxis): EvenAxis | undefined {
  const count = values.length;
  if (count < 2) return undefined;
  const step = (places: Float64Array): number => ((places[count - 1] ?? 0) - (places[0] ?? 0)) / (count - 1);
  const isEven = (places: Float64Array, tolerance: number): boolean => {
    const each = step(places);
    return places.every((place, k) => Math.abs(place - (places[0] ?? 0) - k * each) < tolerance);
  };
  const alongStep = step(alongMm);
  const isJoined = joined.subarray(0, count - 1).every((span) => span === 1);
  if (!isWhole || !isJoined || !isEven(alongMm, even * alongStep) || !isEven(columnShift, even) || !isEven(rowShift, even)) return undefined;
  return { along: alongMm[0] ?? 0, alongStep, column: columnShift[0] ?? 0, columnStep: step(columnShift), row: rowShift[0] ?? 0, rowStep: step(rowShift) };
}

function inVoxels(line: SampleLine, axis: EvenAxis): { readonly starts: Triple; readonly steps: Triple } {
  const slice = (line.along - axis.along) / axis.alongStep;
  const sliceStep = line.alongStep / axis.alongStep;
  return {
    starts: [line.column - axis.column - slice * axis.columnStep, line.row - axis.row - slice * axis.rowStep, slice],
    steps: [line.columnStep - sliceStep * axis.columnStep, line.rowStep - sliceStep * axis.rowStep, sliceStep],
  };
}

const from = (line: SampleLine, index: number): SampleLine => ({
  ...line,
  column: line.column + index * line.columnStep,
  row: line.row + index * line.rowStep,
  along: line.along + index * line.alongStep,
});

/** To the points whose coordinate lies in [0, last): the next voxel is there too. */
function narrow(range: { from: number; to: number }, start: number, step: number, last: number): void {
  const isInside = (index: number): boolean => start + index * step >= 0 && start + index * step < last;
  if (step !== 0) {
    const ends = [-start / step, (last - start) / step];
    range.from = Math.max(range.from, Math.floor(Math.min(...ends)));
    range.to = Math.min(range.to, Math.ceil(Math.max(...ends)) + 1);
  }
  while (range.from < range.to && !isInside(range.from)) range.from += 1;
  while (range.to > range.from && !isInside(range.to - 1)) range.to -= 1;
}

function interior(columns: number, values: readonly VoxelValues[], [c0, r0, k0]: Triple, [dc, dr, dk]: Triple, range: { readonly from: number; readonly to: number }, out: Float64Array): void {
  let held = -1;
  let near: VoxelValues = NO_VOXELS;
  let far: VoxelValues = NO_VOXELS;
  for (let index = range.from; index < range.to; index += 1) {
    const c = c0 + index * dc;
    const r = r0 + index * dr;
    const k = k0 + index * dk;
    const column = Math.trunc(c);
    const row = Math.trunc(r);
    const slice = Math.trunc(k);
    if (slice !== held) {
      held = slice;
      near = values[slice] ?? NO_VOXELS;
      far = values[slice + 1] ?? NO_VOXELS;
    }
    const fc = c - column;
    const fr = r - row;
    const p = row * columns + column;
    let upper = near[p] ?? 0;
    upper += fc * ((near[p + 1] ?? 0) - upper);
    let lower = near[p + columns] ?? 0;
    lower += fc * ((near[p + columns + 1] ?? 0) - lower);
    const below = upper + fr * (lower - upper);
    upper = far[p] ?? 0;
    upper += fc * ((far[p + 1] ?? 0) - upper);
    lower = far[p + columns] ?? 0;
    lower += fc * ((far[p + columns + 1] ?? 0) - lower);
    out[index] = below + (k - slice) * (upper + fr * (lower - upper) - below);
  }
}

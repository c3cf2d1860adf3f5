import type { SliceAxis } from "./axis";
import type { LineSampler, SampleLine } from "./sample";
import type { Volume } from "./volume";

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
  const first = axis.slices[0] ?? 0;
  const lasts = [columns - 1, rows - 1, axis.slices.length - 1] as const;
  return (line, out) => {
    const { starts, steps } = inVoxels(line, found);
    const range = { from: 0, to: out.length };
    lasts.forEach((last, index) => narrow(range, starts[index] ?? 0, steps[index] ?? 0, last));
    if (range.from >= range.to) return slow(line, out);
    if (range.from > 0) slow(line, out.subarray(0, range.from));
    if (range.to < out.length) slow(from(line, range.to), out.subarray(range.to));
    interior(volume, first, starts, steps, range, out);
  };
}

type Triple = readonly [column: number, row: number, slice: number];

function evenAxis({ slices, alongMm, joined, columnShift, rowShift }: SliceAxis): EvenAxis | undefined {
  const count = slices.length;
  if (count < 2) return undefined;
  const step = (places: Float64Array): number => ((places[count - 1] ?? 0) - (places[0] ?? 0)) / (count - 1);
  const isEven = (places: Float64Array, tolerance: number): boolean => {
    const each = step(places);
    return places.every((place, k) => Math.abs(place - (places[0] ?? 0) - k * each) < tolerance);
  };
  const alongStep = step(alongMm);
  const isWhole = slices.every((slice, k) => slice === (slices[0] ?? 0) + k && (k === count - 1 || joined[k] === 1));
  if (!isWhole || !isEven(alongMm, even * alongStep) || !isEven(columnShift, even) || !isEven(rowShift, even)) return undefined;
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

function interior({ grid, values }: Volume, first: number, [c0, r0, k0]: Triple, [dc, dr, dk]: Triple, range: { readonly from: number; readonly to: number }, out: Float64Array): void {
  const { columns } = grid;
  const size = columns * grid.rows;
  for (let index = range.from; index < range.to; index += 1) {
    const c = c0 + index * dc;
    const r = r0 + index * dr;
    const k = k0 + index * dk;
    const column = Math.trunc(c);
    const row = Math.trunc(r);
    const slice = Math.trunc(k);
    const fc = c - column;
    const fr = r - row;
    const p = (first + slice) * size + row * columns + column;
    const q = p + size;
    let upper = values[p] ?? 0;
    upper += fc * ((values[p + 1] ?? 0) - upper);
    let lower = values[p + columns] ?? 0;
    lower += fc * ((values[p + columns + 1] ?? 0) - lower);
    const below = upper + fr * (lower - upper);
    upper = values[q] ?? 0;
    upper += fc * ((values[q + 1] ?? 0) - upper);
    lower = values[q + columns] ?? 0;
    lower += fc * ((values[q + columns + 1] ?? 0) - lower);
    out[index] = below + (k - slice) * (upper + fr * (lower - upper) - below);
  }
}

import type { GreyFrame } from "../frame";
import { affineSampler } from "./affine";
import { alignedSampler, isAligned, type SlabMode } from "./aligned";
import { type SliceAxis, sliceAxisOf } from "./axis";
import { voxelMmAlong } from "./grid";
import { planeGeometry, planeNormal, type ReformatPlane } from "./plane";
import { type LineSampler, lineOf, lineSampler, type SampleLine } from "./sample";
import { moved, type Vector3 } from "./vector";
import { emptyVoxels, isComplete, type Volume } from "./volume";

export type { SlabMode } from "./aligned";

export interface ReformatOptions {
  readonly interpolation: "nearest" | "linear";
  /** Thickness about the plane, millimetres; absent: a section without thickness. */
  readonly slab?: { readonly mm: number; readonly mode: SlabMode };
  /**
   * A curved picture: how far each output row lies beside the plane, along its normal (columns x rows), millimetres; one
   * entry a row. Rows are displaced across the picture only, never within it, so that what is measured in the picture's
   * own directions stays true (see ./curve).
   */
  readonly offsetsMm?: Float64Array;
  /** Whether slices still to come are bridged by their neighbours (a first picture that sharpens) or shown as no data. */
  readonly pending?: "bridge" | "no-data";
}

export interface Reformatted {
  /** Stored values as in the volume; `noData` where there is none. Without reductions. */
  readonly frame: GreyFrame;
  /** Where the picture lies in the patient: of the plane itself, without the offsets of a curved one. */
  readonly geometry: ReturnType<typeof planeGeometry>;
  /** To be taken for Pixel Padding Value. */
  readonly noData: number;
  /** Thickness it was made with, millimetres; 0 for none. */
  readonly slabMm: number;
  /** Present on a curved picture: as in `ReformatOptions`. */
  readonly offsetsMm?: Float64Array;
  /** Whether every slice was there that will ever be. */
  readonly complete: boolean;
}

/**
 * A picture of a plane through the volume. Planes along the volume's own directions take the shorter way; both give the
 * linear interpolant between voxels, in slices shifted by a tilted gantry or unevenly spaced too.
 * @throws RangeError for a plane that is no picture, a slab that is not 0 to 200 mm, or offsets that are not one a row.
 */
export function reformat(volume: Volume, plane: ReformatPlane, options: ReformatOptions): Reformatted {
  const { offsetsMm, slab } = options;
  check(plane, options);
  const geometry = planeGeometry(plane);
  const axis = sliceAxisOf(volume, options.pending !== "no-data");
  const sample = samplerFor(volume, axis, plane, options);
  const values = emptyVoxels(volume, plane.columns * plane.rows);
  const line = new Float64Array(plane.columns);
  const extremes = { min: Infinity, max: -Infinity, isWhole: true };
  const normal = planeNormal(plane);
  for (let row = 0; row < plane.rows; row += 1) {
    const first = moved(moved(plane.origin, row, plane.rowStep), offsetsMm?.[row] ?? 0, normal);
    sample(lineOf(volume.grid, first, plane.columnStep), line);
    write(line, values, row * plane.columns, volume.noData, extremes);
  }
  const { min, max } = extremes.min <= extremes.max ? extremes : { min: 0, max: 0 };
  return {
    frame: { kind: "grey", columns: plane.columns, rows: plane.rows, values, min, max, isWhole: extremes.isWhole, levels: [] },
    geometry,
    noData: volume.noData,
    slabMm: slab?.mm ?? 0,
    ...(offsetsMm && { offsetsMm }),
    complete: isComplete(volume),
  };
}

const thickestMm = 200;
const mostPixels = 2 ** 26;

function check({ columns, rows }: ReformatPlane, { slab, offsetsMm }: ReformatOptions): void {
  if (!(columns >= 1 && rows >= 1 && columns * rows <= mostPixels && Number.isInteger(columns) && Number.isInteger(rows))) {
    throw new RangeError(`a picture of ${columns} x ${rows} pixels`);
  }
  if (slab && !(slab.mm >= 0 && slab.mm <= thickestMm)) throw new RangeError(`a slab of ${slab.mm} mm`);
  if (offsetsMm && offsetsMm.length !== rows) throw new RangeError(`${offsetsMm.length} offsets for ${rows} rows`);
}

function write(line: Float64Array, values: Int16Array | Uint16Array, start: number, noData: number, extremes: { min: number; max: number; isWhole: boolean }): void {
  let { min, max } = extremes;
  for (let index = 0; index < line.length; index += 1) {
    const sampled = line[index] ?? NaN;
    if (sampled === sampled) {
      const value = Math.floor(sampled + 0.5);
      values[start + index] = value;
      if (value < min) min = value;
      if (value > max) max = value;
    } else {
      values[start + index] = noData;
      extremes.isWhole = false;
    }
  }
  extremes.min = min;
  extremes.max = max;
}

function samplerFor(volume: Volume, axis: SliceAxis, plane: ReformatPlane, { interpolation, slab }: ReformatOptions): LineSampler {
  const { grid } = volume;
  const normal = planeNormal(plane);
  const mm = slab?.mm ?? 0;
  if (interpolation === "linear") {
    const first = lineOf(grid, plane.origin, plane.columnStep);
    const change = lineOf(grid, plane.rowStep, [0, 0, 0]);
    for (const across of ["column", "row"] as const) {
      if (!isAligned(across, first, change, plane.columns, plane.rows, grid)) continue;
      const half = mm / 2 / (across === "column" ? grid.columnMm : grid.rowMm);
      return alignedSampler(volume, axis, { across, half, mode: slab?.mode ?? "mean" });
    }
  }
  const pointwise = lineSampler(volume, axis, interpolation);
  const sample = (interpolation === "linear" && affineSampler(volume, axis, pointwise)) || pointwise;
  if (slab === undefined || mm === 0) return sample;
  // At the middles of equal parts of the slab, none thicker than a voxel.
  const parts = Math.max(1, Math.ceil(mm / voxelMmAlong(grid, normal)));
  const across = Array.from({ length: parts }, (_, part) => lineOf(grid, scaledBy(normal, ((part + 0.5) / parts - 0.5) * mm), [0, 0, 0]));
  return slabSampler(sample, across, slab.mode);
}

const scaledBy = (vector: Vector3, factor: number): Vector3 => [vector[0] * factor, vector[1] * factor, vector[2] * factor];

/** Several lines across the plane as one: their mean or maximum. More than half of them must have data. */
function slabSampler(sample: LineSampler, across: readonly SampleLine[], mode: SlabMode): LineSampler {
  let one = new Float64Array(0);
  let counted = new Float64Array(0);
  return (line, out) => {
    if (one.length !== out.length) {
      one = new Float64Array(out.length);
      counted = new Float64Array(out.length);
    }
    counted.fill(0);
    out.fill(mode === "max" ? -Infinity : 0);
    for (const { column, row, along } of across) {
      sample({ ...line, column: line.column + column, row: line.row + row, along: line.along + along }, one);
      for (let index = 0; index < out.length; index += 1) {
        const value = one[index] ?? NaN;
        if (value !== value) continue;
        counted[index] = (counted[index] ?? 0) + 1;
        out[index] = mode === "max" ? Math.max(out[index] ?? 0, value) : (out[index] ?? 0) + value;
      }
    }
    for (let index = 0; index < out.length; index += 1) {
      const count = counted[index] ?? 0;
      if (2 * count < across.length || count === 0) out[index] = NaN;
      else if (mode === "mean") out[index] = (out[index] ?? 0) / count;
    }
  };
}

import { allocate } from "#image/volume/allocation";
import type { SliceAxis } from "#image/volume/axis";
import { gridOf, patientFromVoxel, type VolumeGrid } from "#image/volume/grid";
import { lineOf, lineSampler } from "#image/volume/sample";
import type { Vector3 } from "#image/volume/vector";
import { createVolume, fillSlice, type Volume } from "#image/volume/volume";
import type { Instance } from "#image/instance";
import { instance } from "../support/instance";

export type Orientation = readonly [number, number, number, number, number, number];

export const AXIAL: Orientation = [1, 0, 0, 0, 1, 0];

/** How a series of axial slices lies: everything a test may want to be otherwise. */
export interface SeriesShape {
  readonly columns?: number;
  readonly rows?: number;
  /** z of each slice. */
  readonly z?: readonly number[];
  readonly columnMm?: number;
  readonly rowMm?: number;
  readonly x?: number;
  readonly y?: number;
  readonly orientation?: Orientation;
  /** Image Position (Patient) of slice k, where x, y and z don't say it. */
  readonly origin?: (k: number) => Vector3;
}

export const regular = (count: number, from = 0, step = 1): readonly number[] => Array.from({ length: count }, (_, k) => from + k * step);

/** A CT slice, with rescale -1024, at a place. */
export function slice(uid: string, position: Vector3, changes: Partial<Instance> = {}, orientation: Orientation = AXIAL, spacing: readonly [number, number] = [1, 1]): Instance {
  return instance({
    sopInstanceUid: uid,
    fileName: `${uid}.dcm`,
    series: { seriesInstanceUid: "1.2.1", modality: "CT", frameOfReferenceUid: "1.9" },
    imageType: ["ORIGINAL", "PRIMARY", "AXIAL"],
    bitsStored: 12,
    frames: [{ imageOrientationPatient: orientation, imagePositionPatient: position, pixelSpacing: spacing }],
    presentation: { rescaleSlope: 1, rescaleIntercept: -1024, rescaleStated: true, rescaleType: "HU", windows: [], voiLuts: [] },
    ...changes,
  });
}

/** A series of slices at these z, numbered from the head down so that no test passes by instance number. */
export function seriesAt(z: readonly number[], changes: (k: number) => Partial<Instance> = () => ({})): Instance[] {
  return z.map((place, k) => slice(`1.2.1.${k}`, [0, 0, place], { instanceNumber: z.length - k, ...changes(k) }));
}

/** Reorders by a fixed recipe: a shuffle that is the same at every run. */
export function shuffled<T>(items: readonly T[]): T[] {
  const order = items.map((item, index) => ({ item, key: (index * 7919 + 13) % 101 }));
  return order.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

export function gridLike({ columns = 8, rows = 6, z = regular(5), columnMm = 1, rowMm = 1, x = 0, y = 0, orientation = AXIAL, origin }: SeriesShape = {}): VolumeGrid {
  const origins = z.map((place, k): Vector3 => origin?.(k) ?? [x, y, place]);
  return gridOf({ columns, rows, columnMm, rowMm, orientation, origins });
}

/** The values of slice k, voxel by voxel, from a function of the patient point. */
export function sliceValues(grid: VolumeGrid, k: number, valueAt: (point: Vector3) => number): Int16Array {
  const values = new Int16Array(grid.columns * grid.rows);
  for (let row = 0, at = 0; row < grid.rows; row += 1) {
    for (let column = 0; column < grid.columns; column += 1, at += 1) values[at] = Math.round(valueAt(patientFromVoxel(grid, { column, row, slice: k })));
  }
  return values;
}

export interface VolumeShape extends SeriesShape {
  readonly grid?: VolumeGrid;
  readonly slope?: number;
  readonly intercept?: number;
  readonly padding?: number;
  readonly signed?: boolean;
  readonly bitsStored?: number;
  /** Slices that have come; absent: all. */
  readonly filled?: readonly number[];
  readonly unit?: "HU" | "none";
}

/** The stored value of one voxel; undefined where its slice hasn't come. */
export const voxelAt = ({ grid, slices }: Volume, i: number, j: number, k: number): number | undefined => slices[k]?.[j * grid.columns + i];

/** One unrounded value at a patient point (LPS millimetres); NaN where there is no data. */
export function sampleAt(volume: Volume, axis: SliceAxis, point: Vector3, interpolation: "nearest" | "linear"): number {
  const out = new Float64Array(1);
  lineSampler(volume, axis, interpolation)(lineOf(volume.grid, point, [0, 0, 0]), out);
  return out[0] ?? NaN;
}

/** Every stored value, slice after slice. */
export const allVoxels = ({ slices }: Volume): readonly number[] => slices.flatMap((values) => Array.from(values ?? []));

/** A volume whose stored values are `valueAt` of each voxel's centre, rounded. */
export function volumeLike(shape: VolumeShape, valueAt: (point: Vector3) => number): Volume {
  const grid = shape.grid ?? gridLike(shape);
  const { allocation } = allocate(grid);
  const volume = createVolume({
    allocation,
    pixels: { signed: shape.signed ?? true, bitsStored: shape.bitsStored ?? 16 },
    presentation: { rescaleSlope: shape.slope ?? 1, rescaleIntercept: shape.intercept ?? 0 },
    unit: shape.unit ?? "HU",
  });
  const padding = shape.padding === undefined ? null : { min: shape.padding, max: shape.padding };
  for (const k of shape.filled ?? regular(grid.slices)) {
    fillSlice(volume, allocation, k, { columns: grid.columns, values: sliceValues(grid, k, valueAt), padding });
  }
  return volume;
}

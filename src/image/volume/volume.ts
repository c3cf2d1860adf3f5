import type { StoredValues } from "../frame";
import type { Presentation } from "../instance";
import type { StoredRange } from "../pixels/lut";
import type { Allocation } from "./allocation";
import type { VolumeGrid } from "./grid";

/** 16 bits a voxel, and only once. */
export type VoxelValues = Int16Array | Uint16Array;

export const sliceState = { pending: 0, filled: 1, failed: 2 } as const;

/**
 * A volume's stored values (before the modality LUT), slice after slice, row by row. The one mutable value of this room:
 * it is filled slice by slice in the worker that owns it, and read in between.
 */
export interface Volume {
  readonly grid: VolumeGrid;
  readonly values: VoxelValues;
  /** The stored value of what has none: pixel padding, gaps, outside. No real voxel holds it. */
  readonly noData: number;
  /** One of `sliceState` for each slice. */
  readonly states: Uint8Array;
  /** Whether any voxel of a filled slice is `noData`: sampling is faster where none is. */
  hasPadding: boolean;
  /** What stored values mean. */
  readonly presentation: Pick<Presentation, "rescaleSlope" | "rescaleIntercept" | "modalityLut">;
  readonly unit: "HU" | "none";
  /** The lowest and the highest value that the pixels can hold (Bits Stored): a voxel at the top is saturated. */
  readonly storable: StoredRange;
}

/** What a volume is made from; plain values, for the worker. */
export interface VolumeSource {
  readonly allocation: Allocation;
  readonly pixels: { readonly signed: boolean; readonly bitsStored: number };
  readonly presentation: Volume["presentation"];
  readonly unit: Volume["unit"];
}

/** Asks for the memory, every slice pending. @throws RangeError where the browser has no such piece. */
export function createVolume({ allocation, pixels, presentation, unit }: VolumeSource): Volume {
  const { grid } = allocation;
  const length = grid.columns * grid.rows * grid.slices;
  const unsigned16 = !pixels.signed && pixels.bitsStored > 15;
  return {
    grid,
    values: unsigned16 ? new Uint16Array(length) : new Int16Array(length),
    noData: unsigned16 ? 65535 : -32768,
    states: new Uint8Array(grid.slices),
    hasPadding: false,
    presentation,
    unit,
    storable: pixels.signed
      ? { min: -(2 ** (pixels.bitsStored - 1)), max: 2 ** (pixels.bitsStored - 1) - 1 }
      : { min: 0, max: 2 ** pixels.bitsStored - 1 },
  };
}

/** The pixels of one slice as the file has them, `columns` to a row. */
export interface SlicePixels {
  readonly columns: number;
  readonly values: StoredValues;
  /** Stored values that are padding (PS3.3 C.7.5.1.1.2), null where the file names none. */
  readonly padding: StoredRange | null;
}

/** Puts slice `k` (of the volume's grid) in its place, cut and averaged as the allocation says. */
export function fillSlice(volume: Volume, { columns, rows, step }: Pick<Allocation, "columns" | "rows" | "step">, k: number, pixels: SlicePixels): void {
  const { grid, values, noData } = volume;
  const size = grid.columns * grid.rows;
  const target = values.subarray(k * size, (k + 1) * size);
  if (k < 0 || target.length < size) throw new RangeError(`slice ${k} of ${grid.slices}`);
  if (pixels.values.length < (rows.first + rows.count - 1) * pixels.columns + columns.first + columns.count) {
    throw new RangeError(`slice ${k} has ${pixels.values.length} pixels, of which ${rows.count} rows of ${pixels.columns} were wanted`);
  }
  for (let row = 0; row < grid.rows; row += 1) {
    const from = (rows.first + row * step) * pixels.columns + columns.first;
    const line = target.subarray(row * grid.columns, (row + 1) * grid.columns);
    if (step === 1) line.set(pixels.values.subarray(from, from + grid.columns));
    else averageRow(pixels, from, step, line, noData);
  }
  if (step === 1 && (pixels.padding !== null || mayHold(volume))) markPadding(volume, target, pixels.padding);
  else if (step > 1 && pixels.padding !== null) volume.hasPadding ||= target.includes(noData);
  volume.states[k] = sliceState.filled;
}

/** Says that slice `k` will not come: a gap. */
export function failSlice(volume: Volume, k: number): void {
  volume.states[k] = sliceState.failed;
}

/** Whether the pixels can hold the value that stands for no data. */
const mayHold = ({ storable, noData }: Volume): boolean => noData >= storable.min && noData <= storable.max;

/** Padding becomes `noData`; a real voxel of that value moves one grey aside. */
function markPadding(volume: Volume, target: VoxelValues, padding: StoredRange | null): void {
  const { noData } = volume;
  const aside = noData < 0 ? noData + 1 : noData - 1;
  const low = padding?.min ?? Infinity;
  const high = padding?.max ?? -Infinity;
  let found = false;
  for (let at = 0; at < target.length; at += 1) {
    const value = target[at] ?? 0;
    if (value >= low && value <= high) {
      target[at] = noData;
      found = true;
    } else if (value === noData) target[at] = aside;
  }
  if (found) volume.hasPadding = true;
}

/** One row of voxels, each the mean of `step` x `step` pixels, padding left out; padding where that is half of them or more. */
function averageRow({ columns, values, padding }: SlicePixels, from: number, step: number, line: VoxelValues, noData: number): void {
  const aside = noData < 0 ? noData + 1 : noData - 1;
  const low = padding?.min ?? Infinity;
  const high = padding?.max ?? -Infinity;
  for (let at = 0; at < line.length; at += 1) {
    let sum = 0;
    let count = 0;
    for (let row = 0; row < step; row += 1) {
      const start = from + row * columns + at * step;
      for (let pixel = start; pixel < start + step; pixel += 1) {
        const value = values[pixel] ?? 0;
        if (value >= low && value <= high) continue;
        sum += value;
        count += 1;
      }
    }
    const mean = Math.floor(sum / count + 0.5);
    line[at] = 2 * count <= step * step ? noData : mean === noData ? aside : mean;
  }
}

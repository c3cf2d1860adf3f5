import type { StoredValues } from "../frame";
import type { Presentation } from "../instance";
import type { StoredRange } from "../pixels/lut";
import type { Allocation } from "./allocation";
import type { VolumeGrid } from "./grid";

/** 16 bits a voxel, and only once. */
export type VoxelValues = Int16Array | Uint16Array;

/** Of a slice that isn't there: nothing is read from it. */
export const NO_VOXELS: VoxelValues = new Int16Array(0);

/** One slice's stored values, row by row; undefined while it is still to come, null where it never will. */
export type VolumeSlice = VoxelValues | null | undefined;

/**
 * A volume's stored values (before the modality LUT), slice by slice: each is the memory that its decoder handed over,
 * so nothing is copied together and a volume can grow while files are still being read. The one mutable value of this
 * room: it is filled in the worker that owns it, and read in between.
 */
export interface Volume {
  readonly grid: VolumeGrid;
  /** In space order, as many as the grid has. */
  readonly slices: VolumeSlice[];
  /** The stored value of what has none: pixel padding, gaps, outside. No real voxel holds it. */
  readonly noData: number;
  /** Whether any voxel of a slice is `noData`: sampling is faster where none is. */
  hasPadding: boolean;
  /** What stored values mean. */
  readonly presentation: Pick<Presentation, "rescaleSlope" | "rescaleIntercept" | "modalityLut">;
  readonly unit: "HU" | "none";
  /** The lowest and the highest value that the pixels can hold (Bits Stored): a voxel at the top is saturated. */
  readonly storable: StoredRange;
}

export const hasValues = ({ slices }: Volume): boolean => slices.some((slice) => slice);

/** Whether every slice has come that ever will. */
export const isComplete = ({ slices }: Volume): boolean => !slices.includes(undefined);

/** What a volume is made from; plain values, for the worker. */
export interface VolumeSource {
  readonly allocation: Allocation;
  readonly pixels: { readonly signed: boolean; readonly bitsStored: number };
  readonly presentation: Volume["presentation"];
  readonly unit: Volume["unit"];
}

/** A volume whose every slice is still to come. */
export function createVolume({ allocation: { grid }, pixels, presentation, unit }: VolumeSource): Volume {
  return {
    grid,
    slices: Array.from({ length: grid.slices }, () => undefined),
    noData: isWide(pixels) ? 65535 : -32768,
    hasPadding: false,
    presentation,
    unit,
    storable: pixels.signed
      ? { min: -(2 ** (pixels.bitsStored - 1)), max: 2 ** (pixels.bitsStored - 1) - 1 }
      : { min: 0, max: 2 ** pixels.bitsStored - 1 },
  };
}

/** Values that a signed 16-bit number doesn't hold. */
const isWide = ({ signed, bitsStored }: VolumeSource["pixels"]): boolean => !signed && bitsStored > 15;

/** The volume of `source` with the slices of another one in the same kind of memory: slice k is its slice `from[k]`, -1 for none. */
export function rearranged({ slices, hasPadding }: Volume, source: VolumeSource, from: Int32Array): Volume {
  const volume = createVolume(source);
  from.forEach((before, k) => void (volume.slices[k] = slices[before]));
  return { ...volume, hasPadding };
}

/** Whether the slices of one volume can stand in the other: nothing cut, of one size, and no data is told by one value. */
export function isAlike(a: VolumeSource, b: VolumeSource): boolean {
  const isWhole = ({ allocation: { step, columns, rows } }: VolumeSource): boolean => step === 1 && columns.first === 0 && rows.first === 0;
  const [p, q] = [a.allocation.grid, b.allocation.grid];
  return isWhole(a) && isWhole(b) && p.columns === q.columns && p.rows === q.rows && isWide(a.pixels) === isWide(b.pixels);
}

/** The pixels of one slice as the file has them, `columns` to a row. */
export interface SlicePixels {
  readonly columns: number;
  readonly values: StoredValues;
  /** Stored values that are padding (PS3.3 C.7.5.1.1.2), null where the file names none. */
  readonly padding: StoredRange | null;
}

/**
 * Puts slice `k` (of the volume's grid) in its place, cut and averaged as the allocation says. The pixels are handed over:
 * where nothing is cut they become the slice, and padding is marked in them.
 * @throws RangeError for a slice that is none of the volume's, or too few pixels.
 */
export function fillSlice(volume: Volume, { columns, rows, step }: Pick<Allocation, "columns" | "rows" | "step">, k: number, pixels: SlicePixels): void {
  const { grid, slices, noData } = volume;
  if (!(k >= 0 && k < grid.slices)) throw new RangeError(`slice ${k} of ${grid.slices}`);
  if (pixels.values.length < (rows.first + rows.count - 1) * pixels.columns + columns.first + columns.count) {
    throw new RangeError(`slice ${k} has ${pixels.values.length} pixels, of which ${rows.count} rows of ${pixels.columns} were wanted`);
  }
  const size = grid.columns * grid.rows;
  const isWhole = step === 1 && grid.columns === pixels.columns && rows.first === 0;
  const target = isWhole ? voxelsOf(volume, pixels.values.subarray(0, size)) : emptyVoxels(volume, size);
  if (!isWhole) {
    for (let row = 0; row < grid.rows; row += 1) {
      const from = (rows.first + row * step) * pixels.columns + columns.first;
      const line = target.subarray(row * grid.columns, (row + 1) * grid.columns);
      if (step === 1) line.set(pixels.values.subarray(from, from + grid.columns));
      else averageRow(pixels, from, step, line, noData);
    }
  }
  if (step === 1 && (pixels.padding !== null || mayHold(volume))) markPadding(volume, target, pixels.padding);
  else if (step > 1 && pixels.padding !== null) volume.hasPadding ||= target.includes(noData);
  slices[k] = target;
}

/** Says that slice `k` will not come: a gap. */
export function failSlice({ slices }: Volume, k: number): void {
  slices[k] = null;
}

/** Memory of the volume's kind. */
export const emptyVoxels = ({ noData }: Pick<Volume, "noData">, length: number): Int16Array<ArrayBuffer> | Uint16Array<ArrayBuffer> =>
  noData < 0 ? new Int16Array(length) : new Uint16Array(length);

/** The same memory where that holds 16 bits a pixel: unsigned values of up to 15 bits are signed ones too. */
function voxelsOf(volume: Volume, values: StoredValues): VoxelValues {
  if (values.BYTES_PER_ELEMENT === 2) {
    const { buffer, byteOffset, length } = values;
    return volume.noData < 0 ? new Int16Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length);
  }
  const own = emptyVoxels(volume, volume.grid.columns * volume.grid.rows);
  own.set(values);
  return own;
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

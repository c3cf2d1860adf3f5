import { ImageError } from "../problem";
import { allocate, type Allocation } from "./allocation";
import type { VolumeFinding } from "./finding";
import { gridOf, type VolumeGrid } from "./grid";
import { niftiHeaderBytes, type NiftiHeader, type NiftiType, readNiftiHeader } from "./niftiHeader";
import { cross, dot, length, moved, type Vector3 } from "./vector";
import { createVolume, fillSlice, type Volume } from "./volume";

export interface NiftiOptions {
  readonly budgetBytes?: number;
  /** A NIfTI doesn't say what its values are: "HU" when whoever opens it knows it for a CT. */
  readonly unit: Volume["unit"];
  /** The volume, before its slices come. */
  started?(volume: Volume, findings: readonly VolumeFinding[]): void;
  /** Of the slices that have come. */
  progress?(done: number, total: number): void;
  readonly signal?: AbortSignal;
}

export interface NiftiVolume {
  readonly volume: Volume;
  readonly findings: readonly VolumeFinding[];
}

/**
 * Reads a NIfTI-1 or -2 volume, gzipped or not, slice by slice: nothing but the volume and one slice is in memory. Of
 * four dimensions the first volume is read. Values wider than 16 bits are kept as they are where they are whole numbers
 * that fit, else in 65,000 steps over their range, which is said.
 * @throws ImageError: "truncated", "too-large", "unsupported-pixels", "aborted" and the header's.
 */
export async function readNifti(blob: Blob, options: NiftiOptions): Promise<NiftiVolume> {
  const header = await niftiHeaderOf(blob);
  const findings = lacksOf(header, options.unit);
  const { grid, isReversed } = niftiGrid(header);
  const { allocation, findings: cut } = allocate(grid, options.budgetBytes);
  findings.push(...cut);
  const stored = await storageOf(blob, header, options.signal);
  if (stored.step !== undefined) findings.push({ code: "requantised", params: { step: stored.step * Math.abs(header.slope) } });
  const volume = createVolume({
    allocation,
    pixels: { signed: header.type !== "uint16", bitsStored: 16 },
    presentation: { rescaleSlope: header.slope * stored.slope, rescaleIntercept: header.slope * stored.intercept + header.intercept },
    unit: options.unit,
  });
  options.started?.(volume, findings);
  await fill(blob, header, { volume, allocation, isReversed, toStored: stored.convert }, options);
  return { volume, findings };
}

/** What a NIfTI doesn't say, and a DICOM series does. */
function lacksOf({ isOriented, hasUnits, volumes }: NiftiHeader, unit: Volume["unit"]): VolumeFinding[] {
  const findings: VolumeFinding[] = [{ code: "nifti-no-patient", params: {} }];
  const add = (code: VolumeFinding["code"], params: VolumeFinding["params"] = {}): void => void findings.push({ code, params });
  add(unit === "HU" ? "nifti-hounsfield" : "nifti-no-hounsfield");
  if (!isOriented) add("assumed-orientation");
  if (!hasUnits) add("assumed-millimetres");
  if (volumes > 1) add("first-of-volumes", { count: volumes });
  return findings;
}

const niftiMagic = /^(n\+1\0|n\+2\0)/;

/** Whether a file is a single-file NIfTI, gzipped or not, whatever its name: by the magic of its header. Never throws. */
export async function isNifti(blob: Blob): Promise<boolean> {
  try {
    const bytes = new Uint8Array(await firstBytes(blob));
    const text = (at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));
    return niftiMagic.test(text(344)) || niftiMagic.test(text(4));
  } catch {
    return false;
  }
}

/** How the voxels lie; slices are counted from the other end where they descend along columns x rows. */
export function niftiGrid(header: NiftiHeader): { readonly grid: VolumeGrid; readonly isReversed: boolean } {
  const { columns, rows, slices, columnStep, rowStep, sliceStep, origin } = header;
  const columnMm = length(columnStep);
  const rowMm = length(rowStep);
  if (!(columnMm > 0 && rowMm > 0 && length(sliceStep) > 0) || Math.abs(dot(columnStep, rowStep)) > 1e-3 * columnMm * rowMm) {
    throw new ImageError("unsupported-pixels", { what: "NIfTI whose columns and rows are not at right angles" });
  }
  const isReversed = dot(cross(columnStep, rowStep), sliceStep) < 0;
  const origins = Array.from({ length: slices }, (_, k): Vector3 => moved(origin, isReversed ? slices - 1 - k : k, sliceStep));
  const unitOf = ([x, y, z]: Vector3, mm: number) => [x / mm, y / mm, z / mm] as const;
  const orientation = [...unitOf(columnStep, columnMm), ...unitOf(rowStep, rowMm)] as const;
  return { grid: gridOf({ columns, rows, columnMm, rowMm, orientation, origins }), isReversed };
}

export const bytesOf: Readonly<Record<NiftiType, number>> = { uint8: 1, int8: 1, int16: 2, uint16: 2, int32: 4, uint32: 4, float32: 4, float64: 8 };

export type Numbers = Uint8Array | Int8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** One slice's bytes as numbers, turned in place where they are big endian. */
export function numbersOf(bytes: Uint8Array<ArrayBuffer>, { type, littleEndian }: NiftiHeader): Numbers {
  const width = bytesOf[type];
  if (!littleEndian && width > 1) for (let at = 0; at < bytes.length; at += width) bytes.subarray(at, at + width).reverse();
  const { buffer } = bytes;
  switch (type) {
    case "uint8":
      return new Uint8Array(buffer);
    case "int8":
      return new Int8Array(buffer);
    case "int16":
      return new Int16Array(buffer);
    case "uint16":
      return new Uint16Array(buffer);
    case "int32":
      return new Int32Array(buffer);
    case "uint32":
      return new Uint32Array(buffer);
    case "float32":
      return new Float32Array(buffer);
    case "float64":
      return new Float64Array(buffer);
  }
}

type Converted = { readonly values: Int16Array | Uint16Array | Uint8Array | Int8Array; readonly padding: { readonly min: number; readonly max: number } | null };

interface Storage {
  /** From stored to the file's number. */
  readonly slope: number;
  readonly intercept: number;
  /** Present where numbers were rounded: the difference of two stored values. */
  readonly step?: number;
  readonly convert: (numbers: Numbers) => Converted;
}

const noNumber = -32768;
const steps = 65_000;

async function storageOf(blob: Blob, header: NiftiHeader, signal: AbortSignal | undefined): Promise<Storage> {
  if (bytesOf[header.type] <= 2) return { slope: 1, intercept: 0, convert: (numbers) => ({ values: numbers as Int16Array, padding: null }) };
  let min = Infinity;
  let max = -Infinity;
  let isWhole = true;
  await eachSlice(blob, header, signal, (numbers) => {
    for (let at = 0; at < numbers.length; at += 1) {
      const value = numbers[at] ?? NaN;
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
      isWhole &&= Number.isInteger(value);
    }
  });
  const isExact = !(min <= max) || (isWhole && min > noNumber && max <= 32767);
  const step = isExact ? 1 : (max - min) / steps || 1;
  const intercept = isExact ? 0 : min + (steps / 2) * step;
  const convert = (numbers: Numbers): Converted => {
    const values = new Int16Array(numbers.length);
    for (let at = 0; at < numbers.length; at += 1) {
      const value = numbers[at] ?? NaN;
      values[at] = Number.isFinite(value) ? Math.round((value - intercept) / step) : noNumber;
    }
    return { values, padding: { min: noNumber, max: noNumber } };
  };
  return { slope: step, intercept, convert, ...(!isExact && { step }) };
}

interface Filling {
  readonly volume: Volume;
  readonly allocation: Allocation;
  readonly isReversed: boolean;
  readonly toStored: Storage["convert"];
}

async function fill(blob: Blob, header: NiftiHeader, { volume, allocation, isReversed, toStored }: Filling, options: NiftiOptions): Promise<void> {
  const { first, count } = allocation.slices;
  await eachSlice(blob, header, options.signal, (numbers, index) => {
    const k = (isReversed ? header.slices - 1 - index : index) - first;
    if (k >= 0 && k < count) fillSlice(volume, allocation, k, { columns: header.columns, ...toStored(numbers) });
    options.progress?.(index + 1, header.slices);
  });
}

async function eachSlice(blob: Blob, header: NiftiHeader, signal: AbortSignal | undefined, take: (numbers: Numbers, index: number) => void): Promise<void> {
  const size = header.columns * header.rows * bytesOf[header.type];
  const reader = byteReader(blob);
  try {
    await reader.skip(header.offset);
    for (let index = 0; index < header.slices; index += 1) {
      if (signal?.aborted) throw new ImageError("aborted");
      const bytes = await reader.read(size);
      if (bytes.length < size) throw new ImageError("truncated", { have: index * size + bytes.length, need: header.slices * size });
      take(numbersOf(bytes, header), index);
    }
  } finally {
    await reader.close();
  }
}

/** Deflate packs no more bytes than this into one. */
const mostInflated = 1032;

/**
 * Its header, held against the bytes that there are, or that a gzipped file can hold: its sizes are asked for as memory next.
 * @throws ImageError "truncated" and as readNiftiHeader.
 */
export async function niftiHeaderOf(blob: Blob): Promise<NiftiHeader> {
  const header = readNiftiHeader(await firstBytes(blob));
  const need = header.columns * header.rows * header.slices * bytesOf[header.type];
  const have = Math.max(0, blob.size * ((await isGzip(blob)) ? mostInflated : 1) - header.offset);
  if (have < need) throw new ImageError("truncated", { have, need });
  return header;
}

/**
 * One slice as it lies in the file (0-based), read alone: at once of a plain file, of a gzipped one by inflating what lies before it.
 * @throws ImageError "truncated" and as readNiftiHeader.
 */
export async function readNiftiSlice(blob: Blob, header: NiftiHeader, index: number): Promise<Numbers> {
  const size = header.columns * header.rows * bytesOf[header.type];
  const from = header.offset + index * size;
  const isPlain = !(await isGzip(blob));
  const reader = byteReader(isPlain ? blob.slice(from, from + size) : blob);
  try {
    if (!isPlain) await reader.skip(from);
    const bytes = await reader.read(size);
    if (bytes.length < size) throw new ImageError("truncated", { have: index * size + bytes.length, need: header.slices * size });
    return numbersOf(bytes, header);
  } finally {
    await reader.close();
  }
}

const isGzip = async (blob: Blob): Promise<boolean> => {
  const [a, b] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  return a === 0x1f && b === 0x8b;
};

async function firstBytes(blob: Blob): Promise<ArrayBuffer> {
  const reader = byteReader(blob);
  try {
    return (await reader.read(niftiHeaderBytes)).buffer;
  } finally {
    await reader.close();
  }
}

interface ByteReader {
  /** The next bytes in memory of their own; fewer at the end. */
  read(count: number): Promise<Uint8Array<ArrayBuffer>>;
  skip(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Reads from the beginning; inflates as far as it is read. */
function byteReader(blob: Blob): ByteReader {
  let chunks: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let chunk: Uint8Array = new Uint8Array(0);
  const start = async (): Promise<ReadableStreamDefaultReader<Uint8Array>> => {
    const stream: ReadableStream<Uint8Array> = (await isGzip(blob)) ? blob.stream().pipeThrough(new DecompressionStream("gzip")) : blob.stream();
    return stream.getReader();
  };
  const more = async (): Promise<boolean> => {
    chunks ??= await start();
    try {
      const { value, done } = await chunks.read();
      if (value) chunk = value;
      return !done;
    } catch (thrown) {
      throw new ImageError("codec", { codec: "gzip", detail: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  };
  const each = async (count: number, take: (part: Uint8Array) => void): Promise<void> => {
    for (let left = count; left > 0; ) {
      if (chunk.length === 0 && !(await more())) return;
      const part = chunk.subarray(0, left);
      chunk = chunk.subarray(part.length);
      left -= part.length;
      take(part);
    }
  };
  return {
    read: async (count) => {
      const bytes = new Uint8Array(count);
      let have = 0;
      await each(count, (part) => {
        bytes.set(part, have);
        have += part.length;
      });
      return have === count ? bytes : bytes.slice(0, have);
    },
    skip: (count) => each(count, () => undefined),
    close: async () => chunks?.cancel().catch(() => undefined),
  };
}

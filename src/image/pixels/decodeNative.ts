import type { PixelFormat } from "../dicom/pixelFormat";
import { ImageError } from "../problem";
import { isShort, keepWithin } from "./extremes";

/** Samples of one frame as the codec gives them, colour by pixel (R1 G1 B1 R2 ...), before any display mapping. */
export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** Shape of the samples in the bytes; a codec may have decided otherwise than the header. */
export type SampleLayout = Pick<
  PixelFormat,
  "rows" | "columns" | "samplesPerPixel" | "bitsAllocated" | "pixelRepresentation" | "isFloat" | "planarConfiguration"
>;

/** Uncompressed little endian bytes as samples: a view where the memory allows, a copy where not. */
export function samplesFrom(bytes: Uint8Array, layout: SampleLayout): Samples {
  const count = layout.rows * layout.columns * layout.samplesPerPixel;
  const need = (count * layout.bitsAllocated) / 8;
  if (bytes.length < need) throw new ImageError("truncated", { have: bytes.length, need });
  const samples = typed(bytes, count, layout);
  return layout.samplesPerPixel > 1 && layout.planarConfiguration === 1 ? interleaved(samples, layout) : samples;
}

function typed(bytes: Uint8Array, count: number, { bitsAllocated, pixelRepresentation, isFloat }: SampleLayout): Samples {
  const width = bitsAllocated / 8;
  const { buffer, byteOffset: at } = bytes.byteOffset % width === 0 ? bytes : bytes.slice(0, count * width);
  if (isFloat) return bitsAllocated === 64 ? new Float64Array(buffer, at, count) : new Float32Array(buffer, at, count);
  const signed = pixelRepresentation === 1;
  if (bitsAllocated === 8) return signed ? new Int8Array(buffer, at, count) : new Uint8Array(buffer, at, count);
  if (bitsAllocated === 16) return signed ? new Int16Array(buffer, at, count) : new Uint16Array(buffer, at, count);
  return signed ? new Int32Array(buffer, at, count) : new Uint32Array(buffer, at, count);
}

/** Planes (RRR GGG BBB) to pixels (RGB RGB RGB). */
function interleaved<T extends Samples>(planes: T, { rows, columns, samplesPerPixel }: SampleLayout): T {
  const pixels = planes.slice() as T;
  const size = rows * columns;
  for (let sample = 0; sample < samplesPerPixel; sample += 1) {
    for (let pixel = 0; pixel < size; pixel += 1) pixels[pixel * samplesPerPixel + sample] = planes[sample * size + pixel] ?? 0;
  }
  return pixels;
}

/** Swaps the bytes of every word of `width` bytes, in place: big endian to little endian. */
export function swapBytes(bytes: Uint8Array, width: number): Uint8Array {
  for (let at = 0; at + width <= bytes.length; at += width) bytes.subarray(at, at + width).reverse();
  return bytes;
}

/** The same for 16-bit words, which is most of big endian data, without a view for each. */
export function swapWords(bytes: Uint8Array): Uint8Array {
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const low = bytes[at] ?? 0;
    bytes[at] = bytes[at + 1] ?? 0;
    bytes[at + 1] = low;
  }
  return bytes;
}

/** Single bits, the first pixel in the lowest bit of the first byte (PS3.5 8.1.1), as 0 and 1. */
export function unpackBits(bytes: Uint8Array, firstBit: number, count: number): Uint8Array {
  const need = Math.ceil((firstBit + count) / 8);
  if (bytes.length < need) throw new ImageError("truncated", { have: bytes.length, need });
  const values = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) {
    const bit = firstBit + index;
    values[index] = ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1;
  }
  return values;
}

/** Y1 Y2 Cb Cr for two pixels (C.7.6.3.1.2, YBR_FULL_422) to Y Cb Cr for each. */
export function expand422(bytes: Uint8Array, rows: number, columns: number): Uint8Array {
  const need = rows * columns * 2;
  if (bytes.length < need) throw new ImageError("truncated", { have: bytes.length, need });
  const pixels = new Uint8Array(rows * columns * 3);
  for (let from = 0, to = 0; from + 3 < need; from += 4, to += 6) {
    pixels[to] = bytes[from] ?? 0;
    pixels[to + 3] = bytes[from + 1] ?? 0;
    pixels[to + 1] = pixels[to + 4] = bytes[from + 2] ?? 0;
    pixels[to + 2] = pixels[to + 5] = bytes[from + 3] ?? 0;
  }
  return pixels;
}

/**
 * Keeps the bits from High Bit down, sign extended, in place. Bits above may hold overlays (retired) or rubbish and are no
 * part of the value (PS3.5 8.1.1).
 */
export function maskStoredBits(samples: Samples, format: PixelFormat): Samples {
  const { bitsStored, highBit, bitsAllocated, pixelRepresentation, isFloat } = format;
  if (isFloat || bitsStored === bitsAllocated || bitsAllocated > 16 || bitsAllocated === 1 || !isShort(samples)) return samples;
  const signed = pixelRepresentation === 1;
  const isWhole = highBit + 1 === bitsStored && signed === samples instanceof Int16Array;
  if (isWhole && (samples instanceof Int16Array || samples instanceof Uint16Array) && keepWithin(samples, bitsStored)) return samples;
  const up = 31 - highBit;
  const down = 32 - bitsStored;
  for (let index = 0; index < samples.length; index += 1) {
    const shifted = (samples[index] ?? 0) << up;
    samples[index] = signed ? shifted >> down : shifted >>> down;
  }
  return samples;
}

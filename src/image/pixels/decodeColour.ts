import type { LookupTable } from "../instance";
import type { StoredFrame } from "./decodeStored";

/** RGBA of a colour frame: YBR to RGB (PS3.3 C.7.6.3.1.2), samples wider than 8 bits by their highest 8. */
export function rgbaFrom(frame: StoredFrame): Uint8ClampedArray {
  const { samples, samplesPerPixel, bitsStored } = frame;
  const count = frame.rows * frame.columns;
  const rgba = new Uint8ClampedArray(count * 4);
  const scale = bitsStored > 8 ? 2 ** (bitsStored - 8) : 1;
  const isYbr = frame.photometricInterpretation.startsWith("YBR_FULL");
  for (let pixel = 0, from = 0, to = 0; pixel < count; pixel += 1, from += samplesPerPixel, to += 4) {
    const a = Math.floor((samples[from] ?? 0) / scale);
    const b = Math.floor((samples[from + 1] ?? 0) / scale);
    const c = Math.floor((samples[from + 2] ?? 0) / scale);
    if (isYbr) {
      rgba[to] = a + 1.402 * (c - 128);
      rgba[to + 1] = a - 0.344136 * (b - 128) - 0.714136 * (c - 128);
      rgba[to + 2] = a + 1.772 * (b - 128);
    } else {
      rgba[to] = a;
      rgba[to + 1] = b;
      rgba[to + 2] = c;
    }
    rgba[to + 3] = 255;
  }
  return rgba;
}

export interface Palette {
  readonly red: LookupTable;
  readonly green: LookupTable;
  readonly blue: LookupTable;
}

/** RGBA of a palette frame (C.7.6.3.1.5). */
export function rgbaFromPalette(frame: StoredFrame, palette: Palette): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray(frame.rows * frame.columns * 4);
  const tables = [palette.red, palette.green, palette.blue].map(byteTable);
  tables.forEach(({ bytes, first }, channel) => {
    const last = bytes.length - 1;
    for (let pixel = 0, to = channel; to < rgba.length; pixel += 1, to += 4) {
      const index = (frame.samples[pixel] ?? 0) - first;
      rgba[to] = bytes[index < 0 ? 0 : index > last ? last : index] ?? 0;
    }
  });
  for (let to = 3; to < rgba.length; to += 4) rgba[to] = 255;
  return rgba;
}

/** The highest 8 bits of each entry. Tables that state 16 bits and hold 8 are met: their values tell. */
function byteTable(table: LookupTable): { readonly bytes: Uint8Array; readonly first: number } {
  const isWide = table.bitsPerEntry > 8 && table.data.some((entry) => entry > 0xff);
  const shift = isWide ? table.bitsPerEntry - 8 : 0;
  return { bytes: Uint8Array.from(table.data, (entry) => entry >> shift), first: table.firstValueMapped };
}

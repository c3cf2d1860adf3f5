import type { ColourFrame, Frame, GreyFrame, StoredValues } from "../frame";
import type { Presentation } from "../instance";
import { ImageError } from "../problem";
import { rgbaFrom, rgbaFromPalette } from "./decodeColour";
import { scaledTo16 } from "./decodeScale";
import type { StoredFrame } from "./decodeStored";
import { paddingRange, type StoredRange } from "./lut";
import { buildColourPyramid, buildPyramid } from "./pyramid";

/** A decoded frame as the viewport takes it, with its reductions. Throws ImageError "unsupported-pixels". */
export function frameFrom(stored: StoredFrame, presentation: Presentation): Frame {
  const { photometricInterpretation: photometric, samplesPerPixel } = stored;
  if (samplesPerPixel === 1) {
    const { palette } = presentation;
    return photometric === "PALETTE COLOR" && palette ? colourFrame(stored, rgbaFromPalette(stored, palette)) : greyFrame(stored, presentation);
  }
  if (samplesPerPixel === 3 && (photometric === "RGB" || photometric.startsWith("YBR_FULL"))) return colourFrame(stored, rgbaFrom(stored));
  throw new ImageError("unsupported-pixels", { what: `${photometric}, ${samplesPerPixel} samples a pixel` });
}

function colourFrame({ columns, rows }: StoredFrame, values: Uint8ClampedArray): ColourFrame {
  return { kind: "colour", columns, rows, values, levels: buildColourPyramid({ columns, rows, values }) };
}

function greyFrame(stored: StoredFrame, presentation: Presentation): GreyFrame {
  const { columns, rows } = stored;
  const values = shortValues(stored);
  const padding = paddingRange(presentation);
  return { kind: "grey", columns, rows, values, ...extremes(values, padding), levels: buildPyramid({ columns, rows, values }, padding) };
}

function shortValues({ samples }: StoredFrame): StoredValues {
  if (samples instanceof Uint8Array || samples instanceof Int8Array || samples instanceof Uint16Array || samples instanceof Int16Array) {
    return samples;
  }
  return scaledTo16(samples);
}

/** Smallest and largest value without padding; of all values where everything is padding. */
export function extremes(values: StoredValues, padding: StoredRange | null): { readonly min: number; readonly max: number } {
  if (padding === null) return plainExtremes(values);
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value >= padding.min && value <= padding.max) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : plainExtremes(values);
}

/** Without padding, which is nearly always: a film has 24 million values. */
function plainExtremes(values: StoredValues): { readonly min: number; readonly max: number } {
  let min = values[0] ?? 0;
  let max = min;
  for (let index = 1; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (value < min) min = value;
    else if (value > max) max = value;
  }
  return { min, max };
}

/** Memory of a frame with its levels, for the cache; buffers to transfer. */
export function buffersOf(frame: Frame): ArrayBufferLike[] {
  return [...new Set([frame.values.buffer, ...frame.levels.map(({ values }) => values.buffer)])];
}

import type { InstanceHeader } from "../dicom/readInstance";
import type { ColourFrame, Frame, GreyFrame, StoredValues } from "../frame";
import type { Presentation } from "../instance";
import { ImageError } from "../problem";
import { rgbaFrom, rgbaFromPalette } from "./decodeColour";
import { scaledTo16 } from "./decodeScale";
import type { StoredFrame } from "./decodeStored";
import { extremesOf, isShort, occurringIn } from "./extremes";
import { paddingRange } from "./lut";
import { buildColourPyramid, buildPyramid } from "./pyramid";

/** A frame with what its file says of it. */
export interface DecodedImage {
  readonly frame: Frame;
  readonly instance: InstanceHeader;
  readonly presentation: Presentation;
}

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
  const occurring = occurringIn(values);
  const all = extremesOf(occurring) ?? { min: 0, max: 0 };
  const stated = paddingRange(presentation);
  const padding = stated && stated.max >= all.min && stated.min <= all.max ? stated : null;
  const range = padding ? (extremesOf(occurring, padding) ?? all) : all;
  return { kind: "grey", columns, rows, values, ...range, isWhole: padding === null, levels: buildPyramid({ columns, rows, values }, padding) };
}

const shortValues = ({ samples }: StoredFrame): StoredValues => (isShort(samples) ? samples : scaledTo16(samples));

/** Memory of a frame with its levels, for the cache; buffers to transfer. */
export function buffersOf(frame: Frame): ArrayBufferLike[] {
  return [...new Set([frame.values.buffer, ...frame.levels.map(({ values }) => values.buffer)])];
}

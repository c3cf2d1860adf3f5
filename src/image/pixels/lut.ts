import type { GreyFrame, StoredValues } from "../frame";
import type { Presentation } from "../instance";
import { lookUp } from "./lookUp";
import { voiFunction, type Voi } from "./voi";

/** What of an instance decides how its stored values become greys; every `Instance` is one. */
export interface GreySource {
  readonly photometricInterpretation: string;
  readonly presentation: Presentation;
}

/** Stored values from `min` to `max`, both included. */
export interface StoredRange {
  readonly min: number;
  readonly max: number;
}

/** The values that an array of this type can hold: a table over them can be indexed without a check. */
export function rangeOfType(values: StoredValues): StoredRange {
  const bits = values.BYTES_PER_ELEMENT * 8;
  const signed = values instanceof Int8Array || values instanceof Int16Array;
  return signed ? { min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 } : { min: 0, max: 2 ** bits - 1 };
}

/** The stored values that are padding (PS3.3 C.7.5.1.1.2), null when the file names none. */
export function paddingRange(presentation: Presentation): StoredRange | null {
  const { pixelPaddingValue: value, pixelPaddingRangeLimit: limit } = presentation;
  if (value === undefined) return null;
  const other = limit ?? value;
  return { min: Math.min(value, other), max: Math.max(value, other) };
}

/** The same, null where none of the frame's pixels is padding. */
export const paddingOf = (frame: Pick<GreyFrame, "isWhole">, presentation: Presentation): StoredRange | null => (frame.isWhole ? null : paddingRange(presentation));

/** PS3.3 C.11.1: stored value to modality value (HU on CT), by the modality LUT where there is one, else by rescale. */
export function modalityValue({ modalityLut, rescaleSlope, rescaleIntercept }: Pick<Presentation, "rescaleSlope" | "rescaleIntercept" | "modalityLut">, stored: number): number {
  return modalityLut === undefined ? stored * rescaleSlope + rescaleIntercept : lookUp(modalityLut, stored);
}

/**
 * Whether low values are shown white: MONOCHROME1 (PS3.3 C.7.6.3.1.2) or presentation LUT shape INVERSE (C.11.6.1.2). The
 * DX module asks for both to say the same thing (C.8.11.3), so that the two together are one inversion.
 */
export function isInverted(source: GreySource): boolean {
  return source.photometricInterpretation === "MONOCHROME1" || source.presentation.presentationLutShape === "INVERSE";
}

/**
 * The grey (0-255) of every stored value in `range`, `table[stored - range.min]`: modality LUT or rescale, VOI, then the
 * inversions, as PS3.3 C.11 orders them. Padding is black whatever is inverted. `used` bounds the values that occur:
 * outside it (padding apart) the table repeats the grey at its nearer end, which saves most of a narrow image's table.
 * @throws RangeError when the VOI is undefined (see `voiFunction`).
 */
export function greyTable(source: GreySource, range: StoredRange, voi: Voi, invert: boolean, used: StoredRange = range): Uint8Array {
  const { presentation } = source;
  const toGrey = voiFunction(voi, presentation.voiLuts);
  const inverted = isInverted(source) !== invert;
  const table = new Uint8Array(range.max - range.min + 1);
  const first = Math.max(range.min, Math.min(range.max, used.min));
  const last = Math.max(first, Math.min(range.max, used.max));
  for (let stored = first; stored <= last; stored++) {
    const grey = toGrey(modalityValue(presentation, stored));
    // Half a grey rounds up before the inversion, so that an inverted picture is the exact negative.
    const byte = Math.floor(grey * 255 + 0.5);
    table[stored - range.min] = inverted ? 255 - byte : byte;
  }
  table.fill(table[first - range.min] ?? 0, 0, first - range.min);
  table.fill(table[last - range.min] ?? 0, last - range.min + 1);
  const padding = paddingRange(presentation);
  if (padding !== null && padding.max >= range.min && padding.min <= range.max) {
    table.fill(0, Math.max(0, padding.min - range.min), padding.max - range.min + 1);
  }
  return table;
}

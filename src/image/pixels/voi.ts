import type { LookupTable, Window } from "../instance";
import { lookUp } from "./lookUp";

/** A window on modality values (HU on CT), or one of the file's VOI LUTs by its index. */
export type Voi = { readonly kind: "window"; readonly window: Window } | { readonly kind: "lut"; readonly index: number };

/** Takes a modality value to a grey between 0 (black) and 1 (white), before any inversion. */
export type VoiFunction = (modalityValue: number) => number;

/** The narrowest width each function is defined for (PS3.3 C.11.2.1.2.1, C.11.2.1.3.2: LINEAR starts at 1, the others above 0). */
const NARROWEST: Readonly<Record<Window["function"], number>> = { LINEAR: 1, LINEAR_EXACT: 1e-6, SIGMOID: 1e-6 };

/** Whether the standard defines an output for this window at all: finite, and wide enough for its function. */
export function isDefinedWindow(window: Window): boolean {
  return Number.isFinite(window.center) && Number.isFinite(window.width) && window.width >= NARROWEST[window.function];
}

/**
 * PS3.3 C.11.2.1.2.1 (LINEAR), C.11.2.1.3.1 (SIGMOID), C.11.2.1.3.2 (LINEAR_EXACT), with an output range of 0 to 1.
 * @throws RangeError for a window the standard gives no output for (see {@link isDefinedWindow}).
 */
export function windowFunction(window: Window): VoiFunction {
  if (!isDefinedWindow(window)) {
    throw new RangeError(`window centre ${window.center} width ${window.width} is not defined for ${window.function}`);
  }
  const { center, width } = window;
  switch (window.function) {
    case "LINEAR": {
      const bottom = center - 0.5 - (width - 1) / 2;
      const top = center - 0.5 + (width - 1) / 2;
      return (x) => (x <= bottom ? 0 : x > top ? 1 : (x - (center - 0.5)) / (width - 1) + 0.5);
    }
    case "LINEAR_EXACT": {
      const bottom = center - width / 2;
      const top = center + width / 2;
      return (x) => (x <= bottom ? 0 : x > top ? 1 : (x - center) / width + 0.5);
    }
    case "SIGMOID":
      return (x) => 1 / (1 + Math.exp((-4 * (x - center)) / width));
  }
}

/** PS3.3 C.11.2.1.1: the VOI LUT's entries span 0 to 2^bitsPerEntry - 1. */
export function lutFunction(table: LookupTable): VoiFunction {
  const white = 2 ** table.bitsPerEntry - 1;
  return (x) => Math.min(1, lookUp(table, x) / white);
}

/** @throws RangeError when the window is undefined or the file has no LUT of that index. */
export function voiFunction(voi: Voi, luts: readonly LookupTable[]): VoiFunction {
  if (voi.kind === "window") return windowFunction(voi.window);
  const table = luts[voi.index];
  if (table === undefined) throw new RangeError(`VOI LUT ${voi.index} asked for, the file has ${luts.length}`);
  return lutFunction(table);
}

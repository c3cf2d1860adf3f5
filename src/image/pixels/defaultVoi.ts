import { isCrossSectional } from "../calibration";
import type { GreyFrame } from "../frame";
import type { Window } from "../instance";
import { histogram, type Histogram, percentile } from "./histogram";
import { type GreySource, modalityValue, paddingRange } from "./lut";
import { isDefinedWindow, voiFunction, type Voi } from "./voi";

/** What of an instance decides the window it opens with; every `Instance` is one. */
export interface VoiSource extends GreySource {
  readonly series: { readonly modality: string };
}

/**
 * The grey-scale window that a picture opens with: the file's first window that shows something, else its first VOI LUT
 * that does, else the whole range of its values. So a file whose window is [0, 0], or lies beside its values, still
 * opens neither white nor black.
 */
export function defaultVoi(source: VoiSource, frame: GreyFrame): Voi {
  return voiFromFile(source, frame) ?? fullRangeVoi(source, frame);
}

/**
 * What the file asks for, where that shows something; null where it doesn't. A section may well be black under its
 * series' window (a slice of air), so that a window of one is taken as it is.
 */
export function voiFromFile(source: VoiSource, frame: GreyFrame): Voi | null {
  const { windows, voiLuts } = source.presentation;
  const asked: Voi[] = [
    ...windows.filter(isDefinedWindow).map((window): Voi => ({ kind: "window", window })),
    ...voiLuts.map((_, index): Voi => ({ kind: "lut", index })),
  ];
  if (asked.length === 0 || isCrossSectional(source.series.modality)) return asked[0] ?? null;
  const values = histogram(frame, paddingRange(source.presentation));
  return asked.find((voi) => showsSomething(source, voi, values)) ?? null;
}

/** From the lowest to the highest modality value of the frame, padding left out. */
export function fullRangeVoi(source: GreySource, frame: GreyFrame): Voi {
  return storedWindow(source, frame.min, frame.max);
}

/** From one fraction of the pixels to another (0 to 1) of this frame's values, padding left out. */
export function percentileVoi(source: GreySource, frame: GreyFrame, from: number, to: number): Voi {
  const values = histogram(frame, paddingRange(source.presentation));
  return storedWindow(source, percentile(values, from) ?? frame.min, percentile(values, to) ?? frame.max);
}

/** A window whose ends are the modality values of two stored values: the lower black, the upper white. */
function storedWindow(source: GreySource, from: number, to: number): Voi {
  const a = modalityValue(source.presentation, from);
  const b = modalityValue(source.presentation, to);
  const window: Window = { center: (a + b) / 2, width: Math.max(Math.abs(b - a), 1e-3), function: "LINEAR_EXACT" };
  return { kind: "window", window };
}

/** Fewer than this share of the pixels neither black nor white, or all greys this close, and nothing can be made out. */
const LEAST_BETWEEN = 0.01;
const LEAST_CONTRAST = 0.05;

function showsSomething(source: GreySource, voi: Voi, values: Histogram): boolean {
  const toGrey = voiFunction(voi, source.presentation.voiLuts);
  let between = 0;
  let darkest = 1;
  let brightest = 0;
  values.counts.forEach((count, index) => {
    if (count === 0) return;
    const grey = toGrey(modalityValue(source.presentation, values.lowest + index));
    if (grey > 0.01 && grey < 0.99) between += count;
    darkest = Math.min(darkest, grey);
    brightest = Math.max(brightest, grey);
  });
  // A picture of two values only (a scanned text) is black and white under any window: contrast alone decides there.
  const distinct = values.counts.reduce((count, n) => count + (n > 0 ? 1 : 0), 0);
  const enough = between >= LEAST_BETWEEN * values.total || distinct <= 2;
  return enough && brightest - darkest >= LEAST_CONTRAST;
}

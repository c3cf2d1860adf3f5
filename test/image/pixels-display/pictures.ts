import type { GreyFrame, StoredValues } from "#image/frame";
import type { LookupTable, Presentation, Window } from "#image/instance";
import { paddingRange } from "#image/pixels/lut";
import { buildPyramid } from "#image/pixels/pyramid";

export const plain: Presentation = { rescaleSlope: 1, rescaleIntercept: 0, windows: [], voiLuts: [] };

export const windowed = (center: number, width: number, of: Window["function"] = "LINEAR") =>
  ({ kind: "window", window: { center, width, function: of } }) as const;

export const lut = (firstValueMapped: number, bitsPerEntry: number, data: readonly number[]): LookupTable => ({
  firstValueMapped,
  bitsPerEntry,
  data: Uint16Array.from(data),
});

/** A frame as the worker makes it: padding left out of min, max and the levels. */
export function greyFrame(columns: number, rows: number, values: StoredValues, presentation: Presentation = plain): GreyFrame {
  const padding = paddingRange(presentation);
  const real = Array.from(values).filter((v) => padding === null || v < padding.min || v > padding.max);
  const min = real.reduce((a, b) => Math.min(a, b), Infinity);
  const max = real.reduce((a, b) => Math.max(a, b), -Infinity);
  return { kind: "grey", columns, rows, values, min, max, levels: buildPyramid({ columns, rows, values }, padding) };
}

import type { View } from "#viewport/engine";
import { imageToCanvasMatrix } from "#viewport/transform";

/** Where the picture stands, for scripts and tests: (column, row) to CSS pixels of the region, [a, b, c, d, e, f] as JSON. */
export function displayText({ display, image, size }: View): string {
  const { a, b, c, d, e, f } = imageToCanvasMatrix(display, image, size);
  return JSON.stringify([a, b, c, d, e, f]);
}

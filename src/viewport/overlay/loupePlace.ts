import type { CanvasPoint } from "#geometry/points";
import type { ElementSize } from "#viewport/transform";

/** Within the 4 to 6 times that sub-pixel placing needs. */
export const LOUPE_ZOOM = 5;
export const LOUPE_CSS = 149;

/** A finger covers what lies under and below it; a cursor does not. */
export type LoupeDevice = "pointer" | "finger";

const OFFSET_CSS: Readonly<Record<LoupeDevice, number>> = { pointer: 36, finger: 72 };
/** The line of coordinates under the picture. */
const CAPTION_CSS = 18;

/** Top left corner of the loupe: up and to the side, on the other side where there is no room, never off the element. */
export function loupePlace(at: CanvasPoint, { widthCss, heightCss }: ElementSize, device: LoupeDevice): CanvasPoint {
  const offset = OFFSET_CSS[device];
  const height = LOUPE_CSS + CAPTION_CSS;
  const right = at.xCss + offset;
  const above = at.yCss - offset - height;
  const xCss = right + LOUPE_CSS <= widthCss ? right : at.xCss - offset - LOUPE_CSS;
  const yCss = above >= 0 ? above : at.yCss + offset;
  return { xCss: Math.max(0, xCss), yCss: Math.max(0, Math.min(yCss, heightCss - height)) };
}

import { type Affine, invert } from "#geometry/affine";
import type { Frame } from "#image/frame";
import { greyTable, rangeOfType } from "#image/pixels/lut";
import { mapColourPart, mapGreyPart } from "#image/pixels/mapPart";
import type { CanvasRect } from "#image/pixels/render";
import type { DisplayState } from "./display";
import type { DeviceSize } from "./elementSize";
import { greySource, type Picture } from "./picture";

/** A part of one of a frame's levels (0 is the frame itself), in pixels of that level. */
export interface LevelPart {
  readonly level: number;
  readonly part: CanvasRect;
}

/** A level of no more pixels than this is mapped whole, and of none are more mapped at a time: half an animation frame's work. */
const MOST_PIXELS = 2 ** 21;
/** Of a greater level, how much more than what is visible is mapped on every side, so that a drag doesn't leave it at once. */
const MARGIN = 1 / 8;

/** What of which level a canvas of `device` pixels looks at, `toDevice` being image pixels to its pixels, and what is worth mapping. */
export function partsFor(frame: Frame, toDevice: Affine, device: DeviceSize): { readonly level: number; readonly needed: CanvasRect; readonly wanted: CanvasRect } {
  for (let level = nearestLevel(frame, toDevice); ; level++) {
    const size = levelOf(frame, level);
    const visible = visiblePart(device, toDevice, 2 ** level);
    const wanted = area(size.columns, size.rows) <= MOST_PIXELS ? { x: 0, y: 0, width: size.columns, height: size.rows } : within(visible, size, MARGIN);
    if (area(wanted.width, wanted.height) <= MOST_PIXELS || level >= frame.levels.length) return { level, needed: within(visible, size, 0), wanted };
  }
}

export const contains = (outer: CanvasRect, inner: CanvasRect): boolean =>
  inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;

/** The part through the grey table, on a canvas of its own that the browser's compositor can take as it is. */
export function mapPart(picture: Picture, display: DisplayState, { level, part }: LevelPart): HTMLCanvasElement {
  const { frame } = picture;
  const image = new ImageData(part.width, part.height);
  const words = new Uint32Array(image.data.buffer);
  if (frame.kind === "colour") {
    mapColourPart(level === 0 ? frame : (frame.levels[level - 1] ?? frame), part, display.invert, words);
  } else {
    const table = greyTable(greySource(picture), rangeOfType(frame.values), display.voi, display.invert, frame);
    mapGreyPart(level === 0 ? frame : (frame.levels[level - 1] ?? frame), part, table, words);
  }
  const drawn = new OffscreenCanvas(part.width, part.height);
  drawn.getContext("2d", { alpha: false })?.putImageData(image, 0, 0);
  const canvas = document.createElement("canvas");
  canvas.width = part.width;
  canvas.height = part.height;
  // A 2D canvas is copied for the compositor in every frame that moves it; a bitmap is handed over once.
  canvas.getContext("bitmaprenderer", { alpha: false })?.transferFromImageBitmap(drawn.transferToImageBitmap());
  return canvas;
}

const area = (width: number, height: number): number => width * height;

const levelOf = (frame: Frame, level: number): { readonly columns: number; readonly rows: number } =>
  level === 0 ? frame : (frame.levels[level - 1] ?? frame);

function nearestLevel(frame: Frame, m: Affine): number {
  const reduction = 1 / Math.max(Math.hypot(m.a, m.b), Math.hypot(m.c, m.d));
  return Math.max(0, Math.min(frame.levels.length, Math.round(Math.log2(reduction))));
}

/** It may reach beyond the level. */
function visiblePart(device: DeviceSize, toDevice: Affine, side: number): CanvasRect {
  const m = invert(toDevice);
  const at = (x: number, y: number) => ({ x: (m.a * x + m.c * y + m.e) / side, y: (m.b * x + m.d * y + m.f) / side });
  const p = at(0, 0);
  const q = at(device.width, device.height);
  return { x: Math.min(p.x, q.x), y: Math.min(p.y, q.y), width: Math.abs(p.x - q.x), height: Math.abs(p.y - q.y) };
}

/** The whole pixels of the level under `part`, widened by a share of its size; one pixel more for the interpolation. */
function within(part: CanvasRect, level: { readonly columns: number; readonly rows: number }, margin: number): CanvasRect {
  const spanX = part.width * margin + 1;
  const spanY = part.height * margin + 1;
  const x = Math.max(0, Math.floor(part.x - spanX));
  const y = Math.max(0, Math.floor(part.y - spanY));
  const right = Math.min(level.columns, Math.ceil(part.x + part.width + spanX));
  const bottom = Math.min(level.rows, Math.ceil(part.y + part.height + spanY));
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

import { type Affine, invert } from "#geometry/affine";
import type { Frame } from "#image/frame";
import { greyTable, rangeOfType } from "#image/pixels/lut";
import { mapColourPart, mapGreyPart } from "#image/pixels/mapPart";
import type { CanvasRect } from "#image/pixels/render";
import type { DisplayState, Voi } from "./display";
import { greySource, type Picture } from "./picture";

/**
 * Draws a picture that is being moved or zoomed: the reduction that is nearest in size goes through the grey table once,
 * and the browser stretches the result in every frame. Interpolated after the table and not quite averaged, so only for
 * as long as it moves; a frame of it costs a tenth of the exact one.
 */
export interface DraftPainter {
  /** `toCanvas`: image pixels to device pixels of `context`'s canvas, which is clear. */
  draw(context: CanvasRenderingContext2D, picture: Picture, display: DisplayState, toCanvas: Affine): void;
}

/** A part of one level with its greys, on a canvas of its own. */
interface Mapped {
  readonly frame: Frame;
  readonly level: number;
  readonly voi: Voi;
  readonly invert: boolean;
  /** Pixels of the level. */
  readonly part: CanvasRect;
  readonly canvas: HTMLCanvasElement;
}

/** How much more than what is visible is mapped on every side, so that a drag doesn't leave it at once. */
const MARGIN = 1 / 8;

export function createDraftPainter(): DraftPainter {
  let mapped: Mapped | null = null;
  return {
    draw(context, picture, display, toCanvas) {
      const { frame } = picture;
      const level = nearestLevel(frame, toCanvas);
      const side = 2 ** level;
      const size = levelOf(frame, level);
      const visible = visiblePart(context.canvas, toCanvas, side);
      const needed = within(visible, size, 0);
      const serves =
        mapped !== null &&
        mapped.frame === frame &&
        mapped.level === level &&
        sameVoi(mapped.voi, display.voi) &&
        mapped.invert === display.invert &&
        contains(mapped.part, needed);
      if (!serves || mapped === null) {
        const part = within(visible, size, MARGIN);
        if (part.width * part.height === 0) return;
        mapped = { frame, level, voi: display.voi, invert: display.invert, part, canvas: mapPart(picture, display, level, part) };
      }
      const { a, b, c, d, e, f } = toCanvas;
      context.setTransform(a * side, b * side, c * side, d * side, e, f);
      context.drawImage(mapped.canvas, mapped.part.x, mapped.part.y);
      context.setTransform(1, 0, 0, 1, 0, 0);
    },
  };
}

const levelOf = (frame: Frame, level: number): { readonly columns: number; readonly rows: number } =>
  level === 0 ? frame : (frame.levels[level - 1] ?? frame);

function nearestLevel(frame: Frame, m: Affine): number {
  const reduction = 1 / Math.max(Math.hypot(m.a, m.b), Math.hypot(m.c, m.d));
  return Math.max(0, Math.min(frame.levels.length, Math.round(Math.log2(reduction))));
}

/** What of a level, in its pixels, the canvas looks at; it may reach beyond it. */
function visiblePart(canvas: { readonly width: number; readonly height: number }, toCanvas: Affine, side: number): CanvasRect {
  const m = invert(toCanvas);
  const at = (x: number, y: number) => ({ x: (m.a * x + m.c * y + m.e) / side, y: (m.b * x + m.d * y + m.f) / side });
  const p = at(0, 0);
  const q = at(canvas.width, canvas.height);
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

function sameVoi(p: Voi, q: Voi): boolean {
  if (p.kind === "lut" || q.kind === "lut") return p.kind === "lut" && q.kind === "lut" && p.index === q.index;
  const { center, width, function: shape } = p.window;
  return center === q.window.center && width === q.window.width && shape === q.window.function;
}

const contains = (outer: CanvasRect, inner: CanvasRect): boolean =>
  inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;

function mapPart(picture: Picture, display: DisplayState, level: number, part: CanvasRect): HTMLCanvasElement {
  const { frame } = picture;
  const image = new ImageData(part.width, part.height);
  const words = new Uint32Array(image.data.buffer);
  if (frame.kind === "colour") {
    mapColourPart(level === 0 ? frame : (frame.levels[level - 1] ?? frame), part, display.invert, words);
  } else {
    const table = greyTable(greySource(picture), rangeOfType(frame.values), display.voi, display.invert, frame);
    mapGreyPart(level === 0 ? frame : (frame.levels[level - 1] ?? frame), part, table, words);
  }
  const canvas = document.createElement("canvas");
  canvas.width = part.width;
  canvas.height = part.height;
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}

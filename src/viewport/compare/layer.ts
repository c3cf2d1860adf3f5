import { apply, invert as inverse, type Affine } from "#geometry/affine";
import type { Frame } from "#image/frame";
import { greyTable, paddingOf, rangeOfType } from "#image/pixels/lut";
import { mapColourPart, mapGreyPart } from "#image/pixels/mapPart";
import type { Voi } from "#image/pixels/voi";
import { greySource, type Picture } from "#viewport/picture";
import type { Standing } from "./composed";
import { sampleColourThrough, sampleGreyThrough } from "./sampleThrough";

/** A picture and how it lies: one layer of what a pane shows. */
export interface LayerContent {
  readonly picture: Picture;
  readonly voi: Voi;
  readonly invert: boolean;
  /** Image pixels to device pixels of the pane. */
  readonly toDevice: Affine;
}

/** A picture on a canvas of its own, clear around it, so that layers can be put on each other without painting them anew. */
export interface Layer extends Standing {
  /** Quickly, while the picture moves: greys of a reduction, stretched by the browser. */
  draft(content: LayerContent, width: number, height: number): void;
  exact(content: LayerContent, width: number, height: number): void;
}

/** A whole reduction with its greys. */
interface Mapped {
  readonly frame: Frame;
  readonly level: number;
  readonly voi: Voi;
  readonly invert: boolean;
  readonly canvas: HTMLCanvasElement;
}

/** Of a reduction that is mapped whole: enough for any pane, and little enough to do within a frame. */
const DRAFT_PIXELS = 1_500_000;

export function createLayer(): Layer {
  const canvas = document.createElement("canvas");
  let mapped: Mapped | null = null;
  let outline: Standing["outline"] = [];
  return {
    canvas,
    get outline() {
      return outline;
    },
    draft(content, width, height) {
      outline = outlineOf(content);
      const context = cleared(canvas, width, height);
      const level = draftLevel(content.picture.frame, content.toDevice);
      if (mapped === null || !serves(mapped, content, level)) mapped = mapLevel(content, level);
      const side = 2 ** level;
      const { a, b, c, d, e, f } = content.toDevice;
      context.setTransform(a * side, b * side, c * side, d * side, e, f);
      context.drawImage(mapped.canvas, 0, 0);
      context.setTransform(1, 0, 0, 1, 0, 0);
    },
    exact(content, width, height) {
      const { picture, voi, invert, toDevice } = content;
      outline = outlineOf(content);
      const context = cleared(canvas, width, height);
      const image = new ImageData(width, height);
      const target = { words: new Uint32Array(image.data.buffer), width, height };
      const { frame } = picture;
      const toImage = inverse(toDevice);
      if (frame.kind === "colour") {
        sampleColourThrough(frame, toImage, invert, target);
      } else {
        const source = greySource(picture);
        sampleGreyThrough(frame, toImage, greyTable(source, rangeOfType(frame.values), voi, invert, frame), paddingOf(frame, source.presentation), target);
      }
      context.putImageData(image, 0, 0);
    },
  };
}

const outlineOf = ({ picture: { frame }, toDevice }: LayerContent): Standing["outline"] =>
  ([[0, 0], [frame.columns, 0], [frame.columns, frame.rows], [0, frame.rows]] as const).map(([column, row]) => apply(toDevice, column, row));

function cleared(canvas: HTMLCanvasElement, width: number, height: number): CanvasRenderingContext2D {
  // Setting the size clears, even to what it was.
  canvas.width = width;
  canvas.height = height;
  return contextOf(canvas);
}

export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d");
  if (context === null) throw new Error(`no 2D context for a canvas of ${canvas.width} x ${canvas.height}`);
  return context;
}

const serves = ({ frame, level: at, voi, invert }: Mapped, content: LayerContent, level: number): boolean =>
  frame === content.picture.frame && at === level && voi === content.voi && invert === content.invert;

/** The reduction that is nearest in size, or the finest that is small enough. */
function draftLevel(frame: Frame, { a, b, c, d }: Affine): number {
  const reduction = 1 / Math.max(Math.hypot(a, b), Math.hypot(c, d));
  const nearest = Math.max(0, Math.min(frame.levels.length, Math.round(Math.log2(reduction))));
  const small = [frame, ...frame.levels].findIndex(({ columns, rows }) => columns * rows <= DRAFT_PIXELS);
  return Math.max(nearest, small < 0 ? frame.levels.length : small);
}

function mapLevel({ picture, voi, invert }: LayerContent, level: number): Mapped {
  const { frame } = picture;
  const { columns, rows } = level === 0 ? frame : (frame.levels[level - 1] ?? frame);
  const image = new ImageData(columns, rows);
  const words = new Uint32Array(image.data.buffer);
  const whole = { x: 0, y: 0, width: columns, height: rows };
  if (frame.kind === "colour") {
    mapColourPart(level === 0 ? frame : (frame.levels[level - 1] ?? frame), whole, invert, words);
  } else {
    mapGreyPart(level === 0 ? frame : (frame.levels[level - 1] ?? frame), whole, greyTable(greySource(picture), rangeOfType(frame.values), voi, invert, frame), words);
  }
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = rows;
  contextOf(canvas).putImageData(image, 0, 0);
  return { frame, level, voi, invert, canvas };
}

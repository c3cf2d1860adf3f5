import { type Affine, invert } from "#geometry/affine";
import type { Frame } from "#image/frame";
import { greyTable, paddingOf, rangeOfType } from "#image/pixels/lut";
import { type CanvasRect, type GreySample, paintColour, paintGrey, sampleGrey } from "#image/pixels/render";
import type { DisplayState } from "./display";
import { onDevice } from "./elementSize";
import { greySource, imageShape, type Picture } from "./picture";
import { type ElementSize, imageToCanvasMatrix } from "./transform";

/** Paints pictures on one canvas, keeping what the next painting can use again. */
export interface Painter {
  /** `size` is that of the element the canvas fills; the canvas may have any number of device pixels for it. */
  paint(picture: Picture, display: DisplayState, size: ElementSize): void;
}

/** Behind and around the picture; padding is painted the same. */
const BACKGROUND = "#000";

/** What the last sampling was made of: while none of it changes, a window step is one look-up a pixel. */
interface Sampling {
  readonly frame: Frame;
  readonly toImage: Affine;
  readonly sample: GreySample;
}

export function createPainter(canvas: HTMLCanvasElement): Painter {
  const context = opaqueContext(canvas);
  let pixels: ImageData | null = null;
  let last: Sampling | null = null;
  /** Whether the picture that `last` was sampled for is what stands on the canvas. */
  let stands = false;

  function buffer(): ImageData {
    if (pixels?.width !== canvas.width || pixels.height !== canvas.height) {
      pixels = new ImageData(canvas.width, canvas.height);
      last = null;
    }
    return pixels;
  }

  function paint(picture: Picture, display: DisplayState, size: ElementSize): void {
    if (canvas.width * canvas.height === 0) return;
    const { frame } = picture;
    const source = greySource(picture);
    const image = buffer();
    const words = new Uint32Array(image.data.buffer);
    const toImage = invert(onDevice(imageToCanvasMatrix(display, imageShape(picture), size), size, canvas));
    if (frame.kind === "colour") {
      stands = false;
      clear(context);
      put(context, image, paintColour(frame, toImage, canvas.width, canvas.height, display.invert, words));
      return;
    }
    if (last?.frame !== frame || !sameAffine(last.toImage, toImage)) {
      const padding = paddingOf(frame, source.presentation);
      last = { frame, toImage, sample: sampleGrey(frame, toImage, canvas.width, canvas.height, padding, last?.sample.indices) };
      stands = false;
    }
    if (!stands) clear(context);
    stands = true;
    const table = greyTable(source, rangeOfType(frame.values), display.voi, display.invert, frame);
    paintGrey(last.sample, table, words, canvas.width);
    put(context, image, last.sample.rect);
  }

  return { paint };
}

function opaqueContext(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error(`no 2D context for a canvas of ${canvas.width} x ${canvas.height}`);
  return context;
}

function clear(context: CanvasRenderingContext2D): void {
  context.fillStyle = BACKGROUND;
  context.fillRect(0, 0, context.canvas.width, context.canvas.height);
}

function put(context: CanvasRenderingContext2D, image: ImageData, rect: CanvasRect): void {
  if (rect.width * rect.height > 0) context.putImageData(image, 0, 0, rect.x, rect.y, rect.width, rect.height);
}

const sameAffine = (p: Affine, q: Affine): boolean =>
  p.a === q.a && p.b === q.b && p.c === q.c && p.d === q.d && p.e === q.e && p.f === q.f;

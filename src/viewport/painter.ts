import { greyTable, paddingRange, rangeOfType } from "#image/pixels/lut";
import { type CanvasRect, type GreySample, paintColour, paintGrey, sampleGrey } from "#image/pixels/render";
import type { DisplayState } from "./display";
import { imageShape, type Picture } from "./picture";
import { type Affine, type ElementSize, imageToCanvasMatrix, invertAffine } from "./transform";

/** Paints pictures on one canvas, keeping what the next painting can use again. */
export interface Painter {
  /** `size` is that of the element the canvas fills; the canvas' own size in device pixels may be any multiple of it. */
  paint(picture: Picture, display: DisplayState, size: ElementSize): void;
}

/** Behind and around the picture; padding is painted the same. */
const BACKGROUND = "#000";

/** What the last sampling was made of: while none of it changes, a window step is one look-up a pixel. */
interface Sampling {
  readonly frame: Picture["frame"];
  readonly toImage: Affine;
  readonly sample: GreySample;
}

export function createPainter(canvas: HTMLCanvasElement): Painter {
  const context = canvas.getContext("2d", { alpha: false });
  if (context === null) throw new Error(`no 2D context for a canvas of ${canvas.width} x ${canvas.height}`);
  let pixels: ImageData | null = null;
  let last: Sampling | null = null;

  function buffer(): { readonly image: ImageData; readonly words: Uint32Array } {
    if (pixels?.width !== canvas.width || pixels.height !== canvas.height) {
      pixels = new ImageData(canvas.width, canvas.height);
      last = null;
    }
    return { image: pixels, words: new Uint32Array(pixels.data.buffer) };
  }

  function put(image: ImageData, rect: CanvasRect): void {
    if (rect.width * rect.height > 0) context?.putImageData(image, 0, 0, rect.x, rect.y, rect.width, rect.height);
  }

  function clear(): void {
    if (context === null) return;
    context.fillStyle = BACKGROUND;
    context.fillRect(0, 0, canvas.width, canvas.height);
  }

  return {
    paint(picture, display, size) {
      if (canvas.width * canvas.height === 0) return;
      const { instance, frame } = picture;
      const { image, words } = buffer();
      const toImage = deviceToImage(picture, display, size, canvas);
      if (frame.kind === "colour") {
        last = null;
        clear();
        put(image, paintColour(frame, toImage, canvas.width, canvas.height, display.invert, words));
        return;
      }
      if (last === null || last.frame !== frame || !sameAffine(last.toImage, toImage)) {
        const padding = paddingRange(instance.presentation);
        const sample = sampleGrey(frame, toImage, canvas.width, canvas.height, padding, last?.sample.indices);
        last = { frame, toImage, sample };
        clear();
      }
      const table = greyTable(instance, rangeOfType(frame.values), display.voi, display.invert, frame);
      paintGrey(last.sample, table, words, canvas.width);
      put(image, last.sample.rect);
    },
  };
}

/** Canvas (device) pixels to image pixels. */
function deviceToImage(picture: Picture, display: DisplayState, size: ElementSize, canvas: HTMLCanvasElement): Affine {
  const m = imageToCanvasMatrix(display, imageShape(picture), size);
  const x = canvas.width / size.widthCss;
  const y = canvas.height / size.heightCss;
  return invertAffine({ a: m.a * x, b: m.b * y, c: m.c * x, d: m.d * y, e: m.e * x, f: m.f * y });
}

const sameAffine = (p: Affine, q: Affine): boolean =>
  p.a === q.a && p.b === q.b && p.c === q.c && p.d === q.d && p.e === q.e && p.f === q.f;

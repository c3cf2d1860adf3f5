// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { GreyFrame } from "#image/frame";
import { buildPyramid } from "#image/pixels/pyramid";
import type { DisplayState } from "#viewport/display";
import { createDraftLayer } from "#viewport/draft";
import { partsFor } from "#viewport/draftMap";
import { onDevice } from "#viewport/elementSize";
import { imageShape, type Picture } from "#viewport/picture";
import { imageToCanvas, imageToCanvasMatrix } from "#viewport/transform";
import { instance } from "../image/support/instance";

/** Pixels that were put on a canvas, in their order. */
const put: { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray }[] = [];

beforeEach(() => {
  put.length = 0;
  class Pixels {
    readonly data: Uint8ClampedArray;
    constructor(
      readonly width: number,
      readonly height: number,
    ) {
      this.data = new Uint8ClampedArray(width * height * 4);
    }
  }
  class Unseen {
    getContext = () => ({ putImageData: (image: Pixels) => put.push(image) });
    transferToImageBitmap = () => ({});
  }
  vi.stubGlobal("ImageData", Pixels);
  vi.stubGlobal("OffscreenCanvas", Unseen);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue({ transferFromImageBitmap: () => undefined } as never);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const SIZE = { widthCss: 300, heightCss: 200 };

function layer(device = { width: 300, height: 200 }) {
  const element = document.createElement("div");
  const exact = Object.assign(document.createElement("canvas"), device);
  element.append(exact);
  const shown = (): HTMLCanvasElement => {
    const draft = [...element.querySelectorAll("canvas")].find((one) => one !== exact);
    if (draft === undefined) throw new Error("nothing is shown");
    return draft;
  };
  return { element, exact, shown, draft: createDraftLayer(element, exact) };
}

/** Even over blocks of 16 x 16 pixels, each of a value of its own as far as a byte goes. */
function film(columns: number, rows: number): GreyFrame {
  const values = Uint8Array.from({ length: columns * rows }, (_, at) => 16 * ((at % columns) >> 4) + (Math.floor(at / columns) >> 4));
  return { kind: "grey", columns, rows, values, min: 0, max: 255, levels: buildPyramid({ columns, rows, values }, null) };
}

const picture = (frame: GreyFrame, pixelSpacing: readonly [number, number] = [1, 1]): Picture => ({
  instance: instance({ columns: frame.columns, rows: frame.rows, spacing: { pixelSpacing }, bitsAllocated: 8, bitsStored: 8 }),
  frame,
  frameIndex: 0,
});

const display = (changes: Partial<DisplayState>): DisplayState => ({
  zoom: 1,
  panXCss: 0,
  panYCss: 0,
  rotationDegrees: 0,
  flipHorizontal: false,
  flipVertical: false,
  voi: { kind: "window", window: { center: 128, width: 256, function: "LINEAR" } },
  invert: false,
  ...changes,
});

/** Where the layer puts a point of the drawn part, as its style says. */
function placed(canvas: HTMLCanvasElement, x: number, y: number): readonly [number, number] {
  const [a = NaN, b = NaN, c = NaN, d = NaN, e = NaN, f = NaN] = /^matrix\((.*)\)$/.exec(canvas.style.transform)?.[1]?.split(",").map(Number) ?? [];
  return [a * x + c * y + e, b * x + d * y + f];
}

describe("a picture in motion stands where the overlay thinks it does", () => {
  const stands: readonly Partial<DisplayState>[] = [
    { zoom: 0.31, panXCss: -12.5 },
    { zoom: 0.7, rotationDegrees: 90, flipHorizontal: true },
    { zoom: 1.9, rotationDegrees: 180, panYCss: 33.3 },
    { zoom: 7.3, rotationDegrees: 270, flipVertical: true, panXCss: 90 },
  ];
  for (const spacing of [[1, 1], [0.6, 1.7]] as const) {
    for (const [width, height] of [[300, 200], [375, 250], [600, 400]] as const) {
      test(`spacing ${spacing.join(" x ")}, ${width / SIZE.widthCss} device pixels for one of the page`, () => {
        const { draft, shown } = layer({ width, height });
        const of = picture(film(800, 640), spacing);
        for (const stand of stands) {
          draft.show(of, display(stand), SIZE);
          const side = 800 / shown().width;
          expect([1, 2, 4]).toContain(side);
          for (const [columnPx, rowPx] of [[0, 0], [800, 640], [123, 456]] as const) {
            const at = imageToCanvas(display(stand), imageShape(of), SIZE, { columnPx, rowPx });
            const [x, y] = placed(shown(), columnPx / side, rowPx / side);
            expect(x).toBeCloseTo(at.xCss, 6);
            expect(y).toBeCloseTo(at.yCss, 6);
          }
        }
      });
    }
  }

  test("of a great level the part that is looked at and a little more is mapped, with its own pixels", () => {
    const { draft, shown, exact } = layer();
    const of = picture(film(2400, 1600));
    const stand = display({ zoom: 1, panXCss: 400, panYCss: -250 });
    draft.show(of, stand, SIZE);
    const { wanted, level } = partsFor(of.frame, onDevice(imageToCanvasMatrix(stand, imageShape(of), SIZE), SIZE, exact), exact);
    expect(level).toBe(0);
    expect([shown().width, shown().height]).toEqual([wanted.width, wanted.height]);
    expect(wanted.width).toBeLessThan(400);
    const corner = imageToCanvas(stand, imageShape(of), SIZE, { columnPx: wanted.x, rowPx: wanted.y });
    expect(placed(shown(), 0, 0)).toEqual([corner.xCss, corner.yCss]);
    const value = of.frame.values[wanted.y * 2400 + wanted.x] ?? NaN;
    expect(put[0]?.data[0]).toBe(Math.floor(((value - 127.5) / 255 + 0.5) * 255 + 0.5));
  });
});

describe("what is mapped stays", () => {
  test("while the picture is moved within it, and a level that was left is there when it is come back to", () => {
    const { draft } = layer();
    const of = picture(film(800, 640));
    for (const zoom of [0.3, 0.6, 1.1, 0.9, 0.55, 0.3, 0.28, 1]) draft.show(of, display({ zoom }), SIZE);
    expect(put.map(({ width }) => width)).toEqual([200, 400, 800]);
  });

  test("until the greys change", () => {
    const { draft } = layer();
    const of = picture(film(800, 640));
    draft.show(of, display({}), SIZE);
    draft.show(of, display({ invert: true, panXCss: 1 }), SIZE);
    draft.show(of, display({ invert: true, panXCss: 2 }), SIZE);
    draft.show(of, display({ voi: { kind: "window", window: { center: 40, width: 200, function: "LINEAR" } } }), SIZE);
    expect(put.map(({ data }) => data[0])).toEqual([0, 255, 77]);
  });

  test("and a picture that has left the element leaves black", () => {
    const { draft, element, exact } = layer();
    draft.show(picture(film(2400, 1600)), display({ panXCss: 5000 }), SIZE);
    expect([...element.querySelectorAll("canvas")]).toEqual([exact]);
    expect(exact.style.visibility).toBe("hidden");
    draft.hide();
    expect(exact.style.visibility).toBe("");
  });

  test("a screen of many pixels is given fewer: half an animation frame's work at a time", () => {
    const level = (side: number) => ({ columns: 6000 / side, rows: 4000 / side, values: new Uint8Array() });
    const of: GreyFrame = { kind: "grey", ...level(1), min: 0, max: 255, levels: [level(2), level(4), level(8)] };
    const device = { width: 3840, height: 2160 };
    const { wanted, level: chosen, needed } = partsFor(of, { a: 1, b: 0, c: 0, d: 1, e: -500, f: -500 }, device);
    expect(chosen).toBe(2);
    expect(wanted).toEqual({ x: 0, y: 0, width: 1500, height: 1000 });
    expect(needed.x).toBeGreaterThan(100);
  });
});

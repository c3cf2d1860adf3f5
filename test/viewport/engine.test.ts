// @vitest-environment happy-dom
import cornerstone from "cornerstone-core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { GreyFrame } from "#image/frame";
import type { Instance } from "#image/instance";
import { createViewport, renderToCanvas, type Viewport } from "#viewport/engine";
import { instance } from "../image/support/instance";

/** What a page has and happy-dom hasn't: layout, observed sizes, and a canvas that keeps what is put on it. */
class Pixels {
  readonly data: Uint8ClampedArray;
  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.data = new Uint8ClampedArray(width * height * 4);
  }
}

/** Pixels put on a canvas of the page; those of a picture in motion are put on one that is in no page. */
const puts = vi.fn();

function context(this: HTMLCanvasElement) {
  return { canvas: this, fillRect: () => undefined, putImageData: (image: Pixels) => puts(image, this), transferFromImageBitmap: () => undefined };
}

/** Pictures mapped for motion. */
const mapped = vi.fn();

class Unseen {
  getContext = () => ({ putImageData: mapped });
  transferToImageBitmap = () => ({});
}

let resized: (entries: unknown[]) => void = () => undefined;

class Observer {
  constructor(callback: (entries: unknown[]) => void) {
    resized = callback;
  }
  observe(): void {}
  disconnect(): void {
    resized = () => undefined;
  }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["requestAnimationFrame", "cancelAnimationFrame", "performance", "setTimeout", "clearTimeout"] });
  vi.stubGlobal("ImageData", Pixels);
  vi.stubGlobal("ResizeObserver", Observer);
  vi.stubGlobal("ResizeObserverEntry", class {});
  vi.stubGlobal("OffscreenCanvas", Unseen);
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockImplementation(context as never);
  puts.mockClear();
  mapped.mockClear();
});

const open: Viewport[] = [];
afterEach(() => {
  open.splice(0).forEach((viewport) => viewport.dispose());
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function element(width = 100, height = 80): HTMLElement {
  const div = document.createElement("div");
  Object.defineProperty(div, "clientWidth", { value: width });
  Object.defineProperty(div, "clientHeight", { value: height });
  document.body.append(div);
  return div;
}

function viewportOn(on: HTMLElement): Viewport {
  const viewport = createViewport(on);
  open.push(viewport);
  return viewport;
}

const frame = (columns = 10, rows = 20, from = 0): GreyFrame => {
  const values = Uint16Array.from({ length: columns * rows }, (_, i) => from + i);
  return { kind: "grey", columns, rows, values, min: from, max: from + values.length - 1, levels: [] };
};
const film = (changes: Partial<Instance> = {}): Instance => instance({ columns: 10, rows: 20, ...changes });
const window = (center: number, width: number) => ({ center, width, function: "LINEAR" }) as const;
const nextFrame = (): void => void vi.advanceTimersByTime(16);

describe("showing", () => {
  test("nothing is nothing: no view, and no position", () => {
    const viewport = viewportOn(element());
    expect(viewport.view()).toBeNull();
    expect(() => viewport.display()).toThrow("the viewport shows nothing yet");
    expect(() => viewport.imageToCanvas({ columnPx: 0, rowPx: 0 })).toThrow("the viewport shows nothing yet");
  });

  test("a picture is fitted, in its true shape, and the first one painted at once, once", () => {
    const viewport = viewportOn(element(30, 80));
    const rendered = vi.fn();
    viewport.onRendered(rendered);
    viewport.show(film({ spacing: { pixelSpacing: [0.5, 1] } }), frame(), 0);
    // 10 x 20 pixels twice as wide as high are 20 x 20; square ones would fit at 3.
    expect(viewport.display().zoom).toBe(1.5);
    expect(puts).toHaveBeenCalledTimes(1);
    expect(rendered).not.toHaveBeenCalled();
    nextFrame();
    expect(puts).toHaveBeenCalledTimes(1);
    expect(rendered).toHaveBeenCalledTimes(1);
  });

  test("the next picture of a series stands as the one before did; one of another series is fitted", () => {
    const viewport = viewportOn(element());
    viewport.show(film(), frame(), 0);
    viewport.setDisplay({ ...viewport.display(), zoom: 9, panXCss: 5, rotationDegrees: 90, invert: true });
    viewport.show(film({ sopInstanceUid: "1.2.4" }), frame(), 0);
    expect(viewport.display()).toMatchObject({ zoom: 9, panXCss: 5, rotationDegrees: 90, invert: true });
    viewport.show(film({ series: { seriesInstanceUid: "1.9", modality: "DX" } }), frame(), 0);
    expect(viewport.display()).toMatchObject({ zoom: 4, panXCss: 0, rotationDegrees: 0, invert: false });
  });

  test("and one of another shape in the same series too", () => {
    const viewport = viewportOn(element());
    viewport.show(film(), frame(), 0);
    viewport.setDisplay({ ...viewport.display(), zoom: 9 });
    viewport.show(film(), frame(40, 20), 0);
    expect(viewport.display().zoom).toBe(2.5);
  });

  describe("another cut through the same place", () => {
    const cos = Math.cos(0.3);
    const sin = Math.sin(0.3);
    type Cosines = readonly [number, number, number, number, number, number];
    const cut = (imageOrientationPatient: Cosines, pixelSpacing: readonly [number, number], sopInstanceUid: string): Instance =>
      film({ sopInstanceUid, spacing: { pixelSpacing }, frames: [{ imageOrientationPatient, imagePositionPatient: [0, 0, 0], pixelSpacing }] });
    const flat = cut([0, 1, 0, 0, 0, -1], [1, 1], "1.1");
    const turned = cut([0, cos, sin, 0, sin, -cos], [1, 1], "1.2");
    const finer = cut([0, 1, 0, 0, 0, -1], [0.5, 0.5], "1.3");

    test("keeps the point in the middle and the size of a millimetre: turned, or of finer pixels", () => {
      const viewport = viewportOn(element());
      viewport.show(flat, frame(), 0);
      viewport.setDisplay({ ...viewport.display(), zoom: 8, panXCss: 16, panYCss: -24 });
      // In the middle is column 5 - 2, row 10 + 3: the centre of the first pixel lies at (0.5, 0.5).
      viewport.show(finer, frame(20, 40), 0);
      expect(viewport.display().zoom).toBe(4);
      const fine = viewport.canvasToImage({ xCss: 50, yCss: 40 });
      expect(fine.columnPx).toBeCloseTo(2 * 2.5 + 0.5, 9);
      expect(fine.rowPx).toBeCloseTo(2 * 12.5 + 0.5, 9);
      viewport.show(flat, frame(), 0);
      viewport.show(turned, frame(), 0);
      expect(viewport.display().zoom).toBe(8);
      // y = 2.5, z = -12.5 along the turned rows and columns.
      const seen = viewport.canvasToImage({ xCss: 50, yCss: 40 });
      expect(seen.columnPx).toBeCloseTo(2.5 * cos - 12.5 * sin + 0.5, 9);
      expect(seen.rowPx).toBeCloseTo(2.5 * sin + 12.5 * cos + 0.5, 9);
    });

    test("is fitted where the one before was, and where it is seen from another side", () => {
      const viewport = viewportOn(element());
      viewport.show(flat, frame(), 0);
      viewport.show(finer, frame(20, 40), 0);
      expect(viewport.display()).toMatchObject({ zoom: 2, panXCss: 0, panYCss: 0 });
      viewport.setDisplay({ ...viewport.display(), zoom: 9, panXCss: 3 });
      viewport.show(cut([1, 0, 0, 0, 1, 0], [1, 1], "1.4"), frame(), 0);
      expect(viewport.display()).toMatchObject({ zoom: 4, panXCss: 0 });
    });
  });

  test("a display that is asked for is taken", () => {
    const viewport = viewportOn(element());
    viewport.show(film(), frame(), 0);
    const kept = { ...viewport.display(), zoom: 7, panYCss: -3 };
    viewport.show(film({ series: { seriesInstanceUid: "1.9", modality: "DX" } }), frame(), 0, kept);
    expect(viewport.display()).toEqual(kept);
  });
});

describe("the window of the next picture of a series", () => {
  const film1 = film({ presentation: { rescaleSlope: 1, rescaleIntercept: 0, windows: [window(100, 150)], voiLuts: [] } });
  const film2 = film({ presentation: { rescaleSlope: 1, rescaleIntercept: 0, windows: [window(110, 160)], voiLuts: [] } });
  const section = film({ series: { seriesInstanceUid: "1.5", modality: "MR" } });

  test("is its own, as long as the reader hasn't changed any", () => {
    const viewport = viewportOn(element());
    viewport.show(film1, frame(), 0);
    viewport.show(film2, frame(), 0);
    expect(viewport.display().voi).toEqual({ kind: "window", window: window(110, 160) });
  });

  test("is the reader's, once they have, until they reset", () => {
    const viewport = viewportOn(element());
    viewport.show(film1, frame(), 0);
    const mine = { kind: "window", window: window(40, 80) } as const;
    viewport.setDisplay({ ...viewport.display(), voi: mine });
    viewport.show(film2, frame(), 0);
    viewport.show(film1, frame(), 0);
    expect(viewport.display().voi).toEqual(mine);
    viewport.reset();
    viewport.show(film2, frame(), 0);
    expect(viewport.display().voi).toEqual({ kind: "window", window: window(110, 160) });
  });

  test("is that of its own frame, where the frames of one object differ", () => {
    const presentations = [window(100, 150), window(110, 160)].map((w) => ({ rescaleSlope: 1, rescaleIntercept: 0, windows: [w], voiLuts: [] }));
    const enhanced = film({ numberOfFrames: 2, framePresentations: presentations });
    const viewport = viewportOn(element());
    viewport.show(enhanced, frame(), 0);
    expect(viewport.display().voi).toEqual({ kind: "window", window: window(100, 150) });
    viewport.show(enhanced, frame(), 1);
    expect(viewport.display().voi).toEqual({ kind: "window", window: window(110, 160) });
  });

  test("is the series', for sections whose files have none: no flicker in scrolling", () => {
    const viewport = viewportOn(element());
    viewport.show(section, frame(), 0);
    const first = viewport.display().voi;
    viewport.show(section, frame(10, 20, 5000), 1);
    expect(viewport.display().voi).toEqual(first);
  });
});

describe("painting", () => {
  test("however many changes, one painting an animation frame, and none while nothing changes", () => {
    const viewport = viewportOn(element());
    viewport.show(film(), frame(), 0);
    nextFrame();
    puts.mockClear();
    for (let i = 1; i <= 20; i++) viewport.setDisplay({ ...viewport.display(), zoom: i });
    nextFrame();
    expect(puts).toHaveBeenCalledTimes(1);
    for (let i = 0; i < 5; i++) nextFrame();
    expect(puts).toHaveBeenCalledTimes(1);
  });

  test("a picture in motion is mapped once and moved, and painted exactly once it has come to rest, once", () => {
    const on = element();
    const viewport = viewportOn(on);
    viewport.show(film(), frame(), 0);
    nextFrame();
    const [exact] = on.children;
    const moves = new Set<string>();
    for (let i = 1; i <= 6; i++) {
      viewport.setDisplay({ ...viewport.display(), zoom: 4 + i / 10, panXCss: i });
      nextFrame();
      const draft = on.querySelector<HTMLElement>("div > div > canvas");
      if (draft !== null) moves.add(draft.style.transform);
      // One of them is seen, never both and never neither.
      expect((exact as HTMLElement).style.visibility).toBe(draft === null ? "" : "hidden");
    }
    // The show and the first move, which may be the only one, are exact.
    expect(puts).toHaveBeenCalledTimes(2);
    expect(mapped).toHaveBeenCalledTimes(1);
    expect(moves.size).toBe(5);
    for (let i = 0; i < 20; i++) nextFrame();
    expect(puts).toHaveBeenCalledTimes(3);
    expect(mapped).toHaveBeenCalledTimes(1);
    expect(Array.from(on.children)).toEqual([exact]);
    expect((exact as HTMLElement).style.visibility).toBe("");
  });

  test("a window dragged over a picture that stands is exact in every frame, right after a motion too", () => {
    const on = element();
    const viewport = viewportOn(on);
    viewport.show(film(), frame(), 0);
    for (let i = 0; i < 3; i++) {
      viewport.setDisplay({ ...viewport.display(), panXCss: i });
      nextFrame();
    }
    expect(on.children).toHaveLength(2);
    puts.mockClear();
    for (let i = 1; i <= 5; i++) {
      viewport.setDisplay({ ...viewport.display(), voi: { kind: "window", window: window(100 + i, 90) } });
      nextFrame();
      expect(on.children).toHaveLength(1);
    }
    expect(puts).toHaveBeenCalledTimes(5);
  });

  test("steps with a pause between them are each exact", () => {
    const on = element();
    const viewport = viewportOn(on);
    viewport.show(film(), frame(), 0);
    nextFrame();
    for (let i = 1; i <= 3; i++) {
      viewport.setDisplay({ ...viewport.display(), panYCss: i });
      for (let n = 0; n < 8; n++) nextFrame();
      expect(on.children).toHaveLength(1);
    }
    expect(puts).toHaveBeenCalledTimes(4);
    expect(mapped).not.toHaveBeenCalled();
  });

  test("a display that is asked for before the first picture was seen is painted too, in its turn", () => {
    const viewport = viewportOn(element());
    viewport.show(film(), frame(), 0);
    viewport.setDisplay({ ...viewport.display(), invert: true });
    nextFrame();
    expect(puts).toHaveBeenCalledTimes(2);
  });

  test("another picture that comes in the middle of a motion is exact", () => {
    const on = element();
    const viewport = viewportOn(on);
    viewport.show(film(), frame(), 0);
    for (let i = 0; i < 4; i++) {
      viewport.setDisplay({ ...viewport.display(), zoom: 5 + i });
      nextFrame();
    }
    puts.mockClear();
    viewport.show(film({ sopInstanceUid: "1.2.4" }), frame(10, 20, 7), 0);
    nextFrame();
    expect(puts).toHaveBeenCalledTimes(1);
    expect(on.children).toHaveLength(1);
  });

  test("a viewport that goes in the middle of a motion takes its layers along", () => {
    const on = element();
    const viewport = createViewport(on);
    viewport.show(film(), frame(), 0);
    for (let i = 0; i < 4; i++) {
      viewport.setDisplay({ ...viewport.display(), zoom: 5 + i });
      nextFrame();
    }
    expect(on.children).toHaveLength(2);
    viewport.dispose();
    expect(on.children).toHaveLength(0);
    puts.mockClear();
    for (let i = 0; i < 20; i++) nextFrame();
    expect(puts).not.toHaveBeenCalled();
  });

  test("the overlay hears of a change at once, with a view that is new exactly when it changed", () => {
    const viewport = viewportOn(element());
    const seen: number[] = [];
    const stop = viewport.onDisplayChange((view) => seen.push(view.display.zoom));
    viewport.show(film(), frame(), 0);
    const before = viewport.view();
    nextFrame();
    expect(viewport.view()).toBe(before);
    viewport.setDisplay({ ...viewport.display(), zoom: 6 });
    expect(viewport.view()).not.toBe(before);
    stop();
    viewport.setDisplay({ ...viewport.display(), zoom: 7 });
    expect(seen).toEqual([4, 6]);
  });

  test("a window that isn't defined is refused where it is asked for, and what is shown stays", () => {
    const viewport = viewportOn(element());
    viewport.show(film(), frame(), 0);
    const before = viewport.view();
    const voi = { kind: "window", window: window(5, 0) } as const;
    expect(() => viewport.setDisplay({ ...viewport.display(), voi })).toThrow("window centre 5 width 0");
    expect(viewport.view()).toBe(before);
  });

  test("a picture by itself is painted at once, pixel for pixel", () => {
    const own = film({ columns: 2, rows: 2, presentation: { rescaleSlope: 1, rescaleIntercept: 0, windows: [], voiLuts: [] } });
    const display = { zoom: 1, panXCss: 0, panYCss: 0, rotationDegrees: 90, flipHorizontal: false, flipVertical: false, voi: { kind: "window", window: { center: 1.5, width: 3, function: "LINEAR_EXACT" } }, invert: false } as const;
    const canvas = renderToCanvas(frame(2, 2), own, 0, display, 2, 2);
    expect([canvas.width, canvas.height]).toEqual([2, 2]);
    const image = puts.mock.calls[0]?.[0] as Pixels;
    // 0 1 over 2 3, turned clockwise: 2 0 over 3 1.
    expect(Array.from(image.data.filter((_, i) => i % 4 === 0))).toEqual([170, 0, 255, 85]);
  });
});

describe("the element's size", () => {
  const resizeTo = (width: number, height: number, device?: readonly [number, number]): void =>
    resized([{ contentRect: { width, height }, ...(device && { devicePixelContentBoxSize: [{ inlineSize: device[0], blockSize: device[1] }] }) }]);

  test("a fitted picture stays fitted and is painted before the frame is over", () => {
    const viewport = viewportOn(element());
    viewport.show(film(), frame(), 0);
    nextFrame();
    puts.mockClear();
    resizeTo(200, 160);
    expect(puts).toHaveBeenCalledTimes(1);
    expect(viewport.display().zoom).toBe(8);
    expect(viewport.view()?.size).toEqual({ widthCss: 200, heightCss: 160 });
  });

  test("a zoomed one keeps its zoom and its middle", () => {
    const viewport = viewportOn(element());
    viewport.show(film(), frame(), 0);
    viewport.setDisplay({ ...viewport.display(), zoom: 9, panXCss: 11 });
    const middle = viewport.canvasToImage({ xCss: 50, yCss: 40 });
    resizeTo(200, 160);
    expect(viewport.display().zoom).toBe(9);
    expect(viewport.canvasToImage({ xCss: 100, yCss: 80 })).toEqual(middle);
  });

  test("the canvas has the device's pixels: by the ratio, or exactly as the browser counts them", () => {
    vi.stubGlobal("devicePixelRatio", 1.5);
    const on = element(101, 80);
    viewportOn(on);
    const canvas = on.querySelector("canvas");
    expect([canvas?.width, canvas?.height]).toEqual([152, 120]);
    resizeTo(101, 80, [151, 121]);
    expect([canvas?.width, canvas?.height]).toEqual([151, 121]);
  });

  test("an element without a layout yet shows, and fits once it has one", () => {
    const viewport = viewportOn(element(0, 0));
    viewport.show(film(), frame(), 0);
    expect(Number.isFinite(viewport.canvasToImage({ xCss: 0, yCss: 0 }).columnPx)).toBe(true);
    resizeTo(100, 80);
    expect(viewport.display().zoom).toBe(4);
  });
});

describe("on one element", () => {
  test("stands one viewport; after its disposal another one may, as React's strict mode has it", () => {
    const on = element();
    const first = createViewport(on);
    expect(() => createViewport(on)).toThrow("the element has a viewport already");
    first.dispose();
    expect(on.querySelector("canvas")).toBeNull();
    const second = viewportOn(on);
    second.show(film(), frame(), 0);
    nextFrame();
    expect(on.querySelectorAll("canvas")).toHaveLength(1);
    expect(puts).toHaveBeenCalledTimes(1);
  });

  test("a disposed viewport hears of nothing and paints nothing more", () => {
    const viewport = createViewport(element());
    const rendered = vi.fn();
    viewport.onRendered(rendered);
    viewport.show(film(), frame(), 0);
    viewport.setDisplay({ ...viewport.display(), zoom: 9 });
    puts.mockClear();
    viewport.dispose();
    nextFrame();
    expect(rendered).not.toHaveBeenCalled();
    expect(puts).not.toHaveBeenCalled();
  });
});

test("cornerstone-core's own idea of where a pixel stands is ours, in device pixels", () => {
  vi.stubGlobal("devicePixelRatio", 2);
  const on = element();
  const viewport = viewportOn(on);
  viewport.show(film({ spacing: { pixelSpacing: [1.7, 0.6] } }), frame(), 0);
  for (const rotationDegrees of [0, 90, 180, 270] as const) {
    for (const flipHorizontal of [false, true]) {
      viewport.setDisplay({ ...viewport.display(), zoom: 3.3, panXCss: 12, panYCss: -5, rotationDegrees, flipHorizontal });
      const ours = viewport.imageToCanvas({ columnPx: 3, rowPx: 17 });
      const theirs = cornerstone.pixelToCanvas(on, { x: 3, y: 17 } as never) as unknown as { x: number; y: number };
      expect(theirs.x / 2).toBeCloseTo(ours.xCss, 9);
      expect(theirs.y / 2).toBeCloseTo(ours.yCss, 9);
    }
  }
});

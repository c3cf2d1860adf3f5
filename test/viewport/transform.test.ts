import { invert } from "#geometry/affine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DisplayState } from "#viewport/display";
import {
  canvasToImage,
  centreOn,
  fit,
  imageToCanvas,
  imageToCanvasMatrix,
  mirror,
  pan,
  rotateClockwise,
  sameFit,
  wholePicture,
  zoomAt,
} from "#viewport/transform";

const upright: DisplayState = {
  zoom: 1,
  panXCss: 0,
  panYCss: 0,
  rotationDegrees: 0,
  flipHorizontal: false,
  flipVertical: false,
  voi: { kind: "window", window: { center: 0, width: 1, function: "LINEAR" } },
  invert: false,
};
/** 100 x 200 pixels, twice as high as wide: a true shape of 100 x 400. */
const tall = { columns: 100, rows: 200, columnSpacing: 0.5, rowSpacing: 1 };
const size = { widthCss: 600, heightCss: 400 };

const anyDisplay = fc.record({
  zoom: fc.double({ min: 0.01, max: 40, noNaN: true }),
  panXCss: fc.double({ min: -3000, max: 3000, noNaN: true }),
  panYCss: fc.double({ min: -3000, max: 3000, noNaN: true }),
  rotationDegrees: fc.constantFrom(0 as const, 90 as const, 180 as const, 270 as const),
  flipHorizontal: fc.boolean(),
  flipVertical: fc.boolean(),
  voi: fc.constant(upright.voi),
  invert: fc.boolean(),
});
const anyImage = fc.record({
  columns: fc.integer({ min: 1, max: 4000 }),
  rows: fc.integer({ min: 1, max: 10000 }),
  columnSpacing: fc.double({ min: 0.1, max: 5, noNaN: true }),
  rowSpacing: fc.double({ min: 0.1, max: 5, noNaN: true }),
});
const anySize = fc.record({ widthCss: fc.integer({ min: 1, max: 4000 }), heightCss: fc.integer({ min: 1, max: 3000 }) });
const anyPoint = fc.record({ xCss: fc.double({ min: -2000, max: 5000, noNaN: true }), yCss: fc.double({ min: -2000, max: 5000, noNaN: true }) });
const middle = { xCss: 300, yCss: 200 };

describe("where a pixel stands", () => {
  test("the picture's middle is in the element's middle, and a wide pixel is wide", () => {
    expect(imageToCanvas(upright, tall, size, { columnPx: 50, rowPx: 100 })).toEqual(middle);
    expect(imageToCanvas(upright, tall, size, { columnPx: 51, rowPx: 101 })).toEqual({ xCss: 301, yCss: 202 });
  });

  test("a quarter turn is clockwise: what was at the right is at the bottom", () => {
    const turned = { ...upright, rotationDegrees: 90 } as const;
    expect(imageToCanvas(turned, tall, size, { columnPx: 60, rowPx: 100 })).toEqual({ xCss: 300, yCss: 210 });
    expect(imageToCanvas(turned, tall, size, { columnPx: 50, rowPx: 101 })).toEqual({ xCss: 298, yCss: 200 });
  });

  test("flips come before the turn", () => {
    const both = { ...upright, rotationDegrees: 90, flipHorizontal: true } as const;
    expect(imageToCanvas(both, tall, size, { columnPx: 60, rowPx: 100 })).toEqual({ xCss: 300, yCss: 190 });
  });

  test("there and back is the same point, under any display, shape and size", () => {
    fc.assert(
      fc.property(anyDisplay, anyImage, anySize, anyPoint, (display, image, element, point) => {
        const back = imageToCanvas(display, image, element, canvasToImage(display, image, element, point));
        expect(back.xCss).toBeCloseTo(point.xCss, 6);
        expect(back.yCss).toBeCloseTo(point.yCss, 6);
      }),
    );
  });

  test("the matrix and its inverse undo one another", () => {
    fc.assert(
      fc.property(anyDisplay, anyImage, anySize, (display, image, element) => {
        const m = imageToCanvasMatrix(display, image, element);
        const back = invert(invert(m));
        for (const key of ["a", "b", "c", "d", "e", "f"] as const) expect(back[key]).toBeCloseTo(m[key], 5);
      }),
    );
  });

  test("lengths on the screen are true to the pixel's shape in every direction", () => {
    fc.assert(
      fc.property(anyDisplay, anyImage, anySize, (display, image, element) => {
        const at = (columnPx: number, rowPx: number) => imageToCanvas(display, image, element, { columnPx, rowPx });
        const [origin, right, down] = [at(0, 0), at(1, 0), at(0, 1)];
        const column = Math.hypot(right.xCss - origin.xCss, right.yCss - origin.yCss);
        const row = Math.hypot(down.xCss - origin.xCss, down.yCss - origin.yCss);
        expect(column / row / (image.columnSpacing / image.rowSpacing)).toBeCloseTo(1, 4);
        expect(Math.min(column, row) / display.zoom).toBeCloseTo(1, 4);
      }),
    );
  });
});

describe("fit", () => {
  test("the whole of the true shape is in the element and touches two of its sides, turned or not", () => {
    fc.assert(
      fc.property(anyDisplay, anyImage, anySize, (display, image, element) => {
        const fitted = fit(display, image, element);
        const a = imageToCanvas(fitted, image, element, { columnPx: 0, rowPx: 0 });
        const b = imageToCanvas(fitted, image, element, { columnPx: image.columns, rowPx: image.rows });
        const spareX = element.widthCss - Math.abs(b.xCss - a.xCss);
        const spareY = element.heightCss - Math.abs(b.yCss - a.yCss);
        expect(Math.min(spareX, spareY)).toBeCloseTo(0, 6);
        expect(a.xCss + b.xCss).toBeCloseTo(element.widthCss, 6);
        expect(sameFit(fitted, image, element)).toBe(true);
      }),
    );
  });

  test("a film of 100 x 400 true pixels fits 600 x 400 at 1, and lying at 1.5", () => {
    expect(fit(upright, tall, size).zoom).toBe(1);
    expect(fit({ ...upright, rotationDegrees: 270 }, tall, size).zoom).toBe(1.5);
    expect(sameFit({ ...upright, panXCss: 1 }, tall, size)).toBe(false);
  });
});

describe("zoom", () => {
  test("what is under the pointer stays there", () => {
    fc.assert(
      fc.property(anyDisplay, anyImage, anySize, anyPoint, fc.double({ min: 0.2, max: 5, noNaN: true }), (display, image, element, point, factor) => {
        const under = canvasToImage(display, image, element, point);
        const after = imageToCanvas(zoomAt(display, image, element, point, factor), image, element, under);
        expect(after.xCss).toBeCloseTo(point.xCss, 5);
        expect(after.yCss).toBeCloseTo(point.yCss, 5);
      }),
    );
  });

  test("ends at a quarter of the fit and at 64, and never jumps back from beyond", () => {
    expect(zoomAt(upright, tall, size, middle, 0.001).zoom).toBe(0.25);
    expect(zoomAt(upright, tall, size, middle, 1e6).zoom).toBe(64);
    expect(zoomAt({ ...upright, zoom: 100 }, tall, size, middle, 1.1).zoom).toBe(100);
    expect(zoomAt({ ...upright, zoom: 0.1 }, tall, size, middle, 0.9).zoom).toBe(0.1);
  });
});

describe("turning and mirroring keep what is in the middle of the element there", () => {
  const centre = (display: DisplayState) => canvasToImage(display, tall, size, middle);

  test.each([
    ["turned", rotateClockwise],
    ["mirrored", mirror],
  ] as const)("%s", (_name, change) => {
    fc.assert(
      fc.property(anyDisplay, (display) => {
        const before = centre(display);
        const after = centre(change(display));
        expect(after.columnPx).toBeCloseTo(before.columnPx, 5);
        expect(after.rowPx).toBeCloseTo(before.rowPx, 5);
      }),
    );
  });

  test("a mirrored picture is mirrored left to right as it is seen, at any turn", () => {
    fc.assert(
      fc.property(anyDisplay, fc.double({ min: 0, max: 100, noNaN: true }), fc.double({ min: 0, max: 200, noNaN: true }), (display, columnPx, rowPx) => {
        const before = imageToCanvas(display, tall, size, { columnPx, rowPx });
        const after = imageToCanvas(mirror(display), tall, size, { columnPx, rowPx });
        expect(after.xCss).toBeCloseTo(size.widthCss - before.xCss, 5);
        expect(after.yCss).toBeCloseTo(before.yCss, 5);
      }),
    );
  });

  test("four turns, and two mirrors, are none", () => {
    const moved = pan(upright, 30, -7);
    expect([1, 2, 3, 4].reduce(rotateClockwise, moved)).toEqual(moved);
    expect(mirror(mirror(moved))).toEqual(moved);
  });
});

test("centred on a point, at a zoom: there it stands", () => {
  fc.assert(
    fc.property(anyDisplay, (display) => {
      const after = centreOn(display, tall, size, { columnPx: 12, rowPx: 34 }, 3);
      const at = imageToCanvas(after, tall, size, { columnPx: 12, rowPx: 34 });
      expect([after.zoom, at.xCss, at.yCss].map((v) => Math.round(v * 1e6) / 1e6)).toEqual([3, 300, 200]);
    }),
  );
});

test("the whole picture at its own resolution has a pixel for each of its smaller pixel sides", () => {
  expect(wholePicture(pan(upright, 5, 5), tall)).toEqual({ display: upright, width: 100, height: 400 });
  expect(wholePicture({ ...upright, rotationDegrees: 90 }, tall)).toMatchObject({ width: 400, height: 100 });
});

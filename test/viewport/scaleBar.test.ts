import { expect, test } from "vitest";
import { mmPerCssPixel, scaleBar } from "#viewport/scaleBar";

test.each([
  [0.5, 240, { lengthMm: 100, lengthCss: 200 }],
  [0.5, 99, { lengthMm: 20, lengthCss: 40 }],
  [0.1, 100, { lengthMm: 10, lengthCss: 100 }],
  [0.1, 99.9, { lengthMm: 5, lengthCss: 50 }],
  [0.004, 100, { lengthMm: 0.2, lengthCss: 50 }],
  [3, 200, { lengthMm: 500, lengthCss: 500 / 3 }],
])("at %d mm a pixel and %d pixels at most", (mm, longest, expected) => {
  const bar = scaleBar(mm, longest);
  expect(bar?.lengthMm).toBeCloseTo(expected.lengthMm, 12);
  expect(bar?.lengthCss).toBeCloseTo(expected.lengthCss, 9);
});

test("twice the zoom, half the millimetres; no spacing, no scale", () => {
  expect(mmPerCssPixel(0.143, 2)).toBe(0.0715);
  expect(mmPerCssPixel(null, 2)).toBeNull();
  expect(scaleBar(mmPerCssPixel(null, 2), 100)).toBeNull();
});

test("lengths that are none are refused", () => {
  expect(() => scaleBar(0, 100)).toThrow("a scale bar needs positive lengths, got 0 mm a pixel and 100 pixels");
});

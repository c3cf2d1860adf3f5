import { describe, expect, test } from "vitest";
import type { Presentation } from "#image/instance";
import { greyTable, type GreySource, isInverted, modalityValue, paddingRange, rangeOfType } from "#image/pixels/lut";
import { isDefinedWindow, voiFunction, type Voi } from "#image/pixels/voi";
import { lut, plain, windowed } from "./pictures";

/** PS3.3 C.11.2.1.2.1 and C.11.2.1.3, from the pseudocode of the standard, for an output of 0 to 255. */
function byTheStandard(voi: Extract<Voi, { kind: "window" }>, x: number): number {
  const { center: c, width: w, function: f } = voi.window;
  const ymin = 0;
  const ymax = 255;
  let y: number;
  if (f === "SIGMOID") y = (ymax - ymin) / (1 + Math.exp((-4 * (x - c)) / w)) + ymin;
  else if (f === "LINEAR_EXACT") {
    if (x <= c - w / 2) y = ymin;
    else if (x > c + w / 2) y = ymax;
    else y = ((x - c) / w + 0.5) * (ymax - ymin) + ymin;
  } else if (x <= c - 0.5 - (w - 1) / 2) y = ymin;
  else if (x > c - 0.5 + (w - 1) / 2) y = ymax;
  else y = ((x - (c - 0.5)) / (w - 1) + 0.5) * (ymax - ymin) + ymin;
  return y;
}

const source = (presentation: Partial<Presentation> = {}, photometricInterpretation = "MONOCHROME2"): GreySource => ({
  photometricInterpretation,
  presentation: { ...plain, ...presentation },
});

/** Every stored value that `bits` bits can hold. */
function allValues(bits: number, signed: boolean): { readonly min: number; readonly max: number } {
  return signed ? { min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 } : { min: 0, max: 2 ** bits - 1 };
}

describe("the grey of every stored value equals PS3.3 C.11.2", () => {
  const windows = [windowed(40, 400), windowed(40, 400, "LINEAR_EXACT"), windowed(40, 400, "SIGMOID"), windowed(100.5, 20), windowed(0, 1), windowed(7, 2), windowed(2047.5, 4096), windowed(30000, 65536), windowed(-3.25, 0.5, "LINEAR_EXACT"), windowed(1000, 33.3, "SIGMOID")];
  for (const signed of [false, true]) {
    for (let bits = 8; bits <= 16; bits++) {
      test(`${bits} bits, ${signed ? "signed" : "unsigned"}, rescaled by 1.5 x - 20`, () => {
        const range = allValues(bits, signed);
        for (const voi of windows) {
          const table = greyTable(source({ rescaleSlope: 1.5, rescaleIntercept: -20 }), range, voi, false);
          expect(table).toHaveLength(2 ** bits);
          for (let stored = range.min; stored <= range.max; stored++) {
            const exact = byTheStandard(voi, stored * 1.5 - 20);
            const grey = table[stored - range.min] ?? NaN;
            // The nearest whole grey; no more than a rounding of the arithmetic away from it.
            if (Math.abs(grey - exact) > 0.5 + 1e-9) expect.fail(`${JSON.stringify(voi)}: stored ${stored} is ${grey}, not ${exact}`);
          }
        }
      });
    }
  }
});

test("LINEAR at its thresholds: 0 and 1 of a window of width 2 about 1 are black and white, which LINEAR_EXACT's are not", () => {
  expect(Array.from(greyTable(source(), { min: -1, max: 2 }, windowed(1, 2), false))).toEqual([0, 0, 255, 255]);
  expect(Array.from(greyTable(source(), { min: -1, max: 2 }, windowed(1, 2, "LINEAR_EXACT"), false))).toEqual([0, 0, 128, 255]);
});

test("a window of width 1 is a threshold at centre - 0.5", () => {
  expect(Array.from(greyTable(source(), { min: 8, max: 12 }, windowed(10, 1), false))).toEqual([0, 0, 255, 255, 255]);
});

test("a window without an output in the standard is refused with its numbers", () => {
  expect(isDefinedWindow(windowed(0, 0).window)).toBe(false);
  expect(isDefinedWindow(windowed(5, 0.5).window)).toBe(false);
  expect(isDefinedWindow(windowed(5, 0.5, "LINEAR_EXACT").window)).toBe(true);
  expect(isDefinedWindow(windowed(NaN, 100).window)).toBe(false);
  expect(() => voiFunction(windowed(3, -7), [])).toThrow("window centre 3 width -7 is not defined for LINEAR");
});

describe("look-up tables", () => {
  test("a VOI LUT spans its bits, and holds its ends outside of them", () => {
    const table = lut(10, 12, [0, 1000, 4095]);
    const greys = greyTable(source({ voiLuts: [table] }), { min: 8, max: 14 }, { kind: "lut", index: 0 }, false);
    expect(Array.from(greys)).toEqual([0, 0, 0, 62, 255, 255, 255]);
  });

  test("a VOI LUT may start at a negative modality value", () => {
    const greys = greyTable(source({ rescaleIntercept: -1024, voiLuts: [lut(-2, 8, [10, 20, 30])] }), { min: 1021, max: 1025 }, { kind: "lut", index: 0 }, false);
    expect(Array.from(greys)).toEqual([10, 10, 20, 30, 30]);
  });

  test("a VOI LUT that the file doesn't have is refused", () => {
    expect(() => greyTable(source(), { min: 0, max: 1 }, { kind: "lut", index: 2 }, false)).toThrow("VOI LUT 2 asked for, the file has 0");
  });

  test("a modality LUT stands in the place of rescale, in its own units", () => {
    const presentation = { ...plain, rescaleSlope: 9, modalityLut: lut(100, 16, [500, 600, 800]) };
    expect([99, 100, 101, 102, 103].map((stored) => modalityValue(presentation, stored))).toEqual([500, 500, 600, 800, 800]);
  });
});

describe("inversions come after the VOI", () => {
  test.each([
    ["MONOCHROME2", undefined, false],
    ["MONOCHROME1", undefined, true],
    ["MONOCHROME2", "INVERSE", true],
    ["MONOCHROME1", "INVERSE", true],
    ["MONOCHROME2", "IDENTITY", false],
  ] as const)("%s with shape %s is inverted: %s", (photometric, shape, inverted) => {
    expect(isInverted(source(shape === undefined ? {} : { presentationLutShape: shape }, photometric))).toBe(inverted);
  });

  test("MONOCHROME1 is the negative of MONOCHROME2 under the same window, and the reader's inversion undoes it", () => {
    const range = { min: 0, max: 4095 };
    const voi = windowed(1234, 777);
    const two = greyTable(source(), range, voi, false);
    const one = greyTable(source({}, "MONOCHROME1"), range, voi, false);
    expect(Array.from(one)).toEqual(Array.from(two, (grey) => 255 - grey));
    expect(greyTable(source({}, "MONOCHROME1"), range, voi, true)).toEqual(two);
  });
});

describe("pixel padding", () => {
  const padded = source({ pixelPaddingValue: 3, pixelPaddingRangeLimit: 1 }, "MONOCHROME1");

  test("is black, inverted or not", () => {
    const range = { min: 0, max: 5 };
    expect(Array.from(greyTable(padded, range, windowed(100, 10), false))).toEqual([255, 0, 0, 0, 255, 255]);
    expect(Array.from(greyTable(padded, range, windowed(-100, 10), true))).toEqual([255, 0, 0, 0, 255, 255]);
  });

  test("outside of the table changes nothing in it", () => {
    const outside = source({ pixelPaddingValue: -2000 });
    expect(Array.from(greyTable(outside, { min: 0, max: 2 }, windowed(-100, 10), false))).toEqual([255, 255, 255]);
    expect(paddingRange(plain)).toBeNull();
  });
});

test("a table over the values in use is the whole table there, and level beyond them", () => {
  const range = rangeOfType(new Int16Array(0));
  expect(range).toEqual({ min: -32768, max: 32767 });
  const whole = greyTable(source(), range, windowed(40, 400), false);
  const narrow = greyTable(source(), range, windowed(40, 400), false, { min: -50, max: 100 });
  expect(narrow.subarray(32768 - 50, 32768 + 101)).toEqual(whole.subarray(32768 - 50, 32768 + 101));
  expect(new Set(narrow.subarray(0, 32768 - 49))).toEqual(new Set([whole[32768 - 50]]));
  expect(new Set(narrow.subarray(32768 + 100))).toEqual(new Set([whole[32768 + 100]]));
});

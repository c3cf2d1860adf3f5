import { describe, expect, test } from "vitest";
import type { Presentation, Window } from "#image/instance";
import { defaultVoi, fullRangeVoi, percentileVoi, voiFromFile, type VoiSource } from "#image/pixels/defaultVoi";
import { greyTable } from "#image/pixels/lut";
import { greyFrame, lut, plain, windowed } from "./pictures";

const source = (presentation: Partial<Presentation>, modality = "CR", photometricInterpretation = "MONOCHROME2"): VoiSource => ({
  photometricInterpretation,
  series: { modality },
  presentation: { ...plain, ...presentation },
});
const linear = (center: number, width: number): Window => ({ center, width, function: "LINEAR" });

/** A radiograph: 12 bits, from 500 to 3500. */
const film = greyFrame(100, 100, Uint16Array.from({ length: 10000 }, (_, i) => 500 + ((i * 37) % 3001)));

/** How much of the film is neither black nor white. */
function visible(of: VoiSource): number {
  const table = greyTable(of, { min: 0, max: 65535 }, defaultVoi(of, film), false);
  return film.values.filter((v) => (table[v] ?? 0) > 2 && (table[v] ?? 0) < 253).length / film.values.length;
}

describe("a radiograph opens with what its file asks for", () => {
  test("its first window, before its LUTs", () => {
    const of = source({ windows: [linear(2000, 3000), linear(1000, 500)], voiLuts: [lut(500, 12, [0, 4095])] });
    expect(defaultVoi(of, film)).toEqual(windowed(2000, 3000));
  });

  test("its first VOI LUT where it has no window", () => {
    const of = source({ voiLuts: [lut(500, 12, Array.from({ length: 3001 }, (_, i) => i))] });
    expect(defaultVoi(of, film)).toEqual({ kind: "lut", index: 0 });
  });

  test("the whole range of its values where it has neither, in modality values, padding left out", () => {
    const presentation = { rescaleSlope: 2, rescaleIntercept: -100, pixelPaddingValue: 0 };
    const padded = greyFrame(3, 1, Uint16Array.of(0, 500, 3500), { ...plain, ...presentation });
    expect(defaultVoi(source(presentation), padded)).toEqual(windowed(3900, 6000, "LINEAR_EXACT"));
  });
});

describe("a radiograph never opens white or black", () => {
  test.each([
    ["of width and centre 0", [linear(0, 0)]],
    ["narrower than LINEAR allows", [linear(2000, 0.5)]],
    ["without a number", [linear(NaN, 4096)]],
    ["below all values", [linear(50, 100)]],
    ["above all values", [linear(60000, 1000)]],
    ["far wider than the values, which would all be one grey", [linear(32768, 10_000_000)]],
  ])("by a window %s", (_name, windows) => {
    expect(visible(source({ windows }))).toBeGreaterThan(0.9);
  });

  test("the second window is taken when only the first shows nothing", () => {
    expect(defaultVoi(source({ windows: [linear(0, 0), linear(2000, 3000)] }), film)).toEqual(windowed(2000, 3000));
  });

  test("by a VOI LUT of one grey", () => {
    expect(voiFromFile(source({ voiLuts: [lut(0, 8, [7])] }), film)).toBeNull();
    expect(visible(source({ voiLuts: [lut(0, 8, [7])] }))).toBeGreaterThan(0.9);
  });

  test("when it has one value only, it still has a window", () => {
    const even = greyFrame(2, 1, Uint16Array.of(9, 9));
    expect(defaultVoi(source({ windows: [linear(0, 0)] }), even)).toEqual(windowed(9, 1e-3, "LINEAR_EXACT"));
  });
});

test("a scanned page of two values keeps its file's window, black and white as it is", () => {
  const page = greyFrame(2, 2, Uint8Array.of(0, 255, 255, 0));
  expect(defaultVoi(source({ windows: [linear(128, 256)] }), page)).toEqual(windowed(128, 256));
});

test("a section of air is black under its series' window, and is left so", () => {
  const air = greyFrame(8, 8, new Int16Array(64).fill(-1000));
  expect(defaultVoi(source({ windows: [linear(40, 400)] }, "CT"), air)).toEqual(windowed(40, 400));
  expect(defaultVoi(source({ windows: [linear(0, 0)] }, "CT"), air)).toEqual(windowed(-1000, 1e-3, "LINEAR_EXACT"));
});

test("percentiles leave the few extreme pixels out", () => {
  const values = Uint16Array.from({ length: 10000 }, (_, i) => (i < 20 ? 65535 : i < 40 ? 0 : 1000 + (i % 1000)));
  const voi = percentileVoi(source({}), greyFrame(100, 100, values), 0.005, 0.995);
  expect(voi.kind === "window" && voi.window.center).toBeCloseTo(1499.5, -1);
  expect(voi.kind === "window" && voi.window.width).toBeCloseTo(990, -1.5);
  expect(fullRangeVoi(source({}), greyFrame(100, 100, values))).toEqual(windowed(32767.5, 65535, "LINEAR_EXACT"));
});

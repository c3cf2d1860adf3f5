import { describe, expect, it } from "vitest";
import type { Presentation } from "#image/instance";
import { frameFrom } from "#image/pixels/decodeFrame";
import type { Samples } from "#image/pixels/decodeNative";
import { type StoredFrame, storedFrom } from "#image/pixels/decodeStored";

const plain: Presentation = { rescaleSlope: 1, rescaleIntercept: 0, windows: [], voiLuts: [] };
const stored = (samples: Samples, more: Partial<StoredFrame> = {}): StoredFrame => ({
  columns: 2,
  rows: 2,
  samplesPerPixel: 1,
  photometricInterpretation: "MONOCHROME2",
  bitsStored: 16,
  samples,
  ...more,
});

describe("grey frames", () => {
  it("keep their values and say the smallest and largest without padding", () => {
    const samples = Int16Array.of(-2000, -1999, 10, 300);
    expect(frameFrom(stored(samples), plain)).toMatchObject({ kind: "grey", min: -2000, max: 300, values: samples });
    expect(frameFrom(stored(samples), { ...plain, pixelPaddingValue: -2000 })).toMatchObject({ min: -1999, max: 300 });
    expect(frameFrom(stored(samples), { ...plain, pixelPaddingValue: -2000, pixelPaddingRangeLimit: -1999 })).toMatchObject({ min: 10, max: 300 });
  });

  describe("of fewer bits than are allocated", () => {
    const format = { rows: 2, columns: 2, numberOfFrames: 1, samplesPerPixel: 1, photometricInterpretation: "MONOCHROME2", bitsAllocated: 16, isFloat: false, planarConfiguration: 0 } as const;
    const decoded = (words: readonly number[], more: { readonly bitsStored: number; readonly highBit: number; readonly pixelRepresentation: 0 | 1 }, presentation = plain) =>
      frameFrom(storedFrom(new Uint8Array(Uint16Array.from(words).buffer), 0, { ...format, ...more }), presentation);

    it.each([
      ["unsigned within them", [7, 4095, 8, 9], { bitsStored: 12, highBit: 11, pixelRepresentation: 0 }, [7, 4095]],
      ["signed within them", [0xf800, 0x07ff, 3, 4], { bitsStored: 12, highBit: 11, pixelRepresentation: 1 }, [-2048, 2047]],
      ["unsigned, an overlay above them", [0x8007, 0x0fff, 8, 9], { bitsStored: 12, highBit: 11, pixelRepresentation: 0 }, [7, 4095]],
      ["signed, without their sign above them", [0x0fff, 0x07ff, 3, 4], { bitsStored: 12, highBit: 11, pixelRepresentation: 1 }, [-1, 2047]],
      ["above other bits", [0x0070, 0xfff0, 0x0080, 0x009f], { bitsStored: 12, highBit: 15, pixelRepresentation: 0 }, [7, 4095]],
    ] as const)("%s: smallest and largest of the values, not of the words", (_, words, bits, [min, max]) => {
      const frame = decoded(words, bits);
      expect(frame).toMatchObject({ min, max });
      expect([Math.min(...frame.values), Math.max(...frame.values)]).toEqual([min, max]);
    });

    it("padding is left out of what was found on the way, and padding that doesn't occur takes nothing out", () => {
      const bits = { bitsStored: 12, highBit: 11, pixelRepresentation: 0 } as const;
      expect(decoded([7, 4095, 8, 9], bits, { ...plain, pixelPaddingValue: 4095 })).toMatchObject({ min: 7, max: 9 });
      expect(decoded([7, 4000, 8, 9], bits, { ...plain, pixelPaddingValue: 0 })).toMatchObject({ min: 7, max: 4000 });
    });
  });

  it("that are padding all over say what is there", () => {
    expect(frameFrom(stored(Uint8Array.of(3, 4, 3, 3)), { ...plain, pixelPaddingValue: 3, pixelPaddingRangeLimit: 4 })).toMatchObject({ min: 3, max: 4 });
  });

  it("wider than 16 bits are scaled over their own range, in floating point too", () => {
    expect(frameFrom(stored(Uint32Array.of(1_000_000, 1_250_000, 2_000_000, 1_000_000)), plain)).toMatchObject({ values: Uint16Array.of(0, 16384, 65535, 0) });
    expect(frameFrom(stored(Float32Array.of(-1, 0, 1, Number.NaN)), plain)).toMatchObject({ values: Uint16Array.of(0, 32768, 65535, 0) });
    expect(frameFrom(stored(Float64Array.of(7, 7, 7, 7)), plain)).toMatchObject({ values: Uint16Array.of(0, 0, 0, 0) });
  });
});

describe("colour frames", () => {
  const colour = (samples: Samples, photometricInterpretation: string, bitsStored = 8): ArrayLike<number> =>
    frameFrom(stored(samples, { columns: 1, rows: 1, samplesPerPixel: 3, photometricInterpretation, bitsStored }), plain).values;

  it("RGB as they are, 16 bits by their upper half", () => {
    expect(colour(Uint8Array.of(10, 20, 30), "RGB")).toEqual(Uint8ClampedArray.of(10, 20, 30, 255));
    expect(colour(Uint16Array.of(0xffff, 0x8000, 0x00ff), "RGB", 16)).toEqual(Uint8ClampedArray.of(255, 128, 0, 255));
  });

  // Pure colours through Y = 0.299 R + 0.587 G + 0.114 B, Cb and Cr centred on 128 (PS3.3 C.7.6.3.1.2).
  it.each([
    ["red", [76, 85, 255], [254, 0, 0]],
    ["green", [150, 44, 21], [0, 255, 1]],
    ["blue", [29, 255, 107], [0, 0, 254]],
    ["grey", [90, 128, 128], [90, 90, 90]],
  ])("YBR_FULL %s", (_, ybr, rgb) => {
    expect(colour(Uint8Array.from(ybr), "YBR_FULL")).toEqual(Uint8ClampedArray.of(...rgb, 255));
  });

  it("palettes by their entries' upper bytes, values outside by the nearer end", () => {
    const table = (data: number[]) => ({ firstValueMapped: 10, bitsPerEntry: 16, data: Uint16Array.from(data) });
    const palette = { red: table([0x1200, 0xff00]), green: table([0, 0x3400]), blue: table([0x5600, 0x7800]) };
    const frame = frameFrom(stored(Uint8Array.of(10, 11, 0, 255), { photometricInterpretation: "PALETTE COLOR" }), { ...plain, palette });
    expect(frame).toMatchObject({ kind: "colour", values: Uint8ClampedArray.of(0x12, 0, 0x56, 255, 0xff, 0x34, 0x78, 255, 0x12, 0, 0x56, 255, 0xff, 0x34, 0x78, 255) });
  });

  it("palettes that say 16 bits and hold 8 are taken by their values", () => {
    const table = { firstValueMapped: 0, bitsPerEntry: 16, data: Uint16Array.of(0, 200) };
    const frame = frameFrom(stored(Uint8Array.of(0, 1, 0, 1), { photometricInterpretation: "PALETTE COLOR" }), { ...plain, palette: { red: table, green: table, blue: table } });
    expect([...frame.values].slice(0, 8)).toEqual([0, 0, 0, 255, 200, 200, 200, 255]);
  });

  it("of other kinds are refused by name", () => {
    expect(() => colour(Uint8Array.of(1, 2, 3), "YBR_PARTIAL_420")).toThrow(/unsupported-pixels.*YBR_PARTIAL_420/);
  });
});

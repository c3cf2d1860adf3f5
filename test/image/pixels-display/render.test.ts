import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { GreyFrame, StoredValues } from "#image/frame";
import { paddingRange } from "#image/pixels/lut";
import { buildColourPyramid } from "#image/pixels/pyramid";
import { paintColour, paintGrey, type QuarterTurn, sampleGrey } from "#image/pixels/render";
import { greyFrame, plain } from "./pictures";

/** The mean of the picture over an interval-by-interval rectangle in its own pixels: what one output pixel is to show. */
function meanOver(frame: GreyFrame, fromColumn: number, toColumn: number, fromRow: number, toRow: number): number {
  let sum = 0;
  let area = 0;
  for (let row = Math.max(0, Math.floor(fromRow)); row < Math.min(frame.rows, toRow); row++) {
    for (let column = Math.max(0, Math.floor(fromColumn)); column < Math.min(frame.columns, toColumn); column++) {
      const width = Math.min(toColumn, column + 1) - Math.max(fromColumn, column);
      const height = Math.min(toRow, row + 1) - Math.max(fromRow, row);
      sum += (frame.values[row * frame.columns + column] ?? NaN) * width * height;
      area += width * height;
    }
  }
  return sum / area;
}

/** By the matrix, pixel by pixel: null outside of the picture. */
function expected(frame: GreyFrame, m: QuarterTurn, x: number, y: number): number | null {
  const column = m.a * (x + 0.5) + m.c * (y + 0.5) + m.e;
  const row = m.b * (x + 0.5) + m.d * (y + 0.5) + m.f;
  if (column < 0 || column >= frame.columns || row < 0 || row >= frame.rows) return null;
  const halfColumn = Math.max(1, Math.abs(m.a) + Math.abs(m.c)) / 2;
  const halfRow = Math.max(1, Math.abs(m.b) + Math.abs(m.d)) / 2;
  return meanOver(frame, column - halfColumn, column + halfColumn, row - halfRow, row + halfRow);
}

const lowestOf = (values: StoredValues): number => (values instanceof Int16Array ? -32768 : values instanceof Int8Array ? -128 : 0);

/** Compares a whole canvas with `expected`; values within `tolerance`, and the same pixels outside of the picture. */
function compare(frame: GreyFrame, m: QuarterTurn, width: number, height: number, tolerance: number): void {
  const { rect, indices } = sampleGrey(frame, m, width, height, null);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = expected(frame, m, x, y);
      const inside = x >= rect.x && x < rect.x + rect.width && y >= rect.y && y < rect.y + rect.height;
      if (inside !== (value !== null)) expect.fail(`pixel ${x}, ${y} is ${inside ? "in" : "out"}`);
      if (value === null) continue;
      const got = (indices[(y - rect.y) * rect.width + x - rect.x] ?? NaN) + lowestOf(frame.values);
      if (!(Math.abs(got - value) <= tolerance)) expect.fail(`pixel ${x}, ${y} is ${got}, not ${value}`);
    }
  }
}

const noise = (length: number, low: number, span: number): number[] => Array.from({ length }, (_, i) => low + ((Math.imul(i + 1, 2654435761) >>> 9) % span));

const turns: Readonly<Record<string, (s: number, t: number) => Omit<QuarterTurn, "e" | "f">>> = {
  upright: (s, t) => ({ a: s, b: 0, c: 0, d: t }),
  mirrored: (s, t) => ({ a: -s, b: 0, c: 0, d: t }),
  "turned by 90": (s, t) => ({ a: 0, b: t, c: -s, d: 0 }),
  "turned by 270 and mirrored": (s, t) => ({ a: 0, b: t, c: s, d: 0 }),
};

/** The matrix that puts the picture's middle a little beside the canvas' middle. */
function centred(frame: GreyFrame, turn: Omit<QuarterTurn, "e" | "f">, width: number, height: number): QuarterTurn {
  const x = width / 2 + 3.3;
  const y = height / 2 - 1.7;
  return { ...turn, e: frame.columns / 2 - turn.a * x - turn.c * y, f: frame.rows / 2 - turn.b * x - turn.d * y };
}

describe("enlarged: bilinear interpolation of stored values", () => {
  const frame = greyFrame(23, 17, Int16Array.from(noise(23 * 17, -1024, 4096)));
  test.each(Object.entries(turns))("%s, by 3.7, and by 2.1 across", (_name, turn) => {
    const m = centred(frame, turn(1 / 3.7, 1 / 2.1), 110, 120);
    compare(frame, m, 110, 120, 1);
  });

  test("midway between two pixel centres stands their mean; at a centre stands the pixel", () => {
    const two = greyFrame(2, 1, Uint16Array.of(100, 300));
    const { rect, indices } = sampleGrey(two, { a: 0.25, b: 0, c: 0, d: 1, e: 0, f: 0 }, 8, 1, null);
    expect(rect).toEqual({ x: 0, y: 0, width: 8, height: 1 });
    // Output centres at 0.125, 0.375, ... of the two pixels.
    expect(Array.from(indices)).toEqual([100, 100, 125, 175, 225, 275, 300, 300]);
  });
});

test("one to one, every pixel is itself, in every type", () => {
  for (const values of [Uint8Array.from(noise(77, 0, 256)), Int8Array.from(noise(77, -128, 256)), Uint16Array.from(noise(77, 0, 65536)), Int16Array.from(noise(77, -32768, 65536))]) {
    const { indices } = sampleGrey(greyFrame(11, 7, values), { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }, 11, 7, null);
    expect(Array.from(indices.subarray(0, 77), (i) => i + lowestOf(values))).toEqual(Array.from(values));
  }
});

describe("reduced: the mean over the area of the screen pixel", () => {
  const frame = greyFrame(61, 83, Uint16Array.from(noise(61 * 83, 0, 65536)));
  test.each(Object.entries(turns))("%s, to 1/1.9 and 1/1.3", (_name, turn) => {
    compare(frame, centred(frame, turn(1.9, 1.3), 50, 60), 50, 60, 4);
  });

  test("by a power of two and aligned, from a level, it is exactly that mean", () => {
    const large = greyFrame(133, 71, Int16Array.from(noise(133 * 71, -2000, 4000)));
    compare(large, { a: 4, b: 0, c: 0, d: 4, e: 0, f: 0 }, 40, 20, 1.5);
    compare(large, { a: 2, b: 0, c: 0, d: 2, e: 0, f: 0 }, 70, 40, 1);
  });

  test("very flat pixels are averaged along their one side only", () => {
    const film = greyFrame(61, 83, Uint16Array.from(noise(61 * 83, 0, 4096)));
    compare(film, centred(film, { a: 7.5, b: 0, c: 0, d: 0.8 }, 20, 120), 20, 120, 1);
  });
});

test("fine stripes reduced under any shift stay an even grey: a still picture doesn't shimmer when it is moved", () => {
  const columns = 1200;
  const stripes = greyFrame(columns, 40, Uint16Array.from({ length: columns * 40 }, (_, i) => (i % columns) % 2 === 0 ? 0 : 4000));
  for (const reduction of [2, 2.9, 3.55, 5.3, 8, 13.7]) {
    for (const shift of [0, 0.21, 0.5, 0.77]) {
      const width = Math.floor(columns / reduction) - 4;
      const { indices, rect } = sampleGrey(stripes, { a: reduction, b: 0, c: 0, d: 1, e: 2 * reduction + shift, f: 0 }, width, 1, null);
      expect(rect.width).toBe(width);
      const greys = Array.from(indices.subarray(0, width));
      expect(Math.max(...greys) - Math.min(...greys)).toBeLessThan(4000 * 0.36);
    }
  }
});

test("an even picture stays even, whatever the matrix", () => {
  const signed = greyFrame(90, 70, new Int16Array(6300).fill(-777));
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(turns)),
      fc.double({ min: 0.05, max: 30, noNaN: true }),
      fc.double({ min: 0.05, max: 30, noNaN: true }),
      (turn, s, t) => {
        const { rect, indices } = sampleGrey(signed, centred(signed, turn(s, t), 60, 50), 60, 50, null);
        return indices.subarray(0, rect.width * rect.height).every((index) => index - 32768 === -777);
      },
    ),
  );
});

test("a picture beside the canvas samples nothing", () => {
  const frame = greyFrame(4, 4, new Uint8Array(16));
  expect(sampleGrey(frame, { a: 1, b: 0, c: 0, d: 1, e: 100, f: 0 }, 10, 10, null).rect.width).toBe(0);
  expect(sampleGrey(frame, { a: 1, b: 0, c: 0, d: 1, e: -100, f: 0 }, 10, 10, null).rect.width).toBe(0);
});

test("a matrix that is no quarter turn is refused", () => {
  const frame = greyFrame(4, 4, new Uint8Array(16));
  expect(() => sampleGrey(frame, { a: 1, b: 0.1, c: -0.1, d: 1, e: 0, f: 0 }, 10, 10, null)).toThrow("matrix 1 0.1 -0.1 1 is not a quarter turn");
});

describe("padding", () => {
  const presentation = { ...plain, pixelPaddingValue: 0 };
  const values = Uint16Array.from({ length: 400 }, (_, i) => (i % 20 < 9 ? 0 : 3000));
  const frame = greyFrame(20, 20, values, presentation);

  test("no value that is neither padding nor picture stands along its border, enlarged or reduced", () => {
    for (const scale of [0.13, 0.5, 1.4, 2.6]) {
      // The border, at column 9, in the middle of the canvas.
      const { rect, indices } = sampleGrey(frame, { a: scale, b: 0, c: 0, d: scale, e: 9 - 15.3 * scale, f: 0 }, 30, 30, paddingRange(presentation));
      expect(new Set(indices.subarray(0, rect.width * rect.height))).toEqual(new Set([0, 3000]));
    }
  });

  test("without any padding in sight it is what an unpadded picture is", () => {
    const noisy = greyFrame(30, 30, Int16Array.from(noise(900, -900, 1800)));
    const m = centred(noisy, { a: 0.31, b: 0, c: 0, d: 0.63 }, 70, 40);
    const without = sampleGrey(noisy, m, 70, 40, null).indices;
    const withPadding = sampleGrey(noisy, m, 70, 40, { min: -2000, max: -2000 }).indices;
    without.forEach((value, i) => {
      if (Math.abs(value - (withPadding[i] ?? NaN)) > 1) expect.fail(`at ${i}: ${value} and ${withPadding[i]}`);
    });
  });
});

test("greys are painted opaque into the picture's place on the canvas, and nowhere else", () => {
  const frame = greyFrame(2, 2, Int8Array.of(-128, 0, 1, 127));
  const sample = sampleGrey(frame, { a: 1, b: 0, c: 0, d: 1, e: -1, f: -2 }, 5, 5, null);
  const target = new Uint32Array(25);
  paintGrey(sample, Uint8Array.from({ length: 256 }, (_, i) => i), target, 5);
  const shown = Array.from(target, (word) => word.toString(16));
  const at = (x: number, y: number) => shown[y * 5 + x];
  expect([at(1, 2), at(2, 2), at(1, 3), at(2, 3)]).toEqual(["ff000000", "ff808080", "ff818181", "ffffffff"]);
  expect(target.filter((word) => word !== 0)).toHaveLength(4);
});

describe("colour", () => {
  const values = Uint8ClampedArray.of(255, 0, 0, 255, 0, 100, 200, 255);
  const frame = { kind: "colour", columns: 2, rows: 1, values, levels: buildColourPyramid({ columns: 2, rows: 1, values }) } as const;
  const paint = (m: QuarterTurn, width: number, height: number, invert: boolean): string[] => {
    const target = new Uint32Array(width * height);
    paintColour(frame, m, width, height, invert, target);
    return Array.from(target, (word) => word.toString(16).padStart(8, "0"));
  };

  test("is interpolated channel by channel, as opaque ABGR words", () => {
    expect(paint({ a: 0.5, b: 0, c: 0, d: 1, e: 0, f: 0 }, 4, 1, false)).toEqual(["ff0000ff", "ff3219bf", "ff964b40", "ffc86400"]);
  });

  test("is inverted on the reader's wish, and turned on a canvas wider than the picture", () => {
    expect(paint({ a: 0, b: 1, c: 1, d: 0, e: 0, f: 0 }, 3, 2, true)).toEqual(["ffffff00", "00000000", "00000000", "ff379bff", "00000000", "00000000"]);
  });
});

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildColourPyramid, buildPyramid } from "#image/pixels/pyramid";

/** The mean of the full picture over what pixel (column, row) of level `k` covers of it. */
function meanOf(values: ArrayLike<number>, columns: number, rows: number, k: number, column: number, row: number, padding: number | null): number | null {
  let sum = 0;
  let count = 0;
  let area = 0;
  for (let r = row * 2 ** k; r < Math.min(rows, (row + 1) * 2 ** k); r++) {
    for (let c = column * 2 ** k; c < Math.min(columns, (column + 1) * 2 ** k); c++) {
      area++;
      const value = values[r * columns + c] ?? NaN;
      if (value === padding) continue;
      sum += value;
      count++;
    }
  }
  return count < area / 2 ? null : sum / count;
}

describe("every pixel of every level is the mean of what it covers, odd sizes too", () => {
  const random = (length: number, low: number, span: number): number[] => Array.from({ length }, (_, i) => low + ((i * 7919 + (i % 13) * 104729) % span));

  test.each([
    ["unsigned 16", 129, 67, (v: number[]) => Uint16Array.from(v), 0, 65536],
    ["signed 16", 131, 70, (v: number[]) => Int16Array.from(v), -32768, 65536],
    ["unsigned 8", 200, 66, (v: number[]) => Uint8Array.from(v), 0, 256],
    ["signed 8", 77, 133, (v: number[]) => Int8Array.from(v), -128, 256],
  ] as const)("%s, %d x %d", (_name, columns, rows, make, low, span) => {
    const values = make(random(columns * rows, low, span));
    const levels = buildPyramid({ columns, rows, values }, null);
    expect(levels.length).toBeGreaterThan(0);
    levels.forEach((level, i) => {
      expect([level.columns, level.rows]).toEqual([Math.ceil(columns / 2 ** (i + 1)), Math.ceil(rows / 2 ** (i + 1))]);
      expect(level.values.constructor).toBe(values.constructor);
      for (let row = 0; row < level.rows; row++) {
        for (let column = 0; column < level.columns; column++) {
          const exact = meanOf(values, columns, rows, i + 1, column, row, null) ?? NaN;
          // Half a value for each rounding on the way.
          expect(Math.abs((level.values[row * level.columns + column] ?? NaN) - exact)).toBeLessThanOrEqual(0.5 * (i + 1) + 1e-9);
        }
      }
    });
  });
});

test("an even picture stays even at every level, at any size and sign", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 300 }), fc.integer({ min: -32768, max: 32767 }), (columns, rows, value) => {
      const values = new Int16Array(columns * rows).fill(value);
      return buildPyramid({ columns, rows, values }, null).every((level) => level.values.every((v) => v === value));
    }),
    { numRuns: 40 },
  );
});

test("rounding leans the same way for negative values as for positive", () => {
  const step = (values: number[]) => buildPyramid({ columns: 65, rows: 1, values: Int16Array.from({ length: 65 }, (_, i) => values[i % 2] ?? 0) }, null)[0]?.values[0];
  expect(step([-1, -2])).toBe(-1);
  expect(step([1, 2])).toBe(2);
  expect(step([-2, -1001])).toBe(-501);
});

describe("padding", () => {
  const columns = 70;
  const rows = 66;
  const padding = { min: -2000, max: -2000 };
  const values = Int16Array.from({ length: columns * rows }, (_, i) => ((i % columns) + Math.floor(i / columns) < 41 ? -2000 : 100 + (i % 50)));

  test("takes no part in a mean, and stays padding where it holds more than half", () => {
    const level = buildPyramid({ columns, rows, values }, padding)[0];
    for (let row = 0; row < 33; row++) {
      for (let column = 0; column < 35; column++) {
        const exact = meanOf(values, columns, rows, 1, column, row, -2000);
        const value = level?.values[row * 35 + column] ?? NaN;
        if (exact === null) expect(value).toBe(-2000);
        else expect(Math.abs(value - exact)).toBeLessThanOrEqual(0.5);
      }
    }
  });

  test("never mixes into a value that neither the picture nor the padding has", () => {
    for (const level of buildPyramid({ columns, rows, values }, padding)) {
      expect(level.values.every((v) => v === -2000 || v >= 100)).toBe(true);
    }
  });
});

test("colour is averaged channel by channel, by area at an odd edge", () => {
  const columns = 67;
  const rows = 65;
  const values = Uint8ClampedArray.from({ length: columns * rows * 4 }, (_, i) => (i % 4 === 3 ? 255 : (i * 31) % 251));
  buildColourPyramid({ columns, rows, values }).forEach((level, i) => {
    for (let at = 0; at < level.values.length; at++) {
      const channel = values.filter((_, j) => j % 4 === at % 4);
      const pixel = Math.floor(at / 4);
      const exact = meanOf(channel, columns, rows, i + 1, pixel % level.columns, Math.floor(pixel / level.columns), null) ?? NaN;
      expect(Math.abs((level.values[at] ?? NaN) - exact)).toBeLessThanOrEqual(0.5 * (i + 1) + 1e-9);
    }
  });
});

test("a picture that is small already has no levels", () => {
  expect(buildPyramid({ columns: 64, rows: 64, values: new Uint8Array(4096) }, null)).toEqual([]);
});

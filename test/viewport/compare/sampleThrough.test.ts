import { describe, expect, it } from "vitest";
import type { Affine } from "#geometry/affine";
import type { ColourFrame, GreyFrame } from "#image/frame";
import type { StoredRange } from "#image/pixels/lut";
import { buildPyramid } from "#image/pixels/pyramid";
import { sampleColourThrough, sampleGreyThrough } from "../../../src/viewport/compare/sampleThrough";

const REST: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };
/** Stored value v shows as grey v. */
const PLAIN = Uint8Array.from({ length: 65536 }, (_, value) => Math.min(255, value));

function frame(columns: number, rows: number, at: (column: number, row: number) => number, levels = false): GreyFrame {
  const values = Uint16Array.from({ length: columns * rows }, (_, i) => at(i % columns, Math.floor(i / columns)));
  return { kind: "grey", columns, rows, values, min: 0, max: 255, levels: levels ? buildPyramid({ columns, rows, values }, null) : [] };
}

function shown(of: GreyFrame, toImage: Affine, width: number, height: number, padding: StoredRange | null = null): readonly number[] {
  const words = new Uint32Array(width * height);
  sampleGreyThrough(of, toImage, PLAIN, padding, { words, width, height });
  return [...words].map((word) => (word >>> 24 === 0 ? -1 : word & 255));
}

describe("a picture through any map", () => {
  const picture = frame(4, 3, (column, row) => 10 * column + row);

  it("is itself where nothing is moved, and nothing is written beside it", () => {
    expect(shown(picture, REST, 5, 4)).toEqual([0, 10, 20, 30, -1, 1, 11, 21, 31, -1, 2, 12, 22, 32, -1, -1, -1, -1, -1, -1]);
  });

  it("is interpolated between its pixels' centres, and at its edge is the outermost pixel", () => {
    // Twice as large: device pixel centres lie a quarter of a pixel beside those of the picture.
    expect(shown(picture, { ...REST, a: 0.5, d: 0.5 }, 8, 1)).toEqual([0, 3, 8, 13, 18, 23, 28, 30]);
    const signed: GreyFrame = { ...picture, values: Int16Array.from(picture.values) };
    const words = new Uint32Array(4);
    const table = Uint8Array.from({ length: 65536 }, (_, index) => Math.max(0, Math.min(255, index - 32768)));
    sampleGreyThrough(signed, REST, table, null, { words, width: 4, height: 1 });
    expect([...words].map((word) => word & 255)).toEqual([0, 10, 20, 30]);
  });

  it("turned by any angle has its greys where they belong", () => {
    const ramp = frame(60, 60, (column, row) => 2 * column + row);
    const [cos, sin] = [Math.cos(0.3), Math.sin(0.3)];
    const toImage: Affine = { a: cos, b: sin, c: -sin, d: cos, e: 20, f: 8 };
    const greys = shown(ramp, toImage, 30, 30);
    let seen = 0;
    greys.forEach((grey, i) => {
      const [x, y] = [(i % 30) + 0.5, Math.floor(i / 30) + 0.5];
      const [u, v] = [cos * x - sin * y + 20, sin * x + cos * y + 8];
      if (u < 1 || v < 1 || u > 59 || v > 59) return;
      seen++;
      expect(Math.abs(grey - (2 * (u - 0.5) + (v - 0.5)))).toBeLessThanOrEqual(0.51);
    });
    expect(seen).toBeGreaterThan(600);
  });

  it("reduced shows the mean of what a pixel covers", () => {
    const stripes = frame(256, 256, (column) => (column % 2 === 0 ? 0 : 200), true);
    expect(new Set(shown(stripes, { ...REST, a: 4, d: 4 }, 60, 60))).toEqual(new Set([100]));
    // Between two reductions: four looks of it, which never show a stripe.
    const between = shown(stripes, { ...REST, a: 2.6, d: 2.6 }, 90, 90);
    expect(Math.min(...between)).toBeGreaterThan(90);
    expect(Math.max(...between)).toBeLessThan(110);
  });

  it("never mixes padding into what lies beside it", () => {
    const padded = frame(4, 1, (column) => (column < 2 ? 250 : 50));
    const range = { min: 250, max: 250 };
    expect(shown(padded, { ...REST, a: 0.5, d: 1 }, 8, 1, range)).toEqual([250, 250, 250, 250, 50, 50, 50, 50]);
    expect(shown(padded, { ...REST, a: 0.5, d: 1 }, 8, 1)).toEqual([250, 250, 250, 200, 100, 50, 50, 50]);
  });

  it("of colour keeps its colours, and gives their negative", () => {
    const values = Uint8ClampedArray.from([255, 0, 0, 255, 0, 0, 255, 255]);
    const colour: ColourFrame = { kind: "colour", columns: 2, rows: 1, values, levels: [] };
    const words = new Uint32Array(3);
    sampleColourThrough(colour, REST, false, { words, width: 3, height: 1 });
    expect([...words]).toEqual([0xff0000ff, 0xffff0000, 0]);
    sampleColourThrough(colour, REST, true, { words, width: 3, height: 1 });
    expect([...words]).toEqual([0xffffff00, 0xff00ffff, 0]);
  });
});

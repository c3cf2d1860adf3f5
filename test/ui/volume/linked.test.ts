import { gridOf } from "#image/volume/grid";
import { stepped } from "#ui/volume/linked";
import { describe, expect, it } from "vitest";

/** Forty axial slices of 64 x 48, 0.5 x 0.8 mm, 2 mm apart: z from 100 to 178. */
const grid = gridOf({
  columns: 64,
  rows: 48,
  columnMm: 0.5,
  rowMm: 0.8,
  orientation: [1, 0, 0, 0, 1, 0],
  origins: Array.from({ length: 40 }, (_, k) => [-16, -20, 100 + 2 * k] as const),
});

describe("a view that is scrolled", () => {
  it("goes as far as asked for, and stops at the last slice", () => {
    expect(stepped(grid, [0, 0, 140], [0, 0, 2], 10)).toEqual([0, 0, 160]);
    expect(stepped(grid, [0, 0, 170], [0, 0, 2], 10)).toEqual([0, 0, 178]);
    expect(stepped(grid, [0, 0, 178], [0, 0, 2], 1)).toEqual([0, 0, 178]);
    expect(stepped(grid, [0, 0, 101], [0, 0, -2], 10)).toEqual([0, 0, 101]);
  });

  it("stops at the side where its steps lie askew", () => {
    const [x, , z] = stepped(grid, [14, 0, 140], [0.5, 0, 1], 10);
    expect([x, z]).toEqual([15.5, 143]);
  });

  it("comes back from a place outside, to which a turned plane has led", () => {
    expect(stepped(grid, [0, 0, 182], [0, 0, -2], 3)).toEqual([0, 0, 176]);
    expect(stepped(grid, [0, 0, 182], [0, 0, 2], 3)).toEqual([0, 0, 182]);
  });
});

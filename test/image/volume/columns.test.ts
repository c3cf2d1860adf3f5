import { describe, expect, it } from "vitest";
import { columnOf } from "#image/volume/columns";

/** Values that say where they are: row 2, column 13 of slice 1 is 10213. */
const slice = (number: number, columns: number, rows: number): Int16Array => Int16Array.from({ length: columns * rows }, (_, at) => 10_000 * number + 100 * Math.floor(at / columns) + (at % columns));

describe("one column of a slice", () => {
  it.each([1, 7, 8, 9, 21])("is its voxels from the first row to the last, whatever was asked before (%i columns)", (columns) => {
    const rows = 5;
    const slices = [slice(1, columns, rows), slice(2, columns, rows)];
    const order = [...Array(columns).keys()];
    for (const column of [...order, ...order.toReversed(), ...order.filter((at) => at % 3 === 0)]) {
      slices.forEach((values, index) => {
        const expected = Array.from({ length: rows }, (_, row) => 10_000 * (index + 1) + 100 * row + column);
        expect(Array.from(columnOf({ grid: { columns }, noData: -32_768 }, values, column))).toEqual(expected);
      });
    }
  });

  it("holds unsigned values too", () => {
    expect(Array.from(columnOf({ grid: { columns: 2 }, noData: 65_535 }, Uint16Array.of(65_535, 1, 40_000, 2), 0))).toEqual([65_535, 40_000]);
  });
});

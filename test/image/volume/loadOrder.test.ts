import { describe, expect, it } from "vitest";
import { coarseCount, loadOrder } from "#image/volume/loadOrder";

describe("the order in which slices come", () => {
  it.each([1, 2, 3, 5, 16, 17, 275, 600])("every one of %i, once", (count) => {
    expect([...loadOrder(count)].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, k) => k));
  });

  it("the ends first, then middles", () => {
    expect(loadOrder(9)).toEqual([0, 8, 4, 2, 6, 1, 3, 5, 7]);
  });

  it.each([20, 100, 600, 2000])("of %i slices the coarse picture has one in every sixteenth or so of the way", (count) => {
    const first = loadOrder(count).slice(0, coarseCount(count)).toSorted((a, b) => a - b);
    const widest = Math.max(...first.slice(1).map((k, index) => k - (first[index] ?? 0)));
    expect(widest).toBeLessThanOrEqual(count <= 256 ? count / 8 + 1 : 32);
    expect(first.length).toBeLessThanOrEqual(Math.max(17, count / 16 + 2));
  });
});

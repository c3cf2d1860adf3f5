import { describe, expect, it } from "vitest";
import { affineSampler } from "#image/volume/affine";
import { sliceAxisOf } from "#image/volume/axis";
import { boundsOf } from "#image/volume/grid";
import { lineOf, lineSampler } from "#image/volume/sample";
import type { Vector3 } from "#image/volume/vector";
import { gridLike, regular, type VolumeShape, volumeLike } from "./series";

/** The same numbers at every run, in [0, 1). */
function randomly(): () => number {
  let state = 4711;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const degrees = (angle: number): number => (angle * Math.PI) / 180;
/** A gantry tilted by 12 degrees: every slice further back than the one before. */
const tilted = gridLike({ columns: 11, rows: 13, z: regular(9), columnMm: 0.4, rowMm: 0.5, origin: (k) => [-2, 3 * k * Math.tan(degrees(12)), 3 * k] });

const shapes: readonly { readonly name: string; readonly shape: VolumeShape }[] = [
  { name: "even slices", shape: { columns: 11, rows: 13, z: regular(9, -4, 0.7) } },
  { name: "anisotropic", shape: { columns: 11, rows: 13, z: regular(9, -4, 3), columnMm: 0.4, rowMm: 0.4 } },
  { name: "a tilted gantry", shape: { grid: tilted } },
  { name: "unsigned", shape: { columns: 11, rows: 13, z: regular(9), signed: false, intercept: -1024 } },
];

describe("along oblique lines", () => {
  it.each(shapes)("values are those of one point after the other, inside, on the edges and outside: $name", ({ shape }) => {
    const random = randomly();
    const volume = volumeLike(shape, () => Math.floor(random() * 4000));
    const axis = sliceAxisOf(volume, true);
    const pointwise = lineSampler(volume, axis, "linear");
    const fast = affineSampler(volume, axis, pointwise);
    if (!fast) throw new Error("these slices stand in a straight even row");
    const { min, max } = boundsOf(volume.grid);
    let compared = 0;
    for (let times = 0; times < 300; times += 1) {
      const some = (from: number, to: number): number => from + random() * (to - from);
      const first: Vector3 = [some(min[0] - 1, max[0] + 1), some(min[1] - 1, max[1] + 1), some(min[2] - 1, max[2] + 1)];
      // Some along one direction of the volume.
      const step: Vector3 = [times % 5 === 0 ? 0 : some(-0.3, 0.3), times % 7 === 0 ? 0 : some(-0.3, 0.3), times % 3 === 0 ? 0.35 : some(-0.3, 0.3)];
      const line = lineOf(volume.grid, first, step);
      const [expected, found] = [new Float64Array(40), new Float64Array(40)];
      pointwise(line, expected);
      fast(line, found);
      expected.forEach((value, index) => {
        if (Number.isNaN(value)) expect(found[index]).toBeNaN();
        else {
          compared += 1;
          expect(Math.abs((found[index] ?? NaN) - value)).toBeLessThan(1e-7);
        }
      });
    }
    expect(compared).toBeGreaterThan(1000);
  });
});

describe("it isn't the way", () => {
  const usable = (shape: VolumeShape, bridge = true): boolean => {
    const volume = volumeLike({ columns: 5, rows: 5, ...shape }, () => 7);
    const axis = sliceAxisOf(volume, bridge);
    return affineSampler(volume, axis, lineSampler(volume, axis, "linear")) !== undefined;
  };

  it("where slices stand unevenly, are shifted by themselves, or lie across a gap", () => {
    expect(usable({ z: regular(6) })).toBe(true);
    expect(usable({ z: [0, 1, 2, 3.2, 4.2, 5.2] })).toBe(false);
    expect(usable({ z: [0, 1, 2, 5, 6, 7] })).toBe(false);
    expect(usable({ z: regular(6), origin: (k) => [k === 3 ? 0.5 : 0, 0, k] })).toBe(false);
  });

  it("where slices are still to come, and where voxels have no data", () => {
    expect(usable({ z: regular(6), filled: [0, 2, 5] })).toBe(false);
    expect(usable({ z: regular(6), padding: 7 })).toBe(false);
    expect(usable({ z: regular(3), filled: [1] })).toBe(false);
  });
});

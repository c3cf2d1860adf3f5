import { describe, expect, it } from "vitest";
import { measureRoi, proposeTrabecular, type Roi, type RoiStatistics } from "#image/volume/roi";
import type { Vector3 } from "#image/volume/vector";
import { regular, volumeLike } from "./series";

const measured = (statistics: RoiStatistics) => {
  if (statistics.kind !== "measured") throw new Error("nothing measured");
  return statistics;
};
const shape = { columns: 41, rows: 41, z: regular(21, 0, 2), x: -20, y: -20, slope: 1, intercept: -1024, signed: false, bitsStored: 12 };
const hu = (value: number) => value + 1024;

describe("an axial ellipse", () => {
  it("takes the voxels whose centres lie in it on one slice, in Hounsfield units", () => {
    const volume = volumeLike(shape, ([x, , z]) => hu(z === 20 ? 150 + (x > 0 ? 10 : x < 0 ? -10 : 0) : 900));
    const roi: Roi = { kind: "ellipse", centre: [0, 0, 20.4], halfU: [5.2, 0, 0], halfV: [0, 3.1, 0] };
    let count = 0;
    for (let x = -20; x <= 20; x += 1) for (let y = -20; y <= 20; y += 1) if ((x / 5.2) ** 2 + (y / 3.1) ** 2 <= 1) count += 1;
    const result = measured(measureRoi(volume, roi));
    expect(result.voxels).toBe(count);
    expect(result.mean).toBeCloseTo(150, 9);
    const aside = count - 7;
    expect(result.sd).toBeCloseTo(Math.sqrt((aside * 100) / (count - 1)), 9);
    expect([result.min, result.max, result.unit, result.metal]).toEqual([140, 160, "HU", 0]);
    expect(result.areaMm2).toBeCloseTo(Math.PI * 5.2 * 3.1, 9);
  });

  it("halfway between two slices takes one of them, not both", () => {
    const volume = volumeLike(shape, ([, , z]) => hu(z));
    const result = measured(measureRoi(volume, { kind: "ellipse", centre: [0, 0, 21], halfU: [1.2, 0, 0], halfV: [0, 1.2, 0] }));
    expect([result.voxels, result.sd]).toEqual([5, 0]);
  });
});

describe("a sagittal rectangle", () => {
  const roi: Roi = { kind: "rectangle", centre: [3.2, 0, 20], halfU: [0, 4.5, 0], halfV: [0, 0, 6.5] };

  it("takes one column of voxels, nine by seven", () => {
    const volume = volumeLike(shape, ([x, , z]) => hu(x === 3 ? z : 700));
    const result = measured(measureRoi(volume, roi));
    expect([result.voxels, result.mean, result.min, result.max, result.areaMm2]).toEqual([63, 20, 14, 26, 117]);
  });

  it("turned with a tilted body it stays where the body is", () => {
    const [s, c] = [Math.sin(0.35), Math.cos(0.35)];
    // A body 12 mm deep and 16 mm high, tilted; around it cortex.
    const volume = volumeLike(shape, ([, y, z]) => {
      const along = c * y + s * (z - 20);
      const up = -s * y + c * (z - 20);
      return hu(Math.abs(along) < 6 && Math.abs(up) < 8 ? 130 : 1000);
    });
    const inside = measured(measureRoi(volume, { kind: "rectangle", centre: [0, 0, 20], halfU: [0, 5.9 * c, 5.9 * s], halfV: [0, -7.9 * s, 7.9 * c] }));
    expect([inside.mean, inside.sd]).toEqual([130, 0]);
    const upright = measured(measureRoi(volume, { kind: "rectangle", centre: [0, 0, 20], halfU: [0, 5.9, 0], halfV: [0, 0, 7.9] }));
    expect(upright.max).toBe(1000);
  });

  it("warns of metal: above 2000 HU, or at the top of what the pixels hold", () => {
    expect(measured(measureRoi(volumeLike(shape, ([x, y]) => hu(x === 3 && y === 0 ? 2001 : 100)), roi)).metal).toBe(7);
    const narrow = volumeLike({ ...shape, bitsStored: 11 }, ([x, y]) => (x === 3 && y === 1 ? 2047 : 1100));
    expect(measured(measureRoi(narrow, roi)).metal).toBe(7);
    expect(measured(measureRoi(volumeLike({ ...shape, bitsStored: 11, unit: "none" }, () => 2047), roi)).metal).toBe(0);
  });

  it("leaves out what has no data, and says how much; all of it is empty", () => {
    const some = volumeLike({ ...shape, padding: 0 }, ([, y]) => (y < 0 ? 0 : hu(50)));
    expect(measured(measureRoi(some, roi))).toMatchObject({ voxels: 35, noData: 28, mean: 50 });
    const loading = volumeLike({ ...shape, filled: [0, 1] }, () => hu(50));
    expect(measureRoi(loading, roi)).toEqual({ kind: "empty", areaMm2: 117, noData: 63 });
    expect(measureRoi(some, { ...roi, centre: [500, 0, 0] })).toEqual({ kind: "empty", areaMm2: 117, noData: 0 });
  });

  it("half axes that are not at right angles are refused", () => {
    expect(() => measureRoi(volumeLike(shape, () => 0), { ...roi, halfV: [0, 1, 1] })).toThrow("right angles");
  });
});

describe("the proposal inside a body", () => {
  /** A body 30 mm deep and 24 mm high whose superior endplate rises by 15 degrees to the front. */
  const tilt = (15 * Math.PI) / 180;
  const corner = (along: number, up: number): Vector3 => [2, -(Math.cos(tilt) * along - Math.sin(tilt) * up), 100 + Math.sin(tilt) * along + Math.cos(tilt) * up];
  const { sagittal, axial } = proposeTrabecular({
    superiorAnterior: corner(15, 12),
    superiorPosterior: corner(-15, 12),
    inferiorAnterior: corner(15, -12),
    inferiorPosterior: corner(-15, -12),
  });

  it("lies along the body, a little in front of its middle, half as deep and less than half as high", () => {
    corner(1.5, 0).forEach((value, axis) => expect(sagittal.centre[axis]).toBeCloseTo(value, 9));
    expect(Math.hypot(...sagittal.halfU)).toBeCloseTo(7.5, 9);
    expect(Math.hypot(...sagittal.halfV)).toBeCloseTo(4.8, 9);
    expect(Math.atan2(sagittal.halfU[2], -sagittal.halfU[1])).toBeCloseTo(tilt, 9);
  });

  it("the axial ellipse is level, at the same place, as wide as deep", () => {
    expect(axial.centre).toEqual(sagittal.centre);
    expect([Math.abs(axial.halfU[2]), Math.abs(axial.halfV[2])]).toEqual([0, 0]);
    expect(Math.hypot(...axial.halfU)).toBeCloseTo(7.5, 9);
    expect(Math.hypot(...axial.halfV)).toBeCloseTo(7.5, 9);
  });

  it("corners that enclose nothing are refused", () => {
    const point: Vector3 = [0, 0, 0];
    expect(() => proposeTrabecular({ superiorAnterior: point, superiorPosterior: point, inferiorAnterior: point, inferiorPosterior: point })).toThrow("no direction");
  });
});

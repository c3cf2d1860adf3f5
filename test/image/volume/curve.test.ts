import { describe, expect, it } from "vitest";
import { imageFromStored, storedFromImage } from "#image/sagittalFrame";
import { curveOffsets } from "#image/volume/curve";
import { planeGeometry, standardPlane } from "#image/volume/plane";
import { reformat } from "#image/volume/reformat";
import type { Vector3 } from "#image/volume/vector";
import { regular, volumeLike } from "./series";

/** A spine that leans to the left and back: x of its middle at each height. */
const spineX = (z: number): number => 20 + 8 * Math.sin((z / 60) * Math.PI);
const shape = { columns: 60, rows: 20, z: regular(61), columnMm: 0.8 };
/** A sheet of 1000 HU along the spine, 3 mm wide, every body of it marked by its height. */
const volume = volumeLike(shape, ([x, y, z]) => (Math.abs(x - spineX(z)) < 1.5 ? 500 + 5 * z + y : 0));
const plane = standardPlane(volume.grid, "sagittal", 20);
const clicks = [0, 12, 24, 36, 48, 60].map((z): Vector3 => [spineX(z), 7, z]);

describe("the curve through clicked bodies", () => {
  it("goes through every click, along the plane's normal", () => {
    const offsets = curveOffsets(plane, clicks.toReversed());
    // The normal of a sagittal picture (anterior left, head up) points to the right of the patient.
    for (const [x, , z] of clicks) expect(offsets[60 - z]).toBeCloseTo(20 - x, 9);
  });

  it("never leaves the band between two neighbouring clicks", () => {
    const offsets = curveOffsets(plane, [[20, 0, 0], [20, 0, 20], [30, 0, 30], [30, 0, 60]]);
    expect(Math.max(...offsets)).toBeCloseTo(0, 9);
    expect(Math.min(...offsets)).toBeCloseTo(-10, 9);
    expect(offsets[0]).toBe(offsets[29]);
  });

  it("one click moves the whole plane, two at one height are their middle, beyond the ends it stands still", () => {
    expect(new Set(curveOffsets(plane, [[23, 4, 30]]))).toEqual(new Set([-3]));
    expect(curveOffsets(plane, [[23, 4, 30], [25, 9, 30]])[5]).toBe(-4);
    const two = curveOffsets(plane, [[20, 0, 20], [24, 0, 40]]);
    expect([two[0], two[60]]).toEqual([-4, 0]);
    expect(() => curveOffsets(plane, [])).toThrow("needs a point");
  });
});

const VOLUME = { kind: "volume" } as const;
const headerOf = (rowOffsetsMm: Float64Array) => ({ frames: [{ ...planeGeometry(plane), rowOffsetsMm }], spacing: {} });

describe("the curved picture", () => {
  const offsetsMm = curveOffsets(plane, clicks);

  it("shows every body of a curve that a flat plane loses", () => {
    const bodies = (picture: ReturnType<typeof reformat>) =>
      Array.from({ length: 61 }, (_, row) => picture.frame.values[row * 20 + 7] ?? 0).filter((value, row) => Math.abs(value - (500 + 5 * (60 - row) + 7)) <= 1).length;
    expect(bodies(reformat(volume, plane, { interpolation: "linear", offsetsMm }))).toBe(61);
    expect(bodies(reformat(volume, plane, { interpolation: "nearest", offsetsMm }))).toBe(61);
    expect(bodies(reformat(volume, plane, { interpolation: "linear" }))).toBeLessThan(25);
  });

  it("says that it is curved, and keeps the plane's own geometry", () => {
    const curved = reformat(volume, plane, { interpolation: "linear", offsetsMm, slab: { mm: 2, mode: "mean" } });
    expect(curved.offsetsMm).toBe(offsetsMm);
    expect(curved.geometry).toEqual(reformat(volume, plane, { interpolation: "linear" }).geometry);
    expect(curved.slabMm).toBe(2);
  });

  it("its points are the patient's: both sagittal coordinates as on the flat plane, only the side differs", () => {
    const point = { columnPx: 7.5, rowPx: 30.5 };
    const header = headerOf(offsetsMm);
    const [x = NaN, y = NaN, z = NaN] = storedFromImage(header, 0, VOLUME, point) ?? [];
    expect([y, z]).toEqual([7, 30]);
    expect(x).toBeCloseTo(spineX(30), 0);
    expect(imageFromStored(header, 0, VOLUME, [x, y, z])).toEqual({ point, offPlaneMm: expect.closeTo(0, 9) });
    expect(imageFromStored(header, 0, VOLUME, [x - 2, y, z])?.offPlaneMm).toBeCloseTo(2, 9);
  });

  it("offsets between rows are between theirs", () => {
    const header = headerOf(Float64Array.of(4, 8));
    const sides = [0, 0.5, 1, 1.5, 9].map((rowPx) => storedFromImage(header, 0, VOLUME, { columnPx: 7.5, rowPx })?.[0]);
    // The plane lies at x = 20, and its normal points to the right of the patient.
    expect(sides).toEqual([16, 16, 14, 12, 12]);
  });

  it("one offset a row, no more and no less", () => {
    expect(() => reformat(volume, plane, { interpolation: "linear", offsetsMm: new Float64Array(3) })).toThrow("3 offsets for 61 rows");
  });
});

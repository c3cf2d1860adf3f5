import { describe, expect, it } from "vitest";
import { findMidline } from "#image/volume/midline";
import type { Vector3 } from "#image/volume/vector";
import { regular, volumeLike } from "./series";

const spineX = (z: number): number => 12 + 15 * Math.sin((z / 300) * 2 * Math.PI);
/** Vertebral bodies and arches along a double curve, 9 mm discs between, ribs on both sides, shoulders on top. */
function torso([x, y, z]: Vector3): number {
  const dx = x - spineX(z);
  const body = Math.hypot(dx / 20, (y - 20) / 15) < 1 && z % 30 > 6;
  const arch = Math.abs(dx) < 15 && Math.abs(y - 50) < 6;
  const ribs = Math.abs(x - 10) > 35 && Math.abs(Math.hypot((x - 10) / 110, (y - 10) / 80) - 1) < 0.05 && z % 25 < 10;
  const shoulder = z > 270 && Math.hypot(x + 130, y - 30) < 26;
  return body ? 260 : arch || ribs ? 500 : shoulder ? 350 : 40;
}
const shape = { columns: 80, rows: 60, columnMm: 4, rowMm: 4, x: -160, y: -90, z: regular(151, 0, 2) };

describe("the midline", () => {
  const volume = volumeLike(shape, torso);

  it("is the spine's, not the volume's, ribs and shoulders notwithstanding", () => {
    const found = findMidline(volume);
    expect(found.method).toBe("bone");
    expect(Math.abs(found.xMm - 12)).toBeLessThan(4);
  });

  it("the spine's course is followed from foot to head within 4 mm from side to side", () => {
    const { spine } = findMidline(volume);
    expect(spine.length).toBeGreaterThan(12);
    expect(spine.map(([, , z]) => z)).toEqual(spine.map(([, , z]) => z).toSorted((a, b) => a - b));
    for (const [x, y, z] of spine) {
      expect(Math.abs(x - spineX(z))).toBeLessThan(4);
      expect(y).toBeGreaterThan(10);
      expect(y).toBeLessThan(50);
    }
  });

  it("is found from what has come so far", () => {
    const found = findMidline(volumeLike({ ...shape, filled: regular(16, 0, 10) }, torso));
    expect(Math.abs(found.xMm - 12)).toBeLessThan(5);
    expect(found.spine.length).toBeGreaterThan(8);
  });

  it("without bone, without Hounsfield units or before anything has come it is the middle of the volume, and says so", () => {
    const centre = { method: "centre", xMm: -2, spine: [] };
    expect(findMidline(volumeLike(shape, () => 40))).toEqual(centre);
    expect(findMidline(volumeLike({ ...shape, unit: "none" }, torso))).toEqual(centre);
    expect(findMidline(volumeLike({ ...shape, filled: [] }, torso))).toEqual(centre);
  });
});

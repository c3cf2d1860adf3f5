import { describe, expect, it } from "vitest";
import { imageFromStored, sagittalPlaneOf, storedFromImage } from "#image/sagittalFrame";
import { boundsOf, gridOf, type VolumeGrid } from "#image/volume/grid";
import { planeNormal } from "#image/volume/plane";
import { add, dot, scaled, subtract } from "#image/volume/vector";
import { derivedInstance, NO_TURN, planesOf, planeThrough, turnOf, type Turn } from "../../../src/ui/volume/derived";
import { slice } from "../instances";

/** Forty axial slices of 64 x 48, 0.5 x 0.8 mm, 2 mm apart. */
const grid: VolumeGrid = gridOf({
  columns: 64,
  rows: 48,
  columnMm: 0.5,
  rowMm: 0.8,
  orientation: [1, 0, 0, 0, 1, 0],
  origins: Array.from({ length: 40 }, (_, k) => [-16, -20, 100 + 2 * k] as const),
});

const pictureAt = (turn: Turn, index: number) => {
  const { planes } = planesOf(grid, "sagittal", [0.1, 0, 140], turn);
  const plane = planes[index];
  if (!plane) throw new RangeError(`picture ${index} of ${planes.length}`);
  return derivedInstance({ instance: slice(1, 0), noData: -32768, unit: "HU", frameOfReferenceUid: "1.2.3" }, plane, "2.25.1", () => "picture", 0);
};

describe("the sagittal pictures of a volume", () => {
  it("stand on the voxels' columns, one a column, from the patient's right to the left", () => {
    const { planes, start } = planesOf(grid, "sagittal", [0.1, 0, 140], NO_TURN);
    expect(planes).toHaveLength(64);
    planes.forEach(({ origin }, index) => expect(origin[0]).toBeCloseTo(-16 + 0.5 * index, 9));
    expect(planes[start]?.origin[0]).toBeCloseTo(0, 9);
  });

  it("have anterior on the left and cranial on top", () => {
    const picture = pictureAt(NO_TURN, 32);
    expect(picture.frames[0]?.imageOrientationPatient).toEqual([0, 1, 0, 0, 0, -1]);
    expect(storedFromImage(picture, 0, { kind: "volume" }, { columnPx: 0.5, rowPx: 0.5 })).toEqual([0, -20, 178]);
  });

  it("go through the centre, turned", () => {
    const { planes, start } = planesOf(grid, "sagittal", [0.1, 0, 140], { yaw: 10, roll: -5, pitch: 0 });
    const plane = planes[start];
    if (!plane) throw new RangeError("no plane");
    const normal = planeNormal(plane);
    const off = normal[0] * (0.1 - plane.origin[0]) + normal[1] * (0 - plane.origin[1]) + normal[2] * (140 - plane.origin[2]);
    expect(off).toBeCloseTo(0, 9);
  });
});

describe("a plane that is turned about a point near the edge", () => {
  const point = [6, 14, 170] as const;

  it.each([
    { yaw: 0, roll: 0, pitch: 20 },
    { yaw: 0, roll: 15, pitch: 0 },
    { yaw: -30, roll: 20, pitch: 10 },
  ])("goes through it and still lies over the volume: %o", (turn) => {
    for (const view of ["sagittal", "coronal", "axial"] as const) {
      const { origin, columnStep, rowStep, columns, rows } = planeThrough(grid, view, point, turn);
      const normal = planeNormal({ columnStep, rowStep });
      expect(dot(subtract(point, origin), normal)).toBeCloseTo(0, 9);
      const middle = add(origin, add(scaled((columns - 1) / 2, columnStep), scaled((rows - 1) / 2, rowStep)));
      const off = subtract(middle, [-0.25, -1.2, 139]);
      expect([dot(off, columnStep), dot(off, rowStep)]).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)]);
    }
  });
});

describe("the plane that angles are measured in", () => {
  it.each([
    { yaw: 10, roll: 0, pitch: 0 },
    { yaw: -25, roll: 12, pitch: 0 },
    { yaw: 0, roll: -40, pitch: 0 },
  ])("is the one that is looked at, and opens it again: %o", (turn) => {
    const plane = sagittalPlaneOf(pictureAt(turn, 20), 0);
    const again = turnOf(plane);
    expect(again.yaw).toBeCloseTo(turn.yaw, 3);
    expect(again.roll).toBeCloseTo(turn.roll, 3);
  });

  it("does not change when the picture is turned in itself", () => {
    expect(sagittalPlaneOf(pictureAt({ yaw: 0, roll: 0, pitch: 10 }, 20), 0)).toBeUndefined();
    expect(turnOf(undefined)).toEqual(NO_TURN);
  });
});

describe("a curved picture", () => {
  const { planes, start } = planesOf(grid, "sagittal", [0, 0, 140], NO_TURN);
  const plane = planes[start];
  if (!plane) throw new RangeError("no plane");
  // The normal of the picture points to the patient's right: rows go further to the right downwards.
  const offsets = Float64Array.from({ length: plane.rows }, (_, row) => 0.1 * row);
  const picture = derivedInstance({ instance: slice(1, 0), noData: -32768, unit: "HU", frameOfReferenceUid: "1.2.3" }, plane, "2.25.1", () => "curved", 0, offsets);

  it("stores a point where the spine is, and its own height and depth as they are seen", () => {
    const [x, y, z] = storedFromImage(picture, 0, { kind: "volume" }, { columnPx: 10.5, rowPx: 20.5 }) ?? [];
    const [, flatY, flatZ] = storedFromImage({ ...picture, frames: [{ ...picture.frames[0], rowOffsetsMm: new Float64Array(0) }] }, 0, { kind: "volume" }, { columnPx: 10.5, rowPx: 20.5 }) ?? [];
    expect(x).toBeCloseTo(-2, 9);
    expect([y, z]).toEqual([flatY, flatZ]);
  });

  it("shows it again where it was placed, on the surface, and a point beside it as far off as it is", () => {
    const [x = 0, y = 0, z = 0] = storedFromImage(picture, 0, { kind: "volume" }, { columnPx: 7.25, rowPx: 12.8 }) ?? [];
    const seen = imageFromStored(picture, 0, { kind: "volume" }, [x, y, z]);
    expect(seen?.point.columnPx).toBeCloseTo(7.25, 9);
    expect(seen?.point.rowPx).toBeCloseTo(12.8, 9);
    expect(seen?.offPlaneMm).toBeCloseTo(0, 9);
    expect(imageFromStored(picture, 0, { kind: "volume" }, [x - 3, y, z])?.offPlaneMm).toBeCloseTo(3, 9);
  });

  it("is measured in the plane that it is curved about", () => {
    expect(sagittalPlaneOf(picture, 0)).toBeUndefined();
    expect(picture.imageType).toContain("CURVED");
  });
});

it("a picture has the padding of its volume, opens in bone, and keeps the windows of the slices", () => {
  const { presentation, pixelRepresentation } = pictureAt(NO_TURN, 0);
  expect(presentation.pixelPaddingValue).toBe(-32768);
  expect(pixelRepresentation).toBe(1);
  expect(presentation.windows[0]).toMatchObject({ center: 400, width: 1800 });
  expect(boundsOf(grid).max[2]).toBe(178);
});

import { describe, expect, it } from "vitest";
import { regular, volumeLike } from "./series";
import { HALF_MM, liesInside, liftedRoi, outlineOf, resizedRoi, roiNormal, slidRoi, usualRoi } from "#image/volume/region";
import { proposeTrabecular, type Roi } from "#image/volume/roi";
import { dot, length, subtract, type Vector3 } from "#image/volume/vector";

const [c, s] = [Math.cos(0.3), Math.sin(0.3)];
/** Tilted about the left-right axis. */
const box: Roi = { kind: "rectangle", centre: [5, 10, -20], halfU: [0, -8 * c, -8 * s], halfV: [0, -4 * s, 4 * c] };
const oval: Roi = { kind: "ellipse", centre: [5, 10, -20], halfU: [0, -8, 0], halfV: [6, 0, 0] };

describe("a region in a hand", () => {
  it("has an outline: four corners, or an ellipse through its half axes", () => {
    expect(outlineOf({ ...box, halfU: [0, -8, 0], halfV: [0, 0, 4] })).toEqual([[5, 2, -16], [5, 18, -16], [5, 18, -24], [5, 2, -24]]);
    const round = outlineOf(oval);
    for (const [x, y, z] of round) {
      expect(((y - 10) / 8) ** 2 + ((x - 5) / 6) ** 2).toBeCloseTo(1, 12);
      expect(z).toBe(-20);
    }
    expect(round[0]).toEqual([5, 2, -20]);
  });

  it("slides in its own plane only, and is lifted out of it by so many millimetres", () => {
    const normal = roiNormal(box);
    expect(Math.abs(dot(normal, [1, 0, 0]))).toBeCloseTo(1, 12);
    expect(slidRoi(box, [7, 2, 3]).centre).toEqual([5, 12, -17]);
    const lifted = liftedRoi(oval, 2.5);
    expect(length(subtract(lifted.centre, oval.centre))).toBeCloseTo(2.5, 12);
    expect(Math.abs(lifted.centre[2] - oval.centre[2])).toBeCloseTo(2.5, 12);
  });

  it.each([
    ["to what is asked for", 5.5, 5.5],
    ["no smaller than a voxel or two", 0.01, HALF_MM.least],
    ["through its middle it stays the same way round", -4, HALF_MM.least],
    ["no larger than a body", 500, HALF_MM.most],
  ])("is resized along one axis: %s", (_, asked, got) => {
    const resized = resizedRoi(box, "halfV", asked);
    expect(length(resized.halfV)).toBeCloseTo(got, 12);
    expect(dot(resized.halfV, box.halfV)).toBeGreaterThan(0);
    expect([resized.centre, resized.halfU]).toEqual([box.centre, box.halfU]);
  });

  it("begins at a usual size, flat in the patient", () => {
    expect(usualRoi("ellipse", [1, 2, 3])).toEqual({ kind: "ellipse", centre: [1, 2, 3], halfU: [0, -7.5, 0], halfV: [7.5, 0, 0] });
    expect(Math.abs(roiNormal(usualRoi("rectangle", [1, 2, 3]))[0])).toBe(1);
  });
});

it("a region that reaches beyond the voxels is told, by half a voxel and no less", () => {
  const { grid } = volumeLike({ columns: 41, rows: 41, z: regular(21, 0, 2), x: -20, y: -20 }, () => 0);
  const at = (x: number, y: number, z: number, kind: Roi["kind"] = "ellipse"): Roi => ({ ...usualRoi(kind, [x, y, z]) });
  expect(liesInside(grid, at(0, 0, 20))).toBe(true);
  expect([12.9, 13.1].map((x) => liesInside(grid, at(x, 0, 20)))).toEqual([true, false]);
  expect([-12.9, -13.1].map((y) => liesInside(grid, at(0, y, 20)))).toEqual([true, false]);
  // Slices are two millimetres apart: half of one beyond the last.
  expect([40.9, 41.1].map((z) => liesInside(grid, at(0, 0, z)))).toEqual([true, false]);
  expect(liesInside(grid, at(0, 0, 38, "rectangle"))).toBe(false);
});

describe("a proposal of corners that lie beside one another", () => {
  const corners = (x: (side: "a" | "p") => number): Parameters<typeof proposeTrabecular>[0] => ({
    superiorAnterior: [x("a"), -15, 12], superiorPosterior: [x("p"), 15, 12], inferiorAnterior: [x("a"), -15, -12], inferiorPosterior: [x("p"), 15, -12],
  });
  const flat = proposeTrabecular(corners(() => 3));

  it("lies in the sagittal plane, in their midst", () => {
    const { sagittal } = proposeTrabecular(corners((side) => (side === "a" ? 8 : -2)));
    expect(Math.abs(roiNormal(sagittal)[0])).toBeCloseTo(1, 12);
    expect(sagittal.centre[0]).toBeCloseTo(3, 12);
    expect([sagittal.halfU, sagittal.halfV]).toEqual([flat.sagittal.halfU, flat.sagittal.halfV]);
  });

  it("lies in the turned plane where one is in use", () => {
    const left: Vector3 = [Math.cos(0.4), Math.sin(0.4), 0];
    const { sagittal } = proposeTrabecular(corners(() => 3), left);
    expect(Math.abs(dot(roiNormal(sagittal), left))).toBeCloseTo(1, 12);
    expect(length(sagittal.halfU)).toBeCloseTo(length(flat.sagittal.halfU) * Math.cos(0.4), 9);
  });
});

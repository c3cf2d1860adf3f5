import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridOf, patientFromVoxel, tiltOf, voxelFromPatient, voxelMmAlong } from "#image/volume/grid";
import type { Vector3 } from "#image/volume/vector";
import { gridLike, regular } from "./series";

const cos = Math.cos(0.3);
const sin = Math.sin(0.3);
/** Turned about two axes, tilted, unevenly spaced and with a slice pushed aside: nothing is on a lattice. */
const crooked = gridOf({
  columns: 20,
  rows: 30,
  columnMm: 0.4,
  rowMm: 0.7,
  orientation: [cos, sin, 0, -sin * cos, cos * cos, -sin],
  origins: [0, 3, 6, 9.5, 12, 18].map((z, k): Vector3 => [k === 2 ? 1 : 0, k * 0.8, z]),
});

describe("where voxels lie in the patient", () => {
  it("column and row steps follow Image Orientation and Pixel Spacing from Image Position", () => {
    const grid = gridLike({ columnMm: 0.5, rowMm: 2, z: [10, 13, 16], x: -7, y: 4 });
    expect(patientFromVoxel(grid, { column: 3, row: 5, slice: 1 })).toEqual([-5.5, 14, 13]);
    expect(patientFromVoxel(grid, { column: 0, row: 0, slice: 0.5 })).toEqual([-7, 4, 11.5]);
  });

  it("a tilted gantry's slices are sheared, not turned", () => {
    const grid = gridLike({ origin: (k) => [0, -2 * k, 3 * k] });
    expect(voxelFromPatient(grid, [0, -4, 6])).toEqual({ column: 0, row: 0, slice: 2 });
    expect(tiltOf(grid).degrees).toBeCloseTo((Math.atan(2 / 3) * 180) / Math.PI, 9);
    expect(tiltOf(grid).residualMm).toBeCloseTo(0, 9);
  });

  it("variable spacing: halfway between two slices is half a slice", () => {
    const grid = gridLike({ z: [0, 1, 2, 3, 6, 9, 12] });
    expect(voxelFromPatient(grid, [0, 0, 4.5]).slice).toBe(3.5);
    expect(voxelFromPatient(grid, [0, 0, 2.5]).slice).toBe(2.5);
  });

  it("there and back is where it began, inside and outside, on any grid", () => {
    const coordinate = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, (x, y, z) => {
        const back = patientFromVoxel(crooked, voxelFromPatient(crooked, [x, y, z]));
        return Math.hypot(back[0] - x, back[1] - y, back[2] - z) < 1e-9;
      }),
    );
  });

  it("voxels have their length along a direction", () => {
    const grid = gridLike({ columnMm: 0.4, rowMm: 0.7, z: regular(4, 0, 3) });
    expect(voxelMmAlong(grid, [2, 0, 0])).toBeCloseTo(0.4, 12);
    expect(voxelMmAlong(grid, [0, 0, -1])).toBeCloseTo(3, 12);
  });

  it("slices that don't ascend are refused, with the number", () => {
    expect(() => gridLike({ z: [0, 2, 1] })).toThrow("slice 2 at 1 mm");
  });
});

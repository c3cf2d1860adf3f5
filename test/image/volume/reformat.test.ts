import { describe, expect, it } from "vitest";
import { imageFromStored, storedFromImage } from "#image/sagittalFrame";
import { alignedSampler, isAligned } from "#image/volume/aligned";
import { sliceAxisOf } from "#image/volume/axis";
import { patientFromVoxel } from "#image/volume/grid";
import { planeGeometry, type ReformatPlane, standardPlane, turnedPlane } from "#image/volume/plane";
import { reformat } from "#image/volume/reformat";
import { lineOf, lineSampler } from "#image/volume/sample";
import type { Vector3 } from "#image/volume/vector";
import { failSlice, type Volume } from "#image/volume/volume";
import { gridLike, regular, sampleAt, volumeLike, voxelAt } from "./series";

/** The same numbers at every run. */
function noise(): () => number {
  let state = 12345;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % 4000 - 1000;
  };
}

const nearest = { interpolation: "nearest" } as const;
const linear = { interpolation: "linear" } as const;
const pixel = (picture: { frame: { columns: number; values: ArrayLike<number> } }, column: number, row: number) => picture.frame.values[row * picture.frame.columns + column];
const column = (picture: ReturnType<typeof reformat>, at: number) => Array.from({ length: picture.frame.rows }, (_, row) => pixel(picture, at, row));

describe("at the voxels' own places", () => {
  const volume = volumeLike({ columns: 9, rows: 7, z: regular(11, 100, 2), columnMm: 0.5, rowMm: 1.5, x: -3, y: 20 }, noise());
  const voxel = (i: number, j: number, k: number) => voxelAt(volume, i, j, k);

  it.each([nearest, linear])("a sagittal picture is the voxels, head up and anterior left ($interpolation)", (options) => {
    const picture = reformat(volume, standardPlane(volume.grid, "sagittal", -3 + 4 * 0.5), options);
    expect([picture.frame.columns, picture.frame.rows]).toEqual([7, 11]);
    for (let row = 0; row < 11; row += 1) for (let j = 0; j < 7; j += 1) expect(pixel(picture, j, row)).toBe(voxel(4, j, 10 - row));
  });

  it.each([nearest, linear])("so are a coronal and an axial one ($interpolation)", (options) => {
    // Slices of 2 mm are four columns long: their pixels are made as high as wide, every fourth one is a voxel.
    const coronal = reformat(volume, standardPlane(volume.grid, "coronal", 20 + 3 * 1.5), options);
    for (let row = 0; row < 11; row += 1) for (let i = 0; i < 9; i += 1) expect(pixel(coronal, i, row * 4)).toBe(voxel(i, 3, 10 - row));
    const axial = reformat(volume, standardPlane(volume.grid, "axial", 106), options);
    for (let j = 0; j < 7; j += 1) for (let i = 0; i < 9; i += 1) expect(pixel(axial, i, j * 3)).toBe(voxel(i, j, 3));
  });

  it("nearest takes the nearer voxel on both sides of the middle", () => {
    const axis = sliceAxisOf(volume, true);
    expect(sampleAt(volume, axis, [-3 + 0.24, 20, 100], "nearest")).toBe(voxel(0, 0, 0));
    expect(sampleAt(volume, axis, [-3 + 0.26, 20, 100], "nearest")).toBe(voxel(1, 0, 0));
    expect(sampleAt(volume, axis, [-3, 20, 100.99], "nearest")).toBe(voxel(0, 0, 0));
    expect(sampleAt(volume, axis, [-3, 20, 101.01], "nearest")).toBe(voxel(0, 0, 1));
  });

  it("the smallest and largest value of the picture come with it", () => {
    const { frame } = reformat(volume, standardPlane(volume.grid, "sagittal", -3), nearest);
    expect([frame.min, frame.max]).toEqual([Math.min(...frame.values), Math.max(...frame.values)]);
  });
});

describe("a linear ramp is itself everywhere between the voxels, to 1e-3 HU", () => {
  /** 10 HU a millimetre to the left, 5 backwards, 2 upwards: whole numbers at every voxel below. */
  const ramp = ([x, y, z]: Vector3): number => 10 * x + 5 * y + 2 * z;
  const rotated = 0.6435011087932844; // 3-4-5: its sine is 0.6 and its cosine 0.8
  const [c, s] = [Math.cos(rotated), Math.sin(rotated)];
  const volumes: readonly [string, Volume][] = [
    ["anisotropic, 0.4 x 0.4 x 3 mm", volumeLike({ columns: 40, rows: 50, z: regular(12, 0, 3), columnMm: 0.4, rowMm: 0.4 }, ramp)],
    ["variable spacing", volumeLike({ columns: 20, rows: 20, z: [0, 1, 2, 3, 5.5, 8, 10.5, 12], columnMm: 0.5, rowMm: 0.8 }, ramp)],
    ["a tilted gantry", volumeLike({ columns: 40, rows: 50, columnMm: 0.4, rowMm: 0.4, z: regular(12), origin: (k) => [0, -1.2 * k, 3 * k] }, ramp)],
    ["slices shifted by themselves", volumeLike({ columns: 40, rows: 50, columnMm: 0.4, rowMm: 0.4, z: regular(12), origin: (k) => [k === 4 ? 0.8 : 0, k > 6 ? 2 : 0, 3 * k] }, ramp)],
    ["slices turned about z", volumeLike({ columns: 30, rows: 30, columnMm: 1, rowMm: 1, z: regular(12, 0, 2), orientation: [c, s, 0, -s, c, 0] }, ramp)],
    ["coronal slices", volumeLike({ columns: 30, rows: 30, columnMm: 0.5, rowMm: 1, z: regular(12), orientation: [1, 0, 0, 0, 0, -1], origin: (k) => [0, 2 * k, 0] }, ramp)],
    ["padding somewhere else", volumeLike({ columns: 30, rows: 30, z: regular(12, 0, 3), padding: 0 }, (p) => (p[0] === 0 && p[1] === 0 && p[2] === 0 ? 0 : ramp(p) + 7))],
  ];
  const offset = (name: string): number => (name.startsWith("padding") ? 7 : 0);

  it.each(volumes)("%s: at points", (name, volume) => {
    const axis = sliceAxisOf(volume, true);
    const { columns, rows, slices } = volume.grid;
    for (let n = 0; n < 400; n += 1) {
      const at = { column: 1 + ((n * 0.377) % 1) * (columns - 2), row: 1 + ((n * 0.611) % 1) * (rows - 2), slice: ((n * 0.193) % 1) * (slices - 1) };
      const point = patientFromVoxel(volume.grid, at);
      expect(Math.abs(sampleAt(volume, axis, point, "linear") - ramp(point) - offset(name))).toBeLessThan(1e-3);
    }
  });

  it.each(volumes)("%s: along lines through slices", (name, volume) => {
    const axis = sliceAxisOf(volume, true);
    const { columns, rows, slices } = volume.grid;
    const first = patientFromVoxel(volume.grid, { column: columns * 0.3, row: rows * 0.7, slice: 0.5 });
    const last = patientFromVoxel(volume.grid, { column: columns * 0.6, row: rows * 0.4, slice: slices - 1.5 });
    const step: Vector3 = [(last[0] - first[0]) / 99, (last[1] - first[1]) / 99, (last[2] - first[2]) / 99];
    const out = new Float64Array(100);
    lineSampler(volume, axis, "linear")(lineOf(volume.grid, first, step), out);
    out.forEach((value, n) => expect(Math.abs(value - ramp([first[0] + n * step[0], first[1] + n * step[1], first[2] + n * step[2]]) - offset(name))).toBeLessThan(1e-3));
  });

  it("a slab's mean is the ramp at its middle, the shorter way and point by point", () => {
    const volume = volumes[0]?.[1] as Volume;
    const plane = standardPlane(volume.grid, "sagittal", 7.77);
    const axis = sliceAxisOf(volume, true);
    const line = lineOf(volume.grid, [7.77, 3.03, 10.1], [0, 0.37, 0]);
    expect(isAligned("column", line, lineOf(volume.grid, plane.rowStep, [0, 0, 0]), 40, 40, volume.grid)).toBe(true);
    const out = new Float64Array(40);
    alignedSampler(volume, axis, { across: "column", half: 5 / 2 / 0.4, mode: "mean" })(line, out);
    out.forEach((value, n) => expect(Math.abs(value - ramp([7.77, 3.03 + n * 0.37, 10.1]))).toBeLessThan(1e-3));
    const oblique = turnedPlane(plane, [7.77, 10, 15], [0, 0, 1], 7);
    const picture = reformat(volume, oblique, { interpolation: "linear", slab: { mm: 5, mode: "mean" } });
    const header = { frames: [picture.geometry], spacing: {} };
    const middle = storedFromImage(header, 0, { kind: "volume" }, { columnPx: 25.5, rowPx: 40.5 }) as Vector3;
    expect(Math.abs((pixel(picture, 25, 40) ?? 0) - ramp(middle))).toBeLessThanOrEqual(0.5);
  });
});

describe("the shorter way and point by point agree", () => {
  const volume = volumeLike({ columns: 30, rows: 25, z: regular(14), columnMm: 0.7, rowMm: 0.8, origin: (k) => [0, -0.35 * k, 1.3 * k] }, noise());
  const axis = sliceAxisOf(volume, true);

  it.each([
    ["column", [8.123, -4, 7.7], [0, 0.61, 0]],
    ["row", [-0.3, 6.2, 7.7], [0.5, 0, 0]],
  ] as const)("across %ss, edges included", (across, first, step) => {
    const line = lineOf(volume.grid, first, step);
    const short = new Float64Array(50);
    const long = new Float64Array(50);
    alignedSampler(volume, axis, { across, half: 0, mode: "mean" })(line, short);
    lineSampler(volume, axis, "linear")(line, long);
    expect(long.some(Number.isNaN) && !long.every(Number.isNaN)).toBe(true);
    short.forEach((value, n) => (Number.isNaN(long[n]) ? expect(value).toBeNaN() : expect(value).toBeCloseTo(long[n] ?? 0, 9)));
  });
});

describe("slabs", () => {
  /** A bright column of voxels in the plane x = 10, two dim ones beside it. */
  const volume = volumeLike({ columns: 21, rows: 9, z: regular(8) }, ([x]) => (x === 10 ? 900 : x === 9 || x === 11 ? 300 : 0));
  const plane = standardPlane(volume.grid, "sagittal", 10);

  it("mean of 3 mm is the mean of three columns where their edges are the slab's", () => {
    // The interpolant's area over +-1.5 mm: all of the middle tent, 7/8 of the ones beside it.
    expect(new Set(reformat(volume, plane, { ...linear, slab: { mm: 3, mode: "mean" } }).frame.values)).toEqual(new Set([Math.round((900 + 2 * 300 * 0.875) / 3)]));
  });

  it("maximum of 5 mm finds the bright column from two voxels away, and not from three", () => {
    const max = (x: number) => new Set(reformat(volume, standardPlane(volume.grid, "sagittal", x), { ...linear, slab: { mm: 5, mode: "max" } }).frame.values);
    expect(max(12)).toEqual(new Set([900]));
    expect(max(14)).toEqual(new Set([0]));
  });

  it("the same slab across a plane that runs along nothing", () => {
    const turned = turnedPlane(plane, [10, 4, 4], [0, 0, 1], 0.05);
    const mean = reformat(volume, turned, { ...linear, slab: { mm: 6, mode: "mean" } });
    const exact = reformat(volume, plane, { ...linear, slab: { mm: 6, mode: "mean" } });
    expect(Math.abs((pixel(mean, 4, 4) ?? 0) - (pixel(exact, 4, 4) ?? 0))).toBeLessThan(15);
  });

  it("refuses a thickness that is none", () => {
    expect(() => reformat(volume, plane, { ...linear, slab: { mm: -1, mode: "mean" } })).toThrow("-1 mm");
  });
});

describe("what has no data", () => {
  it("a gap stays empty to half a slice beside what is known, in every way of sampling", () => {
    const volume = volumeLike({ z: [...regular(5), ...regular(5, 10)] }, () => 500);
    const plane: ReformatPlane = { origin: [3, 0, 14], columnStep: [0, 1, 0], rowStep: [0, 0, -0.25], columns: 6, rows: 57 };
    const empty = (picture: ReturnType<typeof reformat>) => column(picture, 2).flatMap((value, row) => (value === picture.noData ? [14 - row * 0.25] : []));
    const expected = regular(19, 4.75, 0.25).toReversed();
    expect(empty(reformat(volume, plane, linear))).toEqual(expected);
    expect(empty(reformat(volume, plane, nearest))).toEqual(expected);
    expect(empty(reformat(volume, turnedPlane(plane, [3, 3, 7], [0, 0, 1], 30), linear))).toEqual(expected);
    expect(empty(reformat(volume, plane, { ...linear, slab: { mm: 3, mode: "mean" } }))).toEqual(expected);
    expect(column(reformat(volume, plane, linear), 2).filter((value) => value === 500)).toHaveLength(57 - 19);
  });

  it("padding takes no part in what stands beside it", () => {
    const volume = volumeLike({ columns: 8, rows: 8, padding: -2000 }, ([x]) => (x < 3 ? -2000 : 100));
    expect(volume.hasPadding).toBe(true);
    const axis = sliceAxisOf(volume, true);
    expect(sampleAt(volume, axis, [2.6, 4, 2], "linear")).toBe(100);
    expect(sampleAt(volume, axis, [2.4, 4, 2], "linear")).toBeNaN();
    for (const mm of [3, 8]) {
      const slab = reformat(volume, standardPlane(volume.grid, "sagittal", 4), { ...linear, slab: { mm, mode: "mean" } });
      expect(new Set(slab.frame.values)).toEqual(new Set([100]));
      expect([slab.frame.min, slab.frame.max]).toEqual([100, 100]);
    }
    const coronal = reformat(volume, standardPlane(volume.grid, "coronal", 4), { ...linear, slab: { mm: 3, mode: "mean" } });
    expect(Array.from(coronal.frame.values.subarray(0, 8))).toEqual([-32768, -32768, -32768, 100, 100, 100, 100, 100]);
  });

  it("outside is no data from half a voxel on", () => {
    const volume = volumeLike({ columns: 8, rows: 8, z: regular(4) }, () => 100);
    const axis = sliceAxisOf(volume, true);
    for (const interpolation of ["nearest", "linear"] as const) {
      expect(sampleAt(volume, axis, [-0.5, 3, -0.5], interpolation)).toBe(100);
      expect(sampleAt(volume, axis, [-0.51, 3, 1], interpolation)).toBeNaN();
      expect(sampleAt(volume, axis, [3, 3, 3.51], interpolation)).toBeNaN();
    }
  });

  it("while slices arrive: bridged by their neighbours, or empty, as asked; never across one that failed", () => {
    const volume = volumeLike({ z: regular(9), filled: [0, 4, 8] }, ([, , z]) => 100 * z);
    const plane: ReformatPlane = { origin: [3, 0, 8], columnStep: [0, 1, 0], rowStep: [0, 0, -1], columns: 6, rows: 9 };
    const bridged = reformat(volume, plane, linear);
    expect(column(bridged, 2)).toEqual([800, 700, 600, 500, 400, 300, 200, 100, 0]);
    expect(bridged.complete).toBe(false);
    const empty = reformat(volume, plane, { ...linear, pending: "no-data" });
    const no = empty.noData;
    expect(column(empty, 2)).toEqual([800, no, no, no, 400, no, no, no, 0]);
    failSlice(volume, 6);
    expect(column(reformat(volume, plane, linear), 2)).toEqual([800, no, no, no, 400, 300, 200, 100, 0]);
  });

  it("a volume of which nothing has come is an empty picture", () => {
    const volume = volumeLike({ filled: [] }, () => 1);
    const { frame, noData } = reformat(volume, standardPlane(volume.grid, "sagittal", 3), linear);
    expect(new Set(frame.values)).toEqual(new Set([noData]));
    expect([frame.min, frame.max]).toEqual([0, 0]);
  });
});

describe("the picture's place in the patient", () => {
  const grid = gridLike({ columns: 40, rows: 50, z: regular(30, -10, 2), columnMm: 0.5, rowMm: 0.6, x: -10, y: 5 });

  it("says where every pixel is, so that points are stored and found again as on any slice", () => {
    const plane = turnedPlane(standardPlane(grid, "sagittal", 1.5), [1.5, 20, 10], [0.2, -0.3, 1], 33);
    const header = { frames: [planeGeometry(plane)], spacing: {} };
    const point = storedFromImage(header, 0, { kind: "volume" }, { columnPx: 10.5, rowPx: 20.5 }) as Vector3;
    const expected = plane.origin.map((value, axis) => value + 10 * (plane.columnStep[axis] ?? 0) + 20 * (plane.rowStep[axis] ?? 0));
    point.forEach((value, axis) => expect(value).toBeCloseTo(expected[axis] ?? 0, 9));
    expect(imageFromStored(header, 0, { kind: "volume" }, point)?.point.rowPx).toBeCloseTo(20.5, 9);
  });

  it("steps that are not at right angles are refused", () => {
    expect(() => planeGeometry({ origin: [0, 0, 0], columnStep: [0, 1, 0], rowStep: [0, 0.1, -1], columns: 2, rows: 2 })).toThrow("right angles");
  });
});

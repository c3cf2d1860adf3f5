import { describe, expect, it } from "vitest";
import { allocate, defaultBudgetBytes } from "#image/volume/allocation";
import { patientFromVoxel } from "#image/volume/grid";
import { createVolume, fillSlice } from "#image/volume/volume";
import { allVoxels, gridLike, regular, sliceValues, voxelAt } from "./series";

const presentation = { rescaleSlope: 1, rescaleIntercept: 0 };
const signed = { signed: true, bitsStored: 16 };

describe("the memory of a volume is decided before it is asked for", () => {
  it("2,000 slices of 512 x 512 are just inside the default", () => {
    const grid = gridLike({ columns: 512, rows: 512, z: regular(2000), columnMm: 0.7, rowMm: 0.7 });
    expect(allocate(grid)).toMatchObject({ findings: [], allocation: { bytes: 2000 * 512 * 512 * 2, step: 1 } });
    expect(allocate(grid).allocation.grid).toBe(grid);
    expect(defaultBudgetBytes).toBe(2 ** 30);
  });

  it("above it a slab around the midline is kept, as wide as fits, where it lies in the patient", () => {
    const grid = gridLike({ columns: 512, rows: 512, z: regular(3000), columnMm: 0.7, rowMm: 0.7, x: -179.2 });
    const { allocation, findings } = allocate(grid, defaultBudgetBytes, 30);
    expect(allocation.bytes).toBeLessThanOrEqual(defaultBudgetBytes);
    expect(allocation.columns.count).toBe(Math.floor((512 * defaultBudgetBytes) / (512 * 512 * 3000 * 2)));
    expect(findings).toEqual([{ code: "cropped", params: { widthMm: allocation.columns.count * 0.7 } }]);
    const middle = patientFromVoxel(allocation.grid, { column: (allocation.columns.count - 1) / 2, row: 0, slice: 0 });
    expect(Math.abs(middle[0] - 30)).toBeLessThan(0.7);
    expect(allocation.rows).toEqual({ first: 0, count: 512 });
  });

  it("of sagittal slices whole slices are left out", () => {
    const grid = gridLike({ columns: 512, rows: 512, columnMm: 0.5, rowMm: 0.5, orientation: [0, 1, 0, 0, 0, -1], origin: (k) => [100 - k, 0, 0], z: regular(200) });
    const { allocation } = allocate(grid, 150 * 512 * 512 * 2);
    expect([allocation.columns.count, allocation.slices]).toEqual([512, { first: 25, count: 150 }]);
    expect(allocation.grid.origins[0]?.[0]).toBe(75);
  });

  it("never narrower than a spine: then pixels are averaged, and that is said", () => {
    const grid = gridLike({ columns: 512, rows: 512, z: regular(1000), columnMm: 1, rowMm: 1 });
    const { allocation, findings } = allocate(grid, 40 * 2 ** 20);
    expect(allocation.columns.count).toBe(120);
    expect(allocation.bytes).toBeLessThanOrEqual(40 * 2 ** 20);
    expect(findings).toEqual([{ code: "cropped", params: { widthMm: 120 } }, { code: "decimated", params: { step: 2 } }]);
    expect([allocation.grid.columns, allocation.grid.rows, allocation.grid.columnMm]).toEqual([60, 256, 2]);
  });

  it("and where that is not enough it is refused", () => {
    const grid = gridLike({ columns: 512, rows: 512, z: regular(1000) });
    expect(() => allocate(grid, 2 ** 20)).toThrow("too-large");
  });
});

describe("filling", () => {
  const grid = gridLike({ columns: 10, rows: 8, z: regular(3) });
  const ramp = ([x, y, z]: readonly [number, number, number]): number => 100 * x + 10 * y + z;

  it("a cut volume holds the same values at the same places", () => {
    const whole = { ...allocate(grid).allocation };
    const cut = allocate(gridLike({ columns: 10, rows: 8, z: regular(3), columnMm: 40 }), 10 * 8 * 3);
    expect(cut.allocation.columns.count).toBe(5);
    const volume = createVolume({ allocation: cut.allocation, pixels: signed, presentation, unit: "HU" });
    fillSlice(volume, cut.allocation, 1, { columns: 10, values: sliceValues(grid, 1, ramp), padding: null });
    const first = cut.allocation.columns.first;
    for (let row = 0; row < 8; row += 1) for (let i = 0; i < 5; i += 1) expect(voxelAt(volume, i, row, 1)).toBe(ramp([first + i, row, 1]));
    expect(whole.columns.count).toBe(10);
    expect(volume.slices.map((slice) => slice?.length)).toEqual([undefined, 40, undefined]);
  });

  it("an averaged volume holds the means, at the middles", () => {
    const coarse = gridLike({ columns: 10, rows: 8, z: regular(3), columnMm: 10 });
    const slope = ([x, y, z]: readonly [number, number, number]): number => 10 * x + 10 * y + z;
    const { allocation, findings } = allocate(coarse, 120);
    expect(findings).toEqual([{ code: "decimated", params: { step: 2 } }]);
    const volume = createVolume({ allocation, pixels: signed, presentation, unit: "HU" });
    fillSlice(volume, allocation, 2, { columns: 10, values: sliceValues(coarse, 2, slope), padding: null });
    for (const [column, row] of [[0, 0], [1, 2], [4, 3]] as const) {
      expect(voxelAt(volume, column, row, 2)).toBe(slope(patientFromVoxel(allocation.grid, { column, row, slice: 2 })));
    }
  });

  it("averaging leaves padding out, and is padding where that is half or more", () => {
    const { allocation } = allocate(gridLike({ columns: 10, rows: 8, z: regular(3), columnMm: 10 }), 120);
    const volume = createVolume({ allocation, pixels: signed, presentation, unit: "HU" });
    const values = new Int16Array(80).fill(100);
    values.set([-2000, 100, -2000, -2000], 0);
    fillSlice(volume, allocation, 0, { columns: 10, values, padding: { min: -2000, max: -2000 } });
    expect(allVoxels(volume).slice(0, 3)).toEqual([100, volume.noData, 100]);
    expect(volume.hasPadding).toBe(true);
  });

  it("padding becomes no data, a range of it too; a real voxel of that value moves one aside", () => {
    const { allocation } = allocate(grid);
    const volume = createVolume({ allocation, pixels: signed, presentation, unit: "HU" });
    const values = new Int16Array(80).fill(5);
    values.set([-2000, -1999, -1998, -32768], 0);
    fillSlice(volume, allocation, 0, { columns: 10, values, padding: { min: -2000, max: -1999 } });
    expect(allVoxels(volume).slice(0, 5)).toEqual([-32768, -32768, -1998, -32767, 5]);
    expect(volume.hasPadding).toBe(true);
  });

  it("unsigned 16-bit values are kept as they are, but for the one that means no data", () => {
    const { allocation } = allocate(grid);
    const volume = createVolume({ allocation, pixels: { signed: false, bitsStored: 16 }, presentation, unit: "none" });
    fillSlice(volume, allocation, 0, { columns: 10, values: new Uint16Array(80).fill(65535).fill(65000, 0, 1), padding: null });
    expect([voxelAt(volume, 0, 0, 0), voxelAt(volume, 1, 0, 0), volume.noData, volume.hasPadding]).toEqual([65000, 65534, 65535, false]);
  });

  it("of which nothing is cut is the memory that was handed over, of 12 unsigned bits too; bytes are widened", () => {
    const { allocation } = allocate(grid);
    const volume = createVolume({ allocation, pixels: { signed: false, bitsStored: 12 }, presentation, unit: "HU" });
    const handed = new Uint16Array(81).fill(7, 1);
    fillSlice(volume, allocation, 0, { columns: 10, values: handed.subarray(1), padding: { min: 4095, max: 4095 } });
    fillSlice(volume, allocation, 1, { columns: 10, values: new Uint8Array(80).fill(200), padding: null });
    expect([volume.slices[0]?.buffer, volume.slices[0]?.byteOffset, voxelAt(volume, 0, 0, 0)]).toEqual([handed.buffer, 2, 7]);
    expect([volume.slices[1]?.BYTES_PER_ELEMENT, voxelAt(volume, 9, 7, 1)]).toEqual([2, 200]);
  });

  it("a slice that is too short, or is none of the volume's, is refused", () => {
    const { allocation } = allocate(grid);
    const volume = createVolume({ allocation, pixels: signed, presentation, unit: "HU" });
    expect(() => fillSlice(volume, allocation, 0, { columns: 10, values: new Int16Array(79), padding: null })).toThrow("79 pixels");
    expect(() => fillSlice(volume, allocation, 3, { columns: 10, values: new Int16Array(80), padding: null })).toThrow("slice 3 of 3");
  });
});

import { describe, expect, it } from "vitest";
import { decideSpacing } from "#image/calibration";
import { greyTable, paddingRange, rangeOfType } from "#image/pixels/lut";
import { imageFromStored, sagittalPlaneOf } from "#image/sagittalFrame";
import { pictureInstance } from "#image/volume/picture";
import { standardPlane, turnedPlane } from "#image/volume/plane";
import { reformat } from "#image/volume/reformat";
import { regular, slice, volumeLike } from "./series";

const volume = volumeLike({ columns: 20, rows: 16, columnMm: 0.8, rowMm: 0.8, z: regular(12), padding: -2000 }, ([x]) => (x < 2 ? -2000 : 1024 + 50));
const base = slice("1.2", [0, 0, 0], { pixelRepresentation: 0, bitsStored: 12 });
const plane = standardPlane(volume.grid, "sagittal", 4);

describe("a reformatted picture as an instance", () => {
  it("is placed, scaled and padded as itself, in its series", () => {
    const picture = pictureInstance({ ...base, presentation: { ...base.presentation, pixelPaddingValue: 0, pixelPaddingRangeLimit: 10 } }, reformat(volume, plane, { interpolation: "linear" }));
    expect([picture.columns, picture.rows, picture.pixelRepresentation, picture.series]).toEqual([16, 12, 1, base.series]);
    expect(decideSpacing(picture.spacing, picture.frames[0], "CT").spacing).toMatchObject({ rowMm: 1, columnMm: 0.8, calibrated: true });
    expect(imageFromStored(picture, 0, { kind: "volume" }, [4, 2.4, 9])).toMatchObject({ point: { columnPx: expect.closeTo(3.5, 9), rowPx: 2.5 }, offPlaneMm: expect.closeTo(0, 9) });
    expect(paddingRange(picture.presentation)).toEqual({ min: -32768, max: -32768 });
    expect(sagittalPlaneOf(picture, 0)).toBeUndefined();
  });

  it("keeps what stored values mean: its greys are the series', no data is black", () => {
    const result = reformat(volume, plane, { interpolation: "linear" });
    const picture = pictureInstance(base, result);
    const range = rangeOfType(result.frame.values);
    const table = greyTable(picture, range, { kind: "window", window: { center: 50, width: 100, function: "LINEAR_EXACT" } }, false);
    expect(table[1024 + 50 - range.min]).toBe(128);
    expect(table[result.noData - range.min]).toBe(0);
  });

  it("an oblique one measures in its own sagittal plane, a curved and a thick one say what they are", () => {
    const oblique = pictureInstance(base, reformat(volume, turnedPlane(plane, [4, 4, 6], [0, 0, 1], 10), { interpolation: "linear", slab: { mm: 4, mode: "mean" } }));
    expect(sagittalPlaneOf(oblique, 0)?.anterior[0]).toBeCloseTo(Math.sin((10 * Math.PI) / 180), 9);
    expect(oblique.frames[0]?.sliceThicknessMm).toBe(4);
    const curved = reformat(volume, plane, { interpolation: "linear", offsetsMm: new Float64Array(12) });
    expect(pictureInstance(base, curved).imageType).toEqual(["DERIVED", "SECONDARY", "CURVED REFORMAT"]);
  });
});

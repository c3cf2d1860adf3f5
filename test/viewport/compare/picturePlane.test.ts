import { describe, expect, it } from "vitest";
import type { Reading } from "#case/patientCase";
import { apply } from "#geometry/affine";
import type { FrameGeometry } from "#image/attributes";
import { facingOf, nearestPicture, planeOfPicture } from "../../../src/viewport/compare/picturePlane";
import { instance } from "../../image/support/instance";
import { filmOf, onFilm } from "./films";

const VOLUME: Reading["image"] = { kind: "volume", seriesInstanceUid: "1.2.1", frameOfReferenceUid: "1.2.5" };
const points = (x: number): Reading["landmarks"] => ({ "T10.inferior": { posterior: [x, 80, -310], anterior: [x, 46, -312] } });
const volume = (x = 0): Reading => ({ id: "v", image: VOLUME, landmarks: points(x) });

/** A slice of 200 x 300 pixels, 0.5 mm wide and 1 mm high. */
const slice = (orientation: FrameGeometry["imageOrientationPatient"], position: readonly [number, number, number]) => ({
  instance: instance({
    columns: 200,
    rows: 300,
    series: { seriesInstanceUid: "1.2.1", modality: "CT", frameOfReferenceUid: "1.2.5" },
    frames: [{ pixelSpacing: [1, 0.5], imagePositionPatient: position, ...(orientation && { imageOrientationPatient: orientation }) }],
  }),
  frameIndex: 0,
});
const sagittal = (x: number) => slice([0, 1, 0, 0, 0, -1], [x, -20, 50]);

describe("where a picture's pixels lie in the sagittal plane", () => {
  it("of a film: as its points do, mirrored, stretched, lying or upright", () => {
    for (const laid of [{}, { anterior: "right" }, { rowMm: 0.2, columnMm: 0.5 }, { anterior: "down", cranial: "left" }] as const) {
      const plane = filmOf(laid, {}).plane;
      if (!plane) throw new Error("no plane");
      const [a, c] = apply(plane.toPlane, ...onFilm(laid, [40, -70]));
      const [a0, c0] = apply(plane.toPlane, ...onFilm(laid, [0, 0]));
      expect(a - a0).toBeCloseTo(40, 9);
      expect(c - c0).toBeCloseTo(-70, 9);
    }
    expect(facingOf(filmOf({}, {}).plane!)).toBe("left");
    expect(facingOf(filmOf({ anterior: "right" }, {}).plane!)).toBe("right");
  });

  it("of a film without an anterior side: as it is stored, for the side that the display faces", () => {
    const { reading } = filmOf({ anterior: null }, {});
    const item = { instance: instance({ columns: 800, rows: 1000 }), frameIndex: 0 };
    expect(planeOfPicture(reading, item, "left")).toMatchObject({ scale: "none", toPlane: { a: -0.3, d: -0.3 } });
    expect(planeOfPicture(reading, item, "right")).toMatchObject({ scale: "none", toPlane: { a: 0.3, d: -0.3 } });
  });

  it("of a sagittal slice: in patient millimetres, the centre of its first pixel where it says", () => {
    const plane = planeOfPicture(volume(), sagittal(3), "left");
    expect(plane?.scale).toBe("mm");
    const [a, c] = apply(plane!.toPlane, 0.5, 0.5);
    expect(a).toBeCloseTo(20, 9);
    expect(c).toBeCloseTo(50, 9);
    const [b, d] = apply(plane!.toPlane, 10.5, 20.5);
    expect(b).toBeCloseTo(15, 9);
    expect(d).toBeCloseTo(30, 9);
  });

  it("there is none of an axial or a coronal slice, nor of one whose place nobody knows", () => {
    expect(planeOfPicture(volume(), slice([1, 0, 0, 0, 1, 0], [0, 0, 0]), "left")).toBeNull();
    expect(planeOfPicture(volume(), slice([1, 0, 0, 0, 0, -1], [0, 0, 0]), "left")).toBeNull();
    expect(planeOfPicture(volume(), slice(undefined, [0, 0, 0]), "left")).toBeNull();
  });
});

describe("the picture of a stack that a reading is shown on", () => {
  const stack = [-6, -3, 0, 3, 6].map(sagittal);
  it("is the slice nearest to its points", () => {
    expect(nearestPicture(volume(2.6), stack, 2)).toBe(stack[3]);
    expect(nearestPicture(volume(-40), stack, 2)).toBe(stack[0]);
  });
  it("is the one to begin with where it has none", () => {
    expect(nearestPicture({ ...volume(), landmarks: {} }, stack, 2)).toBe(stack[2]);
    expect(nearestPicture(volume(), [], 0)).toBeUndefined();
  });
});

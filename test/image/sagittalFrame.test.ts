import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FrameGeometry } from "#image/attributes";
import {
  acrossMm,
  degreesOffSagittal,
  filmOrientationOf,
  halfSliceSpacingMm,
  imageFromStored,
  plumbed,
  sagittalFrameOf,
  sagittalPlaneOf,
  storedFromImage,
  toSagittal,
  type ImageSide,
  type StoredPoint,
} from "#image/sagittalFrame";

const DEG = Math.PI / 180;
const SQUARE = { rowMm: 1, columnMm: 1 };

/** tilt(e) of clinical.md section 1, from a posterior and an anterior stored point. */
function tilt(frame: ReturnType<typeof sagittalFrameOf>, posterior: StoredPoint, anterior: StoredPoint): number {
  const [p, a] = [toSagittal(frame, posterior), toSagittal(frame, anterior)];
  return Math.atan2(p.cranialMm - a.cranialMm, a.anteriorMm - p.anteriorMm) / DEG;
}

describe("a film in the sagittal frame", () => {
  // One endplate, 20 degrees, the anterior end lower, as it lies on the film for every way the film can be stored.
  const stored: Record<string, { anterior: ImageSide; cranial?: ImageSide; ant: StoredPoint }> = {
    "anterior left": { anterior: "left", ant: [-Math.cos(20 * DEG), Math.sin(20 * DEG)] },
    "anterior right": { anterior: "right", ant: [Math.cos(20 * DEG), Math.sin(20 * DEG)] },
    "upside down": { anterior: "left", cranial: "down", ant: [-Math.cos(20 * DEG), -Math.sin(20 * DEG)] },
    "head to the right": { anterior: "up", cranial: "right", ant: [-Math.sin(20 * DEG), -Math.cos(20 * DEG)] },
    "head to the left": { anterior: "down", cranial: "left", ant: [Math.sin(20 * DEG), Math.cos(20 * DEG)] },
  };
  it.each(Object.entries(stored))("%s: the endplate reads 20 degrees", (_name, { ant, ...sides }) => {
    expect(tilt(sagittalFrameOf({ kind: "projection", spacing: SQUARE, ...sides }), [0, 0], ant)).toBeCloseTo(20, 12);
  });

  it("rows twice as high as columns are wide: pixels are not millimetres", () => {
    const frame = sagittalFrameOf({ kind: "projection", spacing: { rowMm: 0.4, columnMm: 0.2 }, anterior: "right" });
    expect(frame.scale).toBe("mm");
    expect(toSagittal(frame, [10, 5])).toEqual({ anteriorMm: 2, cranialMm: -2 });
    expect(tilt(frame, [0, 0], [2, 1])).toBeCloseTo(45, 12);
  });

  it("with the aspect ratio alone angles hold and lengths are column widths", () => {
    const frame = sagittalFrameOf({ kind: "projection", spacing: { aspect: 2 }, anterior: "right" });
    expect(frame).toMatchObject({ scale: "ratio", scaleReason: { code: "no-spacing" } });
    expect(tilt(frame, [0, 0], [2, 1])).toBeCloseTo(45, 12);
  });

  it("is one of numbers, however far apart the sides of a pixel are", () => {
    const frame = sagittalFrameOf({ kind: "projection", spacing: { rowMm: 1e6, columnMm: 5e-324 }, anterior: "right" });
    expect(toSagittal(frame, [1, 2])).toEqual({ anteriorMm: 5e-324, cranialMm: -2e6 });
  });

  it("without a spacing pixels count as square, and there are no lengths", () => {
    const frame = sagittalFrameOf({ kind: "projection", anterior: "left" });
    expect(frame.scale).toBe("ratio");
    expect(toSagittal(frame, [3, 4])).toEqual({ anteriorMm: -3, cranialMm: -4 });
  });

  it("an unknown anterior side, or one along the cranial axis, gives nothing signed", () => {
    expect(sagittalFrameOf({ kind: "projection", spacing: SQUARE })).toMatchObject({ scale: "none", scaleReason: { code: "no-anterior" } });
    expect(sagittalFrameOf({ kind: "projection", spacing: SQUARE, anterior: "up" }).scale).toBe("none");
    expect(sagittalFrameOf({ kind: "projection", spacing: SQUARE, anterior: "left", cranial: "right" }).scale).toBe("none");
  });

  it("a point of the wrong size is refused and quoted", () => {
    expect(() => toSagittal(sagittalFrameOf({ kind: "projection", anterior: "left" }), [1, 2, 3])).toThrow("2 coordinates, got [1, 2, 3]");
  });
});

describe("a volume in the sagittal frame", () => {
  it("anterior is -y and cranial +z, in millimetres", () => {
    const frame = sagittalFrameOf({ kind: "volume" });
    expect(frame).toMatchObject({ scale: "mm", dimensions: 3 });
    expect(toSagittal(frame, [7, -3, 11])).toEqual({ anteriorMm: 3, cranialMm: 11 });
  });

  it("the plane in use gives the two directions", () => {
    const plane = { anterior: [Math.sin(10 * DEG), -Math.cos(10 * DEG), 0], cranial: [0, 0, 1] } as const;
    const { anteriorMm, cranialMm } = toSagittal(sagittalFrameOf({ kind: "volume", plane }), [10 * Math.sin(10 * DEG), -10 * Math.cos(10 * DEG), 4]);
    expect(anteriorMm).toBeCloseTo(10, 12);
    expect(cranialMm).toBeCloseTo(4, 12);
  });
});

describe("a plumb line", () => {
  const film = sagittalFrameOf({ kind: "projection", spacing: { rowMm: 0.3, columnMm: 0.2 }, anterior: "left" });
  /** A stored point from sagittal millimetres. */
  const at = (anteriorMm: number, cranialMm: number): StoredPoint => [-anteriorMm / 0.2, -cranialMm / 0.3];

  it.each([7, -7, 44])("leaning %d degrees forward turns every tilt by as much, whichever way it was drawn", (lean) => {
    const top = at(100 * Math.sin(lean * DEG), 100 * Math.cos(lean * DEG));
    for (const upright of [plumbed(film, at(0, 0), top), plumbed(film, top, at(0, 0))]) {
      if (!upright) throw new Error("the plumb line was refused");
      // Upright again, the horizontal of the film falls away anteriorly by -lean.
      expect(tilt(upright, at(0, 0), at(10, 0))).toBeCloseTo(-lean, 10);
      expect(Math.hypot(...Object.values(toSagittal(upright, at(3, 4))))).toBeCloseTo(5, 10);
    }
  });

  it("further than 45 degrees off, or without length, is no vertical", () => {
    expect(plumbed(film, at(0, 0), at(10, 9.9))).toBeUndefined();
    expect(plumbed(film, at(0, 0), at(10, 0))).toBeUndefined();
    expect(plumbed(film, at(1, 1), at(1, 1))).toBeUndefined();
  });
});

describe("where anterior lies", () => {
  it.each<[[string, string], ImageSide, ImageSide]>([
    [["A", "F"], "right", "up"],
    [["P", "F"], "left", "up"],
    [["PL", "FA"], "left", "up"],
    [["P", "H"], "left", "down"],
    [["F", "A"], "down", "left"],
    [["H", "P"], "up", "right"],
  ])("Patient Orientation %j: anterior %s, cranial %s", (patientOrientation, anterior, cranial) => {
    expect(filmOrientationOf({ patientOrientation })).toEqual({ anterior, cranial });
  });

  it.each<FrameGeometry>([
    {},
    { patientOrientation: ["L", "F"] },
    { patientOrientation: ["A", ""] },
    { patientOrientation: ["", ""] },
    { patientOrientation: ["A", "L"] },
    { patientOrientation: ["X", "F"] },
    { imageOrientationPatient: [1, 0, 0, 0, 1, 0] },
    { imageOrientationPatient: [1, 0, 0, 0, 0, -1] },
  ])("is unknown, and not guessed, for %j", (geometry) => {
    expect(filmOrientationOf(geometry)?.anterior).toBeUndefined();
  });

  it.each<[FrameGeometry["imageOrientationPatient"] & object, ImageSide]>([
    [[0, 1, 0, 0, 0, -1], "left"],
    [[0, -1, 0, 0, 0, -1], "right"],
    [[0.17, 0.98, 0, 0, 0, -1], "left"],
  ])("Image Orientation %j: anterior %s", (imageOrientationPatient, side) => {
    expect(filmOrientationOf({ imageOrientationPatient })?.anterior).toBe(side);
    // An empty Patient Orientation says nothing; a filled one is the film's own word.
    expect(filmOrientationOf({ imageOrientationPatient, patientOrientation: ["", ""] })?.anterior).toBe(side);
    expect(filmOrientationOf({ imageOrientationPatient, patientOrientation: ["A", "H"] })?.anterior).toBe("right");
  });

  it("Image Orientation with the feet up", () => {
    expect(filmOrientationOf({ imageOrientationPatient: [0, 1, 0, 0, 0, 1] })).toEqual({ anterior: "left", cranial: "down" });
  });
});

describe("points of a slice in the patient", () => {
  const sagittal = {
    spacing: { pixelSpacing: [0.9, 0.5] as const },
    frames: [{ imageOrientationPatient: [0, 1, 0, 0, 0, -1] as const, imagePositionPatient: [-12, -100, 200] as const }],
  };
  const volume = { kind: "volume" } as const;

  it("Image Position is the centre of the first pixel, (0.5, 0.5)", () => {
    expect(storedFromImage(sagittal, 0, volume, { columnPx: 0.5, rowPx: 0.5 })).toEqual([-12, -100, 200]);
    expect(storedFromImage(sagittal, 0, volume, { columnPx: 0, rowPx: 0 })).toEqual([-12, -100.25, 200.45]);
    expect(storedFromImage(sagittal, 0, volume, { columnPx: 10.5, rowPx: 20.5 })).toEqual([-12, -95, 182]);
  });

  it("a frame's own spacing comes before the image's", () => {
    const header = { spacing: sagittal.spacing, frames: [{ ...sagittal.frames[0], pixelSpacing: [2, 2] as const }] };
    expect(storedFromImage(header, 0, volume, { columnPx: 1.5, rowPx: 0.5 })).toEqual([-12, -98, 200]);
  });

  it("every frame of a multi-frame image has its own place", () => {
    const header = { spacing: sagittal.spacing, frames: [0, 3].map((x) => ({ ...sagittal.frames[0], imagePositionPatient: [x, 0, 0] as const })) };
    expect(storedFromImage(header, 1, volume, { columnPx: 0.5, rowPx: 0.5 })).toEqual([3, 0, 0]);
    expect(storedFromImage(header, 2, volume, { columnPx: 0.5, rowPx: 0.5 })).toBeUndefined();
  });

  it("a point of the next slice is seen at its place, with its distance", () => {
    const seen = imageFromStored(sagittal, 0, volume, [-9, -95, 182]);
    expect(seen?.point.columnPx).toBeCloseTo(10.5, 12);
    expect(seen?.point.rowPx).toBeCloseTo(20.5, 12);
    expect(Math.abs(seen?.offPlaneMm ?? 0)).toBeCloseTo(3, 12);
  });

  it("a point that lies before or behind the slice is stored there", () => {
    const seen = imageFromStored(sagittal, 0, volume, [-9, -95, 182]);
    const back = seen && storedFromImage(sagittal, 0, volume, seen.point, seen.offPlaneMm);
    [-9, -95, 182].forEach((coordinate, axis) => expect(back?.[axis]).toBeCloseTo(coordinate, 12));
  });

  it("there and back is the same point, on oblique slices and orientations of few digits", () => {
    const coordinate = fc.double({ min: -500, max: 500, noNaN: true });
    fc.assert(
      fc.property(coordinate, coordinate, fc.double({ min: -0.6, max: 0.6, noNaN: true }), (columnPx, rowPx, turn) => {
        const round = (value: number): number => Math.round(value * 1000) / 1000;
        const header = {
          spacing: { pixelSpacing: [0.9, 0.5] as const },
          frames: [{ imageOrientationPatient: [round(Math.sin(turn)), round(Math.cos(turn)), 0, 0.003, 0, -1] as const, imagePositionPatient: [1, 2, 3] as const }],
        };
        const stored = storedFromImage(header, 0, volume, { columnPx, rowPx });
        const seen = stored && imageFromStored(header, 0, volume, stored);
        expect(seen?.point.columnPx).toBeCloseTo(columnPx, 9);
        expect(seen?.point.rowPx).toBeCloseTo(rowPx, 9);
        expect(seen?.offPlaneMm).toBeCloseTo(0, 9);
      }),
    );
  });

  it("a film's points are its own (column, row)", () => {
    const film = { kind: "projection" } as const;
    expect(storedFromImage(sagittal, 0, film, { columnPx: 3.25, rowPx: 7 })).toEqual([3.25, 7]);
    expect(imageFromStored(sagittal, 0, film, [3.25, 7])).toEqual({ point: { columnPx: 3.25, rowPx: 7 }, offPlaneMm: 0 });
  });

  it("a frame without a place, or with one that cannot be, has no points in the patient", () => {
    const spacing = { pixelSpacing: [1, 1] as const };
    const position = [0, 0, 0] as const;
    for (const header of [
      { spacing, frames: [] },
      { spacing, frames: [{ imagePositionPatient: position }] },
      { spacing, frames: [{ imageOrientationPatient: [0, 1, 0, 0, 0, -1] as const }] },
      { spacing: {}, frames: sagittal.frames },
      { spacing: { pixelSpacing: [0, 1] as const }, frames: sagittal.frames },
      { spacing: { pixelSpacing: [1, 0] as const }, frames: sagittal.frames },
      { spacing, frames: [{ imageOrientationPatient: [0, 0, 0, 0, 0, 0] as const, imagePositionPatient: position }] },
      { spacing, frames: [{ imageOrientationPatient: [0, 1, 0, 0, 1, 0] as const, imagePositionPatient: position }] },
    ]) {
      expect(storedFromImage(header, 0, volume, { columnPx: 1, rowPx: 1 })).toBeUndefined();
      expect(imageFromStored(header, 0, volume, [1, 1, 1])).toBeUndefined();
      expect(sagittalPlaneOf(header, 0)).toBeUndefined();
    }
    expect(imageFromStored(sagittal, 0, volume, [1, 1])).toBeUndefined();
  });
});

describe("the sagittal plane that a slice shows", () => {
  const slice = (imageOrientationPatient: FrameGeometry["imageOrientationPatient"] & object) => ({
    spacing: { pixelSpacing: [1, 1] as const },
    frames: [{ imageOrientationPatient, imagePositionPatient: [0, 0, 0] as const }],
  });

  it("is the default one for straight slices, tilted in their own plane too, and for slices that aren't sagittal", () => {
    expect(sagittalPlaneOf(slice([0, 1, 0, 0, 0, -1]), 0)).toBeUndefined();
    expect(sagittalPlaneOf(slice([0, Math.cos(0.2), Math.sin(0.2), 0, Math.sin(0.2), -Math.cos(0.2)]), 0)).toBeUndefined();
    expect(sagittalPlaneOf(slice([1, 0, 0, 0, 1, 0]), 0)).toBeUndefined();
  });

  it.each([[[Math.sin(0.2), Math.cos(0.2), 0, 0, 0, -1]], [[-Math.sin(0.2), -Math.cos(0.2), 0, 0, 0, -1]]] as const)(
    "turned about the long axis: a tilt reads as it is seen on the slice (%j)",
    (orientation) => {
      const header = slice(orientation);
      const plane = sagittalPlaneOf(header, 0);
      expect(plane?.anterior[1]).toBeLessThan(0);
      const frame = sagittalFrameOf({ kind: "volume", ...(plane ? { plane } : {}) });
      const points = [[0, 0], [-Math.sign(orientation[1]) * Math.cos(20 * DEG) * 50, Math.sin(20 * DEG) * 50]].map(([columnPx = 0, rowPx = 0]) => storedFromImage(header, 0, { kind: "volume" }, { columnPx, rowPx }));
      expect(tilt(frame, points[0] as StoredPoint, points[1] as StoredPoint)).toBeCloseTo(20, 10);
    },
  );
});

describe("how far apart two points lie across the plane", () => {
  it("is told of a volume, and not of a film or of points that aren't its own", () => {
    const frame = sagittalFrameOf({ kind: "volume" });
    expect(acrossMm(frame, [1, 2, 3], [-8, 50, 60])).toBeCloseTo(9, 12);
    expect(acrossMm(frame, [1, 2], [-8, 50, 60])).toBeUndefined();
    expect(acrossMm(frame, [1, 2, 3], [-8, 50])).toBeUndefined();
    expect(acrossMm(sagittalFrameOf({ kind: "projection", anterior: "left" }), [1, 2], [3, 4])).toBeUndefined();
  });
});

describe("how far a picture is turned out of the sagittal plane in use", () => {
  const off = (imageOrientationPatient: FrameGeometry["imageOrientationPatient"] & object, frame = sagittalFrameOf({ kind: "volume" })) =>
    degreesOffSagittal({ spacing: { pixelSpacing: [1, 1] }, frames: [{ imageOrientationPatient, imagePositionPatient: [1, 2, 3] }] }, 0, frame);

  it("is nothing for one that is parallel, on whichever side it is seen from, and a right angle for axial and coronal ones", () => {
    expect(off([0, 1, 0, 0, 0, -1])).toBeCloseTo(0, 6);
    expect(off([0, -1, 0, 0, 0, -1])).toBeCloseTo(0, 6);
    expect(off([0, Math.cos(0.2), Math.sin(0.2), 0, Math.sin(0.2), -Math.cos(0.2)])).toBeCloseTo(0, 6);
    expect(off([1, 0, 0, 0, 1, 0])).toBeCloseTo(90, 9);
    expect(off([1, 0, 0, 0, 0, -1])).toBeCloseTo(90, 9);
  });

  it("counts from the plane that is measured in, plumb line or not", () => {
    const orientation = [Math.sin(0.2), Math.cos(0.2), 0, 0, 0, -1] as const;
    const plane = { anterior: [-Math.sin(0.2), -Math.cos(0.2), 0], cranial: [0, 0, 1] } as const;
    expect(off(orientation)).toBeCloseTo(0.2 / DEG, 9);
    const frame = sagittalFrameOf({ kind: "volume", plane });
    expect(off(orientation, frame)).toBeCloseTo(0, 6);
    expect(off([0, 1, 0, 0, 0, -1], frame)).toBeCloseTo(0.2 / DEG, 9);
    const upright = plumbed(sagittalFrameOf({ kind: "volume" }), [0, 0, 0], [0, 5, 100]);
    expect(upright && off([0, 1, 0, 0, 0, -1], upright)).toBeCloseTo(0, 6);
  });

  it("is nothing on a film, and unknown for a frame without a place", () => {
    const nowhere = { spacing: {}, frames: [{}] };
    expect(degreesOffSagittal(nowhere, 0, sagittalFrameOf({ kind: "projection", anterior: "left" }))).toBe(0);
    expect(degreesOffSagittal(nowhere, 0, sagittalFrameOf({ kind: "volume" }))).toBeUndefined();
  });
});

describe("half the distance between slices", () => {
  const at = (x: number): FrameGeometry => ({ imageOrientationPatient: [0, 1, 0, 0, 0, -1], imagePositionPatient: [x, 5, 5] });
  it("is the median gap, whatever the order, doubled slices left out", () => {
    expect(halfSliceSpacingMm([at(6), at(0), at(3), at(3), at(30)])).toBeCloseTo(1.5, 12);
  });
  it("is unknown for one slice or none, or without a place", () => {
    expect(halfSliceSpacingMm([])).toBeUndefined();
    expect(halfSliceSpacingMm([at(1)])).toBeUndefined();
    expect(halfSliceSpacingMm([{}, {}])).toBeUndefined();
    expect(halfSliceSpacingMm([at(1), {}])).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { coronalFrameOf, frontalOrientationOf, toCoronal } from "#image/coronalFrame";
import { sagittalFrameOf, type ImageSide } from "#image/sagittalFrame";

const SPACING = { rowMm: 0.4, columnMm: 0.2 };

describe("the plane of a frontal film", () => {
  it.each<[ImageSide, ImageSide | undefined, { leftMm: number; cranialMm: number }]>([
    ["right", undefined, { leftMm: 20, cranialMm: -20 }],
    ["left", "up", { leftMm: -20, cranialMm: -20 }],
    ["right", "down", { leftMm: 20, cranialMm: 20 }],
    ["down", "right", { leftMm: 20, cranialMm: 20 }],
  ])("patient's left %s, head %s: column 100, row 50", (patientLeft, cranial, expected) => {
    const frame = coronalFrameOf({ kind: "projection", spacing: SPACING, patientLeft, ...(cranial ? { cranial } : {}) });
    expect(frame.scale).toBe("mm");
    const { leftMm, cranialMm } = toCoronal(frame, [100, 50]);
    expect(leftMm).toBeCloseTo(expected.leftMm, 12);
    expect(cranialMm).toBeCloseTo(expected.cranialMm, 12);
  });
  it("has no scale without a spacing, and nothing without the patient's left", () => {
    expect(coronalFrameOf({ kind: "projection", patientLeft: "right" }).scale).toBe("ratio");
    expect(coronalFrameOf({ kind: "projection", spacing: SPACING }).scale).toBe("none");
  });
  it("is no sagittal one, whatever side somebody has called anterior", () => {
    expect(sagittalFrameOf({ kind: "projection", spacing: SPACING, anterior: "left", view: "frontal" })).toMatchObject({ scale: "none", scaleReason: { code: "frontal-film" } });
    expect(sagittalFrameOf({ kind: "projection", spacing: SPACING, anterior: "left", view: "lateral" }).scale).toBe("mm");
  });
});

describe("what a file says of a frontal film", () => {
  const oriented = (...patientOrientation: [string, string]) => ({ patientOrientation });
  it("by Patient Orientation, else by Image Orientation (Patient)", () => {
    expect(frontalOrientationOf(oriented("L", "F"), undefined)).toEqual({ patientLeft: "right", cranial: "up" });
    expect(frontalOrientationOf(oriented("R", "FA"), undefined)).toEqual({ patientLeft: "left", cranial: "up" });
    expect(frontalOrientationOf(oriented("F", "L"), undefined)).toEqual({ patientLeft: "down", cranial: "left" });
    expect(frontalOrientationOf({ imageOrientationPatient: [1, 0, 0, 0, 0, -1] }, undefined)).toEqual({ patientLeft: "right", cranial: "up" });
  });
  it("that shows anterior is lateral, whatever its View Position says", () => {
    expect(frontalOrientationOf(oriented("A", "F"), "AP")).toBeUndefined();
    expect(frontalOrientationOf(oriented("L", "P"), "PA")).toBeUndefined();
  });
  it.each(["AP", "PA", " pa "])("by View Position %s alone it is frontal, and the left is asked for", (view) => {
    expect(frontalOrientationOf(undefined, view)).toEqual({});
    expect(frontalOrientationOf(oriented("", ""), view)).toEqual({});
    expect(frontalOrientationOf({ patientOrientation: ["X", "F"] }, view)).toEqual({ cranial: "up" });
  });
  it.each(["LL", "RLO", "", undefined])("View Position %s says nothing of the kind", (view) => expect(frontalOrientationOf(undefined, view)).toBeUndefined());
});

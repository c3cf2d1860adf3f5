import { describe, expect, it, test } from "vitest";
import { storedSides, edgeLetters } from "#viewport/orientation";

const upright = { rotationDegrees: 0, flipHorizontal: false, flipVertical: false } as const;
/** A lateral film: rows run to anterior, columns to the feet. */
const lateral = { patientOrientation: ["A", "F"] as const };

describe("a lateral film facing right", () => {
  test("upright", () => expect(edgeLetters(upright, lateral)).toEqual({ left: "P", right: "A", top: "H", bottom: "F" }));
  test("turned clockwise, the face looks down", () =>
    expect(edgeLetters({ ...upright, rotationDegrees: 90 }, lateral)).toEqual({ bottom: "A", top: "P", right: "H", left: "F" }));
  test("turned by 180", () => expect(edgeLetters({ ...upright, rotationDegrees: 180 }, lateral)).toEqual({ left: "A", right: "P", top: "F", bottom: "H" }));
  test("turned by 270", () => expect(edgeLetters({ ...upright, rotationDegrees: 270 }, lateral)).toEqual({ top: "A", bottom: "P", left: "H", right: "F" }));
  test("mirrored", () => expect(edgeLetters({ ...upright, flipHorizontal: true }, lateral)).toEqual({ left: "A", right: "P", top: "H", bottom: "F" }));
  test("mirrored, then turned: flips come first", () =>
    expect(edgeLetters({ rotationDegrees: 90, flipHorizontal: true, flipVertical: false }, lateral)).toEqual({ top: "A", bottom: "P", right: "H", left: "F" }));
  test("upside down by a flip", () => expect(edgeLetters({ ...upright, flipVertical: true }, lateral)).toEqual({ left: "P", right: "A", top: "F", bottom: "H" }));
});

describe("from Image Orientation (Patient)", () => {
  test("an axial section seen from the feet", () =>
    expect(edgeLetters(upright, { imageOrientationPatient: [1, 0, 0, 0, 1, 0] })).toEqual({ left: "R", right: "L", top: "A", bottom: "P" }));
  test("a sagittal one", () =>
    expect(edgeLetters(upright, { imageOrientationPatient: [0, 1, 0, 0, 0, -1] })).toEqual({ left: "A", right: "P", top: "H", bottom: "F" }));
  test("an oblique one names the stronger direction first, and none below a tenth", () => {
    const tilted = edgeLetters(upright, { imageOrientationPatient: [0.6, 0.8, 0, 0.05, 0.05, -0.997] });
    expect(tilted).toEqual({ right: "PL", left: "AR", bottom: "F", top: "H" });
  });
  test("goes before Patient Orientation", () =>
    expect(edgeLetters(upright, { ...lateral, imageOrientationPatient: [1, 0, 0, 0, 1, 0] }).right).toBe("L"));
});

test("what is unknown has no letter", () => {
  expect(edgeLetters(upright, undefined)).toEqual({ left: "", right: "", top: "", bottom: "" });
  expect(edgeLetters(upright, { patientOrientation: ["", "F"] })).toEqual({ left: "", right: "", top: "H", bottom: "F" });
  expect(edgeLetters(upright, { patientOrientation: ["LE", "F"] }).right).toBe("");
});

describe("the stored sides at the edges of the picture", () => {
  const as = (rotationDegrees: 0 | 90 | 180 | 270, flipHorizontal = false) => storedSides({ rotationDegrees, flipHorizontal, flipVertical: false });

  it("are its own while it stands as it is stored, and change places when it is turned over", () => {
    expect(as(0)).toEqual({ left: "left", right: "right", top: "up", bottom: "down" });
    expect(as(0, true)).toEqual({ left: "right", right: "left", top: "up", bottom: "down" });
  });

  it("go round with a rotation, clockwise", () => {
    expect(as(90)).toEqual({ left: "down", right: "up", top: "left", bottom: "right" });
    expect(as(180)).toEqual({ left: "right", right: "left", top: "down", bottom: "up" });
    expect(as(270, true), "turned over first").toEqual({ left: "up", right: "down", top: "left", bottom: "right" });
  });
});

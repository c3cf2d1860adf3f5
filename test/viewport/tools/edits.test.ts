import { describe, expect, it } from "vitest";
import type { Reading } from "#case/patientCase";
import { calibrationEdit, commitEdit, draftEdit, plumbEdit, type EditTarget } from "#viewport/tools/edits";
import type { Marking } from "#viewport/tools/toolState";
import { IDLE } from "#viewport/tools/toolState";
import { instance } from "../../image/support/instance";
import { anterior, AT, posterior } from "../support/reader";

const projection = (image: Partial<Extract<Reading["image"], { kind: "projection" }>> = {}, landmarks: Reading["landmarks"] = {}): EditTarget => ({
  at: AT,
  reading: { id: "r", image: { kind: "projection", sopInstanceUid: "1.2.3", columns: 1000, rows: 2000, anterior: "left", ...image }, landmarks },
  instance: instance({ columns: 1000, rows: 2000 }),
  frameIndex: 0,
});

/** A sagittal slice at x = -10 mm: columns run to posterior, rows to the feet, 0.5 mm apart and 2 mm down. */
const slice: EditTarget = {
  ...projection(),
  reading: { id: "r", image: { kind: "volume", seriesInstanceUid: "1.2.1", frameOfReferenceUid: "1.2.9" }, landmarks: {} },
  instance: instance({
    frames: [{ imageOrientationPatient: [0, 1, 0, 0, 0, -1], imagePositionPatient: [-10, 100, 300], pixelSpacing: [2, 0.5] }],
  }),
};
const at = (columnPx: number, rowPx: number) => ({ columnPx, rowPx });

describe("a placed point", () => {
  it("is stored as it is on a film, and in patient millimetres in a volume", () => {
    expect(draftEdit(projection(), posterior("T8.superior"), at(631.07, 541.13))).toMatchObject({ kind: "set-point", to: [631.07, 541.13] });
    expect(draftEdit(slice, posterior("T8.superior"), at(20.5, 10.5))).toMatchObject({ to: [-10, 110, 280] });
  });

  it("has no place in a slice that doesn't say where it lies", () => {
    const lost = { ...slice, instance: instance() };
    expect(draftEdit(lost, posterior("T8.superior"), at(1, 1))).toBeUndefined();
    expect(commitEdit(lost, posterior("T8.superior"), at(1, 1))).toBeUndefined();
  });

  it("that makes an endplate run the wrong way exchanges its corners and says which endplate", () => {
    const half = { "T8.superior": { posterior: [530, 542], along: [[580, 541]] } } as const;
    const leftFacing = commitEdit(projection({}, half), anterior("T8.superior"), at(631, 541));
    expect(leftFacing).toEqual({
      exchanged: "T8.superior",
      edit: { kind: "set-landmark", at: AT, landmark: "T8.superior", to: { posterior: [631, 541], anterior: [530, 542], along: [[580, 541]] } },
    });
    const rightFacing = commitEdit(projection({ anterior: "right" }, half), anterior("T8.superior"), at(631, 541));
    expect(rightFacing).toMatchObject({ exchanged: null, edit: { kind: "set-point", to: [631, 541] } });
  });

  it("is left as it was clicked where the anterior side is unknown: nothing is guessed", () => {
    const { anterior: _side, ...unknown } = projection({}, { "T8.superior": { posterior: [530, 542] } }).reading.image as { anterior?: "left" } & Reading["image"];
    const target = projection({}, { "T8.superior": { posterior: [530, 542] } });
    const done = commitEdit({ ...target, reading: { ...target.reading, image: unknown as Reading["image"] } }, anterior("T8.superior"), at(631, 541));
    expect(done).toMatchObject({ exchanged: null, edit: { to: [631, 541] } });
  });

  it("of a list takes the next free place in it, whatever number was asked for", () => {
    const head = projection({}, { "hip.1": { rim: [[1, 2]] } });
    expect(commitEdit(head, { landmark: "hip.1", part: "rim.2" }, at(5, 6))).toMatchObject({ edit: { part: "rim.1" } });
    expect(draftEdit(head, { landmark: "hip.1", part: "rim.0" }, at(5, 6))).toMatchObject({ part: "rim.0" });
    expect(draftEdit(head, { landmark: "hip.2", part: "rim.1" }, at(5, 6))).toMatchObject({ part: "rim.0" });
  });

  it("of a body or a femoral head is never exchanged", () => {
    expect(commitEdit(projection(), { landmark: "C7.centroid", part: "point" }, at(5, 6))).toMatchObject({ exchanged: null });
    expect(commitEdit(projection(), { landmark: "hip.1", part: "center" }, at(5, 6))).toMatchObject({ exchanged: null });
  });
});

describe("calibration", () => {
  const marking = (purpose: Marking["purpose"], ...points: readonly (readonly [number, number])[]): Marking => ({
    kind: "marking",
    purpose,
    points: points.map(([column, row]) => at(column, row)),
    before: IDLE,
  });

  it("a line of 100 mm over 400 columns makes a column 0.25 mm; rows keep the shape of the pixel", () => {
    const edit = calibrationEdit(projection({ spacing: { aspect: 2 } }), marking("line", [100, 50], [500, 50]), 100);
    expect(edit).toMatchObject({ kind: "set-reading-image", to: { spacing: { columnMm: 0.25, rowMm: 0.5, source: "user-line" }, anterior: "left" } });
  });

  it("a ball of 25 mm with a radius of 50 columns makes a column 0.25 mm", () => {
    const edit = calibrationEdit(projection({ spacing: { aspect: 1 } }), marking("ball", [150, 100], [50, 100], [100, 150]), 25);
    expect(edit).toMatchObject({ to: { spacing: { source: "user-ball" } } });
    if (edit?.kind !== "set-reading-image" || edit.to.kind !== "projection") throw new Error("no edit");
    expect(edit.to.spacing?.columnMm).toBeCloseTo(0.25, 12);
  });

  it("refuses what gives no scale, with the number in the message", () => {
    expect(() => calibrationEdit(projection(), marking("line", [100, 50], [100, 50]), 100)).toThrow(/0 pixels/);
    expect(() => calibrationEdit(projection(), marking("line", [100, 50], [500, 50]), -3)).toThrow(/-3/);
  });

  it("a volume has millimetres of its own", () => {
    expect(calibrationEdit(slice, marking("line", [0, 0], [9, 0]), 100)).toBeUndefined();
  });

  it("a plumb line is kept as a landmark of two points", () => {
    expect(plumbEdit(projection(), [at(10, 20), at(12, 900)])).toEqual({ kind: "set-landmark", at: AT, landmark: "plumb", to: { along: [[10, 20], [12, 900]] } });
    expect(plumbEdit(projection(), [at(10, 20)])).toBeUndefined();
  });
});

describe("a corner placed on a frontal film", () => {
  const frontal = (patientLeft: "left" | "right") => projection({ view: "frontal", patientLeft }, { "T5.superior": { right: [300, 500] } });
  const left = { landmark: "T5.superior", part: "left" } as const;

  it("is exchanged with the other where they were clicked in the reverse order", () => {
    expect(commitEdit(frontal("right"), left, at(400, 520))).toMatchObject({ exchanged: null, edit: { kind: "set-point", part: "left", to: [400, 520] } });
    expect(commitEdit(frontal("right"), left, at(200, 520))).toEqual({
      exchanged: "T5.superior",
      edit: { kind: "set-landmark", at: AT, landmark: "T5.superior", to: { right: [200, 520], left: [300, 500] } },
    });
    expect(commitEdit(frontal("left"), left, at(200, 520))).toMatchObject({ exchanged: null });
  });
});

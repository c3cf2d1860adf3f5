import { describe, expect, it } from "vitest";
import { assessed, endplate, junction, point, reading, spine } from "./support";
import { plausibilityAbout } from "#spine/plausibility";
import type { SpineReading } from "#spine/assessment";

const codes = (of: SpineReading) => assessed(of).plausibility.map(({ code }) => code);

describe("plausibility notes", () => {
  it("are silent on a plausible film", () => expect(assessed(spine()).plausibility).toEqual([]));

  it("lengths of neighbours that differ by more than 25 %", () => {
    const film = (length: number) => reading({ "T8.superior": endplate(20, [0, 60], length), "T10.inferior": endplate(5, [0, 0], 40) }, { uiv: "T10" });
    expect(codes(film(30.0001))).toEqual([]);
    expect(assessed(film(29)).plausibility).toEqual([
      { code: "lengths-differ", params: { upper: "T8.superior", lower: "T10.inferior", percent: 28 }, landmarks: ["T8.superior", "T10.inferior"] },
    ]);
    expect(codes(reading({ "T1.superior": endplate(20, [0, 300], 20), "L4.superior": endplate(5, [0, 0], 40) }))).toEqual([]);
  });

  it("an endplate that reaches less than 5 mm from back to front, where millimetres are known", () => {
    const film = (length: number, tilt = 0, more: Partial<SpineReading> = {}) => reading({ "T8.superior": endplate(tilt, [0, 60], length) }, { uiv: "T10", ...more });
    expect(codes(film(5.01))).toEqual([]);
    expect(assessed(film(4)).plausibility).toEqual([{ code: "endplate-shallow", params: { landmark: "T8.superior", depthMm: 4 }, landmarks: ["T8.superior"] }]);
    expect(codes(film(30, 85))).toEqual(["endplate-shallow"]);
    expect(codes(film(30, 175))).toEqual([]);
    expect(codes(film(4, 0, { scale: "ratio" }))).toEqual([]);
  });

  it("lines that cross inside a body", () => {
    expect(codes(reading({ "T8.superior": endplate(45, [0, 10]), "T8.inferior": endplate(0) }))).toEqual(["lines-cross"]);
    expect(codes(reading({ "T8.superior": endplate(20, [0, 20]), "T8.inferior": endplate(0) }))).toEqual([]);
  });

  it("UIV+2 caudal of UIV", () => {
    const film = reading({ "T8.superior": endplate(0, [0, -60]), "T10.inferior": endplate(0) }, { uiv: "T10" });
    expect(assessed(film).plausibility).toEqual([{ code: "levels-out-of-order", params: { upper: "T8.superior", lower: "T10.inferior" }, landmarks: ["T8.superior", "T10.inferior"] }]);
  });

  it("a junctional or wedge angle over 60 in size, and not a lumbar one", () => {
    expect(codes(junction(59.9))).toEqual([]);
    expect(assessed(junction(61)).plausibility).toEqual([{ code: "steep-angle", params: { measurement: "PJA" }, landmarks: ["T8.superior", "T10.inferior"] }]);
    expect(codes(junction(-61))).toEqual(["steep-angle"]);
    expect(codes(reading({ "L1.superior": endplate(40, [0, 40]), "L1.inferior": endplate(-25) }))).toEqual(["steep-angle"]);
    expect(codes(reading({ "L1.superior": endplate(-35, [0, 180]), "S1.superior": endplate(40) }))).toEqual([]);
  });

  it("half placed endplates and other landmarks are left out, and without a frame nothing is said", () => {
    const half = reading({ "T8.superior": { kind: "endplate", posterior: { anteriorMm: 0, cranialMm: -60 } }, "T9.superior": { kind: "endplate", anterior: { anteriorMm: 0, cranialMm: -60 } }, "T10.superior": point(0, 0), "T10.inferior": endplate(0) });
    expect(codes(half)).toEqual([]);
    expect(codes(junction(61, { scale: "none" }))).toEqual([]);
  });
});

it("notes are of a value where one of its points is named", () => {
  const assessment = assessed(junction(61));
  const about = (id: string) => assessment.measurements.filter((row) => row.id === id).flatMap((row) => plausibilityAbout(assessment, row).map(({ code }) => code));
  expect(about("PJA")).toEqual(["steep-angle"]);
  expect(about("TK.T4-T12")).toEqual([]);
  expect(plausibilityAbout({ plausibility: [{ code: "x", landmarks: [] }] }, assessment.measurements.find(({ id }) => id === "PJA") ?? { id: "PJA", unit: "deg", state: "degenerate", reason: { code: "y" } })).toEqual([]);
});

import { describe, expect, it } from "vitest";
import { alignmentRows } from "#spine/alignment";
import type { Measurement } from "#spine/assessment";
import { comparedWith } from "#spine/comparedWith";
import { coronalCobb } from "#spine/coronal";
import { CRITERIA } from "#spine/criterion";
import { DEFINITIONS } from "#spine/definition";
import { genantGrade } from "#spine/fracture";
import type { SagittalLandmark } from "#spine/landmark";
import { plausibilityOf } from "#spine/plausibility";
import { gapDistribution, roussouly, schwabPiLl, schwabPt, schwabSva } from "#spine/score";
import { hartKyphosis, YAGI_2011, YAGI_2014 } from "#spine/severity";
import { head, point, reading } from "./support";

const EPS = 1e-6;

describe("the thresholds that a value is held against", () => {
  it("are those of every criterion, of every definition, and each once in order", () => {
    expect(comparedWith("PJA")).toEqual([-60, 10, 20, 28, 60]);
    expect(comparedWith("dPJA.pre")).toEqual([10, 15, 20, 22, 30]);
    expect(comparedWith("dPJA1.post")).toEqual([15]);
    expect(comparedWith("TK.T4-T12")).toEqual([30]);
    expect([comparedWith("HU.L1"), comparedWith("HU.T4")]).toEqual([[100, 110, 135, 160], []]);
    expect(["nothing of ours", "toString", "constructor.T1"].map(comparedWith)).toEqual([[], [], []]);
    for (const { tests } of CRITERIA) {
      for (const { source, input, threshold } of tests) if (source === "measurement") expect(comparedWith(input), input).toContain(threshold);
    }
    for (const { id, thresholds = [] } of DEFINITIONS) expect(comparedWith(id), id).toEqual(expect.arrayContaining([...thresholds]));
  });

  const cobb = (degrees: number): unknown => {
    const plate = (level: string, side: "superior" | "inferior", tilt: number) => ({ level, side, right: { leftMm: -20, cranialMm: 0 }, left: { leftMm: 20, cranialMm: -40 * Math.tan((tilt * Math.PI) / 180) } });
    const found = coronalCobb([plate("T5", "superior", degrees), plate("T12", "inferior", 0)], "T5", "T12", { clickSdMm: 0.7, scale: "mm" });
    return found.state === "measured" && found.scoliosis;
  };
  /** A row whose value is this, and what is said of it. */
  const row = (id: string, value: number): Measurement => ({ id, unit: "deg", state: "measured", value, sd: null, points: [], notes: [] });
  const steep = (id: string, value: number): unknown => plausibilityOf(reading({}), [row(id, value)]).length;
  const placeInRange = (id: string, value: number): unknown => {
    // The sacrum's posterior corner and the hip axis at the origin, the sacral midpoint straight above them.
    const sacrum: SagittalLandmark = { kind: "endplate", posterior: { anteriorMm: 0, cranialMm: 100 }, anterior: { anteriorMm: 1e-3, cranialMm: 100 } };
    const lean = (value * Math.PI) / 180;
    const of = reading({ "S1.superior": sacrum, "hip.1": head(5e-4, 0), "C7.centroid": point(value, 400), "T1.centroid": point(5e-4 + 400 * Math.sin(lean), 400 * Math.cos(lean)) });
    const found = alignmentRows(of, { measurements: [row(id, value)] }, { clickSdMm: 0.7 })[0]?.standing;
    return found?.kind === "range" && found.place;
  };

  /** Where a class of one value changes between two whole numbers, found by looking. */
  const steps = (classOf: (value: number) => unknown, from: number, to: number): readonly number[] =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((at) => new Set([at - EPS, at, at + EPS].map(classOf)).size > 1);

  it.each<[string, (value: number) => unknown, number, number]>([
    ["PI-LL", schwabPiLl, -60, 60],
    ["SVA", schwabSva, -200, 200],
    ["PT", schwabPt, -40, 60],
    ["PT", (pt) => roussouly({ ss: 40, pi: 45, pt }), -40, 60],
    ["PI", (pi) => roussouly({ ss: 40, pi, pt: 0 }), 0, 100],
    ["SS", (ss) => roussouly({ ss, pi: 60, pt: 10 }), -20, 90],
    ["GAP.LDI", gapDistribution, 0, 200],
    ["dPJA.pre", hartKyphosis, -60, 90],
    ["heightLoss.T12", genantGrade, 0, 100],
    ["Cobb", (degrees) => cobb(degrees), 1, 60],
    ["SVA", (mm) => placeInRange("SVA", mm), -60, 60],
    ["T1PA", (degrees) => placeInRange("T1PA", degrees), -20, 40],
    ["PJA", (degrees) => steep("PJA", degrees), -90, 90],
    ["wedge.T12", (degrees) => steep("wedge.T12", degrees), -90, 90],
  ])("of %s are where its class changes", (id, classOf, from, to) => {
    const found = steps(classOf, from, to);
    expect(found.length).toBeGreaterThan(0);
    expect(comparedWith(id)).toEqual(expect.arrayContaining([...found]));
  });

  it("of a change in the angle are the grades of Yagi and Boachie", () => {
    for (const id of ["dPJA.pre", "dPJA.post"]) expect(comparedWith(id)).toEqual(expect.arrayContaining([...YAGI_2011, ...YAGI_2014]));
  });
});

import { describe, expect, it } from "vitest";
import { comparedWith } from "#spine/comparedWith";
import { CRITERIA } from "#spine/criterion";
import { DEFINITIONS } from "#spine/definition";
import { genantGrade } from "#spine/fracture";
import { gapDistribution, roussouly, schwabPiLl, schwabPt, schwabSva } from "#spine/score";
import { hartKyphosis, YAGI_2011, YAGI_2014 } from "#spine/severity";

const EPS = 1e-6;

describe("the thresholds that a value is held against", () => {
  it("are those of every criterion, of every definition, and each once in order", () => {
    expect(comparedWith("PJA")).toEqual([10, 20, 28]);
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
  ])("of %s are where its class changes", (id, classOf, from, to) => {
    const found = steps(classOf, from, to);
    expect(found.length).toBeGreaterThan(0);
    expect(comparedWith(id)).toEqual(expect.arrayContaining([...found]));
  });

  it("of a change in the angle are the grades of Yagi and Boachie", () => {
    for (const id of ["dPJA.pre", "dPJA.post"]) expect(comparedWith(id)).toEqual(expect.arrayContaining([...YAGI_2011, ...YAGI_2014]));
  });
});

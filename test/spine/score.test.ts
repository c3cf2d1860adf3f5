import { describe, expect, it } from "vitest";
import { ageTarget, gapAge, gapAlignment, gapCategory, gapDistribution, gapLordosis, gapPelvicVersion, roussouly, schwabPiLl, schwabPt, schwabSva } from "#spine/score";
import { assessed, endplate, measured, measurement, reasonOf, spine, with_, without } from "./support";

const EPS = 1e-6;

describe("SRS-Schwab modifiers: the printed bounds fall in +", () => {
  it.each([
    [schwabPiLl, 10, 20],
    [schwabSva, 40, 95],
    [schwabPt, 20, 30],
  ])("%o from %d to %d", (modifier, low, high) => {
    expect([-50, low - EPS, low, low + EPS, high - EPS, high, high + EPS, 200].map(modifier)).toEqual(["0", "0", "+", "+", "+", "+", "++", "++"]);
  });
});

describe("GAP terms, scored in tenths", () => {
  it.each<[string, (value: number) => number, readonly (readonly [number, number])[]]>([
    ["relative pelvic version", gapPelvicVersion, [[-40, 3], [-15.1, 3], [-15.06, 3], [-15.04, 2], [-15, 2], [-7.1, 2], [-7.06, 2], [-7.05, 0], [-7.04, 0], [-7, 0], [5, 0], [5.04, 0], [5.05, 1], [5.1, 1], [30, 1]]],
    ["relative lumbar lordosis", gapLordosis, [[-60, 3], [-25.1, 3], [-25.04, 2], [-25, 2], [-14.1, 2], [-14.06, 2], [-14.04, 0], [-14, 0], [11, 0], [11.04, 0], [11.05, 3], [11.1, 3]]],
    ["relative spinopelvic alignment", gapAlignment, [[-20, 1], [-7.1, 1], [-7.06, 1], [-7.05, 0], [-7, 0], [10, 0], [10.04, 0], [10.05, 1], [10.1, 1], [18, 1], [18.04, 1], [18.05, 3], [18.1, 3]]],
    ["lordosis distribution index, whole percent completed", gapDistribution, [[-10, 2], [39, 2], [39.99, 2], [40, 1], [49, 1], [49.99, 1], [50, 0], [80, 0], [80.99, 0], [81, 3], [120, 3]]],
    ["age", gapAge, [[59, 0], [59.9, 0], [60, 1], [61, 1]]],
  ])("%s", (_name, score, table) => expect(table.map(([value]) => score(value))).toEqual(table.map(([, points]) => points)));

  it("does not let the noise of floating point decide", () => {
    // On paper -15 and -7.05; in floating point the second comes out below.
    expect(gapPelvicVersion(23.5 - (0.59 * 50 + 9))).toBe(2);
    expect(gapPelvicVersion(31.45 - (0.59 * 50 + 9))).toBe(0);
  });

  // As points, through the whole of it: PI = PT + SS, and GT = PT + the lean of the line from the sacrum to C7.
  it.each([
    [58, { pi: 50.4, ss: 35, ll: 46.3, l4s1: 18.3, gt: 14.8 }, 2],
    [70, { pi: 60, ss: 22, ll: 35, l4s1: 12, gt: 25 }, 10],
  ])("the worked example at age %d", (ageYears, { pi, ss, ll, l4s1, gt }, points) => {
    const found = assessed(spine({ ss, pt: pi - ss, ll, l4s1, c7: gt - (pi - ss) }, { ageYears }));
    for (const [id, value] of [["PI", pi], ["SS", ss], ["LL.L1-S1", ll], ["LL.L4-S1", l4s1], ["GT", gt]] as const) expect(measured(found, id).value, id).toBeCloseTo(value, 9);
    expect(measured(found, "GAP").value).toBe(points);
  });

  it("categories", () => {
    expect([0, 2, 3, 6, 7, 13].map(gapCategory)).toEqual([
      "proportioned", "proportioned", "moderately-disproportioned", "moderately-disproportioned", "severely-disproportioned", "severely-disproportioned",
    ]);
  });
});

describe("age-adjusted targets", () => {
  it("are the published line at 55 and 75", () => {
    expect([ageTarget.piLl(55), ageTarget.pt(55), ageTarget.sva(55)]).toEqual([3, 20, 25]);
    expect([ageTarget.piLl(75), ageTarget.pt(76), ageTarget.sva(75)]).toEqual([13, 27, 65]);
  });
  it("are not defined below the youngest published group", () => {
    expect([ageTarget.piLl(28), ageTarget.piLl(27.9)]).toEqual([-10.5, null]);
    expect([ageTarget.sva(27.25), ageTarget.sva(27.2)]).toEqual([-30.5, null]);
    expect(ageTarget.pt(27.8)).toBeCloseTo(10.93, 2);
    expect(ageTarget.pt(27.6)).toBeNull();
  });
});

describe("Roussouly, as a suggestion", () => {
  it.each([
    [34.999, 45, 3, "1-or-2"],
    [35, 50, 3, "3"],
    [35, 49.999, 4.999, "3-anteverted"],
    [35, 49.999, 5, "3"],
    [44.999, 60, 10, "3"],
    [45, 60, 10, "4"],
    [50, 49, 0, "3-anteverted"],
  ])("SS %d, PI %d, PT %d: %s", (ss, pi, pt, type) => expect(roussouly({ ss, pi, pt })).toBe(type));
});

describe("scores of a reading", () => {
  /** The worked example as points: PI 50.4 = SS 35 + PT 15.4, GT 14.8 = PT 15.4 - 0.6. */
  const example = spine({ ss: 35, pt: 15.4, ll: 46.3, l4s1: 18.3, c7: -0.6 }, { ageYears: 58 });
  const found = assessed(example);
  it("are those of the angles", () => {
    expect(measured(found, "GAP.RPV").value).toBeCloseTo(35 - 38.736, 9);
    expect(measured(found, "GAP.RLL").value).toBeCloseTo(46.3 - 60.248, 9);
    expect(measured(found, "GAP.LDI").value).toBeCloseTo(39.5248, 4);
    expect(measured(found, "GAP.RSA").value).toBeCloseTo(14.8 - 9.192, 9);
    expect(measured(found, "GAP")).toMatchObject({ value: 2, unit: "points" });
    expect(measured(found, "GAP.category")).toMatchObject({ value: "proportioned", sd: null });
    expect(measured(found, "Roussouly").value).toBe("3");
    expect(measured(found, "Schwab.PT").value).toBe("0");
    expect(measured(found, "Schwab.PI-LL").value).toBe("0");
    expect(measured(found, "target.PI-LL")).toMatchObject({ value: 4.5, sd: null, points: [] });
  });
  it("carry their error: the spread of the score and how probable the stated one is", () => {
    const score = measured(found, "GAP");
    expect(score.sd).toBeGreaterThan(0.3);
    expect(score.probability).toBeGreaterThan(0.1);
    expect(score.probability).toBeLessThan(0.9);
    const exact = measured(assessed(example, {}, { clickSdMm: 0 }), "GAP");
    expect([exact.sd, exact.probability]).toEqual([0, 1]);
    expect(measured(assessed(spine({ pt: 20 })), "Schwab.PT").probability).toBeCloseTo(0.5, 2);
    expect(measured(assessed(spine({ pt: -15 })), "Schwab.PT").probability).toBeCloseTo(1, 9);
  });
  it("use every point that their inputs use, each once", () => {
    const { points } = measured(found, "GAP");
    expect(new Set(points.map(({ landmark }) => landmark))).toEqual(new Set(["S1.superior", "hip.1", "hip.2", "L1.superior", "L4.superior", "C7.superior", "C7.inferior"]));
    expect(points).toHaveLength(2 + 6 + 4);
  });
  it("need an age where the age counts", () => {
    const ageless = assessed({ ...example, ageYears: undefined } as never);
    expect(["GAP", "GAP.category", "target.PT"].map((id) => reasonOf(measurement(ageless, id)))).toEqual(["no-age", "no-age", "no-age"]);
    expect(measured(ageless, "Roussouly").value).toBe("3");
    const young = assessed({ ...example, ageYears: 20 });
    expect(measurement(young, "target.SVA")).toMatchObject({ state: "degenerate", reason: { code: "target-not-defined", params: { age: 20 } } });
  });
  it("of the sacral slope below 35 degrees need nothing but it: type 1 or 2 is not asked for hips", () => {
    const noHips = (ss: number) => measurement(assessed(without(spine({ ss }), "hip.1", "hip.2")), "Roussouly");
    expect(noHips(35 - 1e-6)).toMatchObject({ state: "measured", value: "1-or-2" });
    expect(noHips(35)).toMatchObject({ state: "incomplete", missing: ["hip.1"] });
    const near = measured(assessed(spine({ ss: 35 - 1e-6 })), "Roussouly");
    expect(near.probability).toBeCloseTo(0.5, 2);
    expect(new Set(near.points.map(({ landmark }) => landmark))).toEqual(new Set(["S1.superior"]));
    expect(measurement(assessed(spine({ ss: 30 }, { posture: "supine" })), "Roussouly")).toMatchObject({ reason: { code: "score-not-standing" } });
  });
  it("need lordosis to distribute, and their points", () => {
    expect(reasonOf(measurement(assessed(spine({ ll: -4 })), "GAP"))).toBe("no-lordosis");
    expect(measurement(assessed(without(example, "L4.superior")), "GAP")).toMatchObject({ state: "incomplete", missing: [{ landmark: "L4.superior", part: "posterior" }, { landmark: "L4.superior", part: "anterior" }] });
    expect(reasonOf(measurement(assessed(with_(example, { "L1.superior": endplate(0, [0, 0], 0) })), "GAP.LDI"))).toBe("coincident-corners");
  });
});

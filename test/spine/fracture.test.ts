import { describe, expect, it } from "vitest";
import { evaluationOf } from "#spine/construct";
import { bodyRowOf, genantGrade } from "#spine/fracture";
import { measureOne, regionOf, rowCitation } from "#spine/measure";
import type { Baselines, SpineReading } from "#spine/assessment";
import { body, threeBodies, type Heights } from "./bodies";
import { assessed, endplate, measured, measurement, reading, reasonOf, with_, without } from "./support";

const FULL: Heights = [25, 25, 25];
const EPS = 1e-6;

const row = (of: SpineReading, id: string, baselines: Baselines = {}) => measured(assessed(of, baselines), id);
const lost = (percent: number): Heights => [25 * (1 - percent / 100), 25, 25];

describe("heights and ratios", () => {
  const film = threeBodies([24, 23, 26], [15, 12, 20], [26, 25, 28]);
  it("Ha, Hm, Hp are distances between the endplates", () => {
    expect(["Ha.T12", "Hm.T12", "Hp.T12"].map((id) => row(film, id).value)).toEqual([15, 12, 20]);
    expect(row(film, "Hm.L1").value).toBe(25);
    const leaning = reading(body("T12", [15, 12, 20], 65, 0), { answers: { fractureLevel: "T12" } });
    const skew = with_(leaning, { "T12.superior": { ...endplate(0), posterior: { anteriorMm: 3, cranialMm: 69 } } });
    expect(row(skew, "Hp.T12").value).toBeCloseTo(5, 12);
  });
  it("are in per cent: wedge Ha/Hp, biconcave Hm/Hp, crush Hp over that of the body above", () => {
    expect(row(film, "wedgeRatio.T12")).toMatchObject({ value: 75, unit: "percent" });
    expect(row(film, "biconcaveRatio.T12").value).toBe(60);
    expect(row(film, "crushRatio.T12").value).toBeCloseTo((100 * 20) / 26, 12);
    expect(row(film, "crushRatio.T12").notes).toContainEqual({ code: "adjacent-level", params: { level: "T11" } });
    const below = row(without(film, "T11.superior"), "crushRatio.T12");
    expect(below.value).toBeCloseTo((100 * 20) / 28, 12);
    expect(below.notes).toContainEqual({ code: "adjacent-level", params: { level: "L1" } });
    expect(reasonOf(measurement(assessed(without(film, "T11.superior", "L1.inferior")), "crushRatio.T12"))).toBe("missing-points");
  });
  it("carry their error: two clicks a height", () => {
    expect(row(film, "Ha.T12").sd).toBeCloseTo(0.7 * Math.SQRT2, 12);
    // Ratio of 15 to 20 of independent heights.
    expect(row(film, "wedgeRatio.T12").sd).toBeCloseTo(((100 * 0.7 * Math.SQRT2) / 20) * Math.hypot(1, 0.75), 9);
  });
  it("lengths need a spacing, ratios only the aspect", () => {
    const unscaled = assessed({ ...film, scale: "ratio" });
    expect(reasonOf(measurement(unscaled, "Ha.T12"))).toBe("no-spacing");
    expect(measured(unscaled, "wedgeRatio.T12")).toMatchObject({ value: 75, sd: null });
    expect(measured(unscaled, "Genant.T12")).toMatchObject({ value: 3, sd: null, probability: null });
    expect(reasonOf(measurement(assessed({ ...film, scale: "none" }), "Genant.T12"))).toBe("no-anterior");
  });
  it("of a body without height are degenerate, and never infinite", () => {
    const flat = threeBodies(FULL, [0, 25, 25], FULL);
    expect(measurement(assessed(flat), "Ha.T12")).toMatchObject({ state: "degenerate", reason: { code: "no-height", params: { level: "T12" } } });
    expect(reasonOf(measurement(assessed(threeBodies(FULL, [1e308, 25, 25], FULL)), "wedgeRatio.T12"))).toBe("not-finite");
    const huge = assessed(threeBodies([1e308, 25, 25], FULL, [1e308, 25, 25]));
    for (const id of ["heightLoss.T12", "Genant.T12"]) expect(reasonOf(measurement(huge, id)), id).toBe("not-finite");
  });
});

describe("height loss against the mean of the neighbours", () => {
  it("is the largest of the three, and says where", () => {
    const found = row(threeBodies([24, 26, 26], [20, 12, 24], [26, 24, 28]), "heightLoss.T12");
    expect(found.value).toBe(52);
    expect(found.notes).toContainEqual({ code: "height-lost-at", params: { height: "middle" } });
    expect(row(threeBodies([24, 26, 26], [20, 24, 24], [26, 24, 28]), "heightLoss.T12").value).toBe(20);
  });
  it("is negative where the body is taller", () => expect(row(threeBodies(FULL, [30, 30, 30], FULL), "heightLoss.T12").value).toBe(-20));
  it("takes one neighbour where there is one, and says so", () => {
    const film = threeBodies([20, 20, 20], [15, 20, 20], [40, 40, 40]);
    expect(row(film, "heightLoss.T12").value).toBe(50);
    expect(row(without(film, "L1.superior", "L1.superior.middle"), "heightLoss.T12").notes).toContainEqual({ code: "one-neighbour", params: { level: "T11" } });
    expect(row(without(film, "L1.superior", "L1.superior.middle"), "heightLoss.T12").value).toBe(25);
    expect(row(without(film, "T11.superior", "T11.superior.middle"), "heightLoss.T12").notes).toContainEqual({ code: "one-neighbour", params: { level: "L1" } });
    expect(reasonOf(measurement(assessed(without(film, "L1.superior", "T11.superior")), "heightLoss.T12"))).toBe("missing-points");
  });
  it("does without mid-height points, and says what goes unseen", () => {
    const found = row(threeBodies([25, null, 25], [20, null, 25], [25, null, 25]), "heightLoss.T12");
    expect(found.value).toBe(20);
    expect(found.notes).toContainEqual({ code: "no-middle-height" });
  });
});

describe("Genant grade", () => {
  it.each([[-5, 0], [20 - EPS, 0], [20, 1], [25, 1], [25 + EPS, 2], [40, 2], [40 + EPS, 3], [90, 3]])("%s per cent is grade %s", (percent, grade) => expect(genantGrade(percent)).toBe(grade));
  it("of a reading, with its probability", () => {
    const found = row(threeBodies(FULL, lost(30), FULL), "Genant.T12");
    expect(found).toMatchObject({ value: 2, unit: "class" });
    expect(found.probability).toBeGreaterThan(0.75);
    expect(row(threeBodies(FULL, lost(25.01), FULL), "Genant.T12").probability).toBeLessThan(0.6);
    expect(measured(assessed(threeBodies(FULL, lost(30), FULL), {}, { clickSdMm: 0 }), "Genant.T12").probability).toBe(1);
  });
});

describe("height loss since an earlier exam", () => {
  const before = (t12: Heights, more: Partial<SpineReading> = {}) => threeBodies(FULL, t12, FULL, { timepoint: "preoperative", ...more });
  const now = threeBodies(FULL, [18, 25, 25], FULL);
  it("is since the first postoperative exam where the body is placed there, else since the preoperative one", () => {
    const post = before([20, 25, 25], { timepoint: "postoperative" });
    expect(row(now, "heightLossSince.T12", { preoperative: before([24, 25, 25]), firstPostoperative: post }).value).toBe(10);
    expect(row(now, "heightLossSince.T12", { preoperative: before([24, 25, 25]) }).value).toBe(25);
    expect(row(now, "heightLossSince.T12", { preoperative: before([24, 25, 25]), firstPostoperative: without(post, "T12.superior") }).value).toBe(25);
    expect(row(now, "heightLossSince.T12", { preoperative: before([24, 25, 25], { posture: "supine" }) }).notes).toContainEqual({ code: "postures-differ", params: { now: "standing", before: "supine" } });
  });
  it("says why there is none", () => {
    const reason = (of: SpineReading, baselines: Baselines) => reasonOf(measurement(assessed(of, baselines), "heightLossSince.T12"));
    expect(reason(now, {})).toBe("no-earlier-exam");
    expect(reason(now, { preoperative: without(before(FULL), "T12.inferior") })).toBe("height-not-measured-before");
    expect(reason(now, { preoperative: before(FULL, { scale: "ratio" }) })).toBe("height-not-measured-before");
    expect(reason({ ...now, scale: "ratio" }, { preoperative: before(FULL) })).toBe("no-spacing");
    expect(reason(now, { preoperative: before(FULL, { date: "2025-02-01" }) })).toBe("measured");
    expect(reason({ ...now, date: "2025-01-01" }, { preoperative: before(FULL, { date: "2025-02-01" }) })).toBe("no-earlier-exam");
  });
});

describe("angles about the body", () => {
  const film = threeBodies([24, 23, 26], [15, 12, 20], [26, 25, 28]);
  const degrees = (rise: number) => (Math.atan2(rise, 30) * 180) / Math.PI;
  it("wedge, local (bisegmental) and segmental kyphosis", () => {
    expect(row(film, "wedge.T12").value).toBeCloseTo(degrees(5), 12);
    // Superior endplate of T11 falls 2 mm forwards on 30; the inferior ones are level.
    expect(row(film, "localKyphosis.T12").value).toBeCloseTo(degrees(2), 12);
    expect(row(film, "segmentalKyphosis.T12").value).toBeCloseTo(degrees(2), 12);
    const tilted = with_(film, { "L1.inferior": endplate(-7), "T12.inferior": endplate(3) });
    expect(row(tilted, "localKyphosis.T12").value).toBeCloseTo(degrees(2) + 7, 12);
    expect(row(tilted, "segmentalKyphosis.T12").value).toBeCloseTo(degrees(2) - 3, 12);
    expect(measurement(assessed(reading({}, { answers: { fractureLevel: "C2" } })), "localKyphosis.C2")).toMatchObject({ reason: { code: "level-not-in-spine", params: { level: "C2+1" } } });
  });
});

describe("slip of a body on the one below", () => {
  it("is along the endplate below, + anterior", () => {
    const film = reading({ ...body("T12", FULL, 65, 4), ...body("L1", FULL, 30) }, { answers: { fractureLevel: "T12" } });
    expect(row(film, "listhesis.T12").value).toBe(4);
    expect(row(film, "listhesis.T12").sd).toBeGreaterThan(0);
    // The endplate below falls forwards by 20 degrees; the corner lies 3 mm along it and 8 mm above.
    const [cos, sin] = [Math.cos(Math.PI / 9), Math.sin(Math.PI / 9)];
    const lower = endplate(20, [0, 0]);
    const corner = { anteriorMm: lower.posterior!.anteriorMm - 3 * cos + 8 * sin, cranialMm: lower.posterior!.cranialMm + 3 * sin + 8 * cos };
    const back = reading({ "L1.superior": lower, "T12.inferior": { kind: "endplate", posterior: corner } }, { answers: { fractureLevel: "T12" } });
    expect(row(back, "listhesis.T12").value).toBeCloseTo(-3, 12);
    expect(reasonOf(measurement(assessed(with_(back, { "L1.superior": endplate(0, [0, 0], 0) })), "listhesis.T12"))).toBe("coincident-points");
    expect(reasonOf(measurement(assessed({ ...back, scale: "ratio" }), "listhesis.T12"))).toBe("no-spacing");
  });
});

describe("which rows a reading has", () => {
  const ids = (of: SpineReading) => assessed(of).measurements.map(({ id }) => id).filter((id) => /^(H[amp]|Genant|crushRatio)\./.test(id));
  it("everything of the fractured body, heights of those with mid-height points", () => {
    expect(ids(threeBodies(FULL, FULL, [25, null, 25]))).toEqual(["Ha.T11", "Hm.T11", "Hp.T11", "Ha.T12", "Hm.T12", "Hp.T12", "crushRatio.T12", "Genant.T12"]);
  });
  it("without a named fracture, of each body with mid-height points; none without", () => {
    expect(ids(threeBodies(FULL, FULL, FULL, { answers: {} })).filter((id) => id.startsWith("Genant"))).toEqual(["Genant.T11", "Genant.T12", "Genant.L1"]);
    expect(ids(threeBodies([25, null, 25], [25, null, 25], [25, null, 25], { answers: {} }))).toEqual([]);
  });
  it("are found by id, with region and citation", () => {
    const evaluation = evaluationOf(threeBodies(FULL, lost(30), FULL));
    for (const id of ["Genant.T12", "Ha.T12", "localKyphosis.T12", "PJA", "GAP", "Hart-ISSG"]) expect(measureOne(evaluation, id, 0.7).id).toBe(id);
    expect(measureOne(evaluation, "Genant.T12", 0.7)).toMatchObject({ value: 2 });
    expect(() => measureOne(evaluation, "nothing", 0.7)).toThrow('no measurement "nothing"');
    expect(["Ha.T12", "Genant.L1", "OF-score", "GAP", "Yagi-Boachie.2011", "PJA", "wedge.T12", "x", "constructor.T12"].map(regionOf)).toEqual(["fracture", "fracture", "fracture", "score", "score", "junction", "thoracic", undefined, undefined]);
    expect(["Ha.T12", "Genant.L1", "OF-score", "GAP", "Hart-ISSG", "PJA", "x"].map(rowCitation)).toEqual(["morphometry", "genant1993", "ofClassification", "yilgor2017", "hart2013", "glattes2005", undefined]);
    expect([bodyRowOf("Ha.T12")?.level, bodyRowOf("Ha.T14"), bodyRowOf("PJA.T12"), bodyRowOf("Ha.T12.x")]).toEqual(["T12", undefined, undefined, undefined]);
  });
});

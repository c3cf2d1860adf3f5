import { describe, expect, it } from "vitest";
import { CRITERIA, criterionOf } from "#spine/criterion";
import { evaluateRule } from "#spine/rule";
import type { Baselines, CriterionResult, SpineReading } from "#spine/assessment";
import { assessed, endplate, junction, measured, reading, without } from "./support";

const judged = (id: string, of: SpineReading, baselines: Baselines = {}, clickSdMm = 0.7): CriterionResult => {
  const found = assessed(of, baselines, { clickSdMm }).criteria.find((criterion) => criterion.id === id);
  if (!found) throw new Error(id);
  return found;
};

const pre = (pja: number, pja1?: number) => ({ preoperative: junction(pja, { timepoint: "preoperative" }, pja1) });
const post = (pja: number, pja1?: number) => ({ firstPostoperative: junction(pja, { timepoint: "postoperative" }, pja1) });

/** Far below what a click moves, far above the noise of floating point. */
const EPS = 1e-6;

describe("absolute-20: PJA >= 20", () => {
  it("at, just below and just above the threshold", () => {
    // 20 exactly, as points give it: both endplates on the axes of a 3-4-5 triangle would not; so the angle is measured.
    const exact = junction(20);
    const value = Number(measured(assessed(exact), "PJA").value);
    expect(Math.abs(value - 20)).toBeLessThan(1e-9);
    expect(judged("absolute-20", exact).state).toBe(value >= 20 ? "met" : "not-met");
    expect(judged("absolute-20", junction(20 + EPS)).state).toBe("met");
    expect(judged("absolute-20", junction(20 - EPS)).state).toBe("not-met");
    expect(judged("absolute-20", junction(-20)).state).toBe("not-met");
    expect(judged("absolute-20", junction(95)).state).toBe("met");
  });

  it("gives value, threshold, interval and probability, and follows the measured value whatever the error", () => {
    const result = judged("absolute-20", junction(21.3));
    const sd = measured(assessed(junction(21.3)), "PJA").sd!;
    expect(result).toMatchObject({ state: "met", threshold: 20, unit: "deg", withinError: true, reason: { code: "rule-met" } });
    expect(result.value).toBeCloseTo(21.3, 9);
    expect(result.interval?.[0]).toBeCloseTo(21.3 - 1.959964 * sd, 5);
    expect(result.interval?.[1]).toBeCloseTo(21.3 + 1.959964 * sd, 5);
    expect(result.probability).toBeGreaterThan(0.6);
    expect(result.probability).toBeLessThan(0.75);
    expect(judged("absolute-20", junction(19)).probability).toBeLessThan(0.5);
  });

  it("is within measurement error as long as the interval contains the threshold", () => {
    const half = 1.959963984540054 * measured(assessed(junction(20)), "PJA").sd!;
    expect([20 + half - 0.01, 20 + half + 0.01, 20 - half + 0.01, 20 - half - 0.01].map((pja) => judged("absolute-20", junction(pja)).withinError)).toEqual([true, false, true, false]);
  });

  it("is certain for exact clicks, and of unknown certainty without millimetres", () => {
    expect(judged("absolute-20", junction(20.1), {}, 0)).toMatchObject({ withinError: false, probability: 1 });
    expect(judged("absolute-20", junction(20.1, { scale: "ratio" }))).toMatchObject({ state: "met", interval: null, withinError: false, probability: null });
  });

  it("without a preoperative exam says how weak the evidence is", () => {
    expect(judged("absolute-20", junction(25)).notes).toEqual([{ code: "absolute-without-baseline" }]);
    expect(judged("absolute-20", junction(25), pre(10)).notes).toEqual([]);
    expect(judged("increase-20", junction(25)).notes).toEqual([]);
  });

  it("cannot be decided without its points or the UIV, and is never 'no' then", () => {
    expect(judged("absolute-20", without(junction(25), "T8.superior"))).toEqual({
      id: "absolute-20", unit: "deg", state: "undecidable", value: null, interval: null, threshold: null, withinError: false, probability: null,
      reason: { code: "missing-points" }, notes: [],
      subTests: [{ measurement: "PJA", comparator: ">=", threshold: 20, value: null, state: "undecidable", reason: { code: "missing-points" } }],
    });
    expect(judged("absolute-20", reading({})).reason.code).toBe("no-uiv");
  });
});

describe("timepoints", () => {
  it("a preoperative exam gives a baseline angle and no verdict", () => {
    const result = judged("absolute-20", junction(25, { timepoint: "preoperative" }));
    expect(result).toMatchObject({ state: "undecidable", reason: { code: "preoperative-exam" }, threshold: null, withinError: false, probability: null });
    expect(result.value).toBeCloseTo(25, 9);
    expect(result.interval?.[0]).toBeLessThan(25);
    expect(result.subTests[0]).toMatchObject({ state: "undecidable", reason: { code: "preoperative-exam" } });
    expect(judged("absolute-20", without(junction(25, { timepoint: "preoperative" }), "T8.superior"))).toMatchObject({ state: "undecidable", value: null, interval: null, reason: { code: "preoperative-exam" } });
    for (const { id } of CRITERIA) expect(judged(id, junction(45, { timepoint: "preoperative" }), pre(1)).state).toBe("undecidable");
  });
  it("an unknown timepoint is judged like a follow-up", () => {
    for (const timepoint of ["unknown", "postoperative", "follow-up"] as const) expect(judged("absolute-20", junction(25, { timepoint })).state).toBe("met");
  });
});

describe("glattes-2005: PJA >= 10 and at least 10 more than preoperatively", () => {
  it.each([
    [10 + EPS, -1, "met"],
    [10 - EPS, -1, "not-met"],
    [16 + EPS, 6, "met"],
    [16 - EPS, 6, "not-met"],
    [12, 9, "not-met"],
    [5, -20, "not-met"],
  ])("PJA %d from %d: %s", (now, before, state) => expect(judged("glattes-2005", junction(now), pre(before)).state).toBe(state));

  it("cannot be decided without the preoperative exam, unless the angle alone rules it out", () => {
    expect(judged("glattes-2005", junction(30))).toMatchObject({ state: "undecidable", reason: { code: "no-preoperative" }, value: null });
    expect(judged("glattes-2005", junction(5))).toMatchObject({ state: "not-met", threshold: 10 });
  });

  it("met, hangs on its closest call; not met, on its clearest failure", () => {
    const met = judged("glattes-2005", junction(30), pre(19));
    expect(met.value).toBeCloseTo(11, 9);
    expect(met.withinError).toBe(true);
    const failed = judged("glattes-2005", junction(9), pre(8));
    expect(failed.value).toBeCloseTo(1, 9);
    // The angle is within error of 10, yet the increase fails clearly, and one failure is enough.
    expect(failed.withinError).toBe(false);
    // One test has no error known: the distance alone is compared.
    expect(judged("glattes-2005", junction(30, { scale: "ratio" }), pre(19))).toMatchObject({ state: "met", probability: null });
  });

  it("gives the joint probability of both tests, which share the clicks of this exam", () => {
    const result = judged("glattes-2005", junction(10.001), pre(0));
    expect(result.probability).toBeGreaterThan(0.25);
    expect(result.probability).toBeLessThan(0.5);
    expect(judged("glattes-2005", junction(40), pre(5)).probability).toBeCloseTo(1, 3);
    expect(judged("glattes-2005", junction(-20), pre(30)).probability).toBe(0);
  });
});

describe("increase-15: PJA1 at least 15 over the first postoperative one", () => {
  it.each([[20 + EPS, "met"], [20 - EPS, "not-met"]])("%d from 5: %s", (now, state) => {
    expect(judged("increase-15", junction(40, {}, now), post(40, 5)).state).toBe(state);
  });
  it("cannot be decided without that exam or on that exam itself", () => {
    expect(judged("increase-15", junction(40)).reason.code).toBe("no-first-postoperative");
    const first = junction(10, { timepoint: "postoperative" });
    expect(judged("increase-15", first, { firstPostoperative: first }).reason.code).toBe("first-postoperative-exam");
  });
});

describe("increase-20: more than 20 over the preoperative PJA", () => {
  it.each([[25 + EPS, "met"], [25 - EPS, "not-met"]])("%d from 5: %s", (now, state) => expect(judged("increase-20", junction(now), pre(5)).state).toBe(state));
  it("exactly 20 is not more than 20", () => {
    const before = reading({ "T8.superior": endplate(0), "T10.inferior": endplate(0) }, { uiv: "T10", timepoint: "preoperative" });
    const now = reading({ "T8.superior": endplate(20), "T10.inferior": endplate(0) }, { uiv: "T10" });
    const change = Number(measured(assessed(now, { preoperative: before }), "dPJA.pre").value);
    expect(judged("increase-20", now, { preoperative: before }).state).toBe(change > 20 ? "met" : "not-met");
  });
});

describe("pjf-lafage: PJA >= 28 and at least 22 more than preoperatively", () => {
  it.each([
    [28 + EPS, 3, "met"],
    [28 - EPS, 3, "not-met"],
    [30 + EPS, 8, "met"],
    [30 - EPS, 8, "not-met"],
  ])("PJA %d from %d: %s", (now, before, state) => expect(judged("pjf-lafage", junction(now), pre(before)).state).toBe(state));
});

describe("pjf-asls: one of four is enough", () => {
  const none = { uivHeightLoss: 0, uivListhesis: 0, uivScrewDislodged: false };
  const result = (now: number, answers: SpineReading["answers"], baselines: Baselines = post(5)) => judged("pjf-asls", junction(now, answers ? { answers } : {}), baselines);
  it.each<[string, number, SpineReading["answers"], CriterionResult["state"]]>([
    ["25.000001 from 5", 25 + EPS, none, "met"],
    ["24.999999 from 5", 25 - EPS, none, "not-met"],
    ["height loss of 20 %", 6, { ...none, uivHeightLoss: 20 }, "not-met"],
    ["height loss over 20 %", 6, { ...none, uivHeightLoss: 20.01 }, "met"],
    ["listhesis of 3 mm", 6, { ...none, uivListhesis: 3 }, "not-met"],
    ["listhesis over 3 mm", 6, { ...none, uivListhesis: 3.01 }, "met"],
    ["a dislodged screw", 6, { ...none, uivScrewDislodged: true }, "met"],
    ["nothing answered, angle past", 40, undefined, "met"],
    ["nothing answered, angle not past", 6, undefined, "undecidable"],
    ["answers of another type", 6, { ...none, uivListhesis: "much", uivHeightLoss: Infinity }, "undecidable"],
  ])("%s: %s", (_name, now, answers, state) => expect(result(now, answers).state).toBe(state));

  it("is met by an answer without the baseline exam, and hangs on it then", () => {
    expect(result(6, { uivScrewDislodged: true }, {})).toMatchObject({ state: "met", value: 1, unit: "class", threshold: 1, withinError: false, probability: 1 });
    expect(result(6, none, {})).toMatchObject({ state: "undecidable", reason: { code: "no-first-postoperative" } });
    expect(result(6, undefined)).toMatchObject({ reason: { code: "not-answered", params: { question: "uivHeightLoss" } } });
  });
  it("met by the angle alone it is as uncertain as the angle; with a dislodged screw it is certain", () => {
    expect(result(26, none).withinError).toBe(true);
    expect(result(26, { ...none, uivScrewDislodged: true })).toMatchObject({ withinError: false, value: 1 });
    expect(result(26, { ...none, uivScrewDislodged: true }).probability).toBeCloseTo(1, 9);
    expect(result(24, none)).toMatchObject({ state: "not-met", withinError: true, unit: "deg" });
  });
});

describe("the rows", () => {
  it("are named, versioned and cited", () => {
    expect(CRITERIA.map(({ id, version }) => `${id}@${version}`)).toEqual(["absolute-20@1", "glattes-2005@1", "increase-15@1", "increase-20@1", "pjf-lafage@1", "pjf-asls@1"]);
  });
  it("a rule without tests is a mistake", () => expect(() => evaluateRule("all", [], 0.7)).toThrow(RangeError));
  it("an unknown id is an error that names those there are", () => {
    expect(() => criterionOf("absolute-21")).toThrow('no criterion "absolute-21"; there are absolute-20, glattes-2005');
  });
});

import { describe, expect, it } from "vitest";
import { CRITERIA, criterionOf } from "#spine/criterion";
import { evaluateRule } from "#spine/rule";
import type { Baselines, CriterionResult, SpineReading } from "#spine/assessment";
import { body } from "./bodies";
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
    expect(judged("absolute-20", junction(20.1, { scale: "ratio" }))).toMatchObject({ state: "met", interval: null, withinError: null, probability: null });
  });

  it("without a preoperative exam says how weak the evidence is", () => {
    expect(judged("absolute-20", junction(25)).notes).toEqual([{ code: "absolute-without-baseline" }]);
    expect(judged("absolute-20", junction(25), pre(10)).notes).toEqual([]);
    expect(judged("increase-20", junction(25)).notes).toEqual([]);
    // An exam before surgery without the angle is no baseline, nor is one that was taken later.
    expect(judged("absolute-20", junction(25), { preoperative: without(pre(10).preoperative, "T8.superior") }).notes).toEqual([{ code: "absolute-without-baseline" }]);
    const later = { preoperative: junction(10, { timepoint: "preoperative", date: "2025-06-01" }) };
    expect(judged("absolute-20", junction(25, { date: "2025-05-01" }), later).notes).toEqual([{ code: "absolute-without-baseline" }]);
  });

  it("cannot be decided without its points or the UIV, and is never 'no' then", () => {
    expect(judged("absolute-20", without(junction(25), "T8.superior"))).toEqual({
      id: "absolute-20", unit: "deg", state: "undecidable", value: null, interval: null, threshold: null, withinError: false, probability: null,
      reason: { code: "missing-points" }, notes: [],
      subTests: [{ measurement: "PJA", comparator: ">=", threshold: 20, unit: "deg", value: null, state: "undecidable", reason: { code: "missing-points" } }],
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

  it("cannot be decided without the preoperative exam, never \"no\", whatever the angle", () => {
    for (const angle of [30, 5, -14]) {
      expect(judged("glattes-2005", junction(angle))).toMatchObject({ state: "undecidable", reason: { code: "no-preoperative" }, value: null, probability: null, withinError: false });
      expect(judged("pjf-lafage", junction(angle))).toMatchObject({ state: "undecidable", reason: { code: "no-preoperative" }, probability: null });
    }
    // What is known of its tests is still told.
    expect(judged("glattes-2005", junction(5)).subTests.map(({ state }) => state)).toEqual(["not-met", "undecidable"]);
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
    // With exact clicks nothing is left to chance.
    expect(judged("pjf-asls", junction(6, { answers: none }), post(5), 0.05)).toMatchObject({ state: "not-met", withinError: false, probability: 0 });
  });
});

describe("pjf-asls from the points", () => {
  const answers = { uivHeightLoss: 0, uivListhesis: 0, uivScrewDislodged: false };
  /** UIV T12 and UIV+1 T11 with chosen anterior heights, and the slip of the upper on the lower. */
  const film = (uiv: number, above: number, slip = 0, more: Partial<SpineReading> = {}): SpineReading =>
    reading({ ...body("T11", [above, null, 25], 100, slip), ...body("T12", [uiv, null, 25], 65) }, { uiv: "T12", ...more });
  const baseline = (more: Partial<SpineReading> = {}): Baselines => ({ firstPostoperative: film(25, 25, 0, { timepoint: "postoperative", ...more }) });
  const sub = (of: SpineReading, id: string, baselines: Baselines = baseline()) => judged("pjf-asls", of, baselines).subTests.find(({ measurement }) => measurement === id);

  it.each([
    ["UIV by 20 %", 20, 25, "undecidable", 20],
    ["UIV by more", 19.99, 25, "met", 20.04],
    ["UIV+1 by more", 25, 19.99, "met", 20.04],
    ["both, the larger counts", 18, 17, "met", 32],
  ])("height loss of %s", (_name, uiv, above, state, percent) => {
    expect(judged("pjf-asls", film(uiv, above), baseline()).state).toBe(state);
    expect(sub(film(uiv, above), "uivHeightLoss")).toMatchObject({ unit: "percent", state: state === "met" ? "met" : "not-met" });
    expect(sub(film(uiv, above), "uivHeightLoss")?.value).toBeCloseTo(percent, 9);
  });
  it.each([[3, "not-met"], [3 + EPS, "met"], [-3, "not-met"], [-3 - EPS, "met"]])("a slip of %d mm: %s", (slip, state) => {
    expect(sub(film(25, 25, slip), "uivListhesis")).toMatchObject({ unit: "mm", state });
    expect(sub(film(25, 25, slip), "uivListhesis")?.value).toBeCloseTo(Math.abs(slip), 9);
  });
  it("is as uncertain as what is measured", () => {
    expect(judged("pjf-asls", film(25, 25, 3.5, { answers }), baseline())).toMatchObject({ state: "met", unit: "mm", threshold: 3, withinError: true });
    expect(judged("pjf-asls", film(25, 25, 9, { answers }), baseline())).toMatchObject({ state: "met", withinError: false });
  });
  it("needs a scale for millimetres, and an earlier exam for a loss; the reader's answer stands in", () => {
    const bare = film(25, 25, 9, { scale: "ratio" });
    expect(sub(bare, "uivListhesis")).toMatchObject({ state: "undecidable", reason: { code: "not-answered" } });
    expect(sub({ ...bare, answers: { uivListhesis: 4 } }, "uivListhesis")).toMatchObject({ state: "met", value: 4 });
    expect(sub(film(10, 10), "uivHeightLoss", {})).toMatchObject({ state: "undecidable", reason: { code: "not-answered" } });
  });
  it("with one of the two bodies placed a loss past the threshold decides, and one short of it leaves the question open", () => {
    const one = (uiv: number, more: Partial<SpineReading> = {}) => without(film(uiv, 25, 0, more), "T11.superior");
    expect(sub(one(15), "uivHeightLoss")).toMatchObject({ state: "met" });
    expect(sub(one(24), "uivHeightLoss")).toMatchObject({ state: "undecidable", reason: { code: "not-answered", params: { question: "uivHeightLoss" } } });
    expect(sub(one(24, { answers }), "uivHeightLoss")).toMatchObject({ state: "not-met", value: 0 });
  });
  it("stands where the reader answers otherwise, and says so", () => {
    const against = judged("pjf-asls", film(15, 25, 0, { answers }), baseline());
    expect(against.notes).toContainEqual({ code: "answer-differs", params: { question: "uivHeightLoss", answered: 0 } });
    expect(against.state).toBe("met");
    expect(judged("pjf-asls", film(24, 25, 0, { answers }), baseline()).notes.map(({ code }) => code)).toEqual(["baseline-undated", "no-middle-height", "height-lost-at"]);
  });
});

describe("the rows", () => {
  it("are named, versioned and cited", () => {
    expect(CRITERIA.map(({ id, version }) => `${id}@${version}`)).toEqual(["absolute-20@1", "glattes-2005@1", "increase-15@1", "increase-20@1", "pjf-lafage@1", "pjf-asls@2"]);
  });
  it("a rule without tests is a mistake", () => expect(() => evaluateRule("all", [], 0.7)).toThrow(RangeError));
  it("an unknown id is an error that names those there are", () => {
    expect(() => criterionOf("absolute-21")).toThrow('no criterion "absolute-21"; there are absolute-20, glattes-2005');
  });
});

import { describe, expect, it } from "vitest";
import type { AssessSettings, Baselines, RiskFactorResult, SpineReading } from "#spine/assessment";
import { assessed, junction, reading, spine, without } from "./support";

const EPS = 1e-6;

const factor = (id: string, of: SpineReading, baselines: Baselines = {}, settings: Partial<AssessSettings> = {}): RiskFactorResult => {
  const found = assessed(of, baselines, settings).riskFactors.find((one) => one.id === id);
  if (!found) throw new Error(id);
  return found;
};

const state = (...given: Parameters<typeof factor>) => factor(...given).state;
const pre = (chosen: Parameters<typeof spine>[0], more: Partial<SpineReading> = {}) => spine(chosen, { timepoint: "preoperative", ...more });

describe("TK>30", () => {
  it("at, just below and just above", () => {
    expect([30 + EPS, 30 - EPS, 20, 50].map((tk) => state("TK>30", pre({ tk })))).toEqual(["present", "absent", "absent", "present"]);
  });
  it("stands on every exam, lying ones too, with the norm; off the preoperative exam it says what was published", () => {
    expect(factor("TK>30", pre({ tk: 45 }))).toMatchObject({ state: "present", threshold: 30, withinError: false, notes: [{ code: "norm-beside-factor", params: { mean: 37.4, sd: 10.9 } }] });
    for (const timepoint of ["postoperative", "follow-up", "unknown"] as const) {
      expect(factor("TK>30", spine({ tk: 45 }, { timepoint, posture: "supine" })).notes.map(({ code }) => code)).toEqual(["factor-is-preoperative", "norm-beside-factor"]);
    }
  });
  it("off the preoperative exam it says beside it what that one measured, where it did", () => {
    const notes = (before: SpineReading) => factor("TK>30", spine({ tk: 45 }, { timepoint: "follow-up" }), { preoperative: before }).notes;
    expect(notes(pre({ tk: 28 }))[1]).toEqual({ code: "kyphosis-before-surgery", params: { kyphosisDeg: expect.closeTo(28, 9) } });
    expect(notes(without(pre({}), "T4.superior")).map(({ code }) => code)).toEqual(["factor-is-preoperative", "norm-beside-factor"]);
  });
  it("is within error near 30, with a probability", () => {
    const near = factor("TK>30", pre({ tk: 30.5 }));
    expect(near).toMatchObject({ state: "present", withinError: true });
    expect(near.probability).toBeGreaterThan(0.5);
    expect(near.probability).toBeLessThan(0.7);
  });
  it("reads the kyphosis that was chosen, and has the norm of T4-T12 only", () => {
    const chosen = factor("TK>30", pre({ tk: 33 }), {}, { tk: "TK.T5-T12" });
    expect(chosen).toMatchObject({ state: "absent", notes: [] });
    expect(chosen.value).toBeCloseTo(29, 9);
  });
  it("is not measured without its points", () => {
    expect(factor("TK>30", junction(20))).toMatchObject({ state: "not-measured", value: null, threshold: 30, withinError: false, probability: null, reason: { code: "missing-points" } });
  });
});

describe("the other preoperative factors (Maruo 2013)", () => {
  it("PJA>10 is of the preoperative exam, from wherever it is asked", () => {
    const before = (pja: number) => junction(pja, { timepoint: "preoperative" });
    expect([10 + EPS, 10 - EPS].map((pja) => state("PJA>10", before(pja)))).toEqual(["present", "absent"]);
    expect(state("PJA>10", junction(40), { preoperative: before(9) })).toBe("absent");
    expect(factor("PJA>10", junction(40))).toMatchObject({ state: "not-measured", reason: { code: "no-preoperative" } });
  });
  it("PI>55", () => {
    expect([55 + EPS, 55 - EPS].map((pi) => state("PI>55", spine({ ss: pi - 15, pt: 15 })))).toEqual(["present", "absent"]);
  });
  it("dLL>30 is the plan where there is one, else what was achieved", () => {
    const plan = (plannedLLChange: number) => pre({}, { answers: { plannedLLChange } });
    expect([30, 30.1].map((change) => state("dLL>30", plan(change)))).toEqual(["absent", "present"]);
    expect([30, 30.1].map((plannedLLChange) => state("dLL>30", pre({}, { plannedLLChange, answers: { plannedLLChange: 0 } })))).toEqual(["absent", "present"]);
    expect(factor("dLL>30", plan(30.1))).toMatchObject({ withinError: false, probability: 1, notes: [] });
    expect(factor("dLL>30", pre({}))).toMatchObject({ state: "not-measured", reason: { code: "not-answered", params: { question: "plannedLLChange" } } });
    const [before, first, now] = [pre({ ll: 20 }), spine({ ll: 51 }, { timepoint: "postoperative" }), spine({ ll: 45 })];
    expect(factor("dLL>30", now, { preoperative: before, firstPostoperative: first })).toMatchObject({ state: "present", notes: [{ code: "change-achieved" }] });
    const lying = { ...first, posture: "supine" } as const;
    expect(factor("dLL>30", now, { preoperative: before, firstPostoperative: lying }).notes).toContainEqual({ code: "postures-differ", params: { now: "supine", before: "standing" } });
    expect(factor("dLL>30", now, { preoperative: before }).value).toBeCloseTo(25, 9);
    expect(state("dLL>30", now)).toBe("not-measured");
    expect(factor("dLL>30", now, { preoperative: without(before, "L1.superior") })).toMatchObject({ state: "not-measured", reason: { code: "missing-points" } });
  });
});

describe("Lafage 2019", () => {
  const plan = { plannedLLChange: 25, plannedTKChange: 10 };
  const film = (more: Partial<SpineReading>) => pre({}, { ageYears: 60, uiv: "T10", liv: "S1", answers: plan, ...more });
  it("its single factors", () => {
    expect([55, 55.1].map((ageYears) => state("age>55", film({ ageYears })))).toEqual(["absent", "present"]);
    expect(factor("age>55", reading({})).reason).toEqual({ code: "no-age" });
    expect(["S1", "L5"].map((liv) => state("fusion-to-sacrum", film({ liv })))).toEqual(["present", "absent"]);
    expect(factor("fusion-to-sacrum", reading({}, { pelvicFixation: true }))).toMatchObject({ state: "present", value: null });
    expect(factor("fusion-to-sacrum", reading({}, { pelvicFixation: false })).reason).toEqual({ code: "no-liv" });
    const halves = (uiv: string) => [state("UIV-upper-thoracic", film({ uiv })), state("UIV-lower-thoracic", film({ uiv }))];
    expect(["T1", "T6", "T7", "T12", "L1", "C7"].map(halves)).toEqual([
      ["present", "absent"], ["present", "absent"], ["absent", "present"], ["absent", "present"], ["absent", "absent"], ["absent", "absent"],
    ]);
    expect(state("UIV-upper-thoracic", reading({}))).toBe("not-measured");
    expect([20, 20.1].map((plannedLLChange) => state("dLL-dTK>10", film({ answers: { plannedLLChange, plannedTKChange: 10 } })))).toEqual(["absent", "present"]);
  });
  it("takes both changes from the plan or both from the films, and never one of each", () => {
    const baselines = { preoperative: pre({ ll: 30, tk: 30 }) };
    const gain = (more: Partial<SpineReading>, of = spine({ ll: 41, tk: 20 })) => factor("dLL-dTK>10", { ...of, ...more }, baselines);
    expect(gain({}).value).toBeCloseTo(21, 9);
    expect(gain({ plannedLLChange: 5 }).value).toBeCloseTo(21, 9);
    expect(gain({ plannedLLChange: 5, plannedTKChange: 1 })).toMatchObject({ state: "absent", value: 4, notes: [] });
    const bare = without(spine({ ll: 41, tk: 20 }), "L1.superior");
    expect(gain({}, bare).reason?.code).toBe("missing-points");
    expect(gain({ plannedLLChange: 50 }, bare).reason).toEqual({ code: "not-answered", params: { question: "plannedTKChange" } });
    expect(gain({ plannedTKChange: 5 }, bare).reason).toEqual({ code: "not-answered", params: { question: "plannedLLChange" } });
  });
  it("its points and the published incidence", () => {
    const none = { ageYears: 40, liv: "L5", uiv: "L1", answers: { plannedLLChange: 0, plannedTKChange: 0 } };
    const points = (more: Partial<SpineReading>) => {
      const found = factor("Lafage2019", film({ ...none, ...more }));
      return [found.state, found.value, found.notes.map(({ params }) => params?.["percent"])];
    };
    expect(points({})).toEqual(["absent", 0, []]);
    expect(points({ ageYears: 60 })).toEqual(["present", 1, [17]]);
    expect(points({ uiv: "T10" })).toEqual(["present", 2, [29]]);
    expect(points({ uiv: "T4", liv: "S1", ageYears: 60 })).toEqual(["present", 3, [40]]);
    expect(points({ uiv: "T10", liv: "S1", ageYears: 60 })).toEqual(["present", 4, [53]]);
    expect(points({ uiv: "T10", liv: "S1", ageYears: 60, answers: plan })).toEqual(["present", 5, [69]]);
    expect(points({ answers: plan })).toEqual(["present", 1, [17]]);
  });
  it("says what each factor gives, and what it can still be while something is not known", () => {
    const score = (more: Partial<SpineReading>) => factor("Lafage2019", reading({}, more)).score;
    const points = (more: Partial<SpineReading>) => score(more)?.parts.map((part) => part.points);
    expect(score(film({}))).toEqual({
      parts: [
        { factor: "age>55", state: "present", points: 1, most: 1 },
        { factor: "fusion-to-sacrum", state: "present", points: 1, most: 1 },
        { factor: "UIV-upper-thoracic", state: "absent", points: 0, most: 1 },
        { factor: "UIV-lower-thoracic", state: "present", points: 2, most: 2 },
        { factor: "dLL-dTK>10", state: "present", points: 1, most: 1 },
      ],
      range: [5, 5],
    });
    expect([score({})?.range, points({})]).toEqual([[0, 5], [null, null, null, null, null]]);
    expect([score({ uiv: "T4" })?.range, points({ uiv: "T4" })]).toEqual([[1, 4], [null, null, 1, 0, null]]);
    expect(score({ uiv: "L1" })?.range).toEqual([0, 3]);
    expect(score({ uiv: "T10", ageYears: 55, liv: "L5" })?.range).toEqual([2, 3]);
    expect(score({ ageYears: 56, pelvicFixation: true, plannedLLChange: 10, plannedTKChange: 0 })?.range).toEqual([2, 4]);
    const open = factor("Lafage2019", reading({}, { uiv: "T10", ageYears: 60, liv: "S1" }));
    expect(open).toMatchObject({ state: "not-measured", value: null, reason: { code: "not-answered" }, notes: [{ code: "score-range", params: { least: 4, most: 5 } }] });
    expect(open.score?.parts[4]?.reason).toEqual({ code: "not-answered", params: { question: "plannedLLChange" } });
  });
  it("is as uncertain as the change it hangs on", () => {
    const baselines = { preoperative: pre({ ll: 30, tk: 30 }) };
    const after = spine({ ll: 41, tk: 30 }, { ageYears: 40, uiv: "L1", liv: "L5" });
    const hanging = factor("Lafage2019", after, baselines);
    expect(hanging).toMatchObject({ state: "present", value: 1, withinError: true });
    expect(hanging.probability).toBeGreaterThan(0.5);
    expect(hanging.probability).toBeLessThan(0.7);
    expect(factor("Lafage2019", { ...after, ageYears: 60 }, baselines)).toMatchObject({ withinError: false });
    expect(factor("Lafage2019", { ...after, scale: "ratio" }, baselines).probability).toBeNull();
    expect(factor("Lafage2019", after, { preoperative: baselines.preoperative, firstPostoperative: spine({ ll: 10 }) })).toMatchObject({ value: 0, probability: 0 });
  });
  it("needs all of them", () => {
    const without_ = (key: string) => factor("Lafage2019", { ...film({}), [key]: undefined }).reason?.code;
    expect(["ageYears", "liv", "uiv", "answers"].map(without_)).toEqual(["no-age", "no-liv", "no-uiv", "not-answered"]);
  });
});

describe("ideal alignment not reached", () => {
  // SVA is moved by the lean of C7 alone.
  const film = (chosen: Parameters<typeof spine>[0], more: Partial<SpineReading> = {}) => spine({ ss: 40, pt: 12, ll: 52, ...chosen }, more);
  it("is absent when SVA < 50, PT < 20 and |PI-LL| < 10 are all reached", () => {
    expect(factor("alignment-not-reached", film({}))).toMatchObject({ state: "absent", value: null });
    expect(factor("alignment-not-reached", film({ c7: 12 }))).toMatchObject({ state: "present", value: "SVA" });
    expect(factor("alignment-not-reached", film({ pt: 20 + EPS, ll: 60 }))).toMatchObject({ state: "present", value: "PT", withinError: true });
    expect(state("alignment-not-reached", film({ pt: 20 - EPS, ll: 60 }))).toBe("absent");
    expect([42 + EPS, 42 - EPS, 62 - EPS, 62 + EPS].map((ll) => state("alignment-not-reached", film({ ll })))).toEqual(["absent", "present", "absent", "present"]);
    expect(factor("alignment-not-reached", film({ ll: 80, c7: 15 })).value).toBe("SVA, PI-LL");
    expect(factor("alignment-not-reached", film({}, { scale: "ratio" })).reason?.code).toBe("no-spacing");
    expect(factor("alignment-not-reached", film({ ll: 80 }, { scale: "ratio" }))).toMatchObject({ state: "present", withinError: null, probability: null });
  });
  it("shows each of its comparisons, decided or not", () => {
    const tests = (of: SpineReading) => factor("alignment-not-reached", of).subTests?.map(({ measurement, comparator, threshold, unit, state: each }) => [measurement, comparator, threshold, unit, each]);
    expect(tests(film({ ll: 80 }))).toEqual([["SVA", "<", 50, "mm", "met"], ["PT", "<", 20, "deg", "met"], ["PI-LL", "<", 10, "deg", "met"], ["PI-LL", ">", -10, "deg", "not-met"]]);
    expect(tests(film({}, { scale: "ratio" }))?.map(([, , , , each]) => each)).toEqual(["undecidable", "met", "met", "met"]);
  });
  it("is judged after surgery and standing", () => {
    expect(factor("alignment-not-reached", film({}, { timepoint: "preoperative" })).reason).toEqual({ code: "after-surgery-only" });
    for (const posture of ["supine", "prone"] as const) expect(factor("alignment-not-reached", film({}, { posture })).reason?.code).toBe("score-not-standing");
    expect(factor("alignment-not-reached", reading({})).reason?.code).toBe("missing-points");
  });
});

describe("the construct", () => {
  const film = (more: Partial<SpineReading>) => reading({}, more);
  it("five or more levels at age over 65", () => {
    const found = (uiv: string, liv: string, ageYears: number) => factor("levels>=5,age>65", film({ uiv, liv, ageYears }));
    expect(found("T10", "L2", 66)).toMatchObject({ state: "present", value: 5, threshold: 5 });
    expect(found("T11", "L2", 66)).toMatchObject({ state: "absent", value: 4 });
    expect(found("T10", "L2", 65).state).toBe("absent");
    expect(factor("levels>=5,age>65", film({ ageYears: 60 }))).toMatchObject({ state: "absent", value: null });
    expect(factor("levels>=5,age>65", film({ ageYears: 70 })).reason?.code).toBe("no-liv");
    expect(factor("levels>=5,age>65", film({ uiv: "T4", liv: "L5" })).reason?.code).toBe("no-age");
  });
  it("an end at a junction", () => {
    expect(factor("end-at-junction", film({ uiv: "T12", liv: "L5" }))).toMatchObject({ state: "present", value: "T12" });
    expect(factor("end-at-junction", film({ uiv: "T1", liv: "L1" })).value).toBe("T1, L1");
    expect(factor("end-at-junction", film({ uiv: "T4", liv: "S1" }))).toMatchObject({ state: "absent", value: "T4, S1" });
    expect(state("end-at-junction", film({ uiv: "C7" }))).toBe("present");
    expect(factor("end-at-junction", film({ uiv: "T4" })).reason?.code).toBe("no-liv");
    expect(factor("end-at-junction", film({ liv: "L4" })).reason?.code).toBe("no-uiv");
  });
  it("fewer than three segments above or below a fracture", () => {
    const found = (uiv: string, liv: string, fractureLevel: string | number) => factor("short-construct", film({ uiv, liv, answers: { fractureLevel } }));
    expect(found("T9", "L3", "T12")).toMatchObject({ state: "absent", value: 3, threshold: 3 });
    expect(found("T10", "L4", "T12")).toMatchObject({ state: "present", value: 2 });
    expect(found("T8", "L2", "T12")).toMatchObject({ state: "present", value: 2 });
    expect(found("T8", "L2", "L4").reason).toEqual({ code: "fracture-outside-construct", params: { level: "L4" } });
    expect(found("T8", "L2", "T5").reason?.code).toBe("fracture-outside-construct");
    expect(found("T8", "L2", 12).reason?.code).toBe("not-answered");
    expect(found("T8", "L2", "T14").reason?.code).toBe("not-answered");
    expect(factor("short-construct", film({ uiv: "T9", liv: "L3", treatedFracture: "T12", answers: { fractureLevel: "T10" } }))).toMatchObject({ state: "absent", value: 3 });
    expect(factor("short-construct", film({ uiv: "T8", answers: { fractureLevel: "T12" } })).reason?.code).toBe("no-construct");
    expect(factor("short-construct", film({ liv: "L4", answers: { fractureLevel: "T12" } })).reason?.code).toBe("no-construct");
  });
});

describe("bone density: published cut-offs side by side, no verdict of their own", () => {
  const film = (answers: SpineReading["answers"]) => reading({}, answers ? { answers } : {});
  const L1 = ["HU.L1<100", "HU.L1<110", "HU.L1<135", "HU.L1<160"];
  it("of L1", () => {
    expect(L1.map((id) => state(id, film({ "hu.L1": 110 })))).toEqual(["absent", "absent", "present", "present"]);
    expect(L1.map((id) => state(id, film({ "hu.L1": 99.9 })))).toEqual(["present", "present", "present", "present"]);
    expect(L1.map((id) => state(id, film(undefined)))).toEqual(["not-measured", "not-measured", "not-measured", "not-measured"]);
  });
  it("of the UIV, and its ratio with the level above", () => {
    expect([163, 162.9].map((hu) => state("HU.UIV<163", film({ "hu.UIV": hu })))).toEqual(["absent", "present"]);
    expect([181, 180.9].map((hu) => state("HU.ratio<0.905", film({ "hu.UIV": 200, "hu.UIV+1": hu })))).toEqual(["absent", "present"]);
    expect(factor("HU.ratio<0.905", film({ "hu.UIV+1": 100 })).reason).toEqual({ code: "no-uiv", params: { level: "UIV" } });
    expect(factor("HU.ratio<0.905", { ...film({ "hu.UIV": 100 }), uiv: "T10" }).reason).toEqual({ code: "no-density", params: { level: "T9" } });
    expect(factor("HU.ratio<0.905", film({ "hu.UIV": 0, "hu.UIV+1": 100 })).reason?.code).toBe("ratio-not-defined");
  });
});

describe("bone density of the case", () => {
  const film = (boneDensity: Readonly<Record<string, number>>, more: Partial<SpineReading> = {}) =>
    reading({}, { uiv: "T10", boneDensity: Object.fromEntries(Object.entries(boneDensity).map(([level, meanHu]) => [level, { meanHu, notes: [{ code: `of-${level}` }] }])), ...more });
  it("is found by the vertebra, and its notes go with it", () => {
    expect(factor("HU.UIV<163", film({ T10: 162.99 }))).toMatchObject({ state: "present", value: 162.99, notes: [{ code: "of-T10" }] });
    expect(factor("HU.ratio<0.905", film({ T10: 200, T9: 180 }))).toMatchObject({ state: "present", value: 0.9, notes: [{ code: "of-T10" }, { code: "of-T9" }] });
    expect(factor("HU.UIV<163", film({ T10: 162.99 }, { uiv: "T9" })).reason).toEqual({ code: "no-density", params: { level: "T9" } });
    expect(factor("HU.ratio<0.905", film({ C2: 200 }, { uiv: "C2" })).reason?.code).toBe("level-not-in-spine");
  });
  it("stands before an answer in the reading, which files of before have", () => {
    const answers = { "hu.UIV": 100, "hu.L1": 100 };
    expect(factor("HU.UIV<163", film({ T10: 170 }, { answers }))).toMatchObject({ state: "absent", value: 170 });
    expect(factor("HU.L1<110", film({ T10: 170 }, { answers }))).toMatchObject({ state: "present", value: 100 });
  });
  it("has no known error, so that nothing is said of certainty", () => {
    expect(factor("HU.UIV<163", film({ T10: 163 }))).toMatchObject({ state: "absent", withinError: null, probability: null });
  });
  it("as T-score at both published bounds", () => {
    const found = (tScore: number) => [state("T-score<-1", reading({}, { tScore })), state("T-score<=-2.5", reading({}, { tScore }))];
    expect([-0.9, -1, -1.1, -2.4, -2.5, -2.6].map(found)).toEqual([
      ["absent", "absent"], ["absent", "absent"], ["present", "absent"], ["present", "absent"], ["present", "present"], ["present", "present"],
    ]);
    expect(factor("T-score<-1", reading({}))).toMatchObject({ state: "not-measured", reason: { code: "no-t-score" }, threshold: -1 });
  });
});

it("every factor names its source", () => {
  for (const { citation, id } of assessed(spine()).riskFactors) expect(citation.length, id).toBeGreaterThan(20);
});

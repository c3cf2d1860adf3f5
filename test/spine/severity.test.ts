import { describe, expect, it } from "vitest";
import { FORMS, HART_CHOICES, OF_HEALTH, OF_ITEMS } from "#spine/form";
import { ofAdvice } from "#spine/ofScore";
import { hartKyphosis, YAGI_2011, YAGI_2014, yagiGrade } from "#spine/severity";
import type { Baselines, SpineReading } from "#spine/assessment";
import { assessed, junction, measured, measurement, reading, reasonOf } from "./support";

const EPS = 1e-6;
const pre = (pja: number) => ({ preoperative: junction(pja, { timepoint: "preoperative" }) });
const post = (pja: number) => ({ firstPostoperative: junction(pja, { timepoint: "postoperative" }) });

describe("Yagi-Boachie grade by the increase over the preoperative angle", () => {
  it.each<[string, readonly [number, number, number], readonly (readonly [number, string | null])[]]>([
    ["2011: 10-14 A, 15-19 B, from 20 C", YAGI_2011, [[-5, null], [10 - EPS, null], [10, "A"], [15 - EPS, "A"], [15, "B"], [20 - EPS, "B"], [20, "C"], [60, "C"]]],
    ["2014: 10-19 A, 20-29 B, from 30 C", YAGI_2014, [[10 - EPS, null], [10, "A"], [20 - EPS, "A"], [20, "B"], [30 - EPS, "B"], [30, "C"]]],
  ])("%s", (_name, table, rows) => expect(rows.map(([increase]) => yagiGrade(table, increase))).toEqual(rows.map(([, grade]) => grade)));

  const both = (now: number, answers: SpineReading["answers"], baselines: Baselines = pre(5)) => {
    const found = assessed(junction(now, answers ? { answers } : {}), baselines);
    return ["Yagi-Boachie.2011", "Yagi-Boachie.2014"].map((id) => {
      const one = measurement(found, id);
      return one.state === "measured" ? one.value : one.reason.code;
    });
  };
  it("the class joins type and grade, in the 2014 version with the slip", () => {
    expect(both(27, { "yagi.type": "2", "yagi.spondylolisthesis": true })).toEqual(["2C", "2B-S"]);
    expect(both(17, { "yagi.type": "1", "yagi.spondylolisthesis": false })).toEqual(["1A", "1A-N"]);
    expect(both(14, { "yagi.type": "3", "yagi.spondylolisthesis": false })).toEqual(["none", "none"]);
  });
  it("has a probability and says what is lacking", () => {
    const answers = { "yagi.type": "2", "yagi.spondylolisthesis": true };
    expect(measured(assessed(junction(20.001, { answers }), pre(5)), "Yagi-Boachie.2011").probability).toBeLessThan(0.6);
    expect(both(27, { "yagi.type": "2" })).toEqual(["2C", "not-answered"]);
    expect(both(27, { "yagi.type": "4", "yagi.spondylolisthesis": true })).toEqual(["not-answered", "not-answered"]);
    expect(both(27, answers, {})).toEqual(["no-preoperative", "no-preoperative"]);
    expect(both(27, undefined)).toEqual(["not-answered", "not-answered"]);
  });
});

describe("Hart-ISSG severity scale", () => {
  const NONE = { "hart.neurologic": "none", "hart.pain": "none", "hart.instrumentation": "none", "hart.fracture": "none", "hart.ligamentFailure": false };
  const WORST = { "hart.neurologic": "myelopathy-or-motor-deficit", "hart.pain": "from-5", "hart.instrumentation": "complete-fixation-loss", "hart.fracture": "translation", "hart.ligamentFailure": true };
  const scale = (now: number, answers: SpineReading["answers"], baselines: Baselines = pre(5), more: Partial<SpineReading> = {}) =>
    measurement(assessed(junction(now, { ...(answers && { answers }), ...more }), baselines), "Hart-ISSG");

  it("gives points for the change in kyphosis", () => {
    expect([-20, 0, 10, 10 + EPS, 20, 20 + EPS].map(hartKyphosis)).toEqual([0, 0, 0, 1, 1, 2]);
    expect([10, 20, 30].map((now) => scale(now, NONE)).map((one) => one.state === "measured" && one.value)).toEqual([0, 1, 2]);
  });
  it("gives the published points for each answer", () => {
    expect(HART_CHOICES.map(({ id, options }) => `${id} ${options.map(({ points }) => points).join("/")}`)).toEqual([
      "hart.neurologic 0/2/4", "hart.pain 0/1/3", "hart.instrumentation 0/1/1/2", "hart.fracture 0/1/2/3",
    ]);
  });
  it("runs from 0 to 15; a failed ligament has the most points whatever the angle", () => {
    const upper = (answers: SpineReading["answers"]) => scale(10, answers, {}, { uiv: "T4" });
    expect(upper(WORST)).toMatchObject({ state: "measured", value: 15, sd: 0, probability: 1, unit: "points" });
    expect(scale(10, WORST, {})).toMatchObject({ value: 14 });
    expect(scale(10, WORST, {}, { uiv: "C7" })).toMatchObject({ value: 15 });
    expect(upper(NONE)).toMatchObject({ reason: { code: "no-preoperative" } });
  });
  it("takes the change since the first postoperative exam where no other is known, and says so", () => {
    expect(scale(20, NONE, post(5))).toMatchObject({ value: 1, notes: [{ code: "baseline-undated" }, { code: "since-first-postoperative" }] });
    expect(scale(20, NONE, { ...pre(1), ...post(15) })).toMatchObject({ value: 1, notes: [{ code: "baseline-undated" }] });
  });
  it("says what is lacking", () => {
    expect(scale(20, { ...NONE, "hart.pain": "much" })).toMatchObject({ state: "incomplete", reason: { code: "not-answered", params: { question: "hart.pain" } } });
    const { "hart.ligamentFailure": _, ...rest } = NONE;
    expect(scale(20, rest)).toMatchObject({ reason: { params: { question: "hart.ligamentFailure" } } });
    expect(scale(20, NONE, {}, { timepoint: "preoperative" })).toMatchObject({ reason: { code: "preoperative-exam" } });
    expect(reasonOf(measurement(assessed(reading({}, { answers: NONE })), "Hart-ISSG"))).toBe("no-uiv");
  });
});

describe("OF score", () => {
  const score = (answers: SpineReading["answers"]) => assessed(reading({}, answers ? { answers } : {})).measurements.find(({ id }) => id === "OF-score");
  it("gives the published points", () => {
    expect(OF_ITEMS.map(({ question, yes, no }) => `${question.id} ${yes}/${no}`)).toEqual([
      "of.severeOsteoporosis 1/0", "of.progression 1/-1", "of.pain 1/-1", "of.neurology 2/0", "of.mobilised -1/1",
    ]);
    expect(OF_HEALTH).toHaveLength(3);
  });
  it.each([["OF1", 2], ["OF2", 4], ["OF3", 6], ["OF4", 8], ["OF5", 10]])("%s alone counts %d, what is unknown nothing", (of, points) => {
    expect(score({ "of.class": of })).toMatchObject({ state: "measured", value: points, unit: "points" });
  });
  it("adds the answers up; health takes two points at most", () => {
    const severe = { "of.class": "OF3", "of.severeOsteoporosis": true, "of.progression": true, "of.pain": true, "of.neurology": true, "of.mobilised": false };
    expect(score(severe)).toMatchObject({ value: 12, notes: [{ code: "of-surgery" }, { code: "of-unanswered", params: { unknown: 3 } }] });
    expect(score({ ...severe, "of.asa": true, "of.frailty": true, "of.anticoagulation": true })).toMatchObject({ value: 10, notes: [{ code: "of-surgery" }] });
    const mild = { "of.class": "OF2", "of.severeOsteoporosis": false, "of.progression": false, "of.pain": false, "of.neurology": false, "of.mobilised": true };
    expect(score({ ...mild, "of.asa": true, "of.frailty": false, "of.anticoagulation": false })).toMatchObject({ value: 0, notes: [{ code: "of-conservative" }] });
  });
  it("recommends conservative treatment below 6, surgery above", () => expect([0, 5, 6, 7].map(ofAdvice)).toEqual(["conservative", "conservative", "either", "surgery"]));
  it("needs a class", () => expect([score(undefined), score({ "of.class": "OF6" }), score({ "of.pain": true })]).toEqual([undefined, undefined, undefined]));
});

describe("forms", () => {
  it("ask each question once", () => {
    const ids = FORMS.flatMap(({ questions }) => questions.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(FORMS.map(({ id }) => id)).toEqual(["yagi-boachie", "hart-issg", "fracture-class", "of-score"]);
  });
});

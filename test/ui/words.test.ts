import type { CriterionResult, Measurement, RiskFactorResult } from "#spine/assessment";
import { certaintyText, comparisonNotes, criterionIntervalText, decidingText, headlineSentence, normText, probabilityText, reasonBesideTests, riskFactorProbabilityText, riskFactorStateText, riskFactorValueText, sdText, sinceSurgery, subTestText, valueText } from "../../src/ui/words";
import { CRITERIA } from "#spine/criterion";
import { measuredChange } from "#text/measuredValue";
import { describe, expect, it } from "vitest";

function headline(value: number, state: "met" | "not-met", certainty: Partial<CriterionResult> = {}): CriterionResult {
  const test = { measurement: "PJA", comparator: ">=", threshold: 20, unit: "deg", value, state } as const;
  return {
    id: "absolute-20",
    state,
    value,
    interval: [value - 6, value + 6],
    threshold: 20,
    unit: "deg",
    reason: { code: `rule-${state}` },
    subTests: [test],
    notes: [],
    withinError: false,
    probability: null,
    ...certainty,
  };
}

describe("the headline in words", () => {
  it("says yes, the comparison, and that it is within error and how probable", () => {
    expect(headlineSentence(headline(21.3, "met", { withinError: true, probability: 0.68 }))).toBe("PJK: yes, 21.3 ≥ 20; within measurement error, 68\u00a0%");
  });

  it("says of a sure yes how probable that is", () => {
    expect(headlineSentence(headline(31.2, "met", { probability: 0.999 }))).toBe("PJK: yes, 31.2 ≥ 20; probability >\u00a099\u00a0%");
  });

  it("says no with the comparison turned round", () => {
    expect(headlineSentence(headline(12.1, "not-met", { probability: 0.004 }))).toBe("PJK: no, 12.1 < 20; probability of ≥ 20°: <\u00a01\u00a0%");
  });

  it("never prints a number that contradicts it", () => {
    expect(headlineSentence(headline(19.96, "not-met"))).toBe("PJK: no, 19.96 < 20");
    expect(headlineSentence(headline(20, "met"))).toBe("PJK: yes, 20.0 ≥ 20");
    // PJA >= 28 is not met in the list below it.
    expect([headlineSentence(headline(27.96, "met")), decidingText(headline(27.96, "met"))]).toEqual(["PJK: yes, 27.96 ≥ 20", "27.96°"]);
    expect(subTestText({ measurement: "PJA", comparator: ">=", threshold: 10, unit: "deg", value: 27.96, state: "met" })).toMatch(/≥ 10°: 27\.96°$/);
  });

  it("says no of one rule of several, and how probable it is that the criterion is met all the same", () => {
    const of = headline(17.2, "not-met", { withinError: true, probability: 0.17 });
    const more = { measurement: "dPJA.pre", comparator: ">=", threshold: 10, unit: "deg", value: 12, state: "met" } as const;
    expect(headlineSentence(of)).toBe("PJK: no, 17.2 < 20; within measurement error, probability of ≥ 20°: 17\u00a0%");
    expect(headlineSentence({ ...of, subTests: [...of.subTests, more] })).toBe("PJK: no, 17.2 < 20; within measurement error, probability that the criterion is met: 17\u00a0%");
  });

  it("says neither where it cannot be decided", () => {
    expect(headlineSentence({ ...headline(0, "not-met"), state: "undecidable", value: null })).toBe("PJK: cannot be decided");
  });

  it("says nothing of certainty where no error is known", () => {
    expect(certaintyText({ withinError: false, probability: null })).toBe("");
  });
});

describe("the time since surgery", () => {
  const since = (date?: string, surgery?: string): string => sinceSurgery({ id: "e", timepoint: "unknown", posture: "standing", readings: [], ...(date !== undefined && { date }) }, surgery);

  it.each([
    ["2025-01-01", "0 weeks"],
    ["2025-01-08", "1 week"],
    ["2025-03-31", "13 weeks"],
    ["2025-04-01", "3 months"],
    // 624 days are 20.501 months of 30.4375 days, by which changes per month are computed too.
    ["2026-09-17", "21 months"],
    ["2024-12-31", ""],
    ["2025-02-30", ""],
    [undefined, ""],
  ])("of an exam of %s is '%s'", (date, said) => expect(since(date, "2025-01-01")).toBe(said));

  it("is nothing without a day of surgery", () => expect(since("2025-01-08")).toBe(""));
});

it("says of what a probability is, and not again that it is within error", () => {
  expect(probabilityText(headline(21.3, "met", { withinError: true, probability: 0.59 }))).toBe("probability of ≥ 20°: 59\u00a0%");
  expect(probabilityText({ withinError: true, probability: 0.07 })).toBe("probability that the criterion is met: 7\u00a0%");
  expect(probabilityText({ withinError: null, probability: null })).toBe("");
});

describe("a headline that hangs on what the reader found", () => {
  const found = (measurement: string, unit: CriterionResult["unit"], value: number, threshold: number, state: "met" | "not-met", more: Partial<CriterionResult> = {}): CriterionResult => ({
    ...headline(value, state, { id: "pjf-asls", unit, threshold, interval: [value, value], probability: state === "met" ? 1 : 0, ...more }),
    subTests: [
      { measurement: "dPJA.post", comparator: ">", threshold: 20, unit: "deg", value: null, state: "undecidable", reason: { code: "no-first-postoperative" } },
      { measurement, comparator: unit === "class" ? ">=" : ">", threshold, unit, value, state },
    ],
  });
  const said = (of: CriterionResult) => [headlineSentence(of), decidingText(of), criterionIntervalText(of)];

  it.each<[string, CriterionResult, readonly (string | undefined)[]]>([
    ["a dislodged screw", found("uivScrewDislodged", "class", 1, 1, "met"), ["PJF: yes, a screw at the UIV is dislodged", "yes", undefined]],
    ["none", found("uivScrewDislodged", "class", 0, 1, "not-met"), ["PJF: no, no screw at the UIV is dislodged", "no", undefined]],
    ["a loss of height", found("uivHeightLoss", "percent", 25, 20, "met"), ["PJF: yes, 25\u00a0% > 20\u00a0% (Height loss of UIV or UIV+1)", "25\u00a0%", undefined]],
    ["a slip", found("uivListhesis", "mm", 3.04, 3, "met"), ["PJF: yes, 3.04\u00a0mm > 3\u00a0mm (Listhesis at UIV/UIV+1)", "3.04\u00a0mm", undefined]],
    ["a slip that was measured", found("uivListhesis", "mm", 2.5, 3, "not-met", { interval: [0.5, 4.5], withinError: true, probability: 0.31 }), ["PJF: no, 2.5\u00a0mm ≤ 3\u00a0mm (Listhesis at UIV/UIV+1); within measurement error, probability that the criterion is met: 31\u00a0%", "2.5\u00a0mm", "95 % 0.5\u00a0mm to 4.5\u00a0mm"]],
  ])("says %s in words and in its own unit, with no error where none is known", (_what, of, words) => expect(said(of)).toEqual(words));

  it("speaks of failure by the criteria of failure, and of kyphosis by the others", () => {
    const findings = CRITERIA.map(({ id }) => headlineSentence({ ...headline(30, "met"), id }).split(":")[0]);
    expect(findings).toEqual(["PJK", "PJK", "PJK", "PJK", "PJF", "PJF"]);
    expect(headlineSentence({ ...headline(0, "not-met"), id: "pjf-lafage", state: "undecidable", value: null })).toBe("PJF: cannot be decided");
  });

  it("has the ends of its interval on the right side of the threshold", () => {
    expect(criterionIntervalText({ ...headline(24, "met"), interval: [20.04, 27.96] })).toBe("95 % 20.04° to 28.0°");
  });

  it("lists the answer in words, or that there is none", () => {
    const test = { measurement: "uivScrewDislodged", comparator: ">=", threshold: 1, unit: "class" } as const;
    expect(subTestText({ ...test, value: 1, state: "met" })).toBe("Dislodged screw at the UIV: yes");
    expect(subTestText({ ...test, value: 0, state: "not-met" })).toBe("Dislodged screw at the UIV: no");
    expect(subTestText({ ...test, value: null, state: "undecidable", reason: { code: "preoperative-exam" } })).toBe("Dislodged screw at the UIV: preoperative exam");
  });
});

it("names an open question once: neither again in its own line, nor as the reason below", () => {
  const reason = { code: "not-answered", params: { question: "uivScrewDislodged" } } as const;
  const test = { measurement: "uivScrewDislodged", comparator: ">=", threshold: 1, unit: "class", value: null, state: "undecidable", reason } as const;
  const criterion = { ...headline(0, "not-met"), state: "undecidable", value: null, reason, subTests: [test] } as const;
  expect([subTestText(test), reasonBesideTests(criterion)]).toEqual(["Dislodged screw at the UIV: not answered", ""]);
  expect(reasonBesideTests({ ...criterion, reason: { code: "no-first-postoperative" } })).toBe("no first postoperative exam");
  expect(reasonBesideTests({ ...criterion, subTests: [{ ...test, value: 1 }] })).toBe("not answered: Screw at the UIV dislodged");
});

describe("what two exams do not have in common", () => {
  const supine = { code: "postures-differ", params: { now: "standing", before: "supine" } };
  const criterion = (id: string, state: CriterionResult["state"], notes: CriterionResult["notes"]): CriterionResult => ({ ...headline(12, "met"), id, state, notes });
  const words = "The exams differ in posture: standing now, supine before";

  it("is said once of all the criteria that were decided by a difference, and of nothing else", () => {
    const other = { code: "no-middle-height" };
    expect(comparisonNotes([criterion("glattes-2005", "met", [supine, other]), criterion("increase-20", "not-met", [supine])], [])).toEqual([words]);
    expect(comparisonNotes([criterion("glattes-2005", "undecidable", [supine])], [])).toEqual([]);
  });

  it("is not said again below a headline that says it", () => {
    expect(comparisonNotes([criterion("increase-20", "not-met", [supine])], [supine])).toEqual([]);
  });
});

describe("a value in the table", () => {
  const measured: Measurement = { id: "PJA", unit: "deg", state: "measured", value: -9.04, sd: 3.02, points: [], notes: [] };

  it("has its unit and its standard deviation", () => {
    expect([valueText(measured), sdText(measured)]).toEqual(["−9.0°", "±3.0°"]);
  });

  it("has an em dash where its error is not known", () => {
    expect(sdText({ ...measured, sd: null })).toBe("—");
    expect(sdText({ ...measured, value: "++", unit: "class", sd: null })).toBe("");
  });

  it("never contradicts the verdict", () => {
    expect(valueText({ ...measured, value: 19.96 })).toBe("19.96°");
    expect(valueText({ ...measured, id: "TK.T4-T12", value: 30.03 })).toBe("30.03°");
    expect(valueText({ ...measured, id: "PJA1", value: 19.96 })).toBe("20.0°");
    // 28 and 10 are of other criteria than the headline, and stand beside it.
    expect([27.96, 28, 9.97, 10.04].map((value) => valueText({ ...measured, value }))).toEqual(["27.96°", "28.0°", "9.97°", "10.04°"]);
    expect(valueText({ ...measured, id: "dPJA.pre", value: 21.98 })).toBe("21.98°");
    expect(valueText({ ...measured, id: "SS", value: 34.97 })).toBe("34.97°");
    expect(valueText({ ...measured, id: "GAP.LDI", unit: "percent", value: 80.6 })).toBe("80.6\u00a0%");
  });

  it("is an em dash, never a zero, while it is not measured", () => {
    const missing: Measurement = { id: "PJA", unit: "deg", state: "incomplete", missing: [], reason: { code: "missing-points" } };
    expect([valueText(missing), sdText(missing)]).toEqual(["—", ""]);
  });

  it("stands beside the norm of the specification", () => {
    expect(normText("TK.T4-T12")).toBe("37.4 ±10.9°");
    expect(normText("PJA")).toBe("");
  });
});

describe("the time since surgery", () => {
  const on = (date: string) => sinceSurgery({ id: "e", timepoint: "unknown", posture: "standing", date, readings: [] }, "2024-03-12");

  it.each([
    ["2024-03-18", "1 week"],
    ["2024-04-23", "6 weeks"],
    ["2024-09-10", "6 months"],
    ["2024-03-04", ""],
  ])("%s is %j", (date, words) => expect(on(date)).toBe(words));
});

describe("a sub-test in words", () => {
  it("prints its value in its own unit, asked for or measured", () => {
    const test = { comparator: ">", state: "met" } as const;
    expect(subTestText({ ...test, measurement: "uivListhesis", threshold: 3, unit: "mm", value: 4.5 })).toMatch(/> 3\u00a0mm: 4\.5\u00a0mm$/);
    expect(subTestText({ ...test, measurement: "uivHeightLoss", threshold: 20, unit: "percent", value: 25 })).toMatch(/> 20\u00a0%: 25\u00a0%$/);
    expect(subTestText({ ...test, measurement: "dPJA.post", threshold: 20, unit: "deg", value: 20.04 })).toMatch(/> 20°: 20\.04°$/);
  });
});

describe("a change in the angle", () => {
  it("keeps its sign, and stands on the right side of every criterion of change", () => {
    expect([22, 21.98, 16.04, -3.21, 0].map((value) => measuredChange(value, "dPJA.pre", "deg"))).toEqual(["+22.0°", "+21.98°", "+16.0°", "−3.2°", "0.0°"]);
    expect(measuredChange(21.98, "dTK.T4-T12.pre", "deg")).toBe("+22.0°");
  });
});

describe("a risk factor in words", () => {
  const factor = (id: string, more: Partial<RiskFactorResult> = {}): RiskFactorResult => ({
    id, state: "present", value: 31.5, threshold: 30, withinError: false, probability: 0.9, citation: "", notes: [], ...more,
  });

  it("has its value with its unit, on the right side of its threshold", () => {
    expect(riskFactorValueText(factor("TK>30"))).toBe("31.5°");
    expect(riskFactorValueText(factor("TK>30", { value: 30.004 }))).toBe("30.004°");
    expect(riskFactorValueText(factor("HU.L1<135", { value: 134.98, threshold: 135 }))).toBe("134.98 HU");
    expect(riskFactorValueText(factor("HU.ratio<0.905", { value: 0.8612, threshold: 0.905 }))).toBe("0.861");
    expect(riskFactorValueText(factor("HU.ratio<0.905", { value: 0.9049, threshold: 0.905 }))).toBe("0.9049");
    expect(riskFactorValueText(factor("T-score<=-2.5", { value: -2.51, threshold: -2.5 }))).toBe("−2.51");
    expect(riskFactorValueText(factor("Lafage2019", { value: 4, threshold: 1 }))).toBe("4 of 5 points");
    expect(riskFactorValueText(factor("alignment-not-reached", { value: "SVA, PI-LL", threshold: null }))).toBe("SVA, PI-LL");
    expect(riskFactorValueText(factor("TK>30", { value: null }))).toBe("");
  });

  it("says of its probability that it is the one of being present", () => {
    expect(riskFactorProbabilityText(factor("PI>55", { state: "absent", probability: 0.2 }))).toBe("probability that the factor is present: 20\u00a0%");
    expect(riskFactorProbabilityText(factor("PI>55", { probability: null }))).toBe("");
  });

  it("says wherever it stands that it was published for another exam than this", () => {
    const notes = [{ code: "factor-is-preoperative" }];
    expect(riskFactorStateText(factor("TK>30", { notes }))).toBe("present (published for the exam before surgery)");
    expect(riskFactorStateText(factor("TK>30", { notes, state: "absent", withinError: true }))).toBe("absent, within error (published for the exam before surgery)");
    expect(riskFactorStateText(factor("TK>30", { notes, state: "not-measured" }))).toBe("not measured");
    expect(riskFactorStateText(factor("TK>30", { withinError: null }))).toBe("present");
  });
});

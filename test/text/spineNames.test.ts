import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CRITERIA } from "#spine/criterion";
import { DEFINITIONS } from "#spine/definition";
import { PROTOCOLS } from "#spine/protocol";
import { QUESTIONS } from "#spine/question";
import { RISK_FACTORS } from "#spine/riskFactor";
import { FORMS } from "#spine/form";
import { BODY_ROWS } from "#spine/fracture";
import { SCORES } from "#spine/scoreRow";
import { SEVERITY_ROWS } from "#spine/severity";
import { loadLanguage } from "#text/language";
import { inLanguage, messageIfKnown } from "#text/messages";
import { reasonText } from "#text/reason";
import * as names from "#text/spineNames";

describe("everything that the spine room names has words", () => {
  const aboutBodies = [...BODY_ROWS.map(({ name }) => name), "wedge", "localKyphosis", "segmentalKyphosis", "Genant"].map((name) => `${name}.T13`);
  it.each([...DEFINITIONS, ...SCORES, ...SEVERITY_ROWS].map(({ id }) => id).concat(aboutBodies, "OF-score", "Cobb", "Cobb.upper", "Cobb.lower", "Cobb.convexity", "Cobb.apex", "Cobb.scoliosis"))("measurement %s", (id) => {
    expect(names.measurementName(id)).not.toBe(id);
    expect(names.measurementDefinition(id)).not.toBe(id);
    expect(names.measurementCitation(id)).not.toBe("");
  });
  it("criteria and their tests, risk factors, protocols, questions", () => {
    for (const { id, tests } of CRITERIA) {
      expect(names.criterionName(id)).not.toBe(id);
      expect(names.criterionRule(id)).not.toBe(id);
      for (const { input } of tests) expect(names.measurementName(input)).not.toBe(input);
    }
    for (const { id } of RISK_FACTORS) expect([names.riskFactorName(id), names.riskFactorRule(id)]).not.toContain(id);
    for (const { id } of PROTOCOLS) expect(names.protocolName(id)).not.toBe(id);
    for (const { id } of QUESTIONS) expect(names.questionName(id)).not.toBe(id);
  });
  it("forms, their questions and the options of these with definitions", () => {
    for (const { id, questions } of FORMS) {
      expect(names.formName(id)).not.toBe(id);
      for (const question of questions) {
        expect(names.questionName(question.id)).not.toBe(question.id);
        if (question.kind !== "choice") continue;
        for (const option of question.options) expect(names.optionDefinition(question.id, option.id), `${question.id} ${option.id}`).not.toBe("");
      }
    }
    expect(names.optionName("of.class", "OF3")).toBe("OF 3");
    expect([names.formName("x"), names.optionName("x", "y"), names.optionDefinition("x", "y")]).toEqual(["x", "y", ""]);
  });
  it("every reason's code that stands in the source", () => {
    const source = readdirSync("src/spine").map((file) => readFileSync(`src/spine/${file}`, "utf8")).join("\n");
    const codes = [...source.matchAll(/code: "([a-z0-9-]+)"/g)].map(([, code]) => code ?? "");
    const composed = ["rule-met", "rule-not-met", "no-preoperative", "no-first-postoperative", "preoperative-not-measured", "first-postoperative-not-measured", "first-postoperative-exam", "upper-end-chosen", "upper-end-suggested", "lower-end-chosen", "lower-end-suggested", "of-conservative", "of-either", "of-surgery"];
    expect(codes.length).toBeGreaterThan(30);
    // What is wrong with a list of levels is worded by whoever reads the list.
    const wordless = [...codes, ...composed].filter((code) => messageIfKnown(`spine.reason.${code}`) === undefined);
    expect([...new Set(wordless)].sort()).toEqual(["level-order", "unknown-level"]);
  });
});

describe("names that stay", () => {
  it("of rows, protocols and points", () => {
    expect(names.measurementName("PJA")).toBe("Proximal junctional angle");
    expect(names.measurementName("TK.T4-T12")).toBe("Thoracic kyphosis T4-T12");
    expect(PROTOCOLS.map(({ id }) => names.protocolName(id))).toEqual(["PJK check", "PJK check with kyphosis", "Full sagittal", "Fracture", "Coronal Cobb"]);
    expect(names.pointName({ landmark: "T8.superior", part: "posterior" })).toBe("T8 superior endplate, posterior corner");
    expect(names.pointName({ landmark: "T8.superior", part: "along.0" })).toBe("T8 superior endplate, extra point 1");
    expect(names.pointName({ landmark: "hip.2", part: "rim.2" })).toBe("femoral head 2, rim point 3");
    expect(names.pointName({ landmark: "hip.2", part: "center" })).toBe("femoral head 2, centre");
    expect(names.pointName({ landmark: "C7.centroid", part: "point" })).toBe("C7 centroid");
    expect(names.landmarkName("T8.inferior.middle")).toBe("T8 inferior endplate, mid-height point");
    expect(names.measurementName("wedge.T13")).toBe("Vertebral wedge angle T13");
    expect(names.measurementName("heightLoss.T12")).toBe("Height loss of T12 against its neighbours");
    expect(names.className("1-or-2")).toBe("type 1 or 2");
  });
  it("an unknown id is shown as it is", () => {
    expect([names.measurementName("x.y"), names.landmarkName("x.y"), names.className("z"), names.measurementCitation("x")]).toEqual(["x.y", "x.y", "z", ""]);
  });
  it("says which citations were not read again", () => {
    expect(names.citationName("maruo2013")).toContain("not re-read");
    expect(names.citationName("glattes2005")).toBe("Glattes RC et al. Spine 2005;30:1643-1649");
  });
  it("has the prose of the bibliography in the language in use, and of a result by its text", async () => {
    await loadLanguage("ru");
    expect(names.citationOf("Cobb's method between endplates")).toBe("Cobb's method between endplates");
    expect(inLanguage("ru", () => [names.citationOf("Cobb's method between endplates"), names.citationName("glattes2005"), names.citationOf("a letter")])).toEqual([
      "Метод Кобба между замыкательными пластинками", "Glattes RC et al. Spine 2005;30:1643-1649", "a letter",
    ]);
  });
});

describe("reasons", () => {
  it("put ids among their parameters in words and figures in decimals", () => {
    expect(reasonText({ code: "coincident-corners", params: { landmark: "T8.superior" } })).toBe("the two corners of the T8 superior endplate coincide");
    expect(reasonText({ code: "endplate-sideways", params: { landmark: "T8.superior" } })).toBe("the corners of the T8 superior endplate lie side by side in the patient, not one behind the other");
    expect(reasonText({ code: "endplate-shallow", params: { landmark: "T8.superior", depthMm: 3.96 } })).toBe("The T8 superior endplate reaches only 4.0\u00a0mm from back to front: check its corners");
    expect(reasonText({ code: "endplate-residual", params: { landmark: "L1.inferior", points: 4, rmsMm: 0.3123 } })).toBe("L1 inferior endplate: line through 4 points, residual 0.3\u00a0mm (root mean square)");
    expect(reasonText({ code: "steep-angle", params: { measurement: "PJA" } })).toBe("Proximal junctional angle exceeds 60° in magnitude: check the points and the anterior side");
    expect(reasonText({ code: "not-answered", params: { question: "hu.L1" } })).toBe("not answered: Trabecular HU of L1");
    expect(reasonText({ code: "postures-differ", params: { now: "supine", before: "standing" } })).toBe("The exams differ in posture: supine now, standing before");
    expect(reasonText({ code: "height-lost-at", params: { height: "middle" } })).toBe("Largest at the middle height");
    expect(reasonText({ code: "no-uiv", params: { level: "UIV+2" } })).toBe("the upper instrumented vertebra is not set");
  });
});

import { describe, expect, it } from "vitest";
import { assess, DEFAULT_SETTINGS } from "#spine/assess";
import { CITATIONS, citationText } from "#spine/citation";
import { evaluationOf, valueOf } from "#spine/construct";
import { DEFINITIONS, definitionOf, THORACIC_KYPHOSES } from "#spine/definition";
import { QUESTIONS } from "#spine/question";
import { scoreRowOf, SCORES } from "#spine/scoreRow";
import { SEVERITY_ROWS } from "#spine/severity";
import { junction, reading, spine } from "./support";

describe("assess", () => {
  it("has the defaults of the specification", () => expect(DEFAULT_SETTINGS).toEqual({ clickSdMm: 0.7, criterion: "absolute-20", tk: "TK.T4-T12" }));
  it("judges by the chosen headline, which is one of the criteria", () => {
    const found = assess(junction(25), {}, { ...DEFAULT_SETTINGS, criterion: "increase-20" });
    expect(found.headline).toMatchObject({ id: "increase-20", state: "undecidable" });
    expect(found.criteria).toContainEqual(found.headline);
    expect(assess(junction(25), {}).headline.id).toBe("absolute-20");
  });
  it("gives every row, measured or not", () => {
    const ids = assess(reading({}), {}).measurements.map(({ id }) => id);
    expect(ids).toEqual([...DEFINITIONS, ...SCORES, ...SEVERITY_ROWS].map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
  it("never holds a number that is none", () => {
    for (const measurement of assess(spine(), { preoperative: spine({}, { timepoint: "preoperative" }) }).measurements) {
      if (measurement.state === "measured" && typeof measurement.value === "number") expect(Number.isFinite(measurement.value), measurement.id).toBe(true);
    }
  });
  it("refuses settings that mean nothing, with the value in the message", () => {
    const settings = (more: object) => () => assess(reading({}), {}, { ...DEFAULT_SETTINGS, ...more });
    expect(settings({ criterion: "x" })).toThrow('no criterion "x"');
    expect(settings({ tk: "TK.T3-T12" })).toThrow('no thoracic kyphosis "TK.T3-T12"; there are TK.T4-T12');
    expect(settings({ clickSdMm: -1 })).toThrow("got -1");
    expect(settings({ clickSdMm: NaN })).toThrow("got NaN");
    expect(settings({ clickSdMm: Infinity })).toThrow("got Infinity");
  });
});

describe("rows", () => {
  it("are found by id, the parts of others too", () => {
    expect(definitionOf("SCA")?.construction.kind).toBe("inclination");
    expect(definitionOf("wedge.T13")?.construction).toEqual({ kind: "kyphosis", upper: { level: "T13", side: "superior" }, lower: { level: "T13", side: "inferior" } });
    expect([definitionOf("wedge.T14"), definitionOf("nothing"), scoreRowOf("PJA")]).toEqual([undefined, undefined, undefined]);
    expect(() => valueOf(evaluationOf(reading({})), "nothing")).toThrow('no definition "nothing"');
    expect(THORACIC_KYPHOSES).toEqual(["TK.T4-T12", "TK.T5-T12", "TK.T2-T12", "TK.T1-T12"]);
  });
  it("a score that is handed too few inputs says so", () => {
    const score = scoreRowOf("GAP.LDI")?.score;
    expect(() => score?.kind === "derived" && score.of([])).toThrow("there are 0 items, none at 1");
  });
  it("are cited, and what was not re-read is marked", () => {
    expect(citationText("glattes2005")).toContain("2005");
    expect(CITATIONS.maruo2013).toMatchObject({ recalled: true });
    expect(new Set(QUESTIONS.map(({ id }) => id)).size).toBe(QUESTIONS.length);
  });
});

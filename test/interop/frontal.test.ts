import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readCaseFile } from "#case/caseFile";
import { csvOfCase } from "#interop/csv";
import { readingReport, readingRefs } from "#interop/readingReport";
import { DEFAULT_SETTINGS } from "#spine/assess";

const { case: patientCase, problems } = readCaseFile(readFileSync("fixtures/case-files/version-1/frontal-film.json", "utf8"));
const reports = () => {
  if (!patientCase) throw new Error("no case");
  const found = readingRefs(patientCase).map((at) => readingReport(patientCase, at, DEFAULT_SETTINGS, "1.0.0"));
  return Object.fromEntries(found.map((report) => [report.reading, report]));
};
const row = (reading: string, id: string) => reports()[reading]?.measurements.find(({ measurement }) => measurement === id);
const degrees = (down: number, across: number): number => (Math.atan2(down, across) * 180) / Math.PI;

describe("a frontal film beside a lateral one, in every export", () => {
  it("is a good case", () => expect(problems).toEqual([]));
  it("has the curve as rows, to full precision, with its points; the lateral one has none", () => {
    const cobb = row("frontal", "Cobb");
    expect(cobb).toMatchObject({ unit: "deg", reason: null, points: ["T5.superior right", "T5.superior left", "T11.inferior right", "T11.inferior left"] });
    expect(cobb?.value).toBeCloseTo(degrees(69, 190) - degrees(-42, 195), 9);
    expect(["Cobb.upper", "Cobb.lower", "Cobb.convexity", "Cobb.scoliosis"].map((id) => row("frontal", id)?.value)).toEqual(["T5", "T11", "right", "scoliosis"]);
    expect(row("frontal", "Cobb.apex")).toMatchObject({ value: null, reason: "given only when every vertebra between the ends is placed; not placed: T6, T7, T8, T9, T10" });
    expect(row("lateral", "Cobb")).toBeUndefined();
  });
  it("says of every sagittal parameter why it has none, and the lateral one is measured as ever", () => {
    expect(row("frontal", "TK.T4-T12")).toMatchObject({ value: null, reason: "frontal film: sagittal parameters are read on a lateral one" });
    expect(row("lateral", "TK.T4-T12")?.value).toBeCloseTo(degrees(60, 120) - degrees(-50, 150), 9);
    expect(reports()["frontal"]?.criteria.every(({ state }) => state === "undecidable")).toBe(true);
  });
  it("stands in the table that is taken along", () => {
    if (!patientCase) throw new Error("no case");
    expect(csvOfCase(patientCase, DEFAULT_SETTINGS, "1.0.0")).toMatch(/S021,today,preoperative,2025-03-03,standing,frontal,,Cobb,3\d\.\d+,deg,[\d.]+,,T5\.superior right; /);
  });
});

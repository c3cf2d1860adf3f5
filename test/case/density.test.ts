import { describe, expect, it } from "vitest";
import { applyEdit } from "#case/edit";
import { densitiesFor, densityExamsFor } from "#case/density";
import type { BoneDensity, Exam, PatientCase } from "#case/patientCase";
import { assessCase } from "#case/select";
import { DEFAULT_SETTINGS } from "#spine/assess";
import { caseOf, exam, junction, reading } from "./cases";

const hu = (meanHu: number, more: Partial<BoneDensity> = {}): BoneDensity => ({ meanHu, source: "typed", ...more });

const before = exam("pre", "preoperative", [], { date: "2025-02-20", boneDensity: { L1: hu(120), T10: hu(98, { kvp: 100, contrast: true }) } });
const older = exam("older", "preoperative", [], { date: "2024-02-20", boneDensity: { L1: hu(140), T9: hu(90, { kvp: 120, contrast: false }) } });
const after = exam("fu", "follow-up", [reading("r", junction(20))], { date: "2025-09-10", boneDensity: { T10: hu(300), T8: hu(80) } });
const film = exam("film", "unknown", [reading("r", junction(20))], { date: "2024-06-01" });
const CASE = caseOf(after, older, before, film);

const ids = (patientCase: PatientCase, of: Exam): readonly string[] => densityExamsFor(patientCase, of).map(({ id }) => id);

describe("the density that stands for an exam", () => {
  it("after surgery is that before it, the latest first, and its own where there is no other", () => {
    expect(ids(CASE, after)).toEqual(["pre", "older", "fu"]);
    const found = densitiesFor(CASE, after);
    expect(Object.fromEntries(Object.entries(found).map(([level, { meanHu }]) => [level, meanHu]))).toEqual({ L1: 120, T10: 98, T9: 90, T8: 80 });
    expect(found["T10"]?.notes).toEqual([{ code: "density-of-exam", params: { exam: "2025-02-20" } }, { code: "density-contrast" }, { code: "density-kvp", params: { kvp: 100 } }]);
    expect(found["T9"]?.notes).toEqual([{ code: "density-of-exam", params: { exam: "2024-02-20" } }]);
    expect(found["T8"]?.notes).toEqual([{ code: "density-after-surgery" }]);
  });

  it("of an exam that is not after surgery is its own; a later preoperative one comes last", () => {
    expect(ids(CASE, before)).toEqual(["pre", "older", "fu"]);
    expect(densitiesFor(CASE, before)["T10"]?.notes.map(({ code }) => code)).toEqual(["density-contrast", "density-kvp"]);
    expect(ids(CASE, older)).toEqual(["older", "fu", "pre"]);
    expect(ids(CASE, film)).toEqual(["older", "fu", "pre"]);
    expect(densitiesFor(CASE, film)["T10"]?.notes).toEqual([{ code: "density-of-exam", params: { exam: "2025-09-10" } }, { code: "density-after-surgery" }]);
  });

  it("with metal in its region says so", () => {
    const metal = exam("now", "preoperative", [], { boneDensity: { L1: hu(400, { metalVoxels: 7 }) } });
    expect(densitiesFor(caseOf(metal), metal)["L1"]?.notes).toEqual([{ code: "density-metal", params: { voxels: 7 } }]);
  });

  it("is told by the exam's id where the exam has no date, and undated ones come after dated ones", () => {
    const undated = (id: string, meanHu: number) => exam(id, "preoperative", [], { boneDensity: { L1: hu(meanHu) } });
    const patientCase = caseOf(exam("now", "follow-up", []), undated("a", 1), undated("b", 2));
    const [now] = patientCase.exams;
    if (!now) throw new Error("no exam");
    expect(densitiesFor(patientCase, now)).toEqual({ L1: { meanHu: 1, notes: [{ code: "density-of-exam", params: { exam: "a" } }] } });
    expect(ids(caseOf(now, undated("a", 1), before), now)).toEqual(["pre", "a"]);
  });

  it("is in the assessment of every reading, and a change of it reaches those of other exams", () => {
    const factor = (patientCase: PatientCase, examId: string) =>
      assessCase(patientCase, { examId, readingId: "r" }, DEFAULT_SETTINGS).riskFactors.find(({ id }) => id === "HU.UIV<163");
    expect(factor(CASE, "fu")).toMatchObject({ state: "present", value: 98 });
    const denser = applyEdit(CASE, { kind: "set-bone-density", examId: "pre", level: "T10", to: hu(170) }).case;
    expect(factor(denser, "fu")).toMatchObject({ state: "absent", value: 170, notes: [{ code: "density-of-exam", params: { exam: "2025-02-20" } }] });
    const none = ["pre", "fu"].reduce((sofar, examId) => applyEdit(sofar, { kind: "set-bone-density", examId, level: "T10", to: undefined }).case, denser);
    expect(factor(none, "fu")).toMatchObject({ state: "not-measured", reason: { code: "no-density" } });
    expect(factor(caseOf(exam("fu", "follow-up", [reading("r", junction(20))])), "fu")?.state).toBe("not-measured");
  });

  it("and what else is told of subject and surgery", () => {
    const patientCase: PatientCase = {
      ...CASE,
      subject: { id: "S", ageYears: 66, tScore: -2.5 },
      surgery: { uiv: "T10", liv: "L1", plannedLLChange: 31, plannedTKChange: 20, treatedFracture: "T12", pelvicFixation: false },
    };
    const states = Object.fromEntries(assessCase(patientCase, { examId: "fu", readingId: "r" }, DEFAULT_SETTINGS).riskFactors.map(({ id, state, value }) => [id, [state, value]]));
    expect(states).toMatchObject({
      "dLL>30": ["present", 31],
      "dLL-dTK>10": ["present", 11],
      "T-score<=-2.5": ["present", -2.5],
      "short-construct": ["present", 1],
      Lafage2019: ["present", 4],
    });
  });
});

import { describe, expect, it } from "vitest";
import { applyEdit } from "#case/edit";
import type { PatientCase } from "#case/patientCase";
import { assessCase, baselinesOf, readingOfExam } from "#case/select";
import { DEFAULT_SETTINGS } from "#spine/assess";
import { caseOf, exam, FILM, endplate, junction, reading, reversed } from "./cases";

const at = (examId: string, readingId = "r") => ({ examId, readingId });
const valueOf = (patientCase: PatientCase, examId: string, id: string, readingId = "r"): unknown => {
  const found = assessCase(patientCase, at(examId, readingId), DEFAULT_SETTINGS).measurements.find((measurement) => measurement.id === id);
  return found?.state === "measured" ? found.value : found?.state;
};

const FOUR = caseOf(
  exam("fu", "follow-up", [reading("r", junction(31))], { date: "2025-09-10" }),
  exam("pre old", "preoperative", [reading("r", junction(4))], { date: "2024-01-01" }),
  exam("pre", "preoperative", [reading("r", junction(9))], { date: "2025-02-20" }),
  exam("post 2", "postoperative", [reading("r", junction(15))], { date: "2025-04-01" }),
  exam("post 1", "postoperative", [reading("r", junction(12))], { date: "2025-03-10" }),
  exam("pre empty", "preoperative", [reading("r", {})], { date: "2025-03-01" }),
);

describe("an exam's baselines", () => {
  it("are the latest preoperative exam with points and the earliest postoperative one, by date", () => {
    expect(valueOf(FOUR, "fu", "PJA")).toBeCloseTo(31, 9);
    expect(valueOf(FOUR, "fu", "dPJA.pre")).toBeCloseTo(31 - 9, 9);
    expect(valueOf(FOUR, "fu", "dPJA.post")).toBeCloseTo(31 - 12, 9);
  });

  it("that nobody has read yet are said to be there and not measured", () => {
    const [fu, preEmpty, post] = [FOUR.exams[0], FOUR.exams[5], FOUR.exams[3]];
    if (!fu || !preEmpty || !post) throw new Error("the case has changed");
    const reasonsOf = (patientCase: PatientCase, ...ids: readonly string[]) => ids.map((id) => assessCase(patientCase, at("fu"), DEFAULT_SETTINGS).measurements.find((one) => one.id === id)).map((one) => (one?.state === "incomplete" ? one.reason.code : one?.state));
    const unread = { ...FOUR, exams: [preEmpty, { ...post, readings: [] }, fu] };
    expect(baselinesOf(unread, fu)).toEqual({ unread: ["preoperative", "firstPostoperative"] });
    expect(reasonsOf(unread, "dPJA.pre", "dPJA.post")).toEqual(["preoperative-not-measured", "first-postoperative-not-measured"]);
    expect(reasonsOf({ ...FOUR, exams: [fu] }, "dPJA.pre", "dPJA.post")).toEqual(["no-preoperative", "no-first-postoperative"]);
    expect(assessCase(unread, at("fu"), DEFAULT_SETTINGS).riskFactors.find(({ id }) => id === "PJA>10")).toMatchObject({ reason: { code: "preoperative-not-measured" } });
    // One of a later operation is none of this exam's.
    expect(baselinesOf({ ...FOUR, exams: [fu, { ...preEmpty, date: "2026-01-01" }] }, fu)).toEqual({});
  });

  it("never include the exam itself: the first postoperative exam has no change since itself, nor since a later one", () => {
    const [, , pre, , post] = FOUR.exams;
    if (!pre || !post) throw new Error("the case has changed");
    expect(baselinesOf(FOUR, pre)).not.toHaveProperty("preoperative");
    expect(Object.keys(baselinesOf(FOUR, post))).toEqual(["preoperative"]);
    expect(valueOf(FOUR, "post 1", "dPJA.post")).toBe("incomplete");
    expect(valueOf(FOUR, "post 2", "dPJA.post")).toBeCloseTo(3, 9);
  });

  it("of an exam before a revision are those of the first operation", () => {
    const revised = caseOf(
      exam("pre", "preoperative", [reading("r", junction(5))], { date: "2020-01-10" }),
      exam("fu", "follow-up", [reading("r", junction(30))], { date: "2021-06-01" }),
      exam("pre 2", "preoperative", [reading("r", junction(32))], { date: "2022-01-10" }),
      exam("fu 2", "follow-up", [reading("r", junction(36))], { date: "2023-01-10" }),
    );
    expect(valueOf(revised, "fu", "dPJA.pre")).toBeCloseTo(25, 9);
    expect(valueOf(revised, "fu 2", "dPJA.pre")).toBeCloseTo(4, 9);
  });

  it("without dates stand in the order of the case, after those with one", () => {
    const undated = caseOf(
      exam("fu", "follow-up", [reading("r", junction(31))]),
      exam("a", "preoperative", [reading("r", junction(1))]),
      exam("b", "preoperative", [reading("r", junction(2))], { date: "2020-01-01" }),
      exam("c", "preoperative", [reading("r", junction(3))]),
      exam("d", "postoperative", [reading("r", junction(5))]),
      exam("e", "postoperative", [reading("r", junction(6))]),
    );
    expect(valueOf(undated, "fu", "dPJA.pre")).toBeCloseTo(29, 9);
    expect(valueOf(undated, "fu", "dPJA.post")).toBeCloseTo(26, 9);
  });

  it("take the same reader's reading where there is one, else the first with points", () => {
    const readers = caseOf(
      exam("pre", "preoperative", [reading("none", {}, { reader: "CD" }), reading("ab", junction(5), { reader: "AB" }), reading("cd", junction(8), { reader: "CD" })]),
      exam("fu", "follow-up", [reading("r", junction(20), { reader: "CD" }), reading("r2", junction(20), { reader: "EF" })]),
    );
    expect(valueOf(readers, "fu", "dPJA.pre")).toBeCloseTo(12, 9);
    expect(valueOf(readers, "fu", "dPJA.pre", "r2")).toBeCloseTo(15, 9);
  });

  it("are none in a case of one exam", () => {
    const [only] = FOUR.exams;
    if (!only) throw new Error("the case has changed");
    expect(baselinesOf({ ...FOUR, exams: [only] }, only)).toEqual({});
  });
});

describe("the assessment of a reading", () => {
  it("is computed once for the same values, and anew for changed ones", () => {
    const first = assessCase(FOUR, at("fu"), DEFAULT_SETTINGS);
    expect(assessCase(FOUR, at("fu"), DEFAULT_SETTINGS)).toBe(first);
    expect(assessCase(FOUR, at("pre"), DEFAULT_SETTINGS)).not.toBe(first);
    expect(assessCase(FOUR, at("fu"), { ...DEFAULT_SETTINGS, clickSdMm: 1.4 })).not.toBe(first);
    const moved = applyEdit(FOUR, { kind: "set-landmark", at: at("fu"), landmark: "T8.superior", to: endplate(40, 60) }).case;
    expect(valueOf(moved, "fu", "PJA")).toBeCloseTo(55.5, 9);
    expect(valueOf(moved, "pre", "PJA")).toBeCloseTo(9, 9);
  });

  it("follows what is changed of the exam, the surgery and the levels", () => {
    const later = applyEdit(FOUR, { kind: "set-exam", examId: "pre", to: { timepoint: "follow-up" } }).case;
    expect(valueOf(later, "fu", "dPJA.pre")).toBeCloseTo(27, 9);
    const other = applyEdit(FOUR, { kind: "set-surgery", to: { uiv: "T9" } }).case;
    expect(valueOf(other, "fu", "PJA")).toBe("incomplete");
  });

  it("refuses a reading that the case lacks", () => {
    expect(() => assessCase(FOUR, at("fu", "r9"), DEFAULT_SETTINGS)).toThrow('no reading "r9"');
  });

  it("carries the notes of how the points became millimetres, and measures a reversed pair right", () => {
    const film = { ...FILM, spacing: { rowMm: 0.2, columnMm: 0.2, calibrated: false } };
    const points = { ...junction(20), "T8.superior": reversed(endplate(10, 60)), "C7.centroid": { point: [500, 100] as const }, "S1.superior": endplate(30, -300) };
    const patientCase = caseOf(exam("fu", "follow-up", [reading("r", points, { image: film })]));
    const assessment = assessCase(patientCase, at("fu"), DEFAULT_SETTINGS);
    expect(assessment.plausibility[0]).toEqual({ code: "endplate-reversed", landmarks: ["T8.superior"] });
    const find = (id: string) => assessment.measurements.find((measurement) => measurement.id === id);
    expect(find("PJA")).toMatchObject({ state: "measured", value: expect.closeTo(20, 9) });
    expect(find("SVA")).toMatchObject({ state: "measured", notes: expect.arrayContaining([{ code: "length-detector" }]) });
    expect(JSON.stringify(find("PJA"))).not.toContain("length-detector");
  });
});

describe("a reading in a volume", () => {
  const [cos, sin] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
  const turned = { anterior: [sin, -cos, 0], cranial: [0, 0, 1] } as const;
  const at3 = (y: number, z: number): readonly [number, number, number] => [0, y, z];
  const landmarks = {
    "C7.centroid": { point: at3(-40, 400) },
    "S1.superior": { posterior: at3(20, 0), anterior: at3(-10, -20) },
    "T8.superior": { posterior: at3(20, 260), anterior: at3(-10, 250) },
    "T10.inferior": { posterior: at3(20, 200), anterior: at3(-10, 205) },
  };
  const volume = { kind: "volume", seriesInstanceUid: "1.2.4", frameOfReferenceUid: "1.2.5" } as const;
  const assess = (image: object) => assessCase(caseOf(exam("e", "follow-up", [reading("r", landmarks, { image: { ...volume, ...image } })])), at("e"), DEFAULT_SETTINGS);
  const found = (image: object, id: string) => assess(image).measurements.find((measurement) => measurement.id === id);

  it("names the plane on every value where it isn't the patient's own, and once for all", () => {
    const note = { code: "plane-yaw", params: { yaw: 30 } };
    expect(found({ plane: turned }, "PJA")).toMatchObject({ state: "measured", notes: [note] });
    expect(found({ plane: turned }, "SVA")).toMatchObject({ state: "measured", notes: [note] });
    expect(assess({ plane: turned }).plausibility[0]).toEqual({ ...note, landmarks: [] });
    expect(assess({}).plausibility.map(({ code }) => code)).not.toContain("plane-yaw");
  });

  it("has angles and no distance while a curved picture is in use", () => {
    const curve = [[0, 0, 0], [8, 0, 300]];
    expect(found({}, "SVA")).toMatchObject({ state: "measured", value: 60 });
    expect(found({ curve }, "SVA")).toMatchObject({ state: "incomplete", reason: { code: "curved-reformat" }, missing: [] });
    const angle = found({}, "PJA");
    expect(found({ curve }, "PJA")).toEqual(angle);
    expect(assess({ curve }).measurements.filter(({ unit, state }) => unit === "mm" && state === "measured")).toEqual([]);
  });
});

describe("the reading that stands for an exam", () => {
  const [mine, other, bare] = [reading("mine", junction(12), { reader: "AB" }), reading("other", junction(12), { reader: "CD" }), reading("bare", {})];

  it("is the reader's own, else the first with points, else the first", () => {
    expect(readingOfExam(exam("e", "unknown", [bare, other, mine]), "AB")).toBe(mine);
    expect(readingOfExam(exam("e", "unknown", [bare, other, mine]), "EF")).toBe(other);
    expect(readingOfExam(exam("e", "unknown", [bare]), "AB")).toBe(bare);
    expect(readingOfExam(exam("e", "unknown", []), "AB")).toBeUndefined();
  });

  it("is none from the front", () => {
    const frontal = reading("frontal", junction(12), { reader: "AB", image: { ...FILM, view: "frontal" } });
    expect(readingOfExam(exam("e", "unknown", [frontal, other]), "AB")).toBe(other);
    expect(readingOfExam(exam("e", "unknown", [frontal]), "AB")).toBeUndefined();
  });
});

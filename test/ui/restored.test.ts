import { describe, expect, it } from "vitest";
import type { Exam, PatientCase, Reading } from "#case/patientCase";
import { likelyPair, readingToMeasure, restored } from "../../src/ui/fracture/restored";
import { endplate, exam, FILM, reading } from "../case/cases";

const SETTINGS = { clickSdMm: 0.7, criterion: "absolute-20", tk: "TK.T4-T12" };

/** T11 to L1 of 25 mm, but for T12 of the heights given. */
function spine(anterior: number, middle: number, posterior: number): Reading["landmarks"] {
  const at = (a: number, c: number): readonly [number, number] => [600 - a / 0.2, 1500 - c / 0.2];
  const body = (level: string, base: number, [a, m, p]: readonly [number, number, number]) => ({
    [`${level}.superior`]: { posterior: at(0, base + p), anterior: at(30, base + a) },
    [`${level}.superior.middle`]: { point: at(15, base + m) },
    [`${level}.inferior`]: { posterior: at(0, base), anterior: at(30, base) },
    [`${level}.inferior.middle`]: { point: at(15, base) },
  });
  return { ...body("T11", 100, [25, 25, 25]), ...body("T12", 65, [anterior, middle, posterior]), ...body("L1", 30, [25, 25, 25]) };
}
const broken = (id: string, more: Partial<Exam> = {}, of: Partial<Reading> = {}) => exam(id, "preoperative", [reading(`${id}-r`, spine(15, 14, 24), of)], { date: "2025-01-01", ...more });
const mended = (id: string, more: Partial<Exam> = {}, of: Partial<Reading> = {}) => exam(id, "postoperative", [reading(`${id}-r`, spine(21, 20, 25), of)], { date: "2025-01-03", ...more });
const caseOf = (...exams: readonly Exam[]): PatientCase => ({ subject: { id: "S" }, exams });
const between = (before: Exam, after: Exam) => restored(caseOf(before, after), [before.id, after.id], "T12", SETTINGS);
const codes = (found: ReturnType<typeof restored>) => [...new Set(found?.notes.map(({ code }) => code))];

describe("what a treatment gave back", () => {
  it("heights restored and angles corrected, each with the values that it comes from", () => {
    const found = between(broken("a"), mended("b"));
    expect(found?.lines.map(({ id, change }) => [id, change.state === "measured" ? Number(change.value.toFixed(3)) : change.reason.code])).toEqual([
      ["Ha.T12", 6], ["Hm.T12", 6], ["Hp.T12", 1], ["wedge.T12", Number((((Math.atan2(9, 30) - Math.atan2(4, 30)) * 180) / Math.PI).toFixed(3))], ["segmentalKyphosis.T12", 0], ["localKyphosis.T12", 0],
    ]);
    expect(found?.lines[0]).toMatchObject({ before: { value: expect.closeTo(15, 9) as number }, after: { value: expect.closeTo(21, 9) as number } });
    expect([codes(found), found?.dates]).toEqual([[], null]);
  });
  it.each<[string, Exam, Exam, readonly string[], string | null]>([
    ["lying before, standing after", broken("a", { posture: "supine" }), mended("b"), ["postures-differ"], null],
    ["a repeat of the same day", broken("a"), mended("b", { date: "2025-01-01" }), [], "same-day"],
    ["dates the wrong way round", broken("a", { date: "2025-02-01" }), mended("b"), [], "dates-out-of-order"],
    ["one calibrated by the reader", broken("a"), mended("b", {}, { image: { ...FILM, spacing: { rowMm: 0.2, columnMm: 0.2, source: "user-line", calibrated: true } } }), ["lengths-incomparable"], null],
    ["one without a scale", broken("a"), mended("b", {}, { image: { ...FILM, spacing: { aspect: 1 } } }), ["scales-differ"], null],
  ])("says so: %s", (_name, before, after, notes, dates) => {
    const found = between(before, after);
    expect([codes(found), found?.dates?.code ?? null]).toEqual([notes, dates]);
  });
  it("a missing date is said", () => {
    const { date: _date, ...undated } = mended("b");
    expect(between(broken("a"), undated)?.dates).toEqual({ code: "no-exam-date" });
  });
  it("millimetres at the detector are not differenced with those of the patient; angles are", () => {
    const detector = mended("b", {}, { image: { ...FILM, spacing: { rowMm: 0.2, columnMm: 0.2, source: "ImagerPixelSpacing", calibrated: false } } });
    const states = between(broken("a"), detector)?.lines.map(({ change }) => (change.state === "measured" ? "measured" : change.reason.code));
    expect(states).toEqual(["lengths-not-differenced", "lengths-not-differenced", "lengths-not-differenced", "measured", "measured", "measured"]);
  });
  it("needs a lateral reading with points in both", () => {
    const frontal = reading("f", { "T12.superior": endplate(0, 0) }, { image: { ...FILM, view: "frontal" } });
    expect(restored(caseOf(broken("a"), exam("b", "postoperative", [frontal])), ["a", "b"], "T12", SETTINGS)).toBeNull();
    expect(restored(caseOf(broken("a")), ["a", "none"], "T12", SETTINGS)).toBeNull();
    const both = exam("c", "postoperative", [frontal, reading("l", spine(21, 20, 25)), reading("m", spine(20, 20, 25), { reader: "MM" })]);
    expect([readingToMeasure(both, undefined)?.id, readingToMeasure(both, "MM")?.id, readingToMeasure(both, "ZZ")?.id]).toEqual(["l", "m", "l"]);
  });
});

describe("the exams that are proposed", () => {
  it("the last before surgery and the first after it", () => {
    expect(likelyPair(caseOf(broken("p1"), broken("p2"), mended("post"), mended("later", { timepoint: "follow-up" })))).toEqual(["p2", "post"]);
  });
  it("else the first two that are read, else the first two", () => {
    expect(likelyPair(caseOf(mended("a", { timepoint: "unknown" }), mended("b", { timepoint: "unknown" })))).toEqual(["a", "b"]);
    expect(likelyPair(caseOf(broken("a"), broken("b")))).toEqual(["b", "a"]);
    expect(likelyPair(caseOf(exam("a", "unknown", []), exam("b", "unknown", [])))).toEqual(["a", "b"]);
    expect(likelyPair(caseOf())).toEqual(["", ""]);
  });
});

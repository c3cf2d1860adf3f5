import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "#spine/assess";
import type { Exam, PatientCase, Reading } from "#case/patientCase";
import { factsOfExams } from "../../../src/ui/compare/examFacts";
import { alignmentText, cautions, mdcText, weeksText } from "../../../src/ui/compare/PaneCard";
import { guideLines } from "../../../src/ui/compare/useGuide";
import type { ComparedExam } from "../../../src/ui/compare/useComparison";
import { registrationOnUiv } from "#spine/registration";
import { caseOf, endplate, exam, FILM, junction, reading, VOLUME } from "../../case/cases";
import { instance } from "../../image/support/instance";

const SETTINGS = { ...DEFAULT_SETTINGS, clickSdMm: 0.7 };
const visit = (id: string, date: string, pja: number, more: Partial<Exam> = {}, ofReading: Partial<Reading> = {}): Exam => exam(id, "follow-up", [reading(`${id}-r`, junction(pja), ofReading)], { date, ...more });
const operated = (...exams: readonly Exam[]): PatientCase => ({ ...caseOf(...exams), surgery: { uiv: "T10", date: "2025-03-02" } });
const refs = (document: PatientCase) => document.exams.map(({ id, readings }) => ({ examId: id, readingId: readings[0]?.id ?? "" }));
const facts = (document: PatientCase) => factsOfExams(document, refs(document), SETTINGS);
const measured = (each: ReturnType<typeof facts>[number] | undefined) => {
  if (each?.change?.change.state !== "measured") throw new Error("no change");
  return each.change.change;
};

describe("what stands beside each picture", () => {
  it("is the angle, the weeks since surgery and the change since the earliest exam that has an angle", () => {
    const [latest, first, unread] = facts(operated(visit("m6", "2025-08-31", 31), visit("pre", "2025-02-23", 15), exam("x", "unknown", [reading("x-r", {})], { date: "2025-01-01" })));
    expect([latest?.weeks, first?.weeks]).toEqual([26, -1]);
    expect(first?.change).toBeNull();
    expect(latest?.change?.since.id).toBe("pre");
    expect(measured(latest).value).toBeCloseTo(16, 9);
    expect(unread?.change?.change.state).toBe("incomplete");
    expect(facts(operated())).toEqual([]);
    expect(factsOfExams(operated(), [{ examId: "gone", readingId: "gone" }], SETTINGS)).toEqual([]);
    expect(facts(caseOf(visit("a", "2025-01-01", 10)))[0]?.weeks).toBeNull();
  });

  it("says whether a change is more than the minimal detectable one, and where that is not known", () => {
    const [, small, large] = facts(operated(visit("a", "2025-04-01", 15), visit("b", "2025-05-01", 17), visit("c", "2025-06-01", 31)));
    expect(mdcText(measured(small))).toMatch(/^smaller than the minimal detectable change, \d\.\d°$|^smaller than the minimal detectable change, 1\d\.\d°$/);
    expect(mdcText(measured(large))).toMatch(/^more than the minimal detectable change/);
    const unscaled = { image: { ...FILM, spacing: { aspect: 1 } } };
    const [, later] = facts(operated(visit("a", "2025-04-01", 15), visit("b", "2025-05-01", 17, {}, unscaled)));
    expect(mdcText(measured(later))).toBe("the minimal detectable change is not known: no millimetres");
  });

  it("words weeks before, after and of surgery", () => {
    expect([weeksText(26), weeksText(-1.14), weeksText(0), weeksText(null)]).toEqual(["26.0 weeks after surgery", "1.1 weeks before surgery", "day of surgery", ""]);
  });
});

const REFERENCE_PLANE = { toPlane: { a: -0.2, b: 0, c: 0, d: -0.2, e: 0, f: 0 }, scale: "mm", columns: 1200, rows: 3000 } as const;

/** The later of two exams as it is compared with the first. */
function compared(document: PatientCase, changes: Partial<ComparedExam> = {}): ComparedExam {
  const [reference, later] = facts(document);
  if (!reference || !later) throw new Error("two exams");
  const registration = registrationOnUiv(later.spine, reference.spine, 0.7);
  return { ...later, reference, isReference: false, image: { kind: "closed" }, plane: REFERENCE_PLANE, arranged: { planeToShared: null, toShared: null, sizing: "mm", registration }, layer: null, marked: null, ...changes };
}

describe("nothing is compared silently", () => {
  const before = visit("a", "2025-04-01", 15);
  it("a supine CT against a standing film says so", () => {
    const ct: Reading = { id: "ct", image: VOLUME, landmarks: { "T8.superior": { posterior: [0, 15, 60], anterior: [0, -15, 55] }, "T10.inferior": { posterior: [0, 15, 0], anterior: [0, -15, 3] } } };
    const later = exam("b", "follow-up", [ct], { date: "2025-06-01", posture: "supine" });
    expect(cautions(compared(operated(before, later)))).toContain("The exams differ in posture: supine now, standing before");
    const silent = operated({ ...before, posture: "unknown" }, { ...later, posture: "unknown" });
    expect(cautions(compared(silent)).join()).toContain("One exam is a film and the other a CT or MR");
  });
  it("another calibration class says so, with both", () => {
    const later = visit("b", "2025-05-01", 17, {}, { image: { ...FILM, spacing: { rowMm: 0.2, columnMm: 0.2, source: "ImagerPixelSpacing", calibrated: false } } });
    expect(cautions(compared(operated(before, later)))).toContain("Different scale from the exam of 2025-04-01: mm at the detector here, mm in the patient there");
    expect(cautions(compared(operated(before, visit("b", "2025-05-01", 17))))).toEqual([]);
  });
  it("a film without a scale says how large it is drawn, one without a direction that it lies as stored", () => {
    const document = operated(before, visit("b", "2025-05-01", 17));
    const { arranged } = compared(document);
    expect(cautions(compared(document, { arranged: { ...arranged, sizing: "construct" } }))).toContain("No scale: sized to match T10 of the exam it is aligned to");
    const film = compared(document, { arranged: { ...arranged, sizing: "film" }, plane: { ...REFERENCE_PLANE, scale: "none" } });
    expect(cautions(film)).toEqual(["No scale: its film drawn as tall as that of the other exam; lengths are not comparable", "The anterior side is unknown: shown as it is stored"]);
  });
  it("an exam that nobody has read says so, and on what each is aligned stands with its error", () => {
    const unread = operated(before, exam("b", "follow-up", [reading("b-r", {})], { date: "2025-05-01" }));
    expect(cautions(compared(unread))).toContain("No points are placed on this exam yet");
    expect(alignmentText(compared(unread), true)).toBe("Not aligned: no endplate of T10 is placed here with both corners");
    const both = operated(before, visit("b", "2025-05-01", 17));
    expect(alignmentText(compared(both), true)).toBe("Aligned on T10 (1 endplate), to ±2.7°");
    expect(alignmentText(compared(both), false)).toBe("Not aligned");
    expect(alignmentText(compared(both, { isReference: true }), true)).toBe("The other exams are aligned to this one");
    const unscaled = operated(before, visit("b", "2025-05-01", 17, {}, { image: { ...FILM, spacing: { aspect: 1 } } }));
    expect(alignmentText(compared(unscaled), true)).toBe("Aligned on T10 (1 endplate)");
  });
});

describe("the guide of a reading", () => {
  const item = { instance: instance({ columns: 1200, rows: 3000 }), frameIndex: 0 };
  const now = (landmarks: Reading["landmarks"], more: Partial<Reading> = {}) => reading("now", landmarks, more);
  const document = (landmarks: Reading["landmarks"]) => operated(visit("a", "2025-04-01", 15), exam("b", "follow-up", [now(landmarks)], { date: "2025-05-01" }));
  const lines = (landmarks: Reading["landmarks"], more: Partial<Reading> = {}) => guideLines(document(landmarks), "b", now(landmarks, more), item, 0.7);
  it("waits for the UIV, then shows what is still to be placed, then nothing", () => {
    expect(lines({})).toEqual({ endplates: [], legend: "Guide: endplates of 2025-04-01, Follow-up are shown once T10, or two endplates, are placed." });
    const guide = lines({ "T10.inferior": endplate(-7.5, 0) });
    expect(guide?.endplates.map(({ id }) => id)).toEqual(["T8.superior"]);
    expect(guide?.legend).toBe("Dashed: endplates of 2025-04-01, Follow-up, aligned to T10 inferior endplate. A guide, not a measurement.");
    expect(lines(junction(20))).toBeNull();
  });
  it("is not there on the first exam, nor where the anterior side is unknown", () => {
    expect(guideLines(document({}), "a", reading("a-r", {}), item, 0.7)).toBeNull();
    const { anterior: _unknown, ...unsided } = FILM;
    expect(lines({}, { image: unsided })).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import type { Exam, Reading } from "#case/patientCase";
import { choices, earlierReading, firstCount, hanging, inTime, isComparable, type Count } from "../../../src/ui/compare/hanging";
import { caseOf, exam, FILM, junction, reading } from "../../case/cases";

const read = (id: string, more: Partial<Reading> = {}): Reading => reading(id, junction(12), more);
const visit = (id: string, timepoint: Exam["timepoint"], date?: string, readings: readonly Reading[] = [read(`${id}-r`)]): Exam => exam(id, timepoint, readings, date === undefined ? {} : { date });
const COURSE = [visit("pre", "preoperative", "2025-02-20"), visit("post", "postoperative", "2025-03-09"), visit("w6", "follow-up", "2025-04-13"), visit("m6", "follow-up", "2025-09-10"), visit("y1", "follow-up", "2026-03-01")];
const hung = (exams: readonly Exam[], count: Count): readonly string[] => hanging(caseOf(...exams), count, undefined).map(({ examId }) => examId);

describe("what hangs without being asked for", () => {
  it("of two before and latest, of three the first after surgery too, of four the one before the latest", () => {
    expect(hung(COURSE, 2)).toEqual(["pre", "y1"]);
    expect(hung(COURSE, 3)).toEqual(["pre", "post", "y1"]);
    expect(hung(COURSE, 4)).toEqual(["pre", "post", "m6", "y1"]);
  });
  it("goes by date and not by the order of the case", () => {
    expect(hung(COURSE.toReversed(), 3)).toEqual(["pre", "post", "y1"]);
    expect(inTime([visit("b", "unknown"), ...COURSE.toReversed()]).map(({ id }) => id)).toEqual(["pre", "post", "w6", "m6", "y1", "b"]);
  });
  it("takes the last of several preoperative exams and the first of several postoperative ones", () => {
    const more = [visit("pre0", "preoperative", "2024-10-01"), ...COURSE, visit("post2", "postoperative", "2025-03-20")];
    expect(hung(more, 3)).toEqual(["pre", "post", "y1"]);
  });
  it("has the first of all stand in where none is marked preoperative, and the first follow-up for the postoperative one", () => {
    expect(hung(COURSE.slice(1), 2)).toEqual(["post", "y1"]);
    expect(hung([COURSE[0]!, ...COURSE.slice(2)], 3)).toEqual(["pre", "w6", "y1"]);
    const unknown = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"].map((date, i) => visit(`u${i}`, "unknown", date));
    expect(hung(unknown, 3)).toEqual(["u0", "u2", "u3"]);
  });
  it("never takes an undated exam for the latest while there is a dated one", () => {
    expect(hung([...COURSE, visit("undated", "follow-up")], 2)).toEqual(["pre", "y1"]);
    expect(hung([visit("a", "unknown"), visit("b", "unknown")], 2)).toEqual(["a", "b"]);
  });
  it("leaves out exams without a picture from the side", () => {
    const frontal = visit("ap", "follow-up", "2026-06-01", [read("ap-r", { image: { ...FILM, view: "frontal" } })]);
    const empty = visit("none", "follow-up", "2026-07-01", []);
    expect(hung([...COURSE, frontal, empty], 2)).toEqual(["pre", "y1"]);
    expect(isComparable(caseOf(COURSE[0]!, frontal, empty))).toBe(false);
    expect(isComparable(caseOf(...COURSE.slice(0, 2)))).toBe(true);
  });
  it("is three, or as many as there are, and of one exam nothing", () => {
    expect(firstCount(caseOf(...COURSE))).toBe(3);
    expect(firstCount(caseOf(...COURSE.slice(0, 2)))).toBe(2);
    expect(hung(COURSE.slice(0, 2), 4)).toEqual(["pre", "post"]);
    expect(hung(COURSE.slice(0, 1), 2)).toEqual(["pre"]);
    expect(hung([], 2)).toEqual([]);
  });
});

describe("a reading", () => {
  const [mine, other, bare] = [read("mine", { reader: "AB" }), read("other", { reader: "CD" }), reading("bare", {})];
  it("can be chosen: each with points, and of an exam without any its first", () => {
    const found = choices(caseOf(exam("a", "unknown", [bare, other, mine]), exam("b", "unknown", [bare, reading("bare2", {})])));
    expect(found.map(({ ref, others }) => [ref.examId, ref.readingId, others.length])).toEqual([["a", "other", 1], ["a", "mine", 1], ["b", "bare", 0]]);
  });
});

describe("the exam that guides", () => {
  it("is the latest before this one that has points", () => {
    const unread = visit("m6", "follow-up", "2025-09-10", [reading("m6-r", {})]);
    const document = caseOf(COURSE[0]!, COURSE[1]!, unread, COURSE[4]!);
    expect(earlierReading(document, "y1", undefined)?.exam.id).toBe("post");
    expect(earlierReading(document, "m6", undefined)?.exam.id).toBe("post");
    expect(earlierReading(document, "pre", undefined)).toBeUndefined();
    expect(earlierReading(document, "nobody", undefined)).toBeUndefined();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdit, examOf, readingOf, type CaseEdit } from "#case/edit";
import { partOf, partsOf } from "#case/landmarkPart";
import type { PatientCase, Reading, StoredLandmark, StoredPoint } from "#case/patientCase";
import type { LandmarkPart } from "#spine/landmark";
import { caseOf, exam, FILM, reading, VOLUME } from "./cases";

const at = { examId: "e1", readingId: "r1" };
const START = caseOf(exam("e1", "preoperative", [reading("r1", {}), reading("r2", {})], { date: "2025-02-20" }), exam("e2", "unknown", []));

const landmarksOf = (value: PatientCase): Reading["landmarks"] => readingOf(value, at).landmarks;
const setPoint = (part: LandmarkPart, to: StoredPoint | undefined, landmark = "T8.superior"): CaseEdit => ({ kind: "set-point", at, landmark, part, to });
const apply = (value: PatientCase, ...edits: readonly CaseEdit[]): PatientCase => edits.reduce((current, edit) => applyEdit(current, edit).case, value);

describe("points", () => {
  it("are placed one by one, and the landmark goes with its last point", () => {
    const half = apply(START, setPoint("posterior", [1, 2]));
    expect(landmarksOf(half)).toEqual({ "T8.superior": { posterior: [1, 2] } });
    const whole = apply(half, setPoint("anterior", [3, 4]));
    expect(landmarksOf(whole)).toEqual({ "T8.superior": { posterior: [1, 2], anterior: [3, 4] } });
    expect(landmarksOf(apply(whole, setPoint("posterior", undefined), setPoint("anterior", undefined)))).toEqual({});
  });

  it("of a list have no holes: the next number appends, and removing moves the later ones down", () => {
    const three = apply(START, setPoint("rim.0", [0, 0], "hip.1"), setPoint("rim.1", [1, 1], "hip.1"), setPoint("rim.2", [2, 2], "hip.1"));
    const two = apply(three, setPoint("rim.1", undefined, "hip.1"));
    expect(landmarksOf(two)["hip.1"]).toEqual({ rim: [[0, 0], [2, 2]] });
    expect(landmarksOf(apply(two, setPoint("rim.0", [5, 5], "hip.1")))["hip.1"]).toEqual({ rim: [[5, 5], [2, 2]] });
    expect(landmarksOf(apply(two, setPoint("rim.0", undefined, "hip.1"), setPoint("rim.0", undefined, "hip.1")))).toEqual({});
    expect(() => apply(two, setPoint("rim.3", [9, 9], "hip.1"))).toThrow('"rim.3" is past the next free number, 2');
  });

  it("are found by their part, and are not there where they aren't placed", () => {
    const hip: StoredLandmark = { center: [5, 6], rim: [[1, 1], [2, 2]] };
    expect([partOf(hip, "center"), partOf(hip, "rim.1"), partOf(hip, "rim.2"), partOf(hip, "along.0"), partOf(hip, "point"), partOf(undefined, "point")]).toEqual([
      [5, 6], [2, 2], undefined, undefined, undefined, undefined,
    ]);
  });

  it("named like something every object has are just names", () => {
    expect(landmarksOf(apply(START, setPoint("point", [1, 1], "constructor")))).toEqual({ constructor: { point: [1, 1] } });
  });
});

describe("an edit", () => {
  it("leaves what it doesn't touch the same object", () => {
    const after = apply(START, setPoint("point", [1, 1]));
    expect(after.exams[1]).toBe(START.exams[1]);
    expect(after.exams[0]?.readings[1]).toBe(START.exams[0]?.readings[1]);
    expect(START.exams[0]?.readings[0]?.landmarks).toEqual({});
  });

  it("with undefined removes the key, and does not leave it empty", () => {
    const after = apply(START, { kind: "set-exam", examId: "e1", to: { date: undefined } }, { kind: "set-surgery", to: undefined });
    expect(Object.keys(after)).not.toContain("surgery");
    expect(Object.keys(examOf(after, "e1"))).not.toContain("date");
  });

  it("gives an exam the density of one vertebra after the other, and takes the last one with its key", () => {
    const density = (level: string, meanHu?: number): CaseEdit => ({ kind: "set-bone-density", examId: "e1", level, to: meanHu === undefined ? undefined : { meanHu, source: "typed" } });
    const both = apply(START, density("L1", 120), density("T10", 98));
    expect(examOf(both, "e1").boneDensity).toEqual({ L1: { meanHu: 120, source: "typed" }, T10: { meanHu: 98, source: "typed" } });
    expect(Object.keys(examOf(apply(both, density("L1"), density("T10")), "e1"))).not.toContain("boneDensity");
    expect(() => apply(START, { ...density("L1", 1), examId: "e9" } as CaseEdit)).toThrow('no exam "e9"');
  });

  it("keeps the order of the exams when another is put among them and taken away", () => {
    const with3 = applyEdit(START, { kind: "insert-exam", index: 1, exam: exam("e3", "unknown", []) });
    expect(with3.case.exams.map(({ id }) => id)).toEqual(["e1", "e3", "e2"]);
    expect(applyEdit(with3.case, with3.inverse).case).toEqual(START);
    const without1 = applyEdit(START, { kind: "remove-exam", examId: "e1" });
    expect(applyEdit(without1.case, without1.inverse).case).toEqual(START);
  });

  it.each<[CaseEdit, string]>([
    [{ kind: "remove-exam", examId: "e9" }, 'no exam "e9"'],
    [{ kind: "remove-reading", at: { examId: "e2", readingId: "r1" } }, 'exam "e2" has no reading "r1"'],
    [{ kind: "insert-exam", index: 0, exam: exam("e1", "unknown", []) }, 'the exam "e1" is already there'],
    [{ kind: "insert-exam", index: 3, exam: exam("e3", "unknown", []) }, "index 3 is outside 0..2"],
    [{ kind: "insert-reading", examId: "e1", index: -1, reading: reading("r3", {}) }, "index -1 is outside 0..2"],
    [{ kind: "insert-reading", examId: "e1", index: 0.5, reading: reading("r3", {}) }, "index 0.5 is outside 0..2"],
  ])("that cannot be is refused: %j", (edit, words) => {
    expect(() => applyEdit(START, edit)).toThrow(words);
  });
});

describe("every edit can be taken back", () => {
  const point = fc.tuple(fc.double({ noNaN: true }), fc.double({ noNaN: true })) as fc.Arbitrary<StoredPoint>;
  const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(arbitrary, { nil: undefined });
  const name = fc.constantFrom("T8.superior", "T10.inferior", "hip.1", "C7.centroid", "plumb");
  const part = fc.constantFrom<LandmarkPart>("posterior", "anterior", "point", "center", "along.0", "along.1", "rim.0", "rim.1", "rim.2");
  const landmark: fc.Arbitrary<StoredLandmark> = fc.record(
    { posterior: point, anterior: point, point, center: point, radiusMm: fc.double({ min: 1, max: 40, noNaN: true }), along: fc.array(point, { minLength: 1 }), extra: fc.constant({ note: "kept" }) },
    { requiredKeys: [] },
  );
  const ids = fc.constantFrom("e1", "e2", "e3");
  const readings = fc.constantFrom("r1", "r2", "r3");
  const ref = fc.record({ examId: ids, readingId: readings });
  const timepoint = fc.constantFrom("preoperative", "postoperative", "follow-up", "unknown" as const);
  const simple: fc.Arbitrary<CaseEdit> = fc.oneof(
    fc.record({ kind: fc.constant("set-point" as const), at: ref, landmark: name, part, to: maybe(point) }),
    fc.record({ kind: fc.constant("set-point" as const), at: ref, landmark: name, part, to: maybe(point) }),
    fc.record({ kind: fc.constant("set-landmark" as const), at: ref, landmark: name, to: maybe(landmark) }),
    fc.record({ kind: fc.constant("set-answer" as const), at: ref, question: fc.constantFrom("a", "b", "toString"), to: maybe(fc.oneof(fc.boolean(), fc.integer(), fc.string())) }),
    fc.record({ kind: fc.constant("set-reader" as const), at: ref, to: maybe(fc.string()) }),
    fc.record({ kind: fc.constant("set-reading-image" as const), at: ref, to: fc.constantFrom(FILM, VOLUME) }),
    fc.record({ kind: fc.constant("set-exam" as const), examId: ids, to: fc.record({ date: maybe(fc.constant("2025-01-01")), timepoint, posture: fc.constant("supine" as const) }, { requiredKeys: [] }) }) as fc.Arbitrary<CaseEdit>,
    fc.record({ kind: fc.constant("set-bone-density" as const), examId: ids, level: fc.constantFrom("L1", "T10"), to: maybe(fc.record({ meanHu: fc.integer(), source: fc.constantFrom("typed", "roi" as const) })) }),
    fc.record({ kind: fc.constant("insert-exam" as const), index: fc.nat(3), exam: ids.map((id) => exam(id, "unknown", [reading("r1", {})])) }),
    fc.record({ kind: fc.constant("remove-exam" as const), examId: ids }),
    fc.record({ kind: fc.constant("insert-reading" as const), examId: ids, index: fc.nat(2), reading: readings.map((id) => reading(id, {})) }),
    fc.record({ kind: fc.constant("remove-reading" as const), at: ref }),
    fc.record({ kind: fc.constant("set-surgery" as const), to: maybe(fc.record({ uiv: fc.constant("T10"), date: fc.constant("2025-03-02") }, { requiredKeys: [] })) }),
    fc.record({ kind: fc.constant("set-levels" as const), to: maybe(fc.constant(["T1", "T2"])) }),
    fc.record({ kind: fc.constant("set-subject" as const), to: fc.record({ id: fc.string() }) }),
  );

  /** Those of the edits that the case can take, one after the other. */
  function applicable(start: PatientCase, edits: readonly CaseEdit[]): readonly CaseEdit[] {
    let current = start;
    return edits.filter((edit) => {
      try {
        current = applyEdit(current, edit).case;
        return true;
      } catch (error) {
        if (error instanceof RangeError) return false;
        throw error;
      }
    });
  }

  it("by its inverse, to a case that is deeply equal, and the inverse by its own", () => {
    let taken = 0;
    fc.assert(
      fc.property(fc.array(simple, { maxLength: 30, size: "max" }), (edits) => {
        let current = START;
        for (const edit of applicable(START, edits)) {
          const applied = applyEdit(current, edit);
          const back = applyEdit(applied.case, applied.inverse);
          expect(back.case).toStrictEqual(current);
          expect(applyEdit(back.case, back.inverse).case).toStrictEqual(applied.case);
          current = applied.case;
          taken += 1;
        }
      }),
      { numRuns: 300 },
    );
    expect(taken).toBeGreaterThan(1000);
  });

  it("as a batch, in one step", () => {
    fc.assert(
      fc.property(fc.array(simple, { maxLength: 12, size: "max" }), (edits) => {
        const batch = applicable(START, edits);
        const applied = applyEdit(START, { kind: "batch", edits: batch });
        expect(applied.case).toStrictEqual(apply(START, ...batch));
        expect(applyEdit(applied.case, applied.inverse).case).toStrictEqual(START);
      }),
      { numRuns: 200 },
    );
  });

  it("whatever point was set, it is among the landmark's points", () => {
    fc.assert(
      fc.property(landmark, part, point, (value, which, to) => {
        const start = apply(START, { kind: "set-landmark", at, landmark: "x", to: value });
        const edit = setPoint(which, to, "x");
        if (applicable(start, [edit]).length === 0) return;
        expect(partsOf(landmarksOf(apply(start, edit))["x"] ?? {})).toContainEqual([which, to]);
      }),
    );
  });
});

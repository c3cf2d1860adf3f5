import { applyEdit } from "#case/edit";
import type { Exam, PatientCase, Reading } from "#case/patientCase";
import { mergeEdit } from "#ui/session/merge";
import { describe, expect, it } from "vitest";
import { sameValue } from "../../src/ui/sameValue";

const reading = (id: string, column = 10): Reading => ({
  id,
  image: { kind: "projection", sopInstanceUid: `image-${id}`, columns: 100, rows: 200 },
  landmarks: { "T8.superior": { posterior: [column, 20] } },
});
const exam = (id: string, ...readings: readonly Reading[]): Exam => ({ id, timepoint: "unknown", posture: "standing", readings });
const document = (...exams: readonly Exam[]): PatientCase => ({ subject: { id: "S1" }, exams });
const newId = () => "new";

describe("merging a case file into the open case", () => {
  it("finds nothing to do where both say the same, keys in another order", () => {
    const theirs = document(exam("pre", { landmarks: { "T8.superior": { posterior: [10, 20] } }, image: reading("r1").image, id: "r1" }));
    expect(mergeEdit(document(exam("pre", reading("r1"))), theirs, newId)).toBeNull();
  });

  it("adds exams and readings that are missing", () => {
    const ours = document(exam("pre", reading("r1")));
    const edit = mergeEdit(ours, document(exam("pre", reading("r1"), reading("r2")), exam("fu", reading("r3"))), newId);
    if (!edit) throw new Error("there is something new");
    expect(applyEdit(ours, edit).case).toEqual(document(exam("pre", reading("r1"), reading("r2")), exam("fu", reading("r3"))));
  });

  it("adds densities of vertebrae that have none, and writes none over", () => {
    const typed = (meanHu: number) => ({ meanHu, source: "typed" as const });
    const ours = document({ ...exam("pre", reading("r1")), boneDensity: { L1: typed(100) } });
    const edit = mergeEdit(ours, document({ ...exam("pre", reading("r1")), boneDensity: { L1: typed(150), T10: typed(120) } }), newId);
    if (!edit) throw new Error("there is something new");
    expect(applyEdit(ours, edit).case.exams[0]?.boneDensity).toEqual({ L1: typed(100), T10: typed(120) });
    expect(mergeEdit(applyEdit(ours, edit).case, document({ ...exam("pre"), boneDensity: { T10: typed(9) } }), newId)).toBeNull();
  });

  it("puts a reading with other points beside ours and never over it, and one undo takes it all back", () => {
    const ours = document(exam("pre", reading("r1", 10)));
    const edit = mergeEdit(ours, document(exam("pre", reading("r1", 99)), exam("fu")), newId);
    if (!edit) throw new Error("there is something new");
    const merged = applyEdit(ours, edit);
    expect(merged.case.exams[0]?.readings).toEqual([reading("r1", 10), { ...reading("r1", 99), id: "new" }]);
    expect(applyEdit(merged.case, merged.inverse).case).toEqual(ours);
  });
});

describe("sameValue", () => {
  it.each([
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [{ a: 1, b: undefined }, { a: 1 }, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [{ a: null }, { a: {} }, false],
    [0, false, false],
  ])("%j and %j: %s", (a, b, same) => {
    expect(sameValue(a, b)).toBe(same);
    expect(sameValue(b, a)).toBe(same);
  });
});

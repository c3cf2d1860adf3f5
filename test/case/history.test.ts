import { describe, expect, it } from "vitest";
import type { CaseEdit } from "#case/edit";
import { canRedo, canUndo, commit, newHistory, redo, undo, type History } from "#case/history";
import { caseOf, exam, reading } from "./cases";

const START = newHistory(caseOf(exam("e1", "unknown", [reading("r1", {})])));
const place = (n: number): CaseEdit => ({ kind: "set-point", at: { examId: "e1", readingId: "r1" }, landmark: "T8.superior", part: "posterior", to: [n, n] });
const repeat = (times: number, step: (history: History) => History, from: History): History =>
  Array.from({ length: times }).reduce<History>((history) => step(history), from);

describe("undo and redo", () => {
  it("go back to nothing and forward to everything, without limit", () => {
    const all = Array.from({ length: 5000 }, (_, n) => place(n)).reduce(commit, START);
    const nothing = repeat(5000, undo, all);
    expect(nothing.case).toStrictEqual(START.case);
    expect([canUndo(nothing), canRedo(nothing)]).toEqual([false, true]);
    const again = repeat(5000, redo, nothing);
    expect(again).toStrictEqual(all);
    expect([canUndo(again), canRedo(again)]).toEqual([true, false]);
  });

  it("at either end change nothing", () => {
    expect(undo(START)).toBe(START);
    expect(redo(START)).toBe(START);
  });

  it("an edit after undo drops what could have been redone, and shares the steps before it", () => {
    const three = [place(1), place(2), place(3)].reduce(commit, START);
    const other = commit(undo(undo(three)), place(9));
    expect(other.steps.map(({ forward }) => forward)).toEqual([place(1), place(9)]);
    expect(other.steps[0]).toBe(three.steps[0]);
    expect(redo(other)).toBe(other);
  });

  it("survive being written and read again", () => {
    const kept = structuredClone(undo([place(1), place(2)].reduce(commit, START)));
    expect(redo(kept).case).toStrictEqual([place(1), place(2)].reduce(commit, START).case);
    expect(undo(kept).case).toStrictEqual(START.case);
  });
});

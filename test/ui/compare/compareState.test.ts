import { describe, expect, it } from "vitest";
import { COMPARE_KEYS, compareCommand } from "../../../src/ui/compare/compareKeys";
import { BLINK_SECONDS, flipped, opening, shownRefs, withExam, withMode, withOpacity, type CompareState } from "../../../src/ui/compare/compareState";
import { caseOf, exam, junction, reading } from "../../case/cases";

const visits = ["2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01"].map((date, i) => exam(`e${i}`, i === 0 ? "preoperative" : "follow-up", [reading(`r${i}`, junction(10))], { date }));
function open(): CompareState {
  const state = opening(caseOf(...visits), undefined);
  if (!state) throw new Error("nothing to compare");
  return state;
}
const ids = (state: CompareState) => shownRefs(state).map(({ examId }) => examId);

describe("how exams are looked at", () => {
  it("begins side by side and aligned, with the first and the latest as the pair", () => {
    const state = open();
    expect(state).toMatchObject({ mode: "side", aligned: true, place: "whole" });
    expect(ids(state)).toEqual(["e0", "e1", "e3"]);
    expect(ids(withMode(state, "overlay", false))).toEqual(["e0", "e3"]);
    expect(opening(caseOf(visits[0]!), undefined)).toBeNull();
  });
  it("another exam takes one place, beside the others or in the pair", () => {
    const other = { examId: "e2", readingId: "r2" };
    expect(ids(withExam(open(), 1, other))).toEqual(["e0", "e2", "e3"]);
    expect(ids(withExam(withMode(open(), "blink", false), 0, other))).toEqual(["e2", "e3"]);
    expect(ids(withExam(withMode(open(), "blink", false), 1, other))).toEqual(["e0", "e2"]);
  });
  it("a blink begins by itself, but not where less motion is asked for, and ends with its view", () => {
    expect(withMode(open(), "blink", false).blink.running).toBe(true);
    expect(withMode(open(), "blink", true).blink.running).toBe(false);
    expect(withMode(withMode(open(), "blink", false), "side", false).blink.running).toBe(false);
    expect([open().blink.front, flipped(open()).blink.front, flipped(flipped(open())).blink.front]).toEqual([1, 0, 1]);
  });
  it("no rate makes more than three changes in a second", () => {
    for (const seconds of BLINK_SECONDS) expect(1 / seconds).toBeLessThanOrEqual(3);
    expect(BLINK_SECONDS).toContain(open().blink.seconds);
  });
  it("opacity stays between nothing and all", () => {
    expect([withOpacity(open(), -0.2), withOpacity(open(), 0.3), withOpacity(open(), 1.1)].map(({ opacity }) => opacity)).toEqual([0, 0.3, 1]);
  });
});

describe("keys", () => {
  it("each means one thing", () => {
    expect(new Set(COMPARE_KEYS.map(({ key }) => key)).size).toBe(COMPARE_KEYS.length);
    expect([compareCommand("B", false, "none"), compareCommand("ArrowUp", false, "none"), compareCommand("q", false, "none")]).toEqual(["blink", "up", null]);
  });
  it("leave a field its letters, a slider its arrows and a button its Space", () => {
    expect([compareCommand("b", false, "field"), compareCommand("ArrowUp", false, "slider"), compareCommand(" ", false, "button"), compareCommand("b", true, "none")]).toEqual([null, null, null, null]);
    expect([compareCommand("s", false, "slider"), compareCommand("b", false, "button"), compareCommand(" ", false, "none")]).toEqual(["side", "blink", "flip"]);
  });
});

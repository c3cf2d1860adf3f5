import { describe, expect, it } from "vitest";
import { DEFAULT_LEVELS, isLevel, levelAbove, levelsOf, levelsProblem, resolveLevel, thoracicHalf } from "#spine/level";

describe("levels", () => {
  it("are C2 to S1 unless a case says otherwise", () => {
    expect(DEFAULT_LEVELS).toHaveLength(6 + 12 + 5 + 1);
    expect(levelsOf(12, 5)).toEqual(DEFAULT_LEVELS);
    expect(levelsOf(11, 6).slice(-8)).toEqual(["T11", "L1", "L2", "L3", "L4", "L5", "L6", "S1"]);
  });
  it("two above is two steps up in the list", () => {
    expect([levelAbove(DEFAULT_LEVELS, "T10", 2), levelAbove(DEFAULT_LEVELS, "T1", 2), levelAbove(DEFAULT_LEVELS, "C2", 1), levelAbove(DEFAULT_LEVELS, "T13", 1)]).toEqual(["T8", "C6", undefined, undefined]);
    expect(levelAbove(levelsOf(11, 5), "L1", 2)).toBe("T10");
  });
  it("resolve by name, by the UIV and by role", () => {
    expect(resolveLevel("UIV+2", DEFAULT_LEVELS, "L1")).toEqual({ level: "T11" });
    expect(resolveLevel("UIV-1", DEFAULT_LEVELS, "T10")).toEqual({ level: "T11" });
    expect(resolveLevel("UIV", DEFAULT_LEVELS, "T10")).toEqual({ level: "T10" });
    expect(resolveLevel("UIV", DEFAULT_LEVELS, "T13")).toEqual({ code: "level-not-in-spine", params: { level: "UIV" } });
    expect(resolveLevel("UIV", DEFAULT_LEVELS, undefined)).toEqual({ code: "no-uiv", params: { level: "UIV" } });
    expect(resolveLevel("L6", DEFAULT_LEVELS, undefined)).toEqual({ code: "level-not-in-spine", params: { level: "L6" } });
    expect(resolveLevel("T12orLast", levelsOf(13, 5), undefined)).toEqual({ level: "T12" });
    expect(resolveLevel("T12orLast", levelsOf(11, 5), undefined)).toEqual({ level: "T11" });
    expect(resolveLevel("T12orLast", ["L1", "S1"], undefined)).toEqual({ code: "level-not-in-spine", params: { level: "T12orLast" } });
    expect([resolveLevel("T12+1", DEFAULT_LEVELS, undefined), resolveLevel("T12-1", DEFAULT_LEVELS, undefined)]).toEqual([{ level: "T11" }, { level: "L1" }]);
    expect(resolveLevel("C2+1", DEFAULT_LEVELS, undefined)).toEqual({ code: "level-not-in-spine", params: { level: "C2+1" } });
    expect(resolveLevel("fracture-1", DEFAULT_LEVELS, undefined, "T12")).toEqual({ level: "L1" });
    expect(resolveLevel("fracture", DEFAULT_LEVELS, "T10")).toEqual({ code: "no-fracture-level", params: { level: "fracture" } });
    expect(["T1", "T6", "T7", "T13", "C7", "L1"].map(thoracicHalf)).toEqual(["upper", "upper", "lower", "lower", null, null]);
  });
  it("say what is wrong with a list", () => {
    expect(levelsProblem(DEFAULT_LEVELS)).toBeNull();
    expect(levelsProblem(["T1", "T14"])).toEqual({ code: "unknown-level", level: "T14" });
    expect(levelsProblem(["T2", "T1"])).toEqual({ code: "level-order", level: "T1" });
    expect(levelsProblem(["T2", "T2"])).toEqual({ code: "level-order", level: "T2" });
    expect(["T13", "L6", "S1", "C1", "L7"].map(isLevel)).toEqual([true, true, true, false, false]);
  });
});

import { describe, expect, it } from "vitest";
import { DEFAULT_LEVELS } from "#spine/level";
import type { LandmarkId } from "#spine/landmark";
import { IDLE, type ToolState } from "#viewport/tools/toolState";
import { stepAt } from "../../../src/viewport/overlay/useFilmAgain";

const asking = (landmark: LandmarkId): ToolState => ({ kind: "placing", steps: [{ landmark, part: "posterior" }], index: 0, skipped: [], selected: null });

describe("where the point that is asked for lies", () => {
  it("UIV to UIV+2 are the junction, every other level and the hips are elsewhere", () => {
    const where = (landmark: LandmarkId) => stepAt(asking(landmark), DEFAULT_LEVELS, "T10");
    expect(["T10.inferior", "T9.superior", "T8.superior"].map(where)).toEqual(["junction", "junction", "junction"]);
    expect(["T7.inferior", "T11.superior", "T4.superior", "T12.inferior", "hip.1"].map(where)).toEqual(Array(5).fill("elsewhere"));
  });
  it("is not told while nothing is asked for, or without a UIV", () => {
    expect(stepAt(IDLE, DEFAULT_LEVELS, "T10")).toBeNull();
    expect(stepAt(asking("T8.superior"), DEFAULT_LEVELS, undefined)).toBeNull();
  });
});

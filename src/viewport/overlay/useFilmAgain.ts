import { useEffect, useRef } from "react";
import { parseLandmark } from "#spine/landmark";
import { levelAbove, type Level } from "#spine/level";
import { currentStep, type ToolState } from "#viewport/tools/toolState";
import { useLatest } from "./useLatest";

/**
 * From the junction on to other levels: those lie outside of what the view has gone to, so the whole film is shown again
 * when they are asked for.
 */
export function useFilmAgain(tool: ToolState, levels: readonly Level[], uiv: Level | undefined, wholeFilm: () => void): void {
  const where = stepAt(tool, levels, uiv);
  const before = useRef(where);
  const latest = useLatest(wholeFilm);
  useEffect(() => {
    if (before.current === "junction" && where === "elsewhere") latest.current();
    before.current = where;
  }, [where, latest]);
}

/** Where the point that is asked for lies: at one of UIV to UIV+2 or not; null while none is asked for. */
export function stepAt(tool: ToolState, levels: readonly Level[], uiv: Level | undefined): "junction" | "elsewhere" | null {
  const step = currentStep(tool);
  if (step === null || uiv === undefined) return null;
  const parsed = parseLandmark(step.landmark);
  const isNear = parsed !== null && "level" in parsed && [0, 1, 2].some((steps) => levelAbove(levels, uiv, steps) === parsed.level);
  return isNear ? "junction" : "elsewhere";
}

import { parseLandmark, type PointAddress } from "#spine/landmark";
import type { ToolState } from "#viewport/tools/toolState";
import type { Scene } from "./scene";

/**
 * Whether the point just placed completes the first endplate of the reading, at the UIV, with more to come: then the view
 * goes to the junction. Later endplates leave the view as the reader has it.
 */
export function firstVertebraDone({ spine, marks }: Scene, tool: ToolState, { landmark, part }: PointAddress): boolean {
  const parsed = parseLandmark(landmark);
  if (tool.kind !== "placing" || parsed?.kind !== "endplate" || parsed.level !== spine.uiv) return false;
  if (part !== "posterior" && part !== "anterior") return false;
  const other = part === "posterior" ? "anterior" : "posterior";
  const others = marks.filter(({ address }) => address.landmark !== landmark);
  return spine.at(landmark, other) !== undefined && others.length === 0 && tool.steps.some((step) => step.landmark !== landmark);
}

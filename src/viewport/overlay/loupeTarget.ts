import type { CanvasPoint, ImagePoint } from "#geometry/points";
import type { Hand } from "#viewport/tools/hand";
import { currentStep, MARKS_NEEDED, type ToolState } from "#viewport/tools/toolState";
import type { LoupeDevice } from "./loupePlace";
import type { Scene } from "./scene";
import type { Keyboard } from "./useKeyboard";

export interface LoupeTarget {
  readonly target: ImagePoint;
  /** Where that is on the canvas; the loupe stands beside it. */
  readonly at: CanvasPoint;
  readonly device: LoupeDevice;
}

export interface LoupeInput {
  readonly hand: Hand;
  readonly keyboard: Keyboard;
  /** Where a mouse or pen is; null under a finger. */
  readonly hover: CanvasPoint | null;
  readonly tool: ToolState;
  readonly scene: Scene;
  readonly writable: boolean;
}

/** What the loupe shows: a point under way by hand or by keyboard, else the spot where the next one would go. */
export function loupeTarget({ hand, keyboard, hover, tool, scene, writable }: LoupeInput): LoupeTarget | null {
  const { toCanvas, toImage } = scene.projector;
  const device = hover === null ? "finger" : "pointer";
  if (hand.kind === "carrying" || hand.kind === "marking") return { target: hand.to, at: toCanvas(hand.to), device };
  const keyed = keyboard.nudge?.to ?? keyboard.cursor;
  if (keyed !== null) return { target: keyed, at: toCanvas(keyed), device: "pointer" };
  const asked = currentStep(tool) !== null || (tool.kind === "marking" && tool.points.length < MARKS_NEEDED[tool.purpose]);
  if (hover === null || !asked || !writable || hand.kind !== "empty") return null;
  const target = toImage(hover);
  const { columns, rows } = scene.view.image;
  const onImage = target.columnPx >= 0 && target.rowPx >= 0 && target.columnPx <= columns && target.rowPx <= rows;
  return onImage ? { target, at: hover, device } : null;
}

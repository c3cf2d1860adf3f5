import type { CanvasPoint } from "#geometry/points";
import type { DisplayState } from "#viewport/display";
import type { View } from "#viewport/engine";
import { centreOn, fitZoom } from "#viewport/transform";
import { endplateId, type EndplateSide } from "#spine/landmark";
import { levelAbove, type Level } from "#spine/level";
import { from, length, mean, moved } from "./plane";
import { projectorOf } from "./projector";
import { endplateOnCanvas, type EndplateOnCanvas, type SpineOnCanvas } from "./spineOnCanvas";

/** From UIV's lower to UIV+2's upper endplate it is about this many endplate lengths. */
const JUNCTION_HEIGHT = 2.7;
/** Endplate lengths of picture around what is to be seen. */
const MARGIN = 1.3;

/**
 * The display that shows the junction, UIV to UIV+2: what of it has points, and the room above for what hasn't. Null
 * while no endplate of it is complete.
 */
export function junctionDisplay(view: View, spine: SpineOnCanvas): DisplayState | null {
  const endplates = junctionEndplates(spine);
  if (endplates.length === 0) return null;
  const span = endplates.reduce((total, e) => total + length(from(e.posterior, e.anterior)), 0) / endplates.length;
  const corners = endplates.flatMap((e) => [e.posterior, e.anterior]);
  const lowest = mean(corners);
  const topPlaced = endplates.some((e) => e.id === endplateId(levelAbove(spine.levels, spine.uiv ?? "", 2) ?? "", "superior"));
  const seen = topPlaced ? corners : [...corners, moved(lowest, spine.up, span * JUNCTION_HEIGHT)];
  const box = boxOf(seen, span * MARGIN);
  const factor = Math.min(view.size.widthCss / box.width, view.size.heightCss / box.height);
  const zoom = Math.max(view.display.zoom * factor, fitZoom(view.image, view.size, view.display.rotationDegrees));
  return centreOn(view.display, view.image, view.size, projectorOf(view).toImage(box.centre), zoom);
}

function junctionEndplates(spine: SpineOnCanvas): readonly EndplateOnCanvas[] {
  const { uiv } = spine;
  if (uiv === undefined) return [];
  const levels: readonly (Level | undefined)[] = [uiv, levelAbove(spine.levels, uiv, 1), levelAbove(spine.levels, uiv, 2)];
  const sides: readonly EndplateSide[] = ["superior", "inferior"];
  return levels.flatMap((level) => (level === undefined ? [] : sides.flatMap((side) => endplateOnCanvas(spine, endplateId(level, side)) ?? [])));
}

function boxOf(points: readonly CanvasPoint[], margin: number): { readonly centre: CanvasPoint; readonly width: number; readonly height: number } {
  const xs = points.map((p) => p.xCss);
  const ys = points.map((p) => p.yCss);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  return {
    centre: { xCss: (left + right) / 2, yCss: (top + bottom) / 2 },
    width: right - left + 2 * margin,
    height: bottom - top + 2 * margin,
  };
}

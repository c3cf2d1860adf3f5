import type { CanvasPoint } from "#geometry/points";
import type { Device } from "./gesture";

/** Half of the smallest hit area: 24 CSS pixels for a mouse or pen (WCAG 2.2, 2.5.8), 44 for a finger. */
export const HIT_RADIUS_CSS: Readonly<Record<Device, number>> = { mouse: 12, pen: 12, touch: 22 };

/** The nearest of `marks` within the device's reach of `at`; areas overlap on a small film, so the nearest wins. */
export function nearestMark<M extends { readonly at: CanvasPoint }>(marks: readonly M[], at: CanvasPoint, device: Device): M | null {
  let best: M | null = null;
  let bestDistance = HIT_RADIUS_CSS[device];
  for (const mark of marks) {
    const distance = Math.hypot(mark.at.xCss - at.xCss, mark.at.yCss - at.yCss);
    if (distance <= bestDistance) {
      best = mark;
      bestDistance = distance;
    }
  }
  return best;
}

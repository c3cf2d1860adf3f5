import type { DisplayState } from "#viewport/display";
import type { Viewport } from "#viewport/engine";

const GLIDE_MS = 320;

/** Between two displays of one picture: zoom by equal factors, the point in the middle along a straight line. */
export function displayBetween(start: DisplayState, end: DisplayState, t: number): DisplayState {
  const eased = t * t * (3 - 2 * t);
  const zoom = start.zoom * (end.zoom / start.zoom) ** eased;
  const middle = (from: number, to: number): number => from / start.zoom + (to / end.zoom - from / start.zoom) * eased;
  return { ...end, zoom, panXCss: middle(start.panXCss, end.panXCss) * zoom, panYCss: middle(start.panYCss, end.panYCss) * zoom };
}

export interface Glide {
  readonly to: (end: DisplayState) => void;
  readonly stop: () => void;
}

/** Moves a display over a third of a second, or at once for readers who asked for less motion. */
export function makeGlide(viewport: Viewport | null): Glide {
  let frame = 0;
  const write = (display: DisplayState): void => {
    if (viewport?.view()) viewport.setDisplay(display);
  };
  const stop = (): void => cancelAnimationFrame(frame);
  const to = (end: DisplayState): void => {
    stop();
    const start = viewport?.view()?.display;
    if (start === undefined || window.matchMedia("(prefers-reduced-motion: reduce)").matches) {
      write(end);
      return;
    }
    const begun = performance.now();
    const step = (now: number): void => {
      const t = Math.min(1, Math.max(0, now - begun) / GLIDE_MS);
      write(t === 1 ? end : displayBetween(start, end, t));
      if (t < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  };
  return { to, stop };
}

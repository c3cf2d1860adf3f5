import type { DisplayState } from "#viewport/display";
import type { Viewport } from "#viewport/engine";

const GLIDE_MS = 320;

/** Where the picture stands, apart from how it is turned and what greys it has. */
export type Stand = Pick<DisplayState, "zoom" | "panXCss" | "panYCss">;

/** Between two stands of one picture: zoom by equal factors, the point in the middle along a straight line. */
export function standBetween(start: Stand, end: Stand, t: number): Stand {
  const eased = t * t * (3 - 2 * t);
  const zoom = start.zoom * (end.zoom / start.zoom) ** eased;
  const middle = (from: number, to: number): number => from / start.zoom + (to / end.zoom - from / start.zoom) * eased;
  return { zoom, panXCss: middle(start.panXCss, end.panXCss) * zoom, panYCss: middle(start.panYCss, end.panYCss) * zoom };
}

export interface Glide {
  readonly to: (end: Stand) => void;
  /** Stays where it has come to: the reader has taken hold of the view. */
  readonly stop: () => void;
  /** Goes to the end at once: what comes next builds on it. */
  readonly finish: () => void;
}

/**
 * Moves the picture over a third of a second, or at once for readers who asked for less motion. Only its stand is written,
 * so that the window can be changed on the way.
 */
export function makeGlide(viewport: Viewport | null): Glide {
  let frame = 0;
  let goal: Stand | null = null;
  const write = ({ zoom, panXCss, panYCss }: Stand): void => {
    const view = viewport?.view();
    if (viewport && view) viewport.setDisplay({ ...view.display, zoom, panXCss, panYCss });
  };
  const stop = (): void => {
    cancelAnimationFrame(frame);
    goal = null;
  };
  const finish = (): void => {
    const end = goal;
    stop();
    if (end !== null) write(end);
  };
  const to = (end: Stand): void => {
    stop();
    goal = end;
    const start = viewport?.view()?.display;
    if (start === undefined || window.matchMedia("(prefers-reduced-motion: reduce)").matches) return finish();
    const begun = performance.now();
    const step = (now: number): void => {
      const t = (now - begun) / GLIDE_MS;
      if (t >= 1) return finish();
      write(standBetween(start, end, Math.max(0, t)));
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  };
  return { to, stop, finish };
}

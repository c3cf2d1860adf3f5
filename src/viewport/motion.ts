import type { DisplayState } from "./display";
import type { Picture } from "./picture";

/** Tells a picture that is being moved or zoomed from one that stands, and says when it has come to rest. */
export interface Motion {
  /** Asked once for every painting: whether this one is part of a motion, and not the first of it. */
  isMoving(next: { readonly picture: Picture; readonly display: DisplayState }): boolean;
  /** Calls `rest` once nothing has been painted in motion for a moment. */
  settleLater(): void;
  stop(): void;
}

/** Two moves closer together than this are one motion; the picture is at rest when it hasn't moved for as long. */
const REST_MS = 100;

export function createMotion(rest: () => void): Motion {
  let painted: { readonly picture: Picture; readonly display: DisplayState } | null = null;
  let movedAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    isMoving(next) {
      const moved = painted !== null && painted.picture === next.picture && !sameSpot(painted.display, next.display);
      const isMoving = moved && performance.now() - movedAt < REST_MS;
      painted = next;
      if (moved) movedAt = performance.now();
      clearTimeout(timer);
      return isMoving;
    },
    settleLater() {
      clearTimeout(timer);
      timer = setTimeout(rest, REST_MS);
    },
    stop: () => clearTimeout(timer),
  };
}

const sameSpot = (a: DisplayState, b: DisplayState): boolean => a.zoom === b.zoom && a.panXCss === b.panXCss && a.panYCss === b.panYCss;

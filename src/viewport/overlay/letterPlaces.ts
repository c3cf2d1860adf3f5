import type { CanvasPoint } from "#geometry/points";
import type { EdgeLetters } from "#viewport/orientation";

/** From the edge to what stands along it. */
export const EDGE_CSS = 14;

/** Where the letters of orientation stand: at the middle of each edge. */
export function letterPlaces({ widthCss, heightCss }: { readonly widthCss: number; readonly heightCss: number }): Readonly<Record<keyof EdgeLetters, CanvasPoint>> {
  return {
    left: { xCss: EDGE_CSS, yCss: heightCss / 2 },
    right: { xCss: widthCss - EDGE_CSS, yCss: heightCss / 2 },
    top: { xCss: widthCss / 2, yCss: EDGE_CSS },
    bottom: { xCss: widthCss / 2, yCss: heightCss - EDGE_CSS },
  };
}

import { apply, invert } from "#geometry/affine";
import type { CanvasPoint, ImagePoint } from "#geometry/points";
import type { View } from "#viewport/engine";
import { imageToCanvasMatrix, pixelSides } from "#viewport/transform";

/** The display transform of one view, both ways, with its matrices made once. */
export interface Projector {
  readonly toCanvas: (point: ImagePoint) => CanvasPoint;
  readonly toImage: (point: CanvasPoint) => ImagePoint;
  /** CSS pixels for one column width; 0 never occurs. */
  readonly cssPerColumn: number;
}

export function projectorOf(view: View): Projector {
  const m = imageToCanvasMatrix(view.display, view.image, view.size);
  const back = invert(m);
  return {
    toCanvas: ({ columnPx, rowPx }) => {
      const [xCss, yCss] = apply(m, columnPx, rowPx);
      return { xCss, yCss };
    },
    toImage: ({ xCss, yCss }) => {
      const [columnPx, rowPx] = apply(back, xCss, yCss);
      return { columnPx, rowPx };
    },
    cssPerColumn: pixelSides(view.image).width * view.display.zoom,
  };
}

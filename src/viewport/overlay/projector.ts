import { apply, invert, type Affine } from "#geometry/affine";
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

export const projectorOf = (view: View): Projector => projectorThrough(imageToCanvasMatrix(view.display, view.image, view.size), pixelSides(view.image).width * view.display.zoom);

/** The same of any map of image pixels to the canvas. */
export function projectorThrough(m: Affine, cssPerColumn: number): Projector {
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
    cssPerColumn,
  };
}

import { apply, invert, type Affine } from "#geometry/affine";
import type { CanvasPoint } from "#geometry/points";
import type { ElementSize } from "#viewport/transform";
import type { Bounds } from "./bounds";
import type { Facing } from "./picturePlane";

/** What every pane looks at: one place of the shared plane in the middle of each, at one size. */
export interface LinkedView {
  /** Anterior and cranial, millimetres of the shared plane. */
  readonly x: number;
  readonly y: number;
  readonly cssPerMm: number;
  readonly facing: Facing;
}

/** The shared plane to CSS pixels of a pane: cranial is up, anterior where the view faces. */
export function sharedToCanvas({ x, y, cssPerMm, facing }: LinkedView, { widthCss, heightCss }: ElementSize): Affine {
  const across = facing === "right" ? cssPerMm : -cssPerMm;
  return { a: across, b: 0, c: 0, d: -cssPerMm, e: widthCss / 2 - across * x, f: heightCss / 2 + cssPerMm * y };
}

/** All of a rectangle of the plane, in the middle; `margin` is added on every side, a share of its size. */
export function fitted({ left, right, bottom, top }: Bounds, { widthCss, heightCss }: ElementSize, facing: Facing, margin = 0): LinkedView {
  const [width, height] = [(right - left) * (1 + 2 * margin), (top - bottom) * (1 + 2 * margin)];
  return { x: (left + right) / 2, y: (bottom + top) / 2, cssPerMm: Math.min(widthCss / width, heightCss / height), facing };
}

/** Nothing is seen below a twentieth of a pixel a millimetre, and nothing more above two hundred. */
const ZOOM = { least: 0.05, most: 200 } as const;

/** Zoomed by a factor about a point of one pane, which stays where it is there. */
export function zoomedAbout(view: LinkedView, size: ElementSize, { xCss, yCss }: CanvasPoint, factor: number): LinkedView {
  const cssPerMm = Math.min(Math.max(view.cssPerMm * factor, ZOOM.least), ZOOM.most);
  const [x, y] = apply(invert(sharedToCanvas(view, size)), xCss, yCss);
  const share = view.cssPerMm / cssPerMm;
  return { ...view, cssPerMm, x: x + (view.x - x) * share, y: y + (view.y - y) * share };
}

/** The pictures moved along with the hand, CSS pixels. */
export function panned(view: LinkedView, by: CanvasPoint): LinkedView {
  const across = view.facing === "right" ? view.cssPerMm : -view.cssPerMm;
  return { ...view, x: view.x - by.xCss / across, y: view.y + by.yCss / view.cssPerMm };
}

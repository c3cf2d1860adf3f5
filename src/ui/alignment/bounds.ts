import type { SagittalPoint } from "#geometry/points";
import type { SpineFigure, TargetFigure } from "#spine/figure";

/** The picture's own units are the figure's: x to posterior, y down, so that anterior is to the left. */
export const x = ({ anteriorMm }: SagittalPoint): number => -anteriorMm;
export const y = ({ cranialMm }: SagittalPoint): number => -cranialMm;

/** The view box of the picture, in the figure's units; `unit` is what one pixel of a picture of the usual height measures. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly unit: number;
}

/** Pixels that the picture is high, about, and its narrowest shape: labels need room beside a lone body. */
const USUAL_HEIGHT = 620;
const NARROWEST = 0.62;
/** Around the spine for labels and the scale bar, in those pixels. */
const ROOM = 48;

/** @throws RangeError for a figure without a point. */
export function boundsOf(figure: SpineFigure, target: TargetFigure | null): Bounds {
  const points = pointsOf(figure, target);
  if (points.length === 0) throw new RangeError("a figure without points has no bounds");
  const [xs, ys] = [points.map(x), points.map(y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const unit = Math.max(bottom - top, (right - left) / NARROWEST, 1) / (USUAL_HEIGHT - 2 * ROOM);
  const height = bottom - top + 2 * ROOM * unit;
  const width = Math.max(right - left + 2 * ROOM * unit, NARROWEST * height);
  return { left: (left + right - width) / 2, top: top - ROOM * unit, width, height, unit };
}

function pointsOf({ bodies, endplates, centroids, heads, plumb }: SpineFigure, target: TargetFigure | null): readonly SagittalPoint[] {
  const ofTarget = target ? [target.sacrum, ...(target.l1 ? [target.l1] : [])] : [];
  return [
    ...bodies.flatMap(({ corners }) => corners),
    ...[...endplates, ...ofTarget].flatMap(({ posterior, anterior }) => [posterior, anterior]),
    ...centroids.map(({ at }) => at),
    ...heads.flatMap(({ center, radiusMm }) => around(center, radiusMm ?? 0)),
    ...(plumb ? [plumb.from, plumb.sacralCorner] : []),
    ...(target?.c7 ? [target.c7] : []),
  ];
}

const around = ({ anteriorMm, cranialMm }: SagittalPoint, by: number): readonly SagittalPoint[] => [
  { anteriorMm: anteriorMm - by, cranialMm: cranialMm - by },
  { anteriorMm: anteriorMm + by, cranialMm: cranialMm + by },
];

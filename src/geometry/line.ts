import type { SagittalPoint } from "./points";
import { atan2, positionOf, scale, shift, subtract, sumAboutMean, vector, type Traced, type TracedPoint } from "./traced";
import { millimetres, type Millimetres } from "./units";

/** Shorter than this two clicks are one place, millimetres: no direction is read out of rounding noise. */
export const COINCIDENT_MM = 1e-6;

export const distance = (p: SagittalPoint, q: SagittalPoint): Millimetres =>
  millimetres(Math.hypot(q.anteriorMm - p.anteriorMm, q.cranialMm - p.cranialMm));

/** The direction of a line from its posterior to its anterior end, degrees from the anterior axis, + upwards. */
export interface TracedLine<Key extends object> {
  readonly directionDegrees: Traced<Key>;
  /** Root mean square distance of the points from the line; 0 for two points. */
  readonly residualMm: Millimetres;
}

/**
 * The line through two end points, or, with further points along it, the total-least-squares line of them all (the
 * principal axis of their scatter), directed as `from` to `to` is. Null where there is no direction: coincident ends, or
 * a scatter without a principal axis.
 */
export function lineThrough<Key extends object>(
  from: TracedPoint<Key>,
  to: TracedPoint<Key>,
  along: readonly TracedPoint<Key>[] = [],
): TracedLine<Key> | null {
  const ends = vector(from, to);
  if (!(Math.hypot(ends.anterior.value, ends.cranial.value) > COINCIDENT_MM)) return null;
  if (along.length === 0) return { directionDegrees: atan2(ends.cranial, ends.anterior), residualMm: millimetres(0) };
  return principalAxis([from, to, ...along], ends);
}

/** The sums of squares and products of points about their mean. */
export const scatter = <Key extends object>(points: readonly TracedPoint<Key>[]) => ({
  saa: sumAboutMean(points, (a) => ({ value: a * a, perAnterior: 2 * a, perCranial: 0 })),
  scc: sumAboutMean(points, (_a, c) => ({ value: c * c, perAnterior: 0, perCranial: 2 * c })),
  sac: sumAboutMean(points, (a, c) => ({ value: a * c, perAnterior: c, perCranial: a })),
});

function principalAxis<Key extends object>(points: readonly TracedPoint<Key>[], towards: TracedPoint<Key>): TracedLine<Key> | null {
  const { saa, scc, sac } = scatter(points);
  const spread = Math.hypot(saa.value - scc.value, 2 * sac.value);
  if (!(spread > 1e-9 * (saa.value + scc.value))) return null;
  const axis = scale(atan2(scale(sac, 2), subtract(saa, scc)), 0.5);
  const smallerEigenvalue = Math.max(0, (saa.value + scc.value - spread) / 2);
  return { directionDegrees: directed(axis, towards), residualMm: millimetres(Math.sqrt(smallerEigenvalue / points.length)) };
}

/** An axis has two directions: the one that agrees with `towards`, in (-180, 180]. */
function directed<Key extends object>(axis: Traced<Key>, towards: TracedPoint<Key>): Traced<Key> {
  const radians = (axis.value * Math.PI) / 180;
  const { anteriorMm, cranialMm } = positionOf(towards);
  if (Math.cos(radians) * anteriorMm + Math.sin(radians) * cranialMm >= 0) return axis;
  return shift(axis, axis.value > 0 ? -180 : 180);
}

/** Two ends of a line, for questions about what lies between them. */
export interface Segment {
  readonly from: SagittalPoint;
  readonly to: SagittalPoint;
}

/**
 * Where two lines cross, with the position along each (0 at `from`, 1 at `to`); null for parallel lines. For drawing and
 * plausibility, not for measuring.
 */
export function crossing(p: Segment, q: Segment): { readonly at: SagittalPoint; readonly alongP: number; readonly alongQ: number } | null {
  const pa = p.to.anteriorMm - p.from.anteriorMm;
  const pc = p.to.cranialMm - p.from.cranialMm;
  const qa = q.to.anteriorMm - q.from.anteriorMm;
  const qc = q.to.cranialMm - q.from.cranialMm;
  const denominator = pa * qc - pc * qa;
  if (!(Math.abs(denominator) > 1e-12 * Math.hypot(pa, pc) * Math.hypot(qa, qc))) return null;
  const da = q.from.anteriorMm - p.from.anteriorMm;
  const dc = q.from.cranialMm - p.from.cranialMm;
  const alongP = (da * qc - dc * qa) / denominator;
  const alongQ = (da * pc - dc * pa) / denominator;
  return { at: { anteriorMm: p.from.anteriorMm + alongP * pa, cranialMm: p.from.cranialMm + alongP * pc }, alongP, alongQ };
}

/** Whether the two segments themselves cross (ends included). */
export function segmentsCross(p: Segment, q: Segment): boolean {
  const found = crossing(p, q);
  const within = (along: number) => along >= 0 && along <= 1;
  return found !== null && within(found.alongP) && within(found.alongQ);
}

import { distance, scatter } from "./line";
import type { SagittalPoint } from "./points";
import { add, divide, meanPoint, multiply, positionOf, scale, subtract, sumAboutMean, tracedPoint, type TracedPoint } from "./traced";
import { millimetres, type Millimetres } from "./units";

/**
 * Centre of the circle through three rim points; with more of them the algebraic least-squares circle (Kåsa 1976, IEEE
 * Trans Instrum Meas 25:8), which is the exact circle for three. Null for fewer than three or collinear points.
 */
export function circleCentre<Key extends object>(rim: readonly TracedPoint<Key>[]): TracedPoint<Key> | null {
  if (rim.length < 3) return null;
  const mean = meanPoint(rim);
  const { saa, scc, sac } = scatter(rim);
  const determinant = subtract(multiply(saa, scc), multiply(sac, sac));
  if (!(determinant.value > 1e-9 * (saa.value + scc.value) ** 2)) return null;
  const ra = scale(sumAboutMean(rim, (a, c) => ({ value: (a * a + c * c) * a, perAnterior: 3 * a * a + c * c, perCranial: 2 * a * c })), 0.5);
  const rc = scale(sumAboutMean(rim, (a, c) => ({ value: (a * a + c * c) * c, perAnterior: 2 * a * c, perCranial: a * a + 3 * c * c })), 0.5);
  return {
    anterior: add(mean.anterior, divide(subtract(multiply(ra, scc), multiply(rc, sac)), determinant)),
    cranial: add(mean.cranial, divide(subtract(multiply(rc, saa), multiply(ra, sac)), determinant)),
  };
}

/** The circle itself, for drawing; null as above. */
export function circleThrough(rim: readonly SagittalPoint[]): { readonly centre: SagittalPoint; readonly radiusMm: Millimetres } | null {
  const centre = circleCentre(rim.map((point) => tracedPoint({}, point)));
  if (!centre) return null;
  const at = positionOf(centre);
  const radius = rim.reduce((sum, point) => sum + distance(at, point), 0) / rim.length;
  return { centre: at, radiusMm: millimetres(radius) };
}

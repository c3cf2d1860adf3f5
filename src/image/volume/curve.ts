import { planeNormal, type ReformatPlane } from "./plane";
import { dot, subtract, type Vector3 } from "./vector";

/**
 * Curved pictures: every row of a plane is displaced along the plane's normal (columns x rows) by an offset of its own,
 * so that a sagittal picture follows a scoliotic spine from side to side. A row is never displaced within the picture:
 * of a sagittal picture both coordinates are the patient's own anterior and cranial ones, and what is projected on that
 * plane is what is seen. Only a distance across rows of different offsets is not the distance in the patient.
 */

/**
 * Offsets of each row, millimetres, of a curve through LPS points (in any order, at least one): monotone cubic between
 * them (Fritsch and Butland 1984, SIAM J Sci Stat Comput 5:300: no overshoot beside a body). Beyond the ends it keeps the
 * last offset: nothing is known of how the spine goes on.
 * Points at the same height are their mean.
 * @throws RangeError without points.
 */
export function curveOffsets(plane: ReformatPlane, points: readonly Vector3[]): Float64Array {
  const normal = planeNormal(plane);
  const rowMm2 = dot(plane.rowStep, plane.rowStep);
  const knots = points.map((point) => {
    const from = subtract(point, plane.origin);
    return { row: dot(from, plane.rowStep) / rowMm2, offset: dot(from, normal) };
  });
  const merged = mergeRows(knots.sort((a, b) => a.row - b.row));
  const [first] = merged;
  if (first === undefined) throw new RangeError("a curve needs a point");
  const slopes = monotoneSlopes(merged);
  return Float64Array.from({ length: plane.rows }, (_, row) => valueAt(merged, slopes, row));
}

interface Knot {
  readonly row: number;
  readonly offset: number;
}

function mergeRows(sorted: readonly Knot[]): readonly Knot[] {
  const merged: { row: number; sum: number; count: number }[] = [];
  for (const { row, offset } of sorted) {
    const last = merged.at(-1);
    if (last && row - last.row < 1e-3) {
      last.sum += offset;
      last.count += 1;
    } else merged.push({ row, sum: offset, count: 1 });
  }
  return merged.map(({ row, sum, count }) => ({ row, offset: sum / count }));
}

/** Slopes at the knots: the weighted harmonic mean of those beside, 0 at a turn. */
function monotoneSlopes(knots: readonly Knot[]): readonly number[] {
  const spans = knots.slice(1).map((knot, index) => {
    const from = knots[index] ?? knot;
    return { rows: knot.row - from.row, slope: (knot.offset - from.offset) / (knot.row - from.row) };
  });
  return knots.map((_, index) => {
    const before = spans[index - 1];
    const after = spans[index];
    if (!before || !after) return before?.slope ?? after?.slope ?? 0;
    if (before.slope * after.slope <= 0) return 0;
    const w1 = 2 * after.rows + before.rows;
    const w2 = after.rows + 2 * before.rows;
    return (w1 + w2) / (w1 / before.slope + w2 / after.slope);
  });
}

function valueAt(knots: readonly Knot[], slopes: readonly number[], row: number): number {
  const next = knots.findIndex((knot) => knot.row > row);
  const at = next < 0 ? knots.length - 1 : Math.max(0, next - 1);
  const a = knots[at];
  const b = knots[at + 1];
  if (a === undefined) return 0;
  if (b === undefined || row < a.row) return a.offset;
  const rows = b.row - a.row;
  const t = (row - a.row) / rows;
  const [ma, mb] = [(slopes[at] ?? 0) * rows, (slopes[at + 1] ?? 0) * rows];
  return (2 * t ** 3 - 3 * t ** 2 + 1) * a.offset + (t ** 3 - 2 * t ** 2 + t) * ma + (3 * t ** 2 - 2 * t ** 3) * b.offset + (t ** 3 - t ** 2) * mb;
}

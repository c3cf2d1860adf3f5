import type { Volume, VoxelValues } from "./volume";

/**
 * The slices that have values, in space order, and between which of them values may be interpolated. While a volume
 * arrives these are few and far between; in the end they are all of it but what is missing.
 */
export interface SliceAxis {
  /** Of each slice, row by row. */
  readonly values: readonly VoxelValues[];
  /** Whether none is missing between the first and the last. */
  readonly isWhole: boolean;
  readonly alongMm: Float64Array;
  /** 1 where the span to the next one is interpolated across. */
  readonly joined: Uint8Array;
  /** How far a slice speaks for its surroundings where a span isn't joined, millimetres. */
  readonly reachMm: number;
  /** In-plane position of each slice's first voxel, in voxels. */
  readonly columnShift: Float64Array;
  readonly rowShift: Float64Array;
}

/**
 * The axis as the volume stands. Across slices that are still to come a span is joined when `bridgePending` (a first
 * picture that sharpens), else it is no data; across a gap or a slice that could not be decoded it never is.
 */
export function sliceAxisOf({ grid, slices }: Pick<Volume, "grid" | "slices">, bridgePending: boolean): SliceAxis {
  const filled: number[] = [];
  slices.forEach((values, k) => void (values && filled.push(k)));
  const gapAfter = new Set(grid.gaps.map(({ after }) => after));
  const joined = Uint8Array.from(filled, (k, index) => {
    const next = filled[index + 1];
    if (next === undefined || (!bridgePending && next !== k + 1)) return 0;
    for (let between = k; between < next; between += 1) {
      if (gapAfter.has(between) || slices[between] === null) return 0;
    }
    return 1;
  });
  const pick = (values: Float64Array): Float64Array => Float64Array.from(filled, (k) => values[k] ?? 0);
  return {
    values: filled.flatMap((k) => slices[k] ?? []),
    isWhole: filled.every((k, index) => k === (filled[0] ?? 0) + index),
    alongMm: pick(grid.alongMm),
    joined,
    reachMm: grid.sliceMm / 2,
    columnShift: pick(grid.columnShift),
    rowShift: pick(grid.rowShift),
  };
}

/** Where on the axis a place is; reused, so that a million look-ups make no garbage. */
export interface AxisCursor {
  /** Index on the axis of the slice below, -1 where there is no data. */
  at: number;
  /** Part of the way to the next one, [0, 1); 0 where it isn't interpolated. */
  fraction: number;
  /** Where the last look-up ended: neighbouring points are found in a step. */
  hint: number;
}

/** Written decimals of a position: what lies this near to the outermost slices' edges is inside. */
const edgeMm = 1e-6;

/** Finds the slices around a place along the normal. */
export function locate({ alongMm, joined, reachMm }: SliceAxis, along: number, cursor: AxisCursor): void {
  const last = alongMm.length - 1;
  let at = Math.min(cursor.hint, last);
  while (at > 0 && (alongMm[at] ?? 0) > along) at -= 1;
  while (at < last && (alongMm[at + 1] ?? 0) <= along) at += 1;
  cursor.hint = Math.max(0, at);
  cursor.fraction = 0;
  if (at < 0) {
    cursor.at = -1;
    return;
  }
  const above = along - (alongMm[at] ?? 0);
  const span = at < last ? (alongMm[at + 1] ?? 0) - (alongMm[at] ?? 0) : 0;
  if (above >= 0 && at < last && joined[at] === 1) {
    cursor.at = at;
    cursor.fraction = above / span;
  } else if (Math.abs(above) <= reachMm + edgeMm) cursor.at = at;
  else if (at < last && above > 0 && span - above <= reachMm + edgeMm) cursor.at = at + 1;
  else cursor.at = -1;
}

/** Weights on neighbouring voxels, the first of them `first`. */
export interface Taps {
  readonly first: number;
  readonly weights: Float64Array;
}

/** Area under the tent of linear interpolation (1 at 0, 0 at -1 and 1) up to `t`. */
function tentArea(t: number): number {
  if (t <= -1) return 0;
  if (t >= 1) return 1;
  return t < 0 ? ((t + 1) * (t + 1)) / 2 : 1 - ((1 - t) * (1 - t)) / 2;
}

/**
 * The mean of the linear interpolant over [centre - half, centre + half] as weights on the voxels 0 to count - 1, whose
 * edges reach half a voxel further; with `half` 0 the value at `centre`. Exact: a ramp has its own value at the centre.
 * Of an interval that is partly outside, the part inside counts; undefined where that is less than half of it.
 */
export function meanTaps(centre: number, half: number, count: number): Taps | undefined {
  if (half === 0) return pointTaps(centre, count);
  const from = Math.max(-0.5, centre - half);
  const to = Math.min(count - 0.5, centre + half);
  if (!(to - from >= half)) return undefined;
  const first = Math.max(0, Math.floor(from));
  const weights = new Float64Array(Math.min(count - 1, Math.ceil(to)) - first + 1);
  for (let voxel = Math.floor(from); voxel <= Math.ceil(to); voxel += 1) {
    const at = Math.max(0, Math.min(count - 1, voxel)) - first;
    weights[at] = (weights[at] ?? 0) + (tentArea(to - voxel) - tentArea(from - voxel)) / (to - from);
  }
  return { first, weights };
}

function pointTaps(centre: number, count: number): Taps | undefined {
  if (!(centre >= -0.5 - 1e-9 && centre <= count - 0.5 + 1e-9)) return undefined;
  const inside = Math.max(0, Math.min(count - 1, centre));
  const first = Math.floor(inside);
  const part = inside - first;
  return { first, weights: part === 0 ? Float64Array.of(1) : Float64Array.of(1 - part, part) };
}

/**
 * How the device pixels along one side of the canvas read the source pixels along one side of a picture: for output
 * pixel `start + i`, the `taps` source pixels from `first[i]` on, weighted by `weights[i * taps + t] / WEIGHT_ONE`.
 */
export interface AxisPlan {
  /** First output pixel whose centre lies on the picture, and how many do. */
  readonly start: number;
  readonly count: number;
  readonly taps: number;
  readonly first: Int32Array;
  /** Each output's weights add up to exactly WEIGHT_ONE, so that an even area keeps its value exactly. */
  readonly weights: Int32Array;
}

export const WEIGHT_BITS = 14;
export const WEIGHT_ONE = 1 << WEIGHT_BITS;

/**
 * The source coordinate of output coordinate x is `scale * x + offset`. Each output is the mean of the picture over an
 * interval as long as the output pixel is on it, at least one source pixel: bilinear interpolation when enlarged, area
 * average when reduced, and one continuous function of the scale between them. `extent` is where the picture ends,
 * which is inside the last source pixel where a level of odd size was halved.
 */
export function planAxis(scale: number, offset: number, outputLength: number, sourceLength: number, extent: number): AxisPlan {
  const half = Math.max(1, Math.abs(scale)) / 2;
  const taps = Math.min(sourceLength, Math.ceil(2 * half) + 1);
  const { start, count } = insidePart(scale, offset, outputLength, extent);
  const first = new Int32Array(count);
  const weights = new Int32Array(count * taps);
  const overlaps = new Float64Array(taps);
  for (let i = 0; i < count; i++) {
    const centre = scale * (start + i + 0.5) + offset;
    const from = Math.max(0, centre - half);
    const to = Math.min(extent, centre + half);
    const begin = Math.max(0, Math.min(Math.floor(from), sourceLength - taps));
    first[i] = begin;
    let total = 0;
    for (let t = 0; t < taps; t++) {
      const overlap = Math.max(0, Math.min(to, begin + t + 1) - Math.max(from, begin + t));
      overlaps[t] = overlap;
      total += overlap;
    }
    roundWeights(overlaps, total, weights, i * taps);
  }
  return { start, count, taps, first, weights };
}

/** The output pixels whose centres fall on [0, extent) of the source. */
function insidePart(scale: number, offset: number, outputLength: number, extent: number): { start: number; count: number } {
  const a = -offset / scale - 0.5;
  const b = (extent - offset) / scale - 0.5;
  const start = Math.max(0, Math.ceil(Math.min(a, b)));
  const end = Math.min(outputLength, Math.ceil(Math.max(a, b)));
  return { start, count: Math.max(0, end - start) };
}

/** The largest weight takes what rounding leaves over. */
function roundWeights(overlaps: Float64Array, total: number, weights: Int32Array, at: number): void {
  let left = WEIGHT_ONE;
  let largest = 0;
  for (let t = 0; t < overlaps.length; t++) {
    const weight = Math.round(((overlaps[t] ?? 0) / total) * WEIGHT_ONE);
    weights[at + t] = weight;
    left -= weight;
    if ((overlaps[t] ?? 0) > (overlaps[largest] ?? 0)) largest = t;
  }
  weights[at + largest] = (weights[at + largest] ?? 0) + left;
}

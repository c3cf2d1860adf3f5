/**
 * The order in which slices are fetched: both ends, then always the middles of what is still open, so that a picture is
 * whole from the first moment and sharpens evenly.
 */
export function loadOrder(count: number): readonly number[] {
  if (count <= 2) return Array.from({ length: count }, (_, k) => k);
  const order = [0, count - 1];
  const seen = new Set(order);
  for (let step = 2 ** Math.ceil(Math.log2(count)); step >= 1; step /= 2) {
    for (let k = step; k < count; k += step) {
      if (seen.has(k)) continue;
      seen.add(k);
      order.push(k);
    }
  }
  return order;
}

/** Of so many slices the first so many make a picture worth looking at: none further than a few from its neighbours. */
export const coarseCount = (count: number): number => Math.min(count, Math.max(16, Math.ceil(count / 16)) + 1);

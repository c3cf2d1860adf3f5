import type { Samples } from "./decodeNative";

/**
 * Values wider than 16 bits (RT dose, parametric maps in floating point) as 16-bit greys over the frame's own range, so that
 * they can be seen; what they measure is not shown. Values that are not finite become 0.
 */
export function scaledTo16(samples: Samples): Uint16Array {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < samples.length; index += 1) {
    const value = samples[index] ?? 0;
    if (!Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const scaled = new Uint16Array(samples.length);
  const factor = max > min ? 65535 / (max - min) : 0;
  for (let index = 0; index < samples.length; index += 1) {
    const value = samples[index] ?? 0;
    scaled[index] = Number.isFinite(value) ? Math.round((value - min) * factor) : 0;
  }
  return scaled;
}

import type { Vector3 } from "../sagittalFrame";

export type { Vector3 } from "../sagittalFrame";

export const dot = (a: Vector3, b: Vector3): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

export const add = (a: Vector3, b: Vector3): Vector3 => [a[0] + b[0], a[1] + b[1], a[2] + b[2]];

export const subtract = (a: Vector3, b: Vector3): Vector3 => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];

export const scaled = (factor: number, a: Vector3): Vector3 => [factor * a[0], factor * a[1], factor * a[2]];

/** `from` and so many of `along` further. */
export const moved = (from: Vector3, factor: number, along: Vector3): Vector3 => [
  from[0] + factor * along[0],
  from[1] + factor * along[1],
  from[2] + factor * along[2],
];

export const cross = (a: Vector3, b: Vector3): Vector3 => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

export const length = (a: Vector3): number => Math.hypot(a[0], a[1], a[2]);

/** @throws RangeError for a vector without a direction. */
export function unit(a: Vector3): Vector3 {
  const size = length(a);
  if (!(size > 1e-9) || !Number.isFinite(size)) throw new RangeError(`vector [${a.join(", ")}] has no direction`);
  return scaled(1 / size, a);
}

/** Index (0 x, 1 y, 2 z) of the patient axis that a direction follows most. */
export function leadingAxis(a: Vector3): 0 | 1 | 2 {
  const [x, y, z] = [Math.abs(a[0]), Math.abs(a[1]), Math.abs(a[2])];
  if (x >= y && x >= z) return 0;
  return y >= z ? 1 : 2;
}

import { DEGREES_PER_RADIAN, degrees, type Degrees } from "./units";

/**
 * The same direction in (-180, 180] degrees. A value already inside is returned untouched, so that sums which need no
 * wrapping stay exact to the last bit.
 */
export function wrapDegrees(value: number): Degrees {
  if (value > -180 && value <= 180) return degrees(value);
  const turned = value - 360 * Math.ceil((value - 180) / 360);
  return degrees(turned);
}

/** `atan2` in degrees, (-180, 180]. */
export const atan2Degrees = (y: number, x: number): Degrees => degrees(Math.atan2(y, x) * DEGREES_PER_RADIAN);

import { degrees, type Degrees } from "./units";

/**
 * The same direction in (-180, 180] degrees. A value already inside is returned untouched (but for -0, which reads 0), so that
 * sums which need no wrapping stay exact to the last bit.
 */
export function wrapDegrees(value: number): Degrees {
  if (value > -180 && value <= 180) return degrees(value + 0);
  return degrees(value - 360 * Math.ceil((value - 180) / 360));
}

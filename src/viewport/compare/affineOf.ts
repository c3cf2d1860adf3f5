import type { Affine } from "#geometry/affine";
import { DEGREES_PER_RADIAN } from "#geometry/units";
import type { Motion } from "#spine/registration";

/** A motion of the sagittal plane as a map of its millimetres. */
export function affineOf({ turnDegrees, scale, anteriorMm, cranialMm }: Motion): Affine {
  const [cos, sin] = [Math.cos(turnDegrees / DEGREES_PER_RADIAN) * scale, Math.sin(turnDegrees / DEGREES_PER_RADIAN) * scale];
  return { a: cos, b: sin, c: -sin, d: cos, e: anteriorMm, f: cranialMm };
}

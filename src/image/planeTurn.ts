import { DEFAULT_PLANE, type SagittalPlane, type Vector3 } from "./sagittalFrame";

/** How a sagittal plane is turned from the patient's own, degrees, right-hand rule about LPS axes: first roll, then yaw. */
export interface PlaneTurn {
  /** About the long axis (z): a rotated pelvis. */
  readonly yaw: number;
  /** About the anterior-posterior axis (y): a tilted head or trunk. */
  readonly roll: number;
}

/** To a thousandth of a degree: planes are kept as unit vectors of a few decimals. A plane turned about the left-right axis is the same plane. */
export function planeTurnOf({ anterior, cranial }: SagittalPlane = DEFAULT_PLANE): PlaneTurn {
  // The left side: x where nothing is turned. About y it turns towards -z, then about z towards y.
  const left: Vector3 = [
    cranial[1] * anterior[2] - cranial[2] * anterior[1],
    cranial[2] * anterior[0] - cranial[0] * anterior[2],
    cranial[0] * anterior[1] - cranial[1] * anterior[0],
  ];
  const degrees = (radians: number): number => Math.round((radians * 180) / Math.PI * 1000) / 1000 + 0;
  return { yaw: degrees(Math.atan2(left[1], left[0])), roll: degrees(Math.asin(Math.max(-1, Math.min(1, -left[2])))) };
}

import type { CoronalPoint } from "#geometry/points";
import type { EndplateSide } from "./landmark";
import type { Level } from "./level";

/**
 * What is placed on a frontal film. Such a film has no anterior axis, so its points are a type of their own and never
 * become sagittal ones: they run to the patient's left and to the head.
 */
export interface CoronalReading {
  /** "ratio": the film has no spacing, angles hold; "none": the patient's left is not known. */
  readonly scale: "mm" | "ratio" | "none";
  /** With both corners, the patient's left and right in order. */
  readonly endplates: readonly CoronalEndplate[];
}

export interface CoronalEndplate {
  readonly level: Level;
  readonly side: EndplateSide;
  /** At the patient's right and left margin of the body. */
  readonly right: CoronalPoint;
  readonly left: CoronalPoint;
}

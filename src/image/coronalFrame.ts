import type { CoronalPoint } from "#geometry/points";
import type { FrameGeometry } from "./attributes";
import { isOrientation, sagittalFrameOf, sidesOf, toSagittal, type ImageSide, type ProjectionSource, type SagittalFrame, type StoredPoint } from "./sagittalFrame";

/** A film taken from the front or the back, and where the patient's left lies on it. */
export interface FrontalSource extends Omit<ProjectionSource, "anterior"> {
  /** Absent: unknown, and neither side of a curve is told. */
  readonly patientLeft?: ImageSide;
}

/**
 * The plane of a frontal film. Its arithmetic is that of the sagittal one with the patient's left in place of anterior,
 * and it is kept in a type of its own so that neither can be passed for the other.
 */
export interface CoronalFrame {
  /** "mm": millimetres; "ratio": to scale up to one factor; "none": the patient's left is unknown. */
  readonly scale: SagittalFrame["scale"];
  /** Where `left` stands for the anterior axis: for whoever draws directions, in the plane of the film. */
  readonly plane: SagittalFrame;
}

export function coronalFrameOf({ spacing, patientLeft, cranial }: FrontalSource): CoronalFrame {
  const plane = sagittalFrameOf({
    kind: "projection",
    ...(spacing ? { spacing } : {}),
    ...(patientLeft ? { anterior: patientLeft } : {}),
    ...(cranial ? { cranial } : {}),
  });
  return { scale: plane.scale, plane };
}

/** A stored point in the plane of a frontal film, millimetres (column widths where the scale is "ratio"). */
export function toCoronal({ plane }: CoronalFrame, point: StoredPoint): CoronalPoint {
  const { anteriorMm: leftMm, cranialMm } = toSagittal(plane, point);
  return { leftMm, cranialMm };
}

/** What a file says of a frontal film; `patientLeft` is absent where it says only that the film is frontal. */
export interface FrontalOrientation {
  readonly patientLeft?: ImageSide;
  readonly cranial?: ImageSide;
}

/** View Position (0018,5101): PS3.3 C.8.1.1 and C.8.4.5 have AP and PA; others are lateral or oblique. */
const FRONTAL_VIEWS: ReadonlySet<string> = new Set(["AP", "PA"]);

/**
 * A frontal film by Patient Orientation (0020,0020) or Image Orientation (Patient) (0020,0037), else by View Position;
 * undefined where the file says nothing of the kind. An image that shows anterior and the head is lateral, whatever its
 * View Position says.
 */
export function frontalOrientationOf(geometry: FrameGeometry | undefined, viewPosition: string | undefined): FrontalOrientation | undefined {
  const { A: anterior, H: cranial, L: patientLeft } = geometry ? sidesOf(geometry) : {};
  if (cranial !== undefined && patientLeft !== undefined && isOrientation(patientLeft, cranial)) return { patientLeft, cranial };
  if (anterior !== undefined || !FRONTAL_VIEWS.has(viewPosition?.trim().toUpperCase() ?? "")) return undefined;
  return cranial === undefined ? {} : { cranial };
}

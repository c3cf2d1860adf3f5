/**
 * The spaces a point can live in. They differ by field names, so a point of one space cannot be passed for
 * another's: the compiler refuses it.
 */

/**
 * Continuous image coordinates with the origin of DICOM's SCOORD (PS3.3 C.18.6.1.1): (0, 0) is the outer corner of the
 * top-left pixel and (0.5, 0.5) its centre. In pixels, never rounded.
 */
export interface ImagePoint {
  readonly columnPx: number;
  readonly rowPx: number;
}

/** A point in the sagittal frame in which every angle and distance is computed: + anterior, + cranial, millimetres. */
export interface SagittalPoint {
  readonly anteriorMm: number;
  readonly cranialMm: number;
}

/** A point in the plane of a frontal film: + to the patient's left, + cranial, millimetres. A frontal film has no anterior axis. */
export interface CoronalPoint {
  readonly leftMm: number;
  readonly cranialMm: number;
}

/** A point on the viewport element, in CSS pixels from its top-left corner. */
export interface CanvasPoint {
  readonly xCss: number;
  readonly yCss: number;
}

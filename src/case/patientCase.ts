import type { ImageSpacing } from "#image/calibration";
import type { FilmView, ImageSide, SagittalPlane, StoredPoint, Vector3 } from "#image/sagittalFrame";
import type { LandmarkId } from "#spine/landmark";
import type { Level } from "#spine/level";
import type { Posture, Timepoint } from "#spine/assessment";

/**
 * The document: what a case file holds, as immutable values. Optional means absent, never null. `extra` carries the keys
 * of the file that this version does not know, so that a round trip keeps them.
 */
export interface PatientCase {
  readonly subject: Subject;
  readonly levels?: readonly Level[];
  readonly surgery?: Surgery;
  readonly exams: readonly Exam[];
  readonly extra?: Extra;
}

export type Extra = Readonly<Record<string, unknown>>;

export interface Subject {
  readonly id: string;
  readonly sex?: "F" | "M" | "O";
  readonly ageYears?: number;
  /** Body mass index, kg/m2. */
  readonly bmi?: number;
  /** The lowest T-score of the bone densitometry. */
  readonly tScore?: number;
  readonly extra?: Extra;
}

export interface Surgery {
  readonly date?: string;
  readonly uiv?: Level;
  readonly liv?: Level;
  readonly pelvicFixation?: boolean;
  /** Degrees, + for more lordosis. */
  readonly plannedLLChange?: number;
  /** Degrees, + for more kyphosis. */
  readonly plannedTKChange?: number;
  readonly uivFixation?: UivFixation;
  /** The fractured vertebra that the construct treats. */
  readonly treatedFracture?: Level;
  readonly extra?: Extra;
}

export type UivFixation = "pedicle-screws" | "cemented-screws" | "hooks" | "bands" | "other";

export interface Exam {
  readonly id: string;
  readonly timepoint: Timepoint;
  readonly date?: string;
  readonly posture: Posture;
  /** By level, as read on a CT of this exam. */
  readonly boneDensity?: Readonly<Record<Level, BoneDensity>>;
  readonly readings: readonly Reading[];
  readonly extra?: Extra;
}

/** Density of the trabecular bone of one vertebra, Hounsfield units. */
export interface BoneDensity {
  readonly meanHu: number;
  /** Over the voxels of the region. */
  readonly sdHu?: number;
  readonly areaMm2?: number;
  readonly voxels?: number;
  /** Tube voltage, kV. */
  readonly kvp?: number;
  /** Intravenous contrast was given. */
  readonly contrast?: boolean;
  readonly source: "typed" | "roi";
  /** How many of the voxels hold metal: the mean is not the bone's. Absent: none. */
  readonly metalVoxels?: number;
  /** Where it was measured. */
  readonly region?: BoneRegion;
  readonly extra?: Extra;
}

/** A flat region in a volume, LPS millimetres: an ellipse by its half axes, a rectangle by its half sides. */
export interface BoneRegion {
  readonly kind: "ellipse" | "rectangle";
  readonly seriesInstanceUid: string;
  readonly frameOfReferenceUid: string;
  readonly centre: Vector3;
  readonly halfU: Vector3;
  readonly halfV: Vector3;
  readonly extra?: Extra;
}

export interface Reading {
  readonly id: string;
  readonly reader?: string;
  readonly readAt?: string;
  readonly image: ReadingImage;
  readonly landmarks: Readonly<Record<LandmarkId, StoredLandmark>>;
  /** What no image gives, answered by the reader (UIV screw dislodged, ...), by the id of the question. */
  readonly answers?: Readonly<Record<string, Answer>>;
  readonly extra?: Extra;
}

export type Answer = boolean | number | string;

/** (column, row) in pixels on a projection; (x, y, z) in LPS millimetres in a volume. */
export type { StoredPoint } from "#image/sagittalFrame";

/** Which keys stand depends on the landmark's kind; any may be missing while a landmark is half placed. */
export interface StoredLandmark {
  readonly posterior?: StoredPoint;
  readonly anterior?: StoredPoint;
  /** Corners of an endplate on a frontal film, at the patient's right and left margin. */
  readonly right?: StoredPoint;
  readonly left?: StoredPoint;
  readonly along?: readonly StoredPoint[];
  readonly point?: StoredPoint;
  readonly center?: StoredPoint;
  readonly radiusMm?: number;
  readonly rim?: readonly StoredPoint[];
  readonly extra?: Extra;
}

export type ReadingImage = ProjectionImage | VolumeImage;

export interface ProjectionImage {
  readonly kind: "projection";
  readonly sopInstanceUid: string;
  readonly frame?: number;
  readonly columns: number;
  readonly rows: number;
  readonly spacing?: StoredSpacing;
  /** The side of the stored image on which anterior lies. */
  readonly anterior?: ImageSide;
  /** The side on which cranial lies, at a right angle to `anterior` or `patientLeft`; absent: up. */
  readonly cranial?: ImageSide;
  /** Absent: lateral. */
  readonly view?: FilmView;
  /** Of a frontal film: the side of the stored image on which the patient's left lies. */
  readonly patientLeft?: ImageSide;
  readonly extra?: Extra;
}

/** `source`: "PixelSpacing" | "ImagerPixelSpacing" | "NominalScannedPixelSpacing" | "PixelAspectRatio" | "user-line" | "user-ball" | "assumed". */
export interface StoredSpacing extends ImageSpacing {
  readonly extra?: Extra;
}

export interface VolumeImage {
  readonly kind: "volume";
  readonly seriesInstanceUid: string;
  readonly frameOfReferenceUid: string;
  readonly plane?: SagittalPlane;
  /** LPS points that the curved reformat in use follows; no distance is measured while it stands. Absent: a plane picture. */
  readonly curve?: readonly Vector3[];
  readonly extra?: Extra;
}

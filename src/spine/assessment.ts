import type { CoronalReading } from "./coronalEndplate";
import type { Level } from "./level";
import type { LandmarkId, PointAddress, SagittalLandmarks } from "./landmark";

export type Timepoint = "preoperative" | "postoperative" | "follow-up" | "unknown";
export type Posture = "standing" | "supine" | "prone" | "unknown";

/** "calibrated", "magnification", "user": millimetres in the patient; "detector", "stated": somewhere else, or it is not known where. */
export type LengthClass = "calibrated" | "detector" | "magnification" | "user" | "stated" | "none";

/** Why the points cannot be put in the sagittal frame, or distances not be given. Codes; the words are in `text`. */
export interface Reason {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** One reading of one exam, as the spine sees it: no image, only points in millimetres. */
export interface SpineReading {
  readonly levels: readonly Level[];
  readonly uiv?: Level;
  readonly liv?: Level;
  readonly pelvicFixation?: boolean;
  readonly timepoint: Timepoint;
  readonly posture: Posture;
  /** A projection, or slices of a CT or MR, which is taken lying down as a rule. Absent: not known. */
  readonly imaging?: "film" | "slices";
  /** ISO 8601 date (YYYY-MM-DD). */
  readonly date?: string;
  readonly ageYears?: number;
  /** Of the plan of the operation, degrees: + for more lordosis, + for more kyphosis. */
  readonly plannedLLChange?: number;
  readonly plannedTKChange?: number;
  /** The fractured vertebra that the construct treats. */
  readonly treatedFracture?: Level;
  /** Trabecular density by level, with what is to be known of where it was read. */
  readonly boneDensity?: Readonly<Record<Level, { readonly meanHu: number; readonly notes: readonly Reason[] }>>;
  /** The lowest T-score of the bone densitometry. */
  readonly tScore?: number;
  /**
   * "mm": real millimetres; "ratio": only the aspect ratio is known, so points are to scale up to one factor: angles
   * hold, distances do not; "none": the anterior side is unknown, so nothing signed is computed.
   */
  readonly scale: "mm" | "ratio" | "none";
  /** Why `scale` is not "mm". */
  readonly scaleReason?: Reason;
  /** What the millimetres are worth; absent: nothing is known against them. */
  readonly lengths?: LengthClass;
  /** Of a frontal film, which has no sagittal landmarks: `scale` is "none" then. */
  readonly coronal?: CoronalReading;
  /** Why no length is measured although the points are in millimetres: a curved picture. */
  readonly noLengths?: Reason;
  /** With each pair of corners in order: a pair clicked in reverse has been put right before. */
  readonly landmarks: SagittalLandmarks;
  /** Answers that no image gives (screw dislodged, ...): by the id of the question. */
  readonly answers?: Readonly<Record<string, boolean | number | string>>;
}

export interface AssessSettings {
  /** Click standard deviation, millimetres, per coordinate. Default 0.7 (clinical.md section 3). */
  readonly clickSdMm: number;
  /** Id of the headline criterion. Default "absolute-20". */
  readonly criterion: string;
  /** Id of the default thoracic kyphosis. Default "TK.T4-T12". */
  readonly tk: string;
}

export type Unit = "deg" | "mm" | "points" | "percent" | "class";

interface MeasurementBase {
  readonly id: string;
  readonly unit: Unit;
}

/** A closed union: never NaN, null-as-zero or a half-state. */
export type Measurement =
  | (MeasurementBase & {
      readonly state: "measured";
      /** A class ("++", "type 3") is text, everything else a number. */
      readonly value: number | string;
      /** One standard deviation in `unit`, null where it cannot be known (no scale, or a class). */
      readonly sd: number | null;
      /** Of a class or score: the probability that the true one is the one stated. Null where no error is known. */
      readonly probability?: number | null;
      /** Every point the value was computed from. */
      readonly points: readonly PointAddress[];
      readonly notes: readonly Reason[];
    })
  | (MeasurementBase & { readonly state: "incomplete"; readonly missing: readonly (LandmarkId | PointAddress)[]; readonly reason: Reason })
  | (MeasurementBase & { readonly state: "degenerate"; readonly reason: Reason });

export interface Certainty {
  /** The 95 % interval contains a threshold that decides the state; null where no error is known. */
  readonly withinError: boolean | null;
  /** Probability that the true value is past the threshold; null where no error is known. */
  readonly probability: number | null;
}

export interface CriterionResult extends Certainty {
  readonly id: string;
  readonly state: "met" | "not-met" | "undecidable";
  /** The deciding value, its interval and its threshold; null where there is none. */
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
  readonly threshold: number | null;
  readonly unit: Unit;
  readonly reason: Reason;
  readonly subTests: readonly SubTestResult[];
  readonly notes: readonly Reason[];
}

export interface SubTestResult {
  readonly measurement: string;
  readonly comparator: ">=" | ">" | "<" | "<=";
  readonly threshold: number;
  readonly unit: Unit;
  readonly value: number | null;
  readonly state: "met" | "not-met" | "undecidable";
  readonly reason?: Reason;
}

export interface RiskFactorResult extends Certainty {
  readonly id: string;
  readonly state: "present" | "absent" | "not-measured";
  readonly value: number | string | null;
  readonly threshold: number | null;
  readonly citation: string;
  readonly reason?: Reason;
  readonly notes: readonly Reason[];
  /** Of a factor that is several comparisons. */
  readonly subTests?: readonly SubTestResult[];
  /** Of a score over other factors. */
  readonly score?: PointScore;
}

/** What each factor adds to a published score, and what the sum can be, whatever is still unknown. */
export interface PointScore {
  readonly parts: readonly ScorePart[];
  readonly range: readonly [least: number, most: number];
}

export interface ScorePart {
  /** Id of the risk factor. */
  readonly factor: string;
  readonly state: RiskFactorResult["state"];
  /** Null while it is not known; `most` where the factor is present. */
  readonly points: number | null;
  readonly most: number;
  readonly reason?: Reason;
}

/** Everything that is said of one reading. Derived on demand, never stored. */
export interface Assessment {
  readonly measurements: readonly Measurement[];
  readonly headline: CriterionResult;
  readonly criteria: readonly CriterionResult[];
  readonly riskFactors: readonly RiskFactorResult[];
  /** Plausibility notes (never blocking), each with the landmarks it is about. */
  readonly plausibility: readonly (Reason & { readonly landmarks: readonly LandmarkId[] })[];
}

/** The exams a change is measured against. */
export interface Baselines {
  readonly preoperative?: SpineReading;
  readonly firstPostoperative?: SpineReading;
  /** Exams that there are and nobody has read yet: not the same as none. */
  readonly unread?: readonly ("preoperative" | "firstPostoperative")[];
}

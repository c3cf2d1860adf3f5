import type { LandmarkId, LandmarkPart } from "#spine/landmark";
import type { Level } from "#spine/level";
import type { Exam, PatientCase, Reading, ReadingImage, StoredLandmark, StoredPoint, Subject, Surgery } from "./patientCase";

/** Names one reading of the case. */
export interface ReadingRef {
  readonly examId: string;
  readonly readingId: string;
}

/**
 * Every change of a case is one of these values: undo, autosave, audit trail and tests all use them. `undefined` as the
 * new value removes.
 */
export type CaseEdit =
  | { readonly kind: "set-point"; readonly at: ReadingRef; readonly landmark: LandmarkId; readonly part: LandmarkPart; readonly to: StoredPoint | undefined }
  | { readonly kind: "set-landmark"; readonly at: ReadingRef; readonly landmark: LandmarkId; readonly to: StoredLandmark | undefined }
  | { readonly kind: "set-reading-image"; readonly at: ReadingRef; readonly to: ReadingImage }
  | { readonly kind: "set-exam"; readonly examId: string; readonly to: Partial<Pick<Exam, "timepoint" | "posture">> & { readonly date?: string | undefined } }
  | { readonly kind: "insert-exam"; readonly index: number; readonly exam: Exam }
  | { readonly kind: "remove-exam"; readonly examId: string }
  | { readonly kind: "insert-reading"; readonly examId: string; readonly index: number; readonly reading: Reading }
  | { readonly kind: "remove-reading"; readonly at: ReadingRef }
  | { readonly kind: "set-surgery"; readonly to: Surgery | undefined }
  | { readonly kind: "set-levels"; readonly to: readonly Level[] | undefined }
  | { readonly kind: "set-subject"; readonly to: Subject }
  | { readonly kind: "batch"; readonly edits: readonly CaseEdit[] };

export interface Applied {
  readonly case: PatientCase;
  readonly inverse: CaseEdit;
}

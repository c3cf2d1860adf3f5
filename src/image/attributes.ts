/**
 * The part of an image header that geometry needs: no Blob, so that whoever reads it compiles without a browser. An
 * `Instance` (./instance) is an `ImageHeader`.
 */
export interface ImageHeader {
  readonly sopInstanceUid: string;
  readonly rows: number;
  readonly columns: number;
  readonly imageType: readonly string[];
  /** View Position (0018,5101) of a film. */
  readonly viewPosition?: string;
  /** Patient Position (0018,5100) of a patient in a scanner, in capitals. */
  readonly patientPosition?: string;
  /** The file says that the patient stood or sat. */
  readonly isUpright?: true;
  /** YYYY-MM-DD. */
  readonly date?: string;
  readonly patient: { readonly patientId: string; readonly patientSex?: string; readonly patientBirthDate?: string; readonly patientAge?: string };
  readonly study: { readonly studyInstanceUid: string; readonly studyDate?: string };
  readonly series: { readonly seriesInstanceUid: string; readonly modality: string; readonly frameOfReferenceUid?: string };
  readonly spacing: SpacingAttributes;
  /** One entry a frame; one shared entry where all frames agree (then length 1). */
  readonly frames: readonly FrameGeometry[];
}

/** The geometry of frame `frameIndex` (0-based); undefined where the header has none. */
export function frameGeometry(header: Pick<ImageHeader, "frames">, frameIndex: number): FrameGeometry | undefined {
  return header.frames.length === 1 ? header.frames[0] : header.frames[frameIndex];
}

/** Spacings as the file states them, [row, column] millimetres; image/calibration decides among them. */
export interface SpacingAttributes {
  readonly pixelSpacing?: readonly [number, number];
  readonly imagerPixelSpacing?: readonly [number, number];
  readonly nominalScannedPixelSpacing?: readonly [number, number];
  readonly pixelAspectRatio?: readonly [number, number];
  readonly estimatedRadiographicMagnificationFactor?: number;
  readonly pixelSpacingCalibrationType?: string;
  readonly pixelSpacingCalibrationDescription?: string;
}

export interface FrameGeometry {
  /** Image Orientation (Patient): direction of increasing column index, then of increasing row index. */
  readonly imageOrientationPatient?: readonly [number, number, number, number, number, number];
  readonly imagePositionPatient?: readonly [number, number, number];
  /** (0020,0020) Patient Orientation: direction of rows, of columns ("A\\F"). */
  readonly patientOrientation?: readonly [string, string];
  readonly pixelSpacing?: readonly [number, number];
  readonly sliceThicknessMm?: number;
  /** Which of the moments at which one place was imaged, from 1: a phase of contrast, of the heart or of breathing. */
  readonly temporalPosition?: number;
  /**
   * Only of a curved picture of a volume: how far each row is displaced along the picture's normal (columns x rows),
   * millimetres, one entry a row (see image/volume/curve).
   */
  readonly rowOffsetsMm?: Float64Array;
}

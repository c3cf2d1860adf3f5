/** Something that the reader should know of a volume. Codes and numbers; the words are in `text` (image.volume.<code>). */
export interface VolumeFinding {
  readonly code: VolumeFindingCode;
  readonly params: Readonly<Record<string, string | number>>;
  /** Of one volume of the series; absent where it is about the series. */
  readonly planKey?: string;
}

/** Every finding there is, so that a test can hold the text catalogue against it. */
export const volumeFindingCodes = [
  // What of the series is no part of a volume.
  "localizer",
  "no-geometry",
  "unsupported-pixels",
  "too-few",
  "duplicates",
  // What the series was divided by.
  "split-matrix",
  "split-orientation",
  "split-rescale",
  "split-acquisition",
  "split-repeat",
  "joined-acquisitions",
  // What is to be known of a volume.
  "gap",
  "variable-spacing",
  "interrupted",
  "tilt",
  "shifted",
  "mixed-frame-of-reference",
  "missing-rescale",
  "not-hounsfield",
  "cropped",
  "decimated",
  "not-decoded",
  "requantised",
  "assumed-orientation",
  "assumed-millimetres",
  "first-of-volumes",
  "nifti-no-patient",
  "nifti-no-hounsfield",
  "nifti-hounsfield",
] as const;

export type VolumeFindingCode = (typeof volumeFindingCodes)[number];

/** A file (or a part of one) that could not be used, and why. Codes and numbers; the words are in `text`. */
export interface Problem {
  /** Path or name as the user knows it. */
  readonly fileName: string;
  /** "not-dicom", "truncated", "unsupported-syntax", "no-pixels", "too-large", "timeout", "codec", ... */
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

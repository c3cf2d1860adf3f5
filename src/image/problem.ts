/** A file (or a part of one) that could not be used, and why. Codes and numbers; the words are in `text`. */
export interface Problem {
  /** Path or name as the user knows it. */
  readonly fileName: string;
  /** One of `problemCodes`; the words are the text `image.problem.<code>`. */
  readonly code: ProblemCode;
  readonly params?: ProblemParams;
}

export type ProblemParams = Readonly<Record<string, string | number>>;

/** Every reason there is, so that a test can hold the text catalogue against it. */
export const problemCodes = [
  "not-dicom",
  "empty",
  "unreadable",
  "no-pixels",
  "no-image-size",
  "header-truncated",
  "truncated",
  "truncated-frames",
  "codestream-truncated",
  "too-deep",
  "too-large",
  "unsupported-syntax",
  "unsupported-pixels",
  "missing-frame",
  "codec",
  "size-mismatch",
  "timeout",
  "crashed",
  "duplicate",
  "zip-damaged",
  "zip-encrypted",
  "zip-too-many",
  "zip-too-large",
  "zip-ratio",
  "aborted",
  "internal",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** Reasons that say nothing is wrong with the user's images: other files in the folder, a second copy. */
const quietCodes: ReadonlySet<ProblemCode> = new Set(["not-dicom", "no-pixels", "duplicate"]);

/** Whether a list of problems may fold this one away ("12 files that are not images") instead of naming it first. */
export function isQuiet(problem: Problem): boolean {
  return quietCodes.has(problem.code);
}

/** The one error type of the image room; carries a code and the numbers of its message. */
export class ImageError extends Error {
  readonly code: ProblemCode;
  readonly params: ProblemParams;

  constructor(code: ProblemCode, params: ProblemParams = {}) {
    super(`${code} ${JSON.stringify(params)}`);
    this.name = "ImageError";
    this.code = code;
    this.params = params;
  }

  problem(fileName: string): Problem {
    return { fileName, code: this.code, params: this.params };
  }
}

/**
 * Any thrown value as an ImageError: dicom-parser throws strings, `{exception, dataSet}` objects and Errors, codecs throw
 * numbers and Errors.
 */
export function asImageError(thrown: unknown, fallback: ProblemCode = "internal"): ImageError {
  if (thrown instanceof ImageError) return thrown;
  if (thrown instanceof RangeError && /call stack/i.test(thrown.message)) return new ImageError("too-deep");
  if (thrown instanceof Error && thrown.name === "AbortError") return new ImageError("aborted");
  if (thrown instanceof Error && thrown.name === "NotReadableError") return new ImageError("unreadable", { detail: thrown.message });
  return new ImageError(fallback, { detail: thrownText(thrown) });
}

function thrownText(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown === "object" && thrown !== null && "exception" in thrown) return thrownText(thrown.exception);
  return typeof thrown === "string" || typeof thrown === "number" ? String(thrown) : JSON.stringify(thrown);
}

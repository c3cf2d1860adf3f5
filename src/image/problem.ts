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
  "no-volume",
  "missing-frame",
  "codec",
  "size-mismatch",
  "timeout",
  "crashed",
  "not-fetched",
  "duplicate",
  "zip-damaged",
  "zip-encrypted",
  "zip-nested",
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

/** Values of damaged files can be as long as the file; a message is a line. */
const maxParam = 300;

/** The one error type of the image room; carries a code and the numbers of its message. */
export class ImageError extends Error {
  readonly code: ProblemCode;
  readonly params: ProblemParams;

  constructor(code: ProblemCode, params: ProblemParams = {}) {
    const short = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === "string" ? value.slice(0, maxParam) : value]));
    super(`${code} ${JSON.stringify(short)}`);
    this.name = "ImageError";
    this.code = code;
    this.params = short;
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
  if (!(thrown instanceof Error)) return new ImageError(fallback, { detail: thrownText(thrown) });
  // "Maximum call stack size exceeded", and Firefox's "too much recursion".
  if (/call stack|too much recursion/i.test(thrown.message)) return new ImageError("too-deep");
  if (thrown instanceof RangeError && /allocation|typed array length|array buffer/i.test(thrown.message)) return new ImageError("too-large");
  if (thrown.name === "AbortError") return new ImageError("aborted");
  // A file that was moved or deleted after it was chosen is not found; one that changed is not readable.
  if (thrown.name === "NotReadableError" || thrown.name === "NotFoundError") return new ImageError("unreadable", { detail: thrown.message });
  return new ImageError(fallback, { detail: thrownText(thrown) });
}

/** Never throws itself. */
function thrownText(thrown: unknown): string {
  if (typeof thrown === "object" && thrown !== null && "exception" in thrown) return thrownText(thrown.exception);
  return thrown instanceof Error ? thrown.message : String(thrown);
}

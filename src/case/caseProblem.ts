/**
 * Something wrong in a case file: where, as a JSON pointer (RFC 6901; "" is the whole file), and what, as a code with the
 * offending value quoted as JSON in `params.value`. The words are in `text` (case.problem.<code>). An error makes the file
 * no valid case; a warning names something that is kept and will not be measured.
 */
export interface CaseProblem {
  readonly pointer: string;
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

const QUOTED_LENGTH = 80;

/** A value as it stands in the file, on one line and cut where it is long. */
export function quoted(value: unknown): string {
  // What JSON has no words for (nothing, or a number past all doubles) is named as JavaScript does.
  const text = (typeof value === "number" ? undefined : JSON.stringify(value)) ?? String(value);
  return text.length > QUOTED_LENGTH ? `${text.slice(0, QUOTED_LENGTH)}...` : text;
}

/** The pointer to a member or an item of what `pointer` points to. */
export const child = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;

export const error = (pointer: string, code: string, params: CaseProblem["params"] = {}): CaseProblem => ({ pointer, severity: "error", code, params });

export const warning = (pointer: string, code: string, params: CaseProblem["params"] = {}): CaseProblem => ({ pointer, severity: "warning", code, params });

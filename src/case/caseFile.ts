import { parseCase } from "./caseParse";
import { error, quoted, type CaseProblem } from "./caseProblem";
import { meaningProblems } from "./caseMeaning";
import { schemaProblems } from "./caseSchema";
import { caseValue } from "./caseValue";
import { jsonText } from "./jsonText";
import type { PatientCase } from "./patientCase";

export interface ReadCase {
  /** Absent where a problem is an error. */
  readonly case?: PatientCase;
  readonly problems: readonly CaseProblem[];
}

/** What a case file calls itself. */
export const CASE_FORMAT = "sagitta-case";

/** More problems than this of one file tell nothing new. */
const MOST_PROBLEMS = 100;

/**
 * Reads a case file: parsed, held against the schema and then against what the schema cannot say. Never throws. Unknown
 * keys are kept at every depth, so that `writeCaseFile` writes them again.
 */
export function readCaseFile(text: string): ReadCase {
  let file: unknown;
  try {
    // A byte order mark is what some editors put before UTF-8; JSON has none.
    file = JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch (cause) {
    return { problems: [error("", "not-json", { detail: (cause as Error).message })] };
  }
  const notOurs = foreign(file);
  if (notOurs) return { problems: [notOurs] };
  const problems = schemaProblems(file);
  if (problems.length > 0) return { problems: problems.slice(0, MOST_PROBLEMS) };
  const patientCase = parseCase(file);
  const meant = meaningProblems(patientCase).slice(0, MOST_PROBLEMS);
  return meant.some(({ severity }) => severity === "error") ? { problems: meant } : { case: patientCase, problems: meant };
}

/** Says of a file of another kind or version just that, and not everything that it lacks therefore. */
function foreign(file: unknown): CaseProblem | undefined {
  if (typeof file !== "object" || file === null || Array.isArray(file)) return error("", "not-a-case", { value: quoted(file) });
  const { format, version } = file as { readonly format?: unknown; readonly version?: unknown };
  const absent = (["format", "version"] as const).find((key) => !Object.hasOwn(file, key));
  if (absent) return error("", "missing", { key: absent });
  if (format !== CASE_FORMAT) return error("/format", "format", { value: quoted(format) });
  return version === 1 ? undefined : error("/version", "version", { value: quoted(version) });
}

/** A case as the text of a case file: keys in the order of the format, unknown ones after them, points on one line. */
export const writeCaseFile = (patientCase: PatientCase): string => `${jsonText(caseValue(patientCase))}\n`;

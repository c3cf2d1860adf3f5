import { parseCase } from "./caseParse";
import { child, error, quoted, type CaseProblem } from "./caseProblem";
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

/** Lists and objects within one another, the file itself counted. The format has ten; what is written again must not run out of stack. */
const MOST_NESTED = 200;

/**
 * Reads a case file: parsed, held against the schema and then against what the schema cannot say. Never throws. Unknown
 * keys are kept down to 200 lists or objects within one another, so that `writeCaseFile` writes them again; a file that is
 * nested deeper is no valid case.
 */
export function readCaseFile(text: string): ReadCase {
  let file: unknown;
  try {
    // A byte order mark is what some editors put before UTF-8; JSON has none.
    file = JSON.parse(text.startsWith("\uFEFF") ? text.slice(1) : text);
  } catch (cause) {
    return { problems: [error("", "not-json", { detail: (cause as Error).message })] };
  }
  const deep = nestedTooDeep(file, MOST_NESTED);
  if (deep) return { problems: [error(deep.reduce(child, ""), "too-deep", { most: MOST_NESTED })] };
  const notOurs = foreign(file);
  if (notOurs) return { problems: [notOurs] };
  const problems = schemaProblems(file);
  if (problems.length > 0) return { problems: problems.slice(0, MOST_PROBLEMS) };
  const patientCase = parseCase(file);
  const meant = meaningProblems(patientCase).slice(0, MOST_PROBLEMS);
  return meant.some(({ severity }) => severity === "error") ? { problems: meant } : { case: patientCase, problems: meant };
}

/** The keys that lead to the first list or object that is nested deeper than `most`; undefined where none is. */
function nestedTooDeep(value: unknown, most: number): readonly string[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (most === 0) return [];
  for (const [key, member] of Object.entries(value)) {
    const within = nestedTooDeep(member, most - 1);
    if (within) return [key, ...within];
  }
  return undefined;
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

import { Validator, type OutputUnit, type Schema } from "@cfworker/json-schema";
import schema from "../../public/schema/case-1.json";
import { error, quoted, type CaseProblem } from "./caseProblem";

/** The schema that is served at /schema/case-1.json is the one that validates here. */
const validator = new Validator(schema as unknown as Schema, "2020-12", false);

/** What is wrong with a parsed file by its schema, in the order of the file's parts. */
export function schemaProblems(file: unknown): readonly CaseProblem[] {
  let errors: readonly OutputUnit[];
  try {
    errors = validator.validate(file).errors;
  } catch (cause) {
    // The validator writes keys into URI fragments, and half a surrogate pair in a key has no form there.
    return [error("", "unreadable", { detail: (cause as Error).message })];
  }
  const problems = errors.flatMap((unit) => problemsOf(file, unit));
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** One problem for each keyword that says itself what is wrong; the others only repeat that something below them is. */
function problemsOf(file: unknown, unit: OutputUnit): readonly CaseProblem[] {
  const pointer = decodeURIComponent(unit.instanceLocation.slice(1));
  const value = at(file, pointer);
  const rule = ruleAt(unit.keywordLocation);
  const params = { value: quoted(value), rule: Array.isArray(rule) ? rule.join(", ") : quoted(rule) };
  switch (unit.keyword) {
    case "required":
      return (rule as readonly string[]).filter((key) => !Object.hasOwn(value as object, key)).map((key) => error(pointer, "missing", { key }));
    case "dependentRequired": {
      const [key = "", other = ""] = Object.hasOwn(value as object, "rowMm") ? ["columnMm", "rowMm"] : ["rowMm", "columnMm"];
      return [error(pointer, "missing-beside", { key, other })];
    }
    case "type":
    case "const":
    case "enum":
    case "pattern":
    case "minimum":
    case "maximum":
    case "exclusiveMinimum":
    case "minLength":
    case "maxLength":
    case "minItems":
    case "maxItems":
      return [error(pointer, unit.keyword, params)];
    default:
      return [];
  }
}

/** The rule at a keyword location, which runs through the references that were followed ("#/properties/exams/items/$ref/required"). */
function ruleAt(location: string): unknown {
  return segments(location).reduce<unknown>((rule, key) => (key === "$ref" ? at(schema, String(member(rule, key))) : member(rule, key)), schema);
}

/** The part of a value that a JSON pointer names; undefined where there is none. */
const at = (root: unknown, pointer: string): unknown => segments(pointer).reduce(member, root);

const segments = (pointer: string): readonly string[] =>
  pointer.split("/").slice(1).map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));

const member = (value: unknown, key: string): unknown => (value as Readonly<Record<string, unknown>> | undefined)?.[key];

import type { Certainty, CriterionResult, SubTestResult } from "#spine/assessment";
import { criterionOf } from "#spine/criterion";
import type { Comparator, Interval } from "#spine/uncertainty";
import { formatProbability, formatThreshold, numberAgainst, plainNumber } from "./format";
import { measuredValue, nearestThreshold } from "./measuredValue";
import { message, messageIfKnown } from "./messages";
import { measurementName } from "./spineNames";

/** The words of a verdict: on the screen, on the page and in the text they are these. */

/** What a criterion finds, in the abbreviation of the language: "PJK", or "PJF" of a failure. */
export const findingName = (criterion: string): string => message(`spine.finding.${criterionOf(criterion).finding}`);

/** The comparison that a verdict hangs on; undefined where there is none. */
export function decidingTest({ value, threshold, subTests }: CriterionResult): SubTestResult | undefined {
  return value === null ? undefined : (subTests.find((test) => test.value === value && test.threshold === threshold) ?? subTests.find((test) => test.value === value));
}

/** Answers are taken as they are given: where the reader's own word decides, no error is known, and none is shown. */
export const isExact = (interval: Interval | null | undefined): boolean => !!interval && interval[0] === interval[1];

/** The value that a verdict hangs on; `measurement` is the row or question that it is of. */
export const decidingValue = (value: number, { measurement, unit }: Pick<SubTestResult, "measurement" | "unit">, threshold: number | null): string =>
  unit === "class" ? message(value === 1 ? "ui.answers.yes" : "ui.answers.no") : measuredValue(value, measurement, unit, threshold ?? undefined);

const OPPOSITE: Readonly<Record<Comparator, Comparator>> = { ">=": "<", ">": "<=", "<": ">=", "<=": ">" };
export const SIGN: Readonly<Record<Comparator, string>> = { ">=": "≥", ">": ">", "<": "<", "<=": "≤" };

/**
 * "21.3 ≥ 20" as the value stands to the threshold, and in words what the reader said. Beside an angle, which is what the
 * criteria speak of, nothing else needs to be named. `plain`: with degrees, and signs that any program takes.
 */
export function comparisonText(test: SubTestResult, value: number, plain = false): string {
  const { measurement, comparator, threshold, unit, state } = test;
  if (unit === "class") return saidText(measurement, value);
  const relation = state === "met" ? comparator : OPPOSITE[comparator];
  const sign = plain ? relation : SIGN[relation];
  if (unit === "deg" && !plain) return `${numberAgainst(value, nearestThreshold(value, measurement, threshold) ?? threshold, unit)} ${sign} ${plainNumber(threshold)}`;
  const comparison = `${measuredValue(value, measurement, unit, threshold)} ${sign} ${formatThreshold(threshold, unit)}`;
  return unit === "deg" ? comparison : message("spine.comparedOf", { comparison, name: measurementName(measurement) });
}

/** "A screw at the UIV is dislodged", within a sentence. */
function saidText(question: string, value: number): string {
  const answer = value === 1 ? "yes" : "no";
  return messageIfKnown(`spine.said.${question}.${answer}`) ?? message("spine.comparedOf", { comparison: message(`ui.answers.${answer}`), name: measurementName(question) });
}

/** Of an image without a scale no error can be told: what hangs on it is no more certain than with one. */
export const isErrorUnknown = ({ withinError, interval }: Pick<Certainty, "withinError"> & { readonly interval?: Interval | null | undefined }): boolean => withinError === null && interval === null;

type Condition = Pick<SubTestResult, "comparator" | "threshold" | "unit">;

/** What is known of how sure a criterion's state is. */
type Judged = Certainty & { readonly state?: string; readonly interval?: CriterionResult["interval"]; readonly subTests?: readonly Condition[] };

/**
 * How sure a state is: whether it lies within error, and the probability, which beside a "yes" is that of the yes (clinical
 * specification, section 3); that the error is unknown where the image has no scale; empty where there is none, as of an
 * answer. `plain` as of `comparisonText`.
 */
export function certaintyText(of: Judged, plain = false): string {
  if (isErrorUnknown(of)) return message("ui.verdict.errorUnknown");
  const probability = probabilityText(of, plain);
  if (of.probability === null || probability === "") return "";
  const isYes = of.state === "met";
  const bare = formatProbability(of.probability);
  if (of.withinError) return message("ui.verdict.withinError", { probability: isYes ? bare : probability });
  return isYes ? message("ui.verdict.probability", { probability: bare }) : probability;
}

/**
 * The probability that the criterion is met, whichever its state is: beside a "no" a bare percentage would be taken for
 * how sure that no is. Empty where no error is known.
 */
export function probabilityText({ probability, interval, subTests = [] }: Judged, plain = false): string {
  if (probability === null || isExact(interval)) return "";
  const [test, ...more] = subTests;
  const shown = formatProbability(probability);
  if (test === undefined || more.length > 0 || test.unit === "class") return message("ui.verdict.probabilityHolds", { probability: shown });
  return message("ui.verdict.probabilityOf", { comparison: conditionText(test, plain), probability: shown });
}

/** What a test asks for: "≥ 20°". */
export const conditionText = ({ comparator, threshold, unit }: Condition, plain = false): string => `${plain ? comparator : SIGN[comparator]} ${formatThreshold(threshold, unit)}`;

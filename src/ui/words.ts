import type { CaseProblem } from "#case/caseProblem";
import type { Exam, ReadingImage } from "#case/patientCase";
import { hasScale } from "#case/sagittalReading";
import { calibrationClassOf } from "#image/calibration";
import { type Instance, leafName } from "#image/instance";
import { personName } from "#image/personName";
import type { Problem } from "#image/problem";
import type { CriterionResult, Measurement, Posture, Reason, RiskFactorResult, SubTestResult, Timepoint, Unit } from "#spine/assessment";
import { criterionOf } from "#spine/criterion";
import { DAYS_PER_MONTH, DAYS_PER_WEEK, daysBetween } from "#spine/date";
import { definitionOf, type Norm } from "#spine/definition";
import type { Level } from "#spine/level";
import { interval95 } from "#spine/uncertainty";
import {
  fixed,
  formatCalibration,
  formatDay,
  formatInstant,
  formatInterval,
  formatProbability,
  formatSd,
  formatThreshold,
  formatValue,
  MISSING,
  numberAgainst,
  plainNumber,
} from "#text/format";
import { measuredValue, nearestThreshold } from "#text/measuredValue";
import { message } from "#text/messages";
import { caseProblemText, reasonText } from "#text/reason";
import { unscaledText } from "#text/scale";
import { citationName, className, landmarkName, measurementName, pointName, riskFactorValueIn } from "#text/spineNames";
import { certaintyText, comparisonText, conditionText, decidingTest, decidingValue, findingName, isErrorUnknown, isExact } from "#text/verdict";
import { sameValue } from "./sameValue";

/** What the panels and the printed page say of values: one place, so that the two can't differ. */

export { noteText, reasonText } from "#text/reason";
export { certaintyText, probabilityText } from "#text/verdict";
export {
  criterionName,
  criterionRule,
  measurementCitation,
  measurementDefinition,
  measurementName,
  pointName,
  protocolName,
  questionName,
  riskFactorName,
  riskFactorRule,
} from "#text/spineNames";

export const timepointText = (timepoint: Timepoint): string => message(`ui.timepoint.${timepoint}`);
export const postureText = (posture: Posture): string => message(`ui.posture.${posture}`);
export const levelText = (level: Level | undefined): string => level ?? MISSING;

export const dateText = (date: string | undefined): string => (date === undefined ? message("ui.noDate") : formatDay(date));
export const dateTimeText = formatInstant;
export const examTitle = (exam: Exam): string => timepointText(exam.timepoint);

/** "6 weeks" or "6 months" after surgery; empty where a date is missing or lies before it. */
export function sinceSurgery(exam: Exam, surgeryDate: string | undefined): string {
  const days = daysBetween(surgeryDate, exam.date);
  if (days === null || days < 0) return "";
  const [unit, length] = days < 90 ? (["weeks", DAYS_PER_WEEK] as const) : (["months", DAYS_PER_MONTH] as const);
  return message(`ui.exams.${unit}`, { count: Math.round(days / length) });
}

export function valueText(measurement: Measurement): string {
  if (measurement.state !== "measured") return MISSING;
  const { id, value, unit } = measurement;
  return typeof value === "string" ? className(value) : measuredValue(value, id, unit);
}

/** One standard deviation, an em dash where none is known; nothing for a class, nor for a count of points that no error changes. */
export function sdText(measurement: Measurement): string {
  if (measurement.state !== "measured" || typeof measurement.value === "string") return "";
  if (measurement.sd === null) return MISSING;
  return measurement.unit === "points" && measurement.sd === 0 ? "" : formatSd(measurement.sd, measurement.unit);
}

/** "25.4° to 37.0°"; an em dash where the error is not known. */
export function measuredIntervalText(measurement: Measurement): string {
  if (measurement.state !== "measured" || typeof measurement.value === "string") return MISSING;
  return formatInterval(interval95(measurement.value, measurement.sd), measurement.unit);
}

export function normText(id: string): string {
  const definition = definitionOf(id);
  return definition?.norm ? normWords(definition.norm, definition.unit) : "";
}

function normWords(norm: Norm, unit: Unit): string {
  switch (norm.kind) {
    case "mean":
      return `${fixed(norm.mean, 1)} ${formatSd(norm.sd, unit)}`;
    case "range-by-age":
      return message("ui.norm.rangeByAge", { range: message("format.interval", { low: norm.low, high: norm.high }) });
    case "about":
      return message("ui.norm.about", { value: formatThreshold(norm.value, unit) });
    case "from-pi":
      return message("ui.norm.fromPi", { slope: norm.slope, sign: norm.intercept < 0 ? "−" : "+", intercept: Math.abs(norm.intercept) });
  }
}

/** The value that a criterion hangs on. */
export function decidingText(criterion: CriterionResult): string {
  const { value, unit, threshold } = criterion;
  const test = decidingTest(criterion);
  return value === null || test === undefined ? formatValue(value, unit) : decidingValue(value, test, threshold);
}

/** The 95 % interval of a verdict, its ends on the right side of the threshold; undefined where no error is known. */
export function criterionIntervalText({ interval, unit, threshold }: CriterionResult): string | undefined {
  return interval === null || isExact(interval) ? undefined : intervalText(interval, unit, threshold ?? undefined);
}

export const intervalText = (interval: readonly [number, number], unit: Unit, threshold?: number): string =>
  message("ui.verdict.interval", { interval: formatInterval(interval, unit, threshold) });

/** "PJK: yes, 21.3 ≥ 20; within measurement error, 68 %". */
export function headlineSentence(headline: CriterionResult): string {
  const { id, state, value } = headline;
  const finding = findingName(id);
  if (state === "undecidable") return message("ui.verdict.undecidable", { finding });
  const test = decidingTest(headline);
  const sentence = message(`ui.verdict.${state}`, { finding, comparison: test && value !== null ? comparisonText(test, value) : MISSING });
  const certainty = certaintyText(headline);
  return certainty ? `${sentence}; ${certainty}` : sentence;
}

/** The probability that a risk factor is present, whichever its state is; empty where no error is known. */
export const riskFactorProbabilityText = ({ probability }: RiskFactorResult): string => (probability === null ? "" : message("ui.verdict.probabilityPresent", { probability: formatProbability(probability) }));

/** How sure a class or a score is, which is what stands beside it; empty where no error is known. */
export const classProbabilityText = ({ probability = null }: { readonly probability?: number | null }): string => (probability === null ? "" : message("ui.verdict.probability", { probability: formatProbability(probability) }));

export function criterionStateText({ state, withinError, interval }: CriterionResult): string {
  const words = message(`ui.state.${state}`);
  if (isErrorUnknown({ withinError, interval })) return message("ui.state.errorUnknown", { state: words, error: message("ui.verdict.errorUnknown") });
  return withinError ? message("ui.state.withinError", { state: words }) : words;
}

export const criterionCitation = (id: string): string => citationName(criterionOf(id).citation);

export function subTestText(test: SubTestResult): string {
  if (test.unit === "class") return message("forms.result", { name: measurementName(test.measurement), value: test.value === null ? reasonOfTest(test) : decidingValue(test.value, test, null) });
  const rule = `${measurementName(test.measurement)} ${conditionText(test)}`;
  if (test.value === null) return test.reason ? `${rule}: ${reasonOfTest(test)}` : rule;
  return `${rule}: ${measuredValue(test.value, test.measurement, test.unit, test.threshold)}`;
}

/** A question that stands before it isn't named again. */
function reasonOfTest({ reason, measurement }: SubTestResult): string {
  if (reason === undefined) return MISSING;
  return reason.code === "not-answered" && reason.params?.["question"] === measurement ? message("ui.answers.unanswered") : reasonText(reason);
}

/** Why a criterion has the state that it has; empty where one of its tests says so in its own line. */
export function reasonBesideTests({ reason, subTests }: CriterionResult): string {
  return subTests.some((test) => test.value === null && test.reason !== undefined && sameValue(test.reason, reason)) ? "" : reasonText(reason);
}

/** A factor's state in a word or two, for where its caveat stands beside it. */
export const riskFactorBareState = ({ state, withinError }: RiskFactorResult): string =>
  withinError ? message("ui.state.withinError", { state: message(`ui.state.${state}`) }) : message(`ui.state.${state}`);

/** The state, and that it was published for another exam than this. */
export function riskFactorStateText(factor: RiskFactorResult): string {
  const words = riskFactorBareState(factor);
  return isPublishedElsewhere(factor) ? message("ui.state.publishedPreoperative", { state: words }) : words;
}

export const isPublishedElsewhere = ({ state, notes }: RiskFactorResult): boolean => state !== "not-measured" && notes.some(({ code }) => code === "factor-is-preoperative");

/** A factor's value with its unit, in the fewest decimals that do not contradict its threshold; empty where there is none. */
export function riskFactorValueText({ id, value, threshold }: RiskFactorResult): string {
  if (value === null) return "";
  const shown = typeof value === "string" ? value.split(", ").map(className).join(", ") : factorNumber(id, value, threshold);
  return riskFactorValueIn(id, shown);
}

/** The factor's name begins with what is compared, "HU.L1<110": beside its other cut-offs one density reads the same. */
function factorNumber(id: string, value: number, threshold: number | null): string {
  if (Number.isInteger(value)) return plainNumber(value);
  const nearest = nearestThreshold(value, id.replace(/[<>].*$/, ""), threshold ?? undefined);
  return nearest === undefined ? fixed(value, 1) : numberAgainst(value, nearest, "deg", decimalsOf(threshold ?? nearest));
}

/** How many decimals a published threshold has: a ratio of 0.905 is compared in thousandths. */
const decimalsOf = (threshold: number): number => String(threshold).split(".")[1]?.length ?? 0;

/** The points a value still lacks, in the words of the prompt, each endplate once. */
export function missingText(measurement: Extract<Measurement, { readonly state: "incomplete" }>): string {
  const names = measurement.missing.map((point) => (typeof point === "string" ? landmarkName(point) : pointName(point)));
  return names.length === 0 ? reasonText(measurement.reason) : `${reasonText(measurement.reason)}: ${[...new Set(names)].join("; ")}`;
}

export const noteTexts = (notes: readonly Reason[]): readonly string[] => [...new Set(notes.map(reasonText))];

const OF_TWO_EXAMS: ReadonlySet<string> = new Set(["postures-differ", "imaging-differs", "uiv-differs", "levels-differ"]);

/** What two exams do not have in common that decided criteria have compared, each once; `said` is what already stands elsewhere. */
export function comparisonNotes(criteria: readonly CriterionResult[], said: readonly Reason[]): readonly string[] {
  const notes = criteria.filter(({ state }) => state !== "undecidable").flatMap(({ notes }) => notes.filter(({ code }) => OF_TWO_EXAMS.has(code)));
  const known = new Set(noteTexts(said));
  return noteTexts(notes).filter((text) => !known.has(text));
}

/** What is wrong with an image file. */
export const problemText = ({ code, params }: Problem): string => message(`image.problem.${code}`, params);

/** What is wrong with a case file, and where in it. */
export function caseFileProblemText({ pointer, code, params }: CaseProblem): string {
  return message("ui.problems.inCaseFile", { pointer: pointer === "" ? "/" : pointer, text: caseProblemText({ code, params }) });
}

/** How millimetres on this image came about. */
export function spacingText(image: ReadingImage | undefined): string {
  if (!image) return MISSING;
  if (image.kind === "volume") return message("ui.spacing.volume");
  const { spacing } = image;
  if (!hasScale(image)) return unscaledText(spacing?.source);
  const scale = formatCalibration(calibrationClassOf(spacing), spacing);
  return spacing?.source === undefined ? scale : `${spacing.source}, ${scale}`;
}

export function patientLabel({ patient }: Instance): string {
  return [personName(patient.patientName), patient.patientId].filter((part) => part !== "").join(" · ") || message("ui.browser.unnamed");
}

export const studyLabel = ({ study, date }: Instance): string => [dateText(date), study.studyDescription ?? ""].filter((part) => part !== "").join(" ");

/** By its file's name where the file says nothing of it. */
export function stackLabel(instance: Instance, pictures: number): string {
  const { modality, seriesDescription } = instance.series;
  const said = [modality, seriesDescription ?? instance.viewPosition ?? ""].filter((part) => part !== "").join(" ");
  const name = said || leafName(instance);
  return pictures > 1 ? message("ui.browser.pictures", { name, pictures }) : name;
}

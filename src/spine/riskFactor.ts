import { constant, subtract } from "#geometry/traced";
import type { AssessSettings, Reason, RiskFactorResult } from "./assessment";
import { at } from "./at";
import { citationText, type CitationId } from "./citation";
import { postureDifference, valueOf, type Evaluation } from "./construct";
import { definitionOf } from "./definition";
import { thoracicHalf } from "./level";
import { combine, found, incomplete, mergeNotes, type Failure, type Outcome, type Value } from "./outcome";
import { answerOf, levelAnswerOf } from "./question";
import { evaluateRule, type Test } from "./rule";
import { outcomesOf, shareOf, type Comparator } from "./uncertainty";

/** A named published factor (section 5). Its id stays, since scripts and reports name it. */
export interface RiskFactor {
  readonly id: string;
  readonly citation: CitationId;
  readonly find: (context: RiskContext) => Finding;
}

export interface RiskContext {
  readonly evaluation: Evaluation;
  readonly settings: AssessSettings;
}

type Finding = Omit<RiskFactorResult, "id" | "citation">;
type Input = (context: RiskContext) => Outcome<Value>;

export const riskFactors = (context: RiskContext): readonly RiskFactorResult[] =>
  RISK_FACTORS.map(({ id, citation, find }) => ({ id, ...find(context), citation: citationText(citation) }));

const notMeasured = (reason: Reason, threshold: number | null = null): Finding => ({
  state: "not-measured",
  value: null,
  threshold,
  withinError: false,
  probability: null,
  reason,
  notes: [],
});

/** A fact has no error. */
const fact = (present: boolean, value: string | number | null, threshold: number | null = null): Finding => ({
  state: present ? "present" : "absent",
  value,
  threshold,
  withinError: false,
  probability: null,
  notes: [],
});

/** A value past a threshold. */
function past(input: Input, comparator: Comparator, threshold: number, notesOf: (context: RiskContext) => readonly Reason[] = () => []): RiskFactor["find"] {
  return (context) => {
    const tests = [{ input: "", comparator, threshold, unit: "deg", found: input(context) }] as const;
    const rule = evaluateRule("all", tests, context.settings.clickSdMm);
    const notes = mergeNotes(rule.notes, notesOf(context));
    if (rule.state === "undecidable") return { ...notMeasured(rule.reason, threshold), notes };
    const { withinError, probability, deciding } = rule;
    return { state: rule.state === "met" ? "present" : "absent", value: deciding.value, threshold, withinError, probability, notes };
  };
}

const thisExam = (id: string): Input => ({ evaluation }) => valueOf(evaluation, id);

const preoperative = (id: string): Input => ({ evaluation }) => {
  if (evaluation.sources.reading.timepoint === "preoperative") return valueOf(evaluation, id);
  const baseline = evaluation.baselines.preoperative;
  return baseline ? valueOf(baseline, id) : incomplete({ code: "no-preoperative" });
};

const answered = (id: string): Input => ({ evaluation }) => answerOf(evaluation.sources.reading, id);

const age: Input = ({ evaluation }) => {
  const { ageYears } = evaluation.sources.reading;
  return ageYears === undefined ? incomplete({ code: "no-age" }) : found(constant(ageYears));
};

/** A change that surgery makes: as planned where the reader says so, else as measured between preoperative and postoperative. */
function surgicalChange(question: string, id: string): Input {
  return (context) => {
    const { evaluation } = context;
    const plan = answered(question)(context);
    if (plan.state === "found") return plan;
    const { preoperative: before, firstPostoperative } = evaluation.baselines;
    if (evaluation.sources.reading.timepoint === "preoperative" || !before) return plan;
    const after = firstPostoperative ?? evaluation;
    const change = combine(valueOf(after, id), valueOf(before, id), subtract);
    if (change.state !== "found") return change;
    const postures = postureDifference(after.sources.reading, before.sources.reading);
    return found(change.value, mergeNotes(change.notes, [{ code: "change-achieved" }, ...postures]));
  };
}

const changeInLordosis = surgicalChange("plannedLLChange", "LL.L1-S1");
const changeInKyphosis = surgicalChange("plannedTKChange", "TK.T4-T12");
const lordosisOverKyphosis: Input = (context) => combine(changeInLordosis(context), changeInKyphosis(context), subtract);

/** The threshold of 30 lies below the healthy mean, so the norm stands beside it. */
function kyphosisNotes({ evaluation, settings }: RiskContext): readonly Reason[] {
  const norm = definitionOf(settings.tk)?.norm;
  const beside: readonly Reason[] = norm?.kind === "mean" ? [{ code: "norm-beside-factor", params: { mean: norm.mean, sd: norm.sd } }] : [];
  return evaluation.sources.reading.timepoint === "preoperative" ? beside : [{ code: "factor-is-preoperative" }, ...beside];
}

const fusedToSacrum: RiskFactor["find"] = ({ evaluation }) => {
  const { liv, pelvicFixation } = evaluation.sources.reading;
  if (liv === "S1" || pelvicFixation === true) return fact(true, liv ?? null);
  return liv === undefined ? notMeasured({ code: "no-liv" }) : fact(false, liv);
};

const uivIn = (half: "upper" | "lower"): RiskFactor["find"] => ({ evaluation }) => {
  const { uiv } = evaluation.sources.reading;
  return uiv === undefined ? notMeasured({ code: "no-uiv", params: { level: "UIV" } }) : fact(thoracicHalf(uiv) === half, uiv);
};

/** Incidence of proximal junctional kyphosis in percent at 1 to 5 points (Lafage 2019). */
const INCIDENCE: Readonly<Record<number, number>> = { 1: 17, 2: 29, 3: 40, 4: 53, 5: 69 };

/** Age over 55, fusion to the sacrum, upper (1) or lower (2) thoracic UIV, lordosis gained over kyphosis by more than 10. */
const pointScore: RiskFactor["find"] = (context) => {
  const { uiv } = context.evaluation.sources.reading;
  const years = age(context);
  const fusion = fusedToSacrum(context);
  const gain = lordosisOverKyphosis(context);
  if (years.state !== "found") return notMeasured(years.reason, 1);
  if (fusion.reason) return notMeasured(fusion.reason, 1);
  if (uiv === undefined) return notMeasured({ code: "no-uiv", params: { level: "UIV" } }, 1);
  if (gain.state !== "found") return notMeasured(gain.reason, 1);
  const half = thoracicHalf(uiv);
  const certain = (years.value.value > 55 ? 1 : 0) + (fusion.state === "present" ? 1 : 0) + (half === "upper" ? 1 : half === "lower" ? 2 : 0);
  const rule = past(() => gain, ">", 10)(context);
  const points = certain + (rule.state === "present" ? 1 : 0);
  const incidence = INCIDENCE[points];
  const atLeastOne = outcomesOf([gain.value], context.settings.clickSdMm, (drawn) => certain > 0 || at(drawn, 0) > 10);
  return {
    state: points >= 1 ? "present" : "absent",
    value: points,
    threshold: 1,
    withinError: certain === 0 && rule.withinError,
    probability: atLeastOne && shareOf(atLeastOne, true),
    notes: incidence === undefined ? gain.notes : [...gain.notes, { code: "published-incidence", params: { points, percent: incidence } }],
  };
};

/** SVA < 50 mm, PT < 20 and |PI-LL| < 10, with which the incidence fell; the factor is that they were not reached. */
const alignmentNotReached: RiskFactor["find"] = (context) => {
  const { evaluation, settings } = context;
  const { timepoint, posture } = evaluation.sources.reading;
  if (timepoint === "preoperative") return notMeasured({ code: "after-surgery-only" });
  if (posture === "supine" || posture === "prone") return notMeasured({ code: "score-not-standing", params: { posture } });
  const test = (input: string, comparator: Comparator, threshold: number): Test => ({ input, comparator, threshold, unit: "deg", found: valueOf(evaluation, input) });
  const targets = [test("SVA", "<", 50), test("PT", "<", 20), test("PI-LL", "<", 10), test("PI-LL", ">", -10)];
  const reached = evaluateRule("all", targets, settings.clickSdMm);
  if (reached.state === "undecidable") return notMeasured(reached.reason);
  const { withinError, probability, notes } = reached;
  const missed = [...new Set(reached.subTests.filter(({ state }) => state === "not-met").map(({ measurement }) => measurement))];
  return {
    state: reached.state === "met" ? "absent" : "present",
    value: missed.length === 0 ? null : missed.join(", "),
    threshold: null,
    withinError,
    probability: probability === null ? null : 1 - probability,
    notes,
  };
};

const NO_LIV: Failure = { state: "incomplete", missing: [], reason: { code: "no-liv" } };

/** Steps down the level list from one level to another, null where either is unknown. */
function steps(evaluation: Evaluation, from: string | undefined, to: string | undefined): number | null {
  const { levels } = evaluation.sources.reading;
  const [start, end] = [levels.indexOf(from ?? ""), levels.indexOf(to ?? "")];
  return start < 0 || end < 0 ? null : end - start;
}

const longFusionOldAge: RiskFactor["find"] = (context) => {
  const { uiv, liv } = context.evaluation.sources.reading;
  const span = steps(context.evaluation, uiv, liv);
  const count = span === null ? NO_LIV : found<Value>(constant(span + 1));
  const tests: readonly Test[] = [
    { input: "levels", comparator: ">=", threshold: 5, unit: "points", found: count },
    { input: "age", comparator: ">", threshold: 65, unit: "points", found: age(context) },
  ];
  const rule = evaluateRule("all", tests, context.settings.clickSdMm);
  if (rule.state === "undecidable") return notMeasured(rule.reason, 5);
  return fact(rule.state === "met", span === null ? null : span + 1, 5);
};

/** Cervicothoracic C7-T1 and thoracolumbar, last thoracic to L1. */
const endAtJunction: RiskFactor["find"] = ({ evaluation }) => {
  const { uiv, liv, levels } = evaluation.sources.reading;
  const ends = [uiv, liv].flatMap((level) => (level === undefined ? [] : [level]));
  const atJunction = ends.filter((level) => ["C7", "T1", "L1", levels.findLast((one) => one.startsWith("T"))].includes(level));
  if (atJunction.length > 0) return fact(true, atJunction.join(", "));
  return ends.length < 2 ? notMeasured({ code: uiv === undefined ? "no-uiv" : "no-liv", params: { level: "UIV" } }) : fact(false, ends.join(", "));
};

/** Fewer than three segments above or below a treated fracture. */
const shortConstruct: RiskFactor["find"] = ({ evaluation }) => {
  const { uiv, liv } = evaluation.sources.reading;
  const fracture = levelAnswerOf(evaluation.sources.reading, "fractureLevel");
  if (fracture === undefined) return notMeasured({ code: "not-answered", params: { question: "fractureLevel" } }, 3);
  const above = steps(evaluation, uiv, fracture);
  const below = steps(evaluation, fracture, liv);
  if (above === null || below === null) return notMeasured({ code: "no-construct" }, 3);
  if (above < 0 || below < 0) return notMeasured({ code: "fracture-outside-construct", params: { level: fracture } }, 3);
  const fewest = Math.min(above, below);
  return fact(fewest < 3, fewest, 3);
};

const hounsfieldRatio: RiskFactor["find"] = (context) => {
  const upper = answered("hu.UIV+1")(context);
  const lower = answered("hu.UIV")(context);
  if (upper.state !== "found") return notMeasured(upper.reason, 0.905);
  if (lower.state !== "found") return notMeasured(lower.reason, 0.905);
  if (!(lower.value.value > 0)) return notMeasured({ code: "ratio-not-defined", params: { value: lower.value.value } }, 0.905);
  const ratio = upper.value.value / lower.value.value;
  return fact(ratio < 0.905, ratio, 0.905);
};

const boneDensityL1 = (cutOff: number): RiskFactor => ({ id: `HU.L1<${cutOff}`, citation: "pickhardt2013", find: past(answered("hu.L1"), "<", cutOff) });

export const RISK_FACTORS: readonly RiskFactor[] = [
  { id: "TK>30", citation: "maruo2013", find: (context) => past(thisExam(context.settings.tk), ">", 30, kyphosisNotes)(context) },
  { id: "PJA>10", citation: "maruo2013", find: past(preoperative("PJA"), ">", 10) },
  { id: "dLL>30", citation: "maruo2013", find: past(changeInLordosis, ">", 30) },
  { id: "PI>55", citation: "maruo2013", find: past(thisExam("PI"), ">", 55) },
  { id: "age>55", citation: "lafage2019", find: past(age, ">", 55) },
  { id: "fusion-to-sacrum", citation: "lafage2019", find: fusedToSacrum },
  { id: "UIV-upper-thoracic", citation: "lafage2019", find: uivIn("upper") },
  { id: "UIV-lower-thoracic", citation: "lafage2019", find: uivIn("lower") },
  { id: "dLL-dTK>10", citation: "lafage2019", find: past(lordosisOverKyphosis, ">", 10) },
  { id: "Lafage2019", citation: "lafage2019", find: pointScore },
  { id: "alignment-not-reached", citation: "maruo2013", find: alignmentNotReached },
  { id: "levels>=5,age>65", citation: "junctionReview", find: longFusionOldAge },
  { id: "end-at-junction", citation: "junctionReview", find: endAtJunction },
  { id: "short-construct", citation: "junctionReview", find: shortConstruct },
  // Published cut-offs side by side: they disagree, so each is its own line and none is the verdict.
  ...[100, 110, 135, 160].map(boneDensityL1),
  { id: "HU.UIV<163", citation: "chanbour2023", find: past(answered("hu.UIV"), "<", 163) },
  { id: "HU.ratio<0.905", citation: "hounsfieldRatio", find: hounsfieldRatio },
];

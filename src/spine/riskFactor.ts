import { constant } from "#geometry/traced";
import type { Reason, RiskFactorResult, Unit } from "./assessment";
import { densityAt, T_SCORES } from "./boneDensity";
import { citationText, type CitationId } from "./citation";
import { valueOf, type Evaluation } from "./construct";
import { definitionOf } from "./definition";
import { both, found, type Failure, type Value } from "./outcome";
import { fusedToSacrum, lordosisGained, olderThan55, pointScore, uivIn } from "./pointScore";
import { levelAnswerOf } from "./question";
import { age, changeInLordosis, fact, notMeasured, past, preoperative, thisExam, withoutError, type Find, type RiskContext } from "./riskFinding";
import { evaluateRule, type Test } from "./rule";
import type { Comparator } from "./uncertainty";

/** A named published factor (section 5). Its id stays, since scripts and reports name it. */
export interface RiskFactor {
  readonly id: string;
  readonly citation: CitationId;
  readonly find: Find;
}

export const riskFactors = (context: RiskContext): readonly RiskFactorResult[] =>
  RISK_FACTORS.map(({ id, citation, find }) => ({ id, ...find(context), citation: citationText(citation) }));

/** The threshold of 30 lies below the healthy mean, so the norm stands beside it. */
function kyphosisNotes({ evaluation, settings }: RiskContext): readonly Reason[] {
  const norm = definitionOf(settings.tk)?.norm;
  const beside: readonly Reason[] = norm?.kind === "mean" ? [{ code: "norm-beside-factor", params: { mean: norm.mean, sd: norm.sd } }] : [];
  if (evaluation.sources.reading.timepoint === "preoperative") return beside;
  const before = evaluation.baselines.preoperative && valueOf(evaluation.baselines.preoperative, settings.tk);
  const then: readonly Reason[] = before?.state === "found" ? [{ code: "kyphosis-before-surgery", params: { kyphosisDeg: before.value.value } }] : [];
  return [{ code: "factor-is-preoperative" }, ...then, ...beside];
}

/** SVA < 50 mm, PT < 20 and |PI-LL| < 10, with which the incidence fell; the factor is that they were not reached. */
const alignmentNotReached: Find = (context) => {
  const { evaluation, settings } = context;
  const { timepoint, posture } = evaluation.sources.reading;
  if (timepoint === "preoperative") return notMeasured({ code: "after-surgery-only" });
  if (posture === "supine" || posture === "prone") return notMeasured({ code: "score-not-standing", params: { posture } });
  const test = (input: string, comparator: Comparator, threshold: number, unit: Unit = "deg"): Test => ({ input, comparator, threshold, unit, found: valueOf(evaluation, input) });
  const targets = [test("SVA", "<", 50, "mm"), test("PT", "<", 20), test("PI-LL", "<", 10), test("PI-LL", ">", -10)];
  const reached = evaluateRule("all", targets, settings.clickSdMm);
  const { subTests } = reached;
  if (reached.state === "undecidable") return { ...notMeasured(reached.reason), subTests };
  const { withinError, probability, notes } = reached;
  const missed = [...new Set(subTests.filter(({ state }) => state === "not-met").map(({ measurement }) => measurement))];
  return {
    state: reached.state === "met" ? "absent" : "present",
    value: missed.length === 0 ? null : missed.join(", "),
    threshold: null,
    withinError,
    probability: probability === null ? null : 1 - probability,
    notes,
    subTests,
  };
};

const NO_LIV: Failure = { state: "incomplete", missing: [], reason: { code: "no-liv" } };

/** Steps down the level list from one level to another, null where either is unknown. */
function steps(evaluation: Evaluation, from: string | undefined, to: string | undefined): number | null {
  const { levels } = evaluation.sources.reading;
  const [start, end] = [levels.indexOf(from ?? ""), levels.indexOf(to ?? "")];
  return start < 0 || end < 0 ? null : end - start;
}

const longFusionOldAge: Find = (context) => {
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
const endAtJunction: Find = ({ evaluation }) => {
  const { uiv, liv, levels } = evaluation.sources.reading;
  const ends = [uiv, liv].flatMap((level) => (level === undefined ? [] : [level]));
  const atJunction = ends.filter((level) => ["C7", "T1", "L1", levels.findLast((one) => one.startsWith("T"))].includes(level));
  if (atJunction.length > 0) return fact(true, atJunction.join(", "));
  return ends.length < 2 ? notMeasured({ code: uiv === undefined ? "no-uiv" : "no-liv", params: { level: "UIV" } }) : fact(false, ends.join(", "));
};

/** Fewer than three segments above or below a treated fracture: that of the plan, else the one that this reading measures. */
const shortConstruct: Find = ({ evaluation }) => {
  const { reading } = evaluation.sources;
  const { uiv, liv } = reading;
  const fracture = reading.treatedFracture ?? levelAnswerOf(reading, "fractureLevel");
  if (fracture === undefined) return notMeasured({ code: "not-answered", params: { question: "fractureLevel" } }, 3);
  const above = steps(evaluation, uiv, fracture);
  const below = steps(evaluation, fracture, liv);
  if (above === null || below === null) return notMeasured({ code: "no-construct" }, 3);
  if (above < 0 || below < 0) return notMeasured({ code: "fracture-outside-construct", params: { level: fracture } }, 3);
  const fewest = Math.min(above, below);
  return fact(fewest < 3, fewest, 3);
};

const densityBelow = (ref: "L1" | "UIV", cutOff: number): Find => ({ evaluation }) => {
  const density = densityAt(evaluation.sources.reading, ref);
  return density.state === "found" ? withoutError(density.value < cutOff, density.value, cutOff, density.notes) : notMeasured(density.reason, cutOff);
};

const RATIO = 0.905;

const densityRatio: Find = ({ evaluation: { sources } }) => {
  const pair = both(densityAt(sources.reading, "UIV"), densityAt(sources.reading, "UIV+1"));
  if (pair.state !== "found") return notMeasured(pair.reason, RATIO);
  const [lower, upper] = pair.value;
  if (!(lower > 0)) return notMeasured({ code: "ratio-not-defined", params: { value: lower } }, RATIO);
  return withoutError(upper / lower < RATIO, upper / lower, RATIO, pair.notes);
};

const tScore = (below: (score: number) => boolean, cutOff: number): Find => ({ evaluation }) => {
  const { tScore: score } = evaluation.sources.reading;
  return score === undefined ? notMeasured({ code: "no-t-score" }, cutOff) : withoutError(below(score), score, cutOff);
};

const densityL1 = (cutOff: number): RiskFactor => ({ id: `HU.L1<${cutOff}`, citation: "pickhardt2013", find: densityBelow("L1", cutOff) });

export const RISK_FACTORS: readonly RiskFactor[] = [
  { id: "TK>30", citation: "maruo2013", find: (context) => past(thisExam(context.settings.tk), ">", 30, kyphosisNotes)(context) },
  { id: "PJA>10", citation: "maruo2013", find: past(preoperative("PJA"), ">", 10) },
  { id: "dLL>30", citation: "maruo2013", find: past(changeInLordosis, ">", 30) },
  { id: "PI>55", citation: "maruo2013", find: past(thisExam("PI"), ">", 55) },
  { id: "age>55", citation: "lafage2019", find: olderThan55 },
  { id: "fusion-to-sacrum", citation: "lafage2019", find: fusedToSacrum },
  { id: "UIV-upper-thoracic", citation: "lafage2019", find: uivIn("upper") },
  { id: "UIV-lower-thoracic", citation: "lafage2019", find: uivIn("lower") },
  { id: "dLL-dTK>10", citation: "lafage2019", find: lordosisGained },
  { id: "Lafage2019", citation: "lafage2019", find: pointScore },
  { id: "alignment-not-reached", citation: "maruo2013", find: alignmentNotReached },
  { id: "levels>=5,age>65", citation: "junctionReview", find: longFusionOldAge },
  { id: "end-at-junction", citation: "junctionReview", find: endAtJunction },
  { id: "short-construct", citation: "junctionReview", find: shortConstruct },
  // Published cut-offs side by side: they disagree, so each is its own line and none is the verdict.
  ...[100, 110, 135, 160].map(densityL1),
  { id: "HU.UIV<163", citation: "chanbour2023", find: densityBelow("UIV", 163) },
  { id: "HU.ratio<0.905", citation: "hounsfieldRatio", find: densityRatio },
  { id: "T-score<-1", citation: "who1994", find: tScore((score) => score < T_SCORES.low, T_SCORES.low) },
  { id: "T-score<=-2.5", citation: "who1994", find: tScore((score) => score <= T_SCORES.osteoporosis, T_SCORES.osteoporosis) },
];

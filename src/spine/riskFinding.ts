import { constant, subtract } from "#geometry/traced";
import type { AssessSettings, Reason, RiskFactorResult } from "./assessment";
import { examNotes } from "./comparison";
import { valueOf, type Evaluation } from "./construct";
import { combine, found, incomplete, mergeNotes, type Outcome, type Value } from "./outcome";
import { answerOf } from "./question";
import { evaluateRule } from "./rule";
import type { Comparator } from "./uncertainty";

/** What risk factors are made of: their inputs, and findings of their three states. */

export interface RiskContext {
  readonly evaluation: Evaluation;
  readonly settings: AssessSettings;
}

export type Finding = Omit<RiskFactorResult, "id" | "citation">;
export type Find = (context: RiskContext) => Finding;
export type Input = (context: RiskContext) => Outcome<Value>;

export const notMeasured = (reason: Reason, threshold: number | null = null): Finding => ({
  state: "not-measured",
  value: null,
  threshold,
  withinError: false,
  probability: null,
  reason,
  notes: [],
});

/** A fact has no error. */
export const fact = (present: boolean, value: string | number | null, threshold: number | null = null): Finding => ({
  state: present ? "present" : "absent",
  value,
  threshold,
  withinError: false,
  probability: null,
  notes: [],
});

/** A number read elsewhere, whose error nobody has told. */
export const withoutError = (present: boolean, value: number, threshold: number, notes: readonly Reason[] = []): Finding => ({
  ...fact(present, value, threshold),
  withinError: null,
  notes,
});

/** A value past a threshold. */
export function past(input: Input, comparator: Comparator, threshold: number, notesOf: (context: RiskContext) => readonly Reason[] = () => []): Find {
  return (context) => {
    const tests = [{ input: "", comparator, threshold, unit: "deg", found: input(context) }] as const;
    const rule = evaluateRule("all", tests, context.settings.clickSdMm);
    const notes = mergeNotes(rule.notes, notesOf(context));
    if (rule.state === "undecidable") return { ...notMeasured(rule.reason, threshold), notes };
    const { withinError, probability, deciding } = rule;
    return { state: rule.state === "met" ? "present" : "absent", value: deciding.value, threshold, withinError, probability, notes };
  };
}

export const thisExam = (id: string): Input => ({ evaluation }) => valueOf(evaluation, id);

export const preoperative = (id: string): Input => ({ evaluation }) => {
  if (evaluation.sources.reading.timepoint === "preoperative") return valueOf(evaluation, id);
  const baseline = evaluation.baselines.preoperative;
  if (baseline) return valueOf(baseline, id);
  return incomplete({ code: evaluation.baselines.unread?.includes("preoperative") === true ? "preoperative-not-measured" : "no-preoperative" });
};

export const age: Input = ({ evaluation }) => {
  const { ageYears } = evaluation.sources.reading;
  return ageYears === undefined ? incomplete({ code: "no-age" }) : found(constant(ageYears));
};

type Plan = "plannedLLChange" | "plannedTKChange";

/** The plan of the case, else as answered in the reading, as files of before have it. */
const planned = (plan: Plan): Input => ({ evaluation }) => {
  const { reading } = evaluation.sources;
  const degrees = reading[plan];
  return degrees === undefined ? answerOf(reading, plan) : found(constant(degrees));
};

/** As measured between the preoperative and the first postoperative exam, or this one where there is none; null before surgery. */
function achieved(id: string, { evaluation }: RiskContext): Outcome<Value> | null {
  const { preoperative: before, firstPostoperative } = evaluation.baselines;
  if (evaluation.sources.reading.timepoint === "preoperative" || !before) return null;
  const after = firstPostoperative ?? evaluation;
  const change = combine(valueOf(after, id), valueOf(before, id), subtract);
  if (change.state !== "found") return change;
  const postures = examNotes(after.sources.reading, before.sources.reading);
  return found(change.value, mergeNotes(change.notes, [{ code: "change-achieved" }, ...postures]));
}

const plannedLordosis = planned("plannedLLChange");
const plannedKyphosis = planned("plannedTKChange");

/** A change that surgery makes: as planned where the reader says so, else as measured. */
export const changeInLordosis: Input = (context) => {
  const plan = plannedLordosis(context);
  return plan.state === "found" ? plan : (achieved("LL.L1-S1", context) ?? plan);
};

/** Both as planned or both as measured: a plan less an achievement is neither. */
export const lordosisOverKyphosis: Input = (context) => {
  const [lordosis, kyphosis] = [plannedLordosis(context), plannedKyphosis(context)];
  const plan = combine(lordosis, kyphosis, subtract);
  if (plan.state === "found") return plan;
  const [gained, lost] = [achieved("LL.L1-S1", context), achieved("TK.T4-T12", context)];
  const measured = gained && lost && combine(gained, lost, subtract);
  const isHalfPlanned = lordosis.state === "found" || kyphosis.state === "found";
  return measured && (measured.state === "found" || !isHalfPlanned) ? measured : plan;
};

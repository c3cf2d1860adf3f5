import type { CriterionResult, Reason, Unit } from "./assessment";
import { at } from "./at";
import type { CitationId } from "./citation";
import { valueOf, type Baseline, type Evaluation } from "./construct";
import { findingOf, type FindingId } from "./finding";
import type { Outcome, Value } from "./outcome";
import { answerOf } from "./question";
import { evaluateRule, type Combination, type RuleResult, type Test } from "./rule";
import { compare, interval95, sdOf, type Comparator } from "./uncertainty";

/** A published criterion: named, versioned data (section 2). */
export interface Criterion {
  readonly id: string;
  /** What it finds: proximal junctional kyphosis, or the failure of the junction. */
  readonly finding: "PJK" | "PJF";
  /** Raised when a rule's wording is read anew, so that an export says which reading it used. */
  readonly version: number;
  readonly citation: CitationId;
  readonly baseline: Baseline | "none";
  readonly combination: Combination;
  readonly tests: readonly CriterionTest[];
}

export type CriterionTest = {
  readonly comparator: Comparator;
  readonly threshold: number;
  readonly unit: Unit;
} & (
  | { readonly source: "measurement" | "answer"; readonly input: string }
  /** Measured where its points are placed, else as the reader answers. */
  | { readonly source: "finding"; readonly input: FindingId }
);

const test = (input: string, comparator: Comparator, threshold: number): CriterionTest => ({ source: "measurement", input, comparator, threshold, unit: "deg" });
const answer = (input: string, comparator: Comparator, threshold: number, unit: Unit): CriterionTest => ({ source: "answer", input, comparator, threshold, unit });
const finding = (input: FindingId, comparator: Comparator, threshold: number, unit: Unit): CriterionTest => ({ source: "finding", input, comparator, threshold, unit });

export const CRITERIA: readonly Criterion[] = [
  { id: "absolute-20", finding: "PJK", version: 1, citation: "bridwell2013", baseline: "none", combination: "all", tests: [test("PJA", ">=", 20)] },
  {
    id: "glattes-2005",
    finding: "PJK",
    version: 1,
    citation: "glattes2005",
    baseline: "preoperative",
    combination: "all",
    tests: [test("PJA", ">=", 10), test("dPJA.pre", ">=", 10)],
  },
  { id: "increase-15", finding: "PJK", version: 1, citation: "helgeson2010", baseline: "firstPostoperative", combination: "all", tests: [test("dPJA1.post", ">=", 15)] },
  { id: "increase-20", finding: "PJK", version: 1, citation: "scheer2015", baseline: "preoperative", combination: "all", tests: [test("dPJA.pre", ">", 20)] },
  {
    id: "pjf-lafage",
    finding: "PJF",
    version: 1,
    citation: "park2024",
    baseline: "preoperative",
    combination: "all",
    tests: [test("PJA", ">=", 28), test("dPJA.pre", ">=", 22)],
  },
  {
    id: "pjf-asls",
    finding: "PJF",
    version: 2,
    citation: "asls",
    baseline: "firstPostoperative",
    combination: "any",
    tests: [
      test("dPJA.post", ">", 20),
      finding("uivHeightLoss", ">", 20, "percent"),
      finding("uivListhesis", ">", 3, "mm"),
      answer("uivScrewDislodged", ">=", 1, "class"),
    ],
  },
];

export const DEFAULT_CRITERION = "absolute-20";

/** @throws RangeError for an id that no criterion has. */
export function criterionOf(id: string): Criterion {
  const found = CRITERIA.find((criterion) => criterion.id === id);
  if (!found) throw new RangeError(`no criterion "${id}"; there are ${CRITERIA.map((c) => c.id).join(", ")}`);
  return found;
}

/**
 * The criterion on one reading. A preoperative exam gives a baseline and no verdict; a criterion whose inputs are missing is
 * never "no" (section 2), even where the inputs that there are would have failed it.
 */
export function judge(evaluation: Evaluation, criterion: Criterion, clickSdMm: number): CriterionResult {
  const { reading } = evaluation.sources;
  const tests = criterion.tests.map((one): Test => ({ ...one, found: inputOf(evaluation, one) }));
  const rule = evaluateRule(criterion.combination, tests, clickSdMm);
  const { id } = criterion;
  if (reading.timepoint === "preoperative") return { id, ...baselineOnly(tests, rule, clickSdMm) };
  if (rule.state === "undecidable") return { id, ...UNDECIDED, ...rule };
  const [missing] = tests.flatMap(({ found }) => (found.state === "found" ? [] : [found]));
  if (rule.state === "not-met" && missing) return { id, ...UNDECIDED, reason: missing.reason, subTests: rule.subTests, notes: rule.notes };
  const { deciding, ...result } = rule;
  return { id, ...result, ...deciding, reason: { code: `rule-${rule.state}` }, notes: [...rule.notes, ...weakEvidence(evaluation, criterion)] };
}

function inputOf(evaluation: Evaluation, test: CriterionTest): Outcome<Value> {
  switch (test.source) {
    case "measurement":
      return valueOf(evaluation, test.input);
    case "answer":
      return answerOf(evaluation.sources.reading, test.input);
    case "finding":
      return findingOf(evaluation, test.input, (value) => compare(value, test.comparator, test.threshold));
  }
}

const UNDECIDED = { state: "undecidable", unit: "deg", value: null, interval: null, threshold: null, withinError: false, probability: null } as const;

/** The value that later exams will be compared with, and no threshold, since nothing is judged by it. */
function baselineOnly(tests: readonly Test[], { subTests, notes }: RuleResult, clickSdMm: number): Omit<CriterionResult, "id"> {
  const reason: Reason = { code: "preoperative-exam" };
  const { found } = at(tests, 0);
  const known = found.state === "found" ? { value: found.value.value, interval: interval95(found.value.value, sdOf(found.value, clickSdMm)) } : {};
  return { ...UNDECIDED, ...known, reason, subTests: subTests.map((sub) => ({ ...sub, state: "undecidable", reason })), notes };
}

/** In un-operated chest CTs the same angle was >= 20 degrees in 28 of 100 at T7-T8: said where no angle before surgery tells them apart. */
const weakEvidence = (evaluation: Evaluation, criterion: Criterion): readonly Reason[] =>
  criterion.id === "absolute-20" && valueOf(evaluation, "dPJA.pre").state !== "found" ? [{ code: "absolute-without-baseline" }] : [];

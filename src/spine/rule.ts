import type { Certainty, Reason, SubTestResult, Unit } from "./assessment";
import { at } from "./at";
import { mergeNotes, type Outcome, type Value } from "./outcome";
import { compare, contains, interval95, outcomesOf, probabilityOf, sdOf, shareOf, type Comparator, type Interval } from "./uncertainty";

/** One comparison of a rule, with what was found for its input. */
export interface Test {
  /** Id of the measurement or question that is compared. */
  readonly input: string;
  readonly comparator: Comparator;
  readonly threshold: number;
  readonly unit: Unit;
  readonly found: Outcome<Value>;
}

/** "all": every test has to be met; "any": one is enough. */
export type Combination = "all" | "any";

export type RuleResult =
  | { readonly state: "undecidable"; readonly reason: Reason; readonly subTests: readonly SubTestResult[]; readonly notes: readonly Reason[] }
  | (Certainty & {
      readonly state: "met" | "not-met";
      /** The test that the state hangs on. */
      readonly deciding: { readonly value: number; readonly interval: Interval | null; readonly threshold: number; readonly unit: Unit };
      readonly subTests: readonly SubTestResult[];
      readonly notes: readonly Reason[];
    });

interface Decided {
  readonly test: Test;
  readonly value: Value;
  readonly sd: number | null;
  readonly met: boolean;
}

/**
 * Compares unrounded values. A met test decides an "any" rule and a failed one an "all" rule, whatever else is missing;
 * short of that one missing input makes it undecidable. The probability is that of the rule over the tests that have
 * values (exact for one test, joint for several), within error means that the deciding test's interval holds its threshold;
 * both are null where no error is known.
 * @throws RangeError for a rule without tests.
 */
export function evaluateRule(combination: Combination, tests: readonly Test[], clickSdMm: number): RuleResult {
  const subTests = tests.map(subTest);
  const decided = tests.flatMap((test) => decide(test, clickSdMm));
  const notes = tests.reduce<readonly Reason[]>((sofar, { found }) => (found.state === "found" ? mergeNotes(sofar, found.notes) : sofar), []);
  const met = combination === "all" ? decided.every((one) => one.met) : decided.some((one) => one.met);
  const whateverElse = met === (combination === "any");
  const [failure] = tests.flatMap(({ found }) => (found.state === "found" ? [] : [found]));
  if (failure && !whateverElse) return { state: "undecidable", reason: failure.reason, subTests, notes };
  const { value, sd, test } = decisive(combination, met, decided);
  const { threshold, unit } = test;
  const interval = interval95(value.value, sd);
  return {
    state: met ? "met" : "not-met",
    deciding: { value: value.value, interval, threshold, unit },
    withinError: interval && (sd !== 0 && contains(interval, threshold)),
    probability: probabilityOfRule(combination, decided, clickSdMm),
    subTests,
    notes,
  };
}

function subTest({ input, comparator, threshold, unit, found }: Test): SubTestResult {
  const about = { measurement: input, comparator, threshold, unit };
  if (found.state !== "found") return { ...about, value: null, state: "undecidable", reason: found.reason };
  const { value } = found.value;
  return { ...about, value, state: compare(value, comparator, threshold) ? "met" : "not-met" };
}

function decide(test: Test, clickSdMm: number): readonly Decided[] {
  if (test.found.state !== "found") return [];
  const { value } = test.found;
  return [{ test, value, sd: sdOf(value, clickSdMm), met: compare(value.value, test.comparator, test.threshold) }];
}

/**
 * Of the tests that agree with the state: where all of them are needed for it the closest call, where one is enough the
 * clearest.
 */
function decisive(combination: Combination, met: boolean, decided: readonly Decided[]): Decided {
  const closestFirst = decided.filter((one) => one.met === met).toSorted((x, y) => margin(x) - margin(y));
  return at(closestFirst, (combination === "all") === met ? 0 : closestFirst.length - 1);
}

/** Distance from the threshold in standard deviations; an exact value is infinitely far. */
function margin({ value, test, sd }: Decided): number {
  const distance = Math.abs(value.value - test.threshold);
  if (sd === null) return distance;
  return sd === 0 ? Number.MAX_VALUE : distance / sd;
}

/**
 * Exact for one test, joint for several. A test too far from its threshold for any error to matter is a fact and not
 * drawn: most rules are left with one test or none.
 */
function probabilityOfRule(combination: Combination, decided: readonly Decided[], clickSdMm: number): number | null {
  if (decided.some(({ sd }) => sd === null)) return null;
  const open = decided.filter((one) => margin(one) <= CERTAIN_SDS);
  const settled = decided.some((one) => !open.includes(one) && one.met === (combination === "any"));
  if (settled) return combination === "any" ? 1 : 0;
  const [only] = open;
  if (!only) return combination === "any" ? 0 : 1;
  if (open.length === 1) return probabilityOf(only.value.value, only.sd, only.test.comparator, only.test.threshold);
  const passes = (drawn: readonly number[]) => {
    const met = ({ test }: Decided, i: number) => compare(at(drawn, i), test.comparator, test.threshold);
    return combination === "all" ? open.every(met) : open.some(met);
  };
  const outcomes = outcomesOf(open.map(({ value }) => value), clickSdMm, passes);
  return outcomes && shareOf(outcomes, true);
}

/** Past so many standard deviations the probability of the other side is below 1e-15. */
const CERTAIN_SDS = 8;

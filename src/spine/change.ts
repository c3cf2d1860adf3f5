import { wrapDegrees } from "#geometry/angle";
import { scale, subtract, withValue } from "#geometry/traced";
import type { AssessSettings, Reason, SpineReading, Unit } from "./assessment";
import { differencesOf, examNotes, isCalibrated, lengthParams, type Differences } from "./comparison";
import { evaluationOf } from "./construct";
import { DAYS_PER_MONTH, daysBetween } from "./date";
import { definitionOf } from "./definition";
import { bodyRowOf } from "./fracture";
import type { Level } from "./level";
import { numberOf } from "./measure";
import { both, incomplete, type Failure, type Value } from "./outcome";
import { scoreRowOf } from "./scoreRow";
import { interval95, sdOf, Z_95, type Interval } from "./uncertainty";

/** A number with its error: null where no error is known. */
export interface Estimate {
  readonly value: number;
  readonly sd: number | null;
  readonly interval: Interval | null;
}

/** A measurement of a later exam less the same of an earlier one (section 2, change over time). */
export type Change = { readonly id: string; readonly unit: Unit; readonly differs: Differences; readonly notes: readonly Reason[] } & (
  | (Estimate & {
      readonly state: "measured";
      /** Per mean month of 30.4375 days; why there is none where a date is missing or both are the same day. */
      readonly perMonth: (Estimate & { readonly state: "measured"; readonly months: number }) | Failure;
      /** Minimal detectable change, 1.96 * sqrt(2) * SEM, where SEM is the root mean square of the two exams' SD. */
      readonly mdc: number | null;
      /** Larger, in size, than the minimal detectable change. */
      readonly exceedsMdc: boolean | null;
    })
  | Failure
);

/**
 * The change between two exams, with its error: the clicks of two exams are independent, so their errors add in quadrature.
 * Millimetres in the patient and millimetres at the detector are not differenced.
 * @throws RangeError for an id that names no row with a number and an error of its own (a class, a count of points).
 */
export function changeBetween(earlier: SpineReading, later: SpineReading, id: string, { clickSdMm }: Pick<AssessSettings, "clickSdMm">): Change {
  const unit = unitOf(id);
  const pair = both(numberOf(evaluationOf(later), id), numberOf(evaluationOf(earlier), id));
  const differs = differencesOf(earlier, later);
  const about = { id, unit, differs, notes: differenceNotes(earlier, later, differs, unit) };
  if (pair.state !== "found") return { ...about, ...pair };
  // Magnification alone is several millimetres: a difference of the two would look like one of the patient.
  if (unit === "mm" && isCalibrated(earlier) !== isCalibrated(later)) return { ...about, ...incomplete({ code: "lengths-not-differenced", params: lengthParams(later, earlier) }) };
  const [now, before] = pair.value;
  const change = difference(now, before, unit);
  const estimate = estimated(change, clickSdMm);
  const mdc = estimate.sd === null ? null : Z_95 * estimate.sd;
  const exceedsMdc = mdc === null ? null : Math.abs(estimate.value) > mdc;
  const notes = [...pair.notes, ...about.notes, ...(exceedsMdc === false ? [BELOW_MDC] : [])];
  return { ...about, ...estimate, state: "measured", perMonth: perMonth(change, earlier, later, clickSdMm), mdc, exceedsMdc, notes };
}

const BELOW_MDC: Reason = { code: "below-mdc" };

/** @throws RangeError where no row of that id is a number with an error. */
function unitOf(id: string): Unit {
  const score = scoreRowOf(id);
  const unit = definitionOf(id)?.unit ?? bodyRowOf(id)?.row.unit ?? (score?.score.kind === "derived" ? score.unit : undefined);
  if (unit === undefined) throw new RangeError(`no change is defined of "${id}"`);
  return unit;
}

function difference(now: Value, before: Value, unit: Unit): Value {
  const change = subtract(now, before);
  return unit === "deg" ? withValue(change, wrapDegrees(change.value)) : change;
}

function estimated(value: Value, clickSdMm: number): Estimate {
  const sd = sdOf(value, clickSdMm);
  return { value: value.value, sd, interval: interval95(value.value, sd) };
}

function perMonth(change: Value, earlier: SpineReading, later: SpineReading, clickSdMm: number): Extract<Change, { state: "measured" }>["perMonth"] {
  const days = daysBetween(earlier.date, later.date);
  if (days === null) return incomplete({ code: "no-exam-date" });
  if (days === 0) return incomplete({ code: "same-day" });
  if (days < 0) return incomplete({ code: "dates-out-of-order" });
  const months = days / DAYS_PER_MONTH;
  return { state: "measured", months, ...estimated(scale(change, 1 / months), clickSdMm) };
}

/** Lengths, and what is made of them, besides: what the millimetres of the two are worth. */
const differenceNotes = (earlier: SpineReading, later: SpineReading, { scale: scales, lengths }: Differences, unit: Unit): readonly Reason[] => [
  ...examNotes(later, earlier),
  ...(scales ? [{ code: "scales-differ" }] : []),
  ...(lengths && !scales && unit === "mm" ? [{ code: "lengths-incomparable", params: lengthParams(later, earlier) }] : []),
];

/** What a treatment gave back (section 6): heights in millimetres, angles in degrees, + where the body is higher or the kyphosis less. */
export interface Restoration {
  readonly anteriorHeight: Change;
  readonly middleHeight: Change;
  readonly posteriorHeight: Change;
  readonly wedge: Change;
  readonly localKyphosis: Change;
  readonly segmentalKyphosis: Change;
}

/** Heights restored and angles corrected by vertebroplasty, kyphoplasty or an operation, between the exams before and after. */
export function restorationOf(before: SpineReading, after: SpineReading, level: Level, settings: Pick<AssessSettings, "clickSdMm">): Restoration {
  const gained = (name: string) => changeBetween(before, after, `${name}.${level}`, settings);
  const corrected = (name: string) => negated(gained(name));
  return {
    anteriorHeight: gained("Ha"),
    middleHeight: gained("Hm"),
    posteriorHeight: gained("Hp"),
    wedge: corrected("wedge"),
    localKyphosis: corrected("localKyphosis"),
    segmentalKyphosis: corrected("segmentalKyphosis"),
  };
}

const negated = (change: Change): Change =>
  change.state === "measured" ? { ...change, ...opposite(change), perMonth: change.perMonth.state === "measured" ? { ...change.perMonth, ...opposite(change.perMonth) } : change.perMonth } : change;

const opposite = ({ value, sd, interval }: Estimate): Estimate => ({ value: 0 - value, sd, interval: interval && [0 - interval[1], 0 - interval[0]] });

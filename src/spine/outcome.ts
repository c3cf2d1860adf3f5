import type { Traced, TracedPoint } from "#geometry/traced";
import type { Reason, SpineReading } from "./assessment";
import type { LandmarkId, PointAddress } from "./landmark";

/** A step of a computation: what was found, or why there is nothing. Failures travel; they never become numbers. */
export type Outcome<T> = Found<T> | Failure;

export interface Found<T> {
  readonly state: "found";
  readonly value: T;
  readonly notes: readonly Reason[];
}

export type Failure =
  | { readonly state: "incomplete"; readonly missing: readonly (LandmarkId | PointAddress)[]; readonly reason: Reason }
  | { readonly state: "degenerate"; readonly reason: Reason };

/**
 * One click of one reading. Made once a reading, and its identity is the key of every gradient: the clicks of two exams
 * are independent though they carry the same name.
 */
export interface Click {
  readonly address: PointAddress;
  readonly reading: SpineReading;
}

/** A number that knows the clicks it came from. */
export type Value = Traced<Click>;
export type Point = TracedPoint<Click>;

export const MISSING_POINTS: Reason = { code: "missing-points" };

export const found = <T>(value: T, notes: readonly Reason[] = []): Found<T> => ({ state: "found", value, notes });

export const incomplete = (reason: Reason, missing: readonly (LandmarkId | PointAddress)[] = []): Failure => ({ state: "incomplete", missing, reason });

export const missing = (...points: readonly (LandmarkId | PointAddress)[]): Failure => incomplete(MISSING_POINTS, points);

export const degenerate = (reason: Reason): Failure => ({ state: "degenerate", reason });

export const map = <T, U>(outcome: Outcome<T>, f: (value: T) => U): Outcome<U> =>
  outcome.state === "found" ? found(f(outcome.value), outcome.notes) : outcome;

export function flatMap<T, U>(outcome: Outcome<T>, f: (value: T) => Outcome<U>): Outcome<U> {
  if (outcome.state !== "found") return outcome;
  const next = f(outcome.value);
  return next.state === "found" ? found(next.value, mergeNotes(outcome.notes, next.notes)) : next;
}

/** Both, or everything that both lack. */
export function both<T, U>(left: Outcome<T>, right: Outcome<U>): Outcome<readonly [T, U]> {
  if (left.state === "found") {
    if (right.state !== "found") return right;
    return found([left.value, right.value], mergeNotes(left.notes, right.notes));
  }
  return right.state === "found" ? left : mergeFailures(left, right);
}

export const combine = <T, U, V>(left: Outcome<T>, right: Outcome<U>, f: (left: T, right: U) => V): Outcome<V> =>
  map(both(left, right), ([x, y]) => f(x, y));

/** What is missing can be supplied, so it is said before what is degenerate; a cause other than missing points goes first. */
function mergeFailures(left: Failure, right: Failure): Failure {
  if (left.state === "degenerate") return right.state === "degenerate" ? left : right;
  if (right.state === "degenerate") return left;
  return incomplete(left.reason === MISSING_POINTS ? right.reason : left.reason, unique([...left.missing, ...right.missing]));
}

const unique = <T>(items: readonly T[]): readonly T[] => {
  const seen = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...seen.values()];
};

/** Each note once. */
export const mergeNotes = (left: readonly Reason[], right: readonly Reason[]): readonly Reason[] =>
  left.length === 0 ? right : right.length === 0 ? left : unique([...left, ...right]);

import { gradientProduct } from "#geometry/traced";
import { at } from "./at";
import type { Value } from "./outcome";

/**
 * Error propagation (section 3). Every click errs independently by the same standard deviation in both directions; a
 * value's variance is then the click variance times the squared length of its gradient, to first order, and two values'
 * covariance the same with the product of their gradients.
 */

/** Without a scale a click's error in millimetres says nothing of the points. */
const inMillimetres = (value: Value): boolean => [...value.gradient.keys()].every(({ reading }) => reading.scale === "mm");

/** One standard deviation in the value's unit, for clicks that err by `clickSdMm`; null where a point has no scale. */
export const sdOf = (value: Value, clickSdMm: number): number | null => (inMillimetres(value) ? clickSdMm * Math.sqrt(gradientProduct(value, value)) : null);

/** The standard normal quantile of 97.5 %. */
export const Z_95 = 1.959963984540054;

export type Interval = readonly [number, number];

/** The 95 % interval; null where no error is known. */
export const interval95 = (value: number, sd: number | null): Interval | null => (sd === null ? null : [value - Z_95 * sd, value + Z_95 * sd]);

export const contains = (interval: Interval | null, threshold: number): boolean =>
  interval !== null && interval[0] <= threshold && threshold <= interval[1];

/** P(Z <= z) of the standard normal, to 1e-15 (Marsaglia 2004, J Stat Softw 11:4). */
export function normalCdf(z: number): number {
  if (z < -8) return 0;
  if (z > 8) return 1;
  let sum = z;
  let before = 0;
  let term = z;
  for (let i = 3; sum !== before; i += 2) {
    before = sum;
    term *= (z * z) / i;
    sum += term;
  }
  return 0.5 + sum * Math.exp(-0.5 * z * z - 0.5 * Math.log(2 * Math.PI));
}

export type Comparator = ">=" | ">" | "<" | "<=";

/** What is left of rounding in a computed value: one this near to a threshold stands on it, and no last bit decides a verdict. */
const rounding = 1e-11;

/** On which side of a threshold a value lies: -1 below, 0 on it, 1 above. */
export const sideOf = (value: number, threshold: number): -1 | 0 | 1 => (Math.abs(value - threshold) <= rounding ? 0 : value < threshold ? -1 : 1);

export function compare(value: number, comparator: Comparator, threshold: number): boolean {
  const side = sideOf(value, threshold);
  switch (comparator) {
    case ">=":
      return side >= 0;
    case ">":
      return side > 0;
    case "<":
      return side < 0;
    case "<=":
      return side <= 0;
  }
}

/** Probability that the true value passes the comparison, given the measured one and its error. */
export function probabilityOf(value: number, sd: number | null, comparator: Comparator, threshold: number): number | null {
  if (sd === null) return null;
  if (sd === 0) return compare(value, comparator, threshold) ? 1 : 0;
  const above = normalCdf((value - threshold) / sd);
  return comparator === ">=" || comparator === ">" ? above : 1 - above;
}

/**
 * What a rule over several values, which share clicks and so err together, makes of their joint normal distribution: the
 * probability of each outcome. Integrated over a fixed set of `DRAWS` quasi-random draws (a Kronecker sequence through
 * Box-Muller, each draw with its mirror image), so that the same reading always gives the same figure; accurate to about
 * half a percent, which is finer than the percent that is shown. Null where no error is known. `rule` must not keep the
 * list that it is handed: the next draw is written over it.
 */
export function outcomesOf<T>(values: readonly Value[], clickSdMm: number, rule: (drawn: readonly number[]) => T): ReadonlyMap<T, number> | null {
  if (!values.every(inMillimetres)) return null;
  const root = cholesky(values.map((x) => values.map((y) => clickSdMm ** 2 * gradientProduct(x, y))));
  const lines = values.map(({ value }, i) => ({ middle: value, row: at(root, i) }));
  const counts = new Map<T, number>();
  const count = (outcome: T) => counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  // One pair of lists serves all draws: this is where half of the time of a whole assessment goes.
  const [drawn, mirrored] = [values.map(({ value }) => value), values.map(({ value }) => value)];
  for (const normals of standardNormals(values.length)) {
    let i = 0;
    for (const { middle, row } of lines) {
      const offset = dot(row, normals);
      drawn[i] = middle + offset;
      mirrored[i] = middle - offset;
      i += 1;
    }
    count(rule(drawn));
    count(rule(mirrored));
  }
  for (const [outcome, times] of counts) counts.set(outcome, times / DRAWS);
  return counts;
}

/** How probable one outcome is. */
export const shareOf = <T>(outcomes: ReadonlyMap<T, number>, wanted: T): number =>
  [...outcomes].reduce((sum, [outcome, share]) => (outcome === wanted ? sum + share : sum), 0);

const DRAWS = 1024;

/** Over the length of `row`; a plain loop, since this is where the time goes. */
function dot(row: readonly number[], other: readonly number[]): number {
  let sum = 0;
  let i = 0;
  for (const factor of row) {
    sum += factor * at(other, i);
    i += 1;
  }
  return sum;
}

/** Lower triangular root of a covariance; a value that follows from those before it has a zero on its diagonal. */
function cholesky(covariance: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const root: number[][] = [];
  for (const [i, row] of covariance.entries()) {
    const entries: number[] = [];
    for (const [j, above] of root.entries()) {
      const pivot = at(above, j);
      entries.push(pivot === 0 ? 0 : (at(row, j) - dot(entries, above)) / pivot);
    }
    const variance = at(row, i);
    const left = variance - dot(entries, entries);
    entries.push(left > 1e-12 * variance ? Math.sqrt(left) : 0);
    root.push(entries);
  }
  return root;
}

const normalsByDimension = new Map<number, readonly (readonly number[])[]>();

function standardNormals(dimension: number): readonly (readonly number[])[] {
  const known = normalsByDimension.get(dimension);
  if (known) return known;
  const made = Array.from({ length: DRAWS / 2 }, (_, index) => draw(index + 0.5, dimension));
  normalsByDimension.set(dimension, made);
  return made;
}

/** Fractional parts of multiples of powers of 1 / the generalised golden ratio: as even as such a sequence gets. */
function draw(step: number, dimension: number): readonly number[] {
  const pairs = Math.ceil(dimension / 2);
  const ratio = generalisedGoldenRatio(2 * pairs);
  const uniform = (axis: number) => (0.5 + step * ratio ** -(axis + 1)) % 1;
  return Array.from({ length: pairs }, (_, pair) => boxMuller(uniform(2 * pair), uniform(2 * pair + 1)))
    .flat()
    .slice(0, dimension);
}

/** `u` is never 0: its multiples are irrational. */
function boxMuller(u: number, v: number): readonly number[] {
  const radius = Math.sqrt(-2 * Math.log(u));
  return [radius * Math.cos(2 * Math.PI * v), radius * Math.sin(2 * Math.PI * v)];
}

/** The root above one of x^(d+1) = x + 1. */
function generalisedGoldenRatio(dimension: number): number {
  let x = 1.5;
  for (let i = 0; i < 64; i++) x = (1 + x) ** (1 / (dimension + 1));
  return x;
}

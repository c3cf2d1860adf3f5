/**
 * Numbers that remember the points they came from: a value together with its exact first derivative with respect to
 * every source point (forward-mode differentiation). One expression then gives the value, the points it used and its
 * error, and two values that share a point are correlated without further care.
 *
 * Source points are told apart by the identity of their key object, so the points of two exams are independent even
 * where they carry the same name.
 */
import type { SagittalPoint } from "./points";
import { DEGREES_PER_RADIAN } from "./units";

/** Derivative of a value with respect to one point: per millimetre forwards, per millimetre upwards. */
export interface PointDerivative {
  readonly perAnterior: number;
  readonly perCranial: number;
}

export interface Traced<Key extends object> {
  readonly value: number;
  readonly gradient: ReadonlyMap<Key, PointDerivative>;
}

export interface TracedPoint<Key extends object> {
  readonly anterior: Traced<Key>;
  readonly cranial: Traced<Key>;
}

export const tracedPoint = <Key extends object>(key: Key, point: SagittalPoint): TracedPoint<Key> => ({
  anterior: { value: point.anteriorMm, gradient: new Map([[key, { perAnterior: 1, perCranial: 0 }]]) },
  cranial: { value: point.cranialMm, gradient: new Map([[key, { perAnterior: 0, perCranial: 1 }]]) },
});

export const positionOf = <Key extends object>(point: TracedPoint<Key>): SagittalPoint => ({
  anteriorMm: point.anterior.value,
  cranialMm: point.cranial.value,
});

export const constant = <Key extends object>(value: number): Traced<Key> => ({ value, gradient: new Map() });

/** An operand and the partial derivative of a value with respect to it. */
type Term<Key extends object> = readonly [Traced<Key>, number];

/** The chain rule. The terms of a value are gathered in one gradient: each of them costs what it brings, whatever came before it. */
function chain<Key extends object>(value: number, terms: readonly Term<Key>[]): Traced<Key> {
  const gradient = new Map<Key, { perAnterior: number; perCranial: number }>();
  for (const [operand, partial] of terms) {
    for (const [key, derivative] of operand.gradient) {
      let sofar = gradient.get(key);
      if (sofar === undefined) {
        sofar = { perAnterior: 0, perCranial: 0 };
        gradient.set(key, sofar);
      }
      sofar.perAnterior += partial * derivative.perAnterior;
      sofar.perCranial += partial * derivative.perCranial;
    }
  }
  return { value, gradient };
}

export const add = <Key extends object>(x: Traced<Key>, y: Traced<Key>): Traced<Key> => chain(x.value + y.value, [[x, 1], [y, 1]]);

export const subtract = <Key extends object>(x: Traced<Key>, y: Traced<Key>): Traced<Key> => chain(x.value - y.value, [[x, 1], [y, -1]]);

export const scale = <Key extends object>(x: Traced<Key>, factor: number): Traced<Key> => chain(x.value * factor, [[x, factor]]);

export const shift = <Key extends object>(x: Traced<Key>, by: number): Traced<Key> => ({ ...x, value: x.value + by });

export const multiply = <Key extends object>(x: Traced<Key>, y: Traced<Key>): Traced<Key> =>
  chain(x.value * y.value, [[x, y.value], [y, x.value]]);

/** Not defined for a zero divisor; whoever divides has looked. */
export const divide = <Key extends object>(x: Traced<Key>, y: Traced<Key>): Traced<Key> =>
  chain(x.value / y.value, [[x, 1 / y.value], [y, -x.value / (y.value * y.value)]]);

/** `atan2` in degrees, (-180, 180]. Not defined where both are zero; whoever asks has looked. */
export function atan2<Key extends object>(y: Traced<Key>, x: Traced<Key>): Traced<Key> {
  const squared = x.value * x.value + y.value * y.value;
  return chain(Math.atan2(y.value, x.value) * DEGREES_PER_RADIAN, [
    [y, (DEGREES_PER_RADIAN * x.value) / squared],
    [x, (-DEGREES_PER_RADIAN * y.value) / squared],
  ]);
}

/** The same value under another number, for steps with slope one (wrapping an angle). */
export const withValue = <Key extends object>(x: Traced<Key>, value: number): Traced<Key> => ({ ...x, value });

/** With the sources of `from` first, as clicks are asked for. */
export const vector = <Key extends object>(from: TracedPoint<Key>, to: TracedPoint<Key>): TracedPoint<Key> => ({
  anterior: difference(from.anterior, to.anterior),
  cranial: difference(from.cranial, to.cranial),
});

const difference = <Key extends object>(from: Traced<Key>, to: Traced<Key>): Traced<Key> => chain(to.value - from.value, [[from, -1], [to, 1]]);

/** @throws RangeError for no points. */
export function meanPoint<Key extends object>(points: readonly TracedPoint<Key>[]): TracedPoint<Key> {
  if (points.length === 0) throw new RangeError("the mean of no points is not a point");
  const mean = (coordinates: readonly Traced<Key>[]) =>
    chain(sum(coordinates.map(({ value }) => value)) / points.length, coordinates.map((x) => [x, 1 / points.length]));
  return { anterior: mean(points.map((p) => p.anterior)), cranial: mean(points.map((p) => p.cranial)) };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** A function of a place, with its two derivatives there. */
export type Differentiable = (anteriorMm: number, cranialMm: number) => PointDerivative & { readonly value: number };

/**
 * The sum of `f` over the places of points about their mean. Each point moves the mean too, which takes the mean derivative
 * off its own; said so, the sum of a thousand points is a thousand terms, and not as many gradients of a thousand points each.
 * @throws RangeError for no points.
 */
export function sumAboutMean<Key extends object>(points: readonly TracedPoint<Key>[], f: Differentiable): Traced<Key> {
  const mean = positionOf(meanPoint(points));
  const each = points.map(({ anterior, cranial }) => ({ anterior, cranial, ...f(anterior.value - mean.anteriorMm, cranial.value - mean.cranialMm) }));
  const perAnterior = sum(each.map((one) => one.perAnterior)) / each.length;
  const perCranial = sum(each.map((one) => one.perCranial)) / each.length;
  const terms = each.flatMap((one): readonly Term<Key>[] => [[one.anterior, one.perAnterior - perAnterior], [one.cranial, one.perCranial - perCranial]]);
  return chain(sum(each.map(({ value }) => value)), terms);
}

/** Σ over shared points of the products of derivatives; times the click variance it is the covariance of the two. */
export function gradientProduct<Key extends object>(x: Traced<Key>, y: Traced<Key>): number {
  let sum = 0;
  for (const [key, derivative] of x.gradient) {
    const other = y.gradient.get(key);
    if (other) sum += derivative.perAnterior * other.perAnterior + derivative.perCranial * other.perCranial;
  }
  return sum;
}

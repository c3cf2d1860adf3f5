import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circleCentre } from "#geometry/circle";
import { lineThrough } from "#geometry/line";
import type { SagittalPoint } from "#geometry/points";
import * as t from "#geometry/traced";

type Expression = (points: readonly t.TracedPoint<object>[]) => t.Traced<object>;

/** Every derivative of an expression against central differences. */
function expectGradient(expression: Expression, points: readonly SagittalPoint[]): void {
  const keys = points.map(() => ({}));
  const evaluate = (moved: readonly SagittalPoint[]) => expression(moved.map((p, i) => t.tracedPoint(keys[i]!, p)));
  const traced = evaluate(points);
  const h = 1e-5;
  for (const [i, key] of keys.entries()) {
    const along = (da: number, dc: number) =>
      evaluate(points.map((p, j) => (j === i ? { anteriorMm: p.anteriorMm + da, cranialMm: p.cranialMm + dc } : p))).value;
    const derivative = traced.gradient.get(key) ?? { perAnterior: 0, perCranial: 0 };
    expect(derivative.perAnterior).toBeCloseTo((along(h, 0) - along(-h, 0)) / (2 * h), 4);
    expect(derivative.perCranial).toBeCloseTo((along(0, h) - along(0, -h)) / (2 * h), 4);
  }
}

const coordinate = fc.double({ min: 3, max: 40, noNaN: true });
const points = (count: number) => fc.array(fc.record({ anteriorMm: coordinate, cranialMm: coordinate }), { minLength: count, maxLength: count });

describe("derivatives are exact", () => {
  it.each<[string, Expression]>([
    ["add, multiply", ([p, q]) => t.add(p!.anterior, t.multiply(q!.cranial, p!.cranial))],
    ["subtract, divide", ([p, q]) => t.subtract(p!.anterior, t.divide(q!.anterior, p!.cranial))],
    ["scale, shift", ([p, q]) => t.scale(t.shift(t.add(p!.cranial, q!.cranial), 3), -2.5)],
    ["meanPoint, atan2", ([p, q, r]) => t.atan2(t.meanPoint([p!, q!, r!]).anterior, t.meanPoint([p!, r!]).cranial)],
  ])("%s", (_name, expression) => {
    fc.assert(fc.property(points(3), (given) => expectGradient(expression, given)), { numRuns: 30 });
  });

  it("of a fitted line's direction and a circle's centre", () => {
    const endplate = [{ anteriorMm: 0, cranialMm: 1 }, { anteriorMm: 30, cranialMm: -4 }, { anteriorMm: 9, cranialMm: 0.5 }, { anteriorMm: 21, cranialMm: -3.1 }];
    expectGradient(([p, q, ...along]) => lineThrough(p!, q!, along)!.directionDegrees, endplate);
    const rim = [{ anteriorMm: 20, cranialMm: 0 }, { anteriorMm: 2, cranialMm: 19 }, { anteriorMm: -15, cranialMm: -12 }, { anteriorMm: 3, cranialMm: -21 }];
    expectGradient((p) => circleCentre(p)!.anterior, rim);
    expectGradient((p) => circleCentre(p)!.cranial, rim);
  });
});

describe("sources", () => {
  const [p, q] = [{}, {}];
  const x = t.tracedPoint(p, { anteriorMm: 2, cranialMm: 5 });
  const y = t.tracedPoint(q, { anteriorMm: 7, cranialMm: 1 });
  it("cancel where a point is used twice with opposite signs", () => {
    expect(t.gradientProduct(t.subtract(x.anterior, x.anterior), t.subtract(x.anterior, x.anterior))).toBe(0);
  });
  it("are shared by what is computed from the same point and by nothing else", () => {
    expect(t.gradientProduct(t.add(x.anterior, y.anterior), x.anterior)).toBe(1);
    expect(t.gradientProduct(x.anterior, y.anterior)).toBe(0);
    expect(t.gradientProduct(x.anterior, t.constant(3))).toBe(0);
  });
  it("stay with a value that is renamed", () => expect(t.withValue(x.cranial, 9)).toEqual({ ...x.cranial, value: 9 }));
  it("have no mean when there are none", () => expect(() => t.meanPoint([])).toThrow(RangeError));
});

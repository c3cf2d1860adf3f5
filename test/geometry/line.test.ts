import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crossing, distance, lineThrough, segmentsCross } from "#geometry/line";
import type { SagittalPoint } from "#geometry/points";
import { tracedPoint } from "#geometry/traced";

const at = (anteriorMm: number, cranialMm: number): SagittalPoint => ({ anteriorMm, cranialMm });
const point = (a: number, c: number) => tracedPoint({}, at(a, c));

describe("lineThrough", () => {
  it("is directed from the first end to the second, whatever the quadrant", () => {
    fc.assert(
      fc.property(fc.double({ min: -179.9, max: 179.9, noNaN: true }), fc.double({ min: 0.1, max: 100, noNaN: true }), (angle, length) => {
        const radians = (angle * Math.PI) / 180;
        const end = point(3 + length * Math.cos(radians), -7 + length * Math.sin(radians));
        const middle = point(3 + 0.4 * length * Math.cos(radians), -7 + 0.4 * length * Math.sin(radians));
        expect(lineThrough(point(3, -7), end)?.directionDegrees.value).toBeCloseTo(angle, 9);
        // The same with a third point on it: the principal axis has to find the direction again.
        const fitted = lineThrough(point(3, -7), end, [middle]);
        const difference = ((fitted?.directionDegrees.value ?? NaN) - angle + 540) % 360;
        expect(difference).toBeCloseTo(180, 5);
        expect(fitted?.residualMm).toBeCloseTo(0, 5);
      }),
    );
  });

  it("minimises the perpendicular distances: a symmetric scatter keeps its axis and shows its residual", () => {
    const fitted = lineThrough(point(-10, 0), point(10, 0), [point(0, 1), point(0, -1)]);
    expect(fitted?.directionDegrees.value).toBeCloseTo(0, 12);
    expect(fitted?.residualMm).toBeCloseTo(Math.sqrt(2 / 4), 12);
  });

  it("is found on a steep scatter too, against a brute-force search", () => {
    const points: [number, number][] = [[0, 0], [2, 29], [1.5, 10], [-0.3, 19]];
    const [ma, mc] = [0.8, 14.5];
    const cost = (angle: number) =>
      points.reduce((sum, [a, c]) => sum + ((a - ma) * Math.sin((angle * Math.PI) / 180) - (c - mc) * Math.cos((angle * Math.PI) / 180)) ** 2, 0);
    const best = Array.from({ length: 18001 }, (_, i) => i / 100).reduce((x, y) => (cost(y) < cost(x) ? y : x));
    const [from, to, ...along] = points.map(([a, c]) => point(a, c));
    const fitted = lineThrough(from!, to!, along);
    expect(Math.abs((fitted?.directionDegrees.value ?? NaN) - best)).toBeLessThan(0.01);
    expect(fitted?.residualMm).toBeCloseTo(Math.sqrt(cost(best) / 4), 4);
  });

  it("has no direction between coincident ends or in a scatter without an axis", () => {
    expect(lineThrough(point(1, 1), point(1, 1))).toBeNull();
    expect(lineThrough(point(1, 1), point(1 + 1e-7, 1))).toBeNull();
    expect(lineThrough(point(0, 0), point(1, 1), [point(1, 0), point(0, 1)])).toBeNull();
  });
});

describe("crossing", () => {
  const cross = { from: at(0, 0), to: at(2, 2) };
  it("finds the point and how far along each line it lies", () => {
    expect(crossing(cross, { from: at(0, 2), to: at(4, -2) })).toEqual({ at: at(1, 1), alongP: 0.5, alongQ: 0.25 });
  });
  it("is null for parallel lines", () => expect(crossing(cross, { from: at(1, 0), to: at(3, 2) })).toBeNull());
  it("tells crossing segments from lines that cross beyond them", () => {
    expect(segmentsCross(cross, { from: at(0, 2), to: at(2, 0) })).toBe(true);
    expect(segmentsCross(cross, { from: at(0, 6), to: at(6, 0) })).toBe(false);
    expect(segmentsCross(cross, { from: at(0, 2), to: at(0.5, 1.5) })).toBe(false);
    expect(segmentsCross({ from: at(2, 2), to: at(3, 3) }, { from: at(0, 2), to: at(2, 0) })).toBe(false);
    expect(segmentsCross(cross, { from: at(1, 0), to: at(3, 2) })).toBe(false);
  });
});

it("distance is Euclidean", () => expect(distance(at(1, 1), at(4, 5))).toBe(5));

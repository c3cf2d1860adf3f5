import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circleCentre, circleThrough } from "#geometry/circle";
import { tracedPoint } from "#geometry/traced";

const rim = (a: number, c: number, radius: number, angles: readonly number[]) =>
  angles.map((angle) => ({ anteriorMm: a + radius * Math.cos((angle * Math.PI) / 180), cranialMm: c + radius * Math.sin((angle * Math.PI) / 180) }));

describe("circleThrough", () => {
  it("finds centre and radius from three rim points", () => {
    fc.assert(
      fc.property(fc.double({ min: -500, max: 500, noNaN: true }), fc.double({ min: 5, max: 60, noNaN: true }), fc.integer({ min: 0, max: 60 }), (a, radius, start) => {
        const found = circleThrough(rim(a, -a / 3, radius, [start, start + 70, start + 200]));
        expect(found?.centre.anteriorMm).toBeCloseTo(a, 8);
        expect(found?.centre.cranialMm).toBeCloseTo(-a / 3, 8);
        expect(found?.radiusMm).toBeCloseTo(radius, 8);
      }),
    );
  });

  it("uses every further rim point", () => {
    const points = rim(10, 20, 23, [0, 80, 160, 240, 320]);
    expect(circleThrough(points)?.radiusMm).toBeCloseTo(23, 9);
    const pulled = points.map((p, i) => (i === 0 ? { ...p, anteriorMm: p.anteriorMm + 1 } : p));
    expect(circleThrough(pulled)?.centre.anteriorMm).toBeGreaterThan(10.1);
  });

  it("is null for collinear points and for fewer than three", () => {
    expect(circleThrough([0, 1, 2].map((x) => ({ anteriorMm: x, cranialMm: 2 * x })))).toBeNull();
    expect(circleThrough(rim(0, 0, 5, [0, 90]))).toBeNull();
    expect(circleCentre([tracedPoint({}, { anteriorMm: 1, cranialMm: 1 })])).toBeNull();
  });
});

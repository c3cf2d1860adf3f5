import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Affine, apply, compose, invert } from "#geometry/affine";

const number = fc.double({ min: -50, max: 50, noNaN: true });

describe("affine maps", () => {
  it("take the x axis to (a, b), the y axis to (c, d) and the origin to (e, f)", () => {
    const map: Affine = { a: 1, b: 2, c: 3, d: 4, e: 10, f: 20 };
    expect([apply(map, 0, 0), apply(map, 1, 0), apply(map, 0, 1)]).toEqual([[10, 20], [11, 22], [13, 24]]);
  });

  it("come back through their inverse", () => {
    fc.assert(
      fc.property(number, number, number, number, fc.double({ min: 0.1, max: 9, noNaN: true }), (x, y, shift, angle, factor) => {
        const [cos, sin] = [Math.cos(angle) * factor, Math.sin(angle) * factor];
        const map: Affine = { a: cos, b: sin, c: sin / 2, d: -cos / 2, e: shift, f: -shift };
        const [u, v] = apply(invert(map), ...apply(map, x, y));
        expect(u).toBeCloseTo(x, 8);
        expect(v).toBeCloseTo(y, 8);
      }),
    );
  });

  it("follow each other, the inner one first", () => {
    const turned: Affine = { a: 0, b: 1, c: -1, d: 0, e: 0, f: 0 };
    const shifted: Affine = { a: 1, b: 0, c: 0, d: 1, e: 5, f: 7 };
    expect(apply(compose(turned, shifted), 1, 2)).toEqual([-9, 6]);
    expect(apply(compose(shifted, turned), 1, 2)).toEqual([3, 8]);
    const tuple = fc.tuple(number, number, number, number, number, number);
    fc.assert(
      fc.property(tuple, tuple, number, number, ([a, b, c, d, e, f], [g, h, i, j, k, l], x, y) => {
        const [outer, inner]: [Affine, Affine] = [{ a, b, c, d, e, f }, { a: g, b: h, c: i, d: j, e: k, f: l }];
        const [expected, found] = [apply(outer, ...apply(inner, x, y)), apply(compose(outer, inner), x, y)];
        expect(found[0]).toBeCloseTo(expected[0], 6);
        expect(found[1]).toBeCloseTo(expected[1], 6);
      }),
    );
  });

  it("have none with finite numbers where they flatten the plane", () => {
    expect(Number.isFinite(invert({ a: 1, b: 0, c: 0, d: 0, e: 0, f: 0 }).d)).toBe(false);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Affine, apply, invert } from "#geometry/affine";

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

  it("have none with finite numbers where they flatten the plane", () => {
    expect(Number.isFinite(invert({ a: 1, b: 0, c: 0, d: 0, e: 0, f: 0 }).d)).toBe(false);
  });
});

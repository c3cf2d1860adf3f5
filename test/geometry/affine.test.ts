import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apply, applyLinear, compose, IDENTITY, invert, rotation, scaling, translation } from "#geometry/affine";

const number = fc.double({ min: -50, max: 50, noNaN: true });

describe("affine maps", () => {
  it("are done in the order they are named", () => {
    expect(apply(compose(translation(1, 0), scaling(2)), [1, 1])).toEqual([4, 2]);
    expect(apply(compose(scaling(2), translation(1, 0)), [1, 1])).toEqual([3, 2]);
    expect(apply(compose(), [3, 4])).toEqual([3, 4]);
    expect(apply(scaling(2, 3), [1, 1])).toEqual([2, 3]);
  });

  it("turn the x axis towards the y axis, exactly at quarter turns", () => {
    const turned = (angle: number) => apply(rotation(angle), [1, 0]).map((x) => x + 0);
    expect([0, 90, 180, 270, -90, 360].map(turned)).toEqual([[1, 0], [0, 1], [-1, 0], [0, -1], [0, -1], [1, 0]]);
    const [x, y] = apply(rotation(30), [2, 0]);
    expect(x).toBeCloseTo(Math.sqrt(3), 12);
    expect(y).toBeCloseTo(1, 12);
  });

  it("map directions without the shift", () => expect(applyLinear(translation(5, 7), [1, 2])).toEqual([1, 2]));

  it("come back through their inverse", () => {
    fc.assert(
      fc.property(number, number, number, number, fc.double({ min: 0.1, max: 9, noNaN: true }), (x, y, shift, angle, factor) => {
        const map = compose(rotation(angle), scaling(factor, -factor / 2), translation(shift, -shift));
        const [u, v] = apply(invert(map), apply(map, [x, y]));
        expect(u).toBeCloseTo(x, 8);
        expect(v).toBeCloseTo(y, 8);
      }),
    );
    expect(invert(IDENTITY)).toEqual({ ...IDENTITY, b: -0, c: -0 });
  });

  it("have no inverse where they flatten the plane", () => expect(() => invert(scaling(1, 0))).toThrow("its determinant is 0"));
});

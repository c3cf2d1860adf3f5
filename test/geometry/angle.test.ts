import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wrapDegrees } from "#geometry/angle";
import { degrees, millimetres } from "#geometry/units";

describe("wrapDegrees", () => {
  it.each([
    [0, 0],
    [180, 180],
    [-180, 180],
    [181, -179],
    [-181, 179],
    [540, 180],
    [-540, 180],
    [719.5, -0.5],
    [95, 95],
  ])("%d reads %d", (given, expected) => expect(wrapDegrees(given)).toBe(expected));

  it("leaves a value inside untouched to the last bit, and reads -0 as 0", () => {
    expect(wrapDegrees(179.99999999999997)).toBe(179.99999999999997);
    expect(Object.is(wrapDegrees(-0), 0)).toBe(true);
  });

  it("keeps the direction and stays in (-180, 180]", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e4, max: 1e4, noNaN: true }), (angle) => {
        const wrapped = wrapDegrees(angle);
        expect(wrapped).toBeGreaterThan(-180);
        expect(wrapped).toBeLessThanOrEqual(180);
        expect(Math.cos((wrapped * Math.PI) / 180)).toBeCloseTo(Math.cos((angle * Math.PI) / 180), 9);
      }),
    );
  });
});

describe("units", () => {
  it("refuse what is not a finite number and say what it was", () => {
    expect(() => degrees(NaN)).toThrow("degrees must be a finite number, got NaN");
    expect(() => millimetres(Infinity)).toThrow("millimetres must be a finite number, got Infinity");
    expect(millimetres(-2)).toBe(-2);
  });
});

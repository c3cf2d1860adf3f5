import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { extremesOf, keepWithin, occurringIn } from "#image/pixels/extremes";

const naive = (values: ArrayLike<number>, least: number, most: number): boolean => Array.from(values).every((value) => value >= least && value <= most);
const bits = fc.integer({ min: 1, max: 15 });
/** Also pieces that begin in the middle of a word of 32 bits, and end in one. */
const piece = fc.record({ skip: fc.nat(3), values: fc.array(fc.oneof(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -32_768, max: 65_535 })), { maxLength: 9 }) });

describe("whether values keep within their stored bits", () => {
  it("is what asking each of them says, unsigned", () => {
    fc.assert(
      fc.property(piece, bits, ({ skip, values }, count) => {
        const own = Uint16Array.from([...Array<number>(skip).fill(0), ...values]).subarray(skip);
        expect(keepWithin(own, count)).toBe(naive(own, 0, 2 ** count - 1));
      }),
    );
  });

  it("and signed", () => {
    fc.assert(
      fc.property(piece, bits, ({ skip, values }, count) => {
        const own = Int16Array.from([...Array<number>(skip).fill(0), ...values]).subarray(skip);
        expect(keepWithin(own, count)).toBe(naive(own, -(2 ** (count - 1)), 2 ** (count - 1) - 1));
      }),
    );
  });

  it.each([
    [12, -2048, true],
    [12, -2049, false],
    [12, 2047, true],
    [12, 2048, false],
  ])("of %i signed bits, %i: %s, at either end of a word", (count, value, kept) => {
    expect(keepWithin(Int16Array.of(value, 0), count)).toBe(kept);
    expect(keepWithin(Int16Array.of(0, value), count)).toBe(kept);
    expect(keepWithin(Int16Array.of(0, 0, value), count)).toBe(kept);
  });
});

describe("the extremes of values", () => {
  const types = [Uint8Array, Int8Array, Uint16Array, Int16Array] as const;

  it.each(types)("are the smallest and the largest of a %o", (Type) => {
    fc.assert(
      fc.property(piece, ({ skip, values }) => {
        const own = Type.from([...Array<number>(skip).fill(0), ...values]).subarray(skip);
        const found = extremesOf(occurringIn(own));
        expect(found).toEqual(own.length === 0 ? null : { min: Math.min(...own), max: Math.max(...own) });
      }),
    );
  });

  it.each(types)("leave padding out, of a %o too", (Type) => {
    fc.assert(
      fc.property(piece, fc.integer({ min: -50, max: 50 }), fc.nat(30), ({ skip, values }, min, width) => {
        const own = Type.from([...Array<number>(skip).fill(0), ...values]).subarray(skip);
        const rest = [...own].filter((value) => value < min || value > min + width);
        const found = extremesOf(occurringIn(own), { min, max: min + width });
        expect(found).toEqual(rest.length === 0 ? null : { min: Math.min(...rest), max: Math.max(...rest) });
      }),
    );
  });
});

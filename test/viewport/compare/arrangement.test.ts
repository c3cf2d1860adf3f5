import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { apply, type Affine } from "#geometry/affine";
import { above, arranged, BODY, filmOf, onFilm, type Laid } from "./films";

const at = (map: Affine | null | undefined, laid: Laid, point: readonly [number, number]): readonly [number, number] => {
  if (!map) throw new Error("it has no place");
  return apply(map, ...onFilm(laid, point));
};
const near = (p: readonly [number, number], q: readonly [number, number]): number => Math.hypot(p[0] - q[0], p[1] - q[1]);
const CORNERS = Object.values(BODY).flat();

const side = fc.constantFrom("left", "right") as fc.Arbitrary<"left" | "right">;
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const lies: fc.Arbitrary<Laid> = fc.record({
  columns: fc.integer({ min: 400, max: 1500 }),
  rows: fc.integer({ min: 400, max: 3000 }),
  rowMm: number(0.1, 0.6),
  columnMm: number(0.1, 0.6),
  turn: number(-40, 40),
  shiftMm: fc.tuple(number(-60, 60), number(-90, 90)),
  anterior: side,
});

describe("exams aligned on the UIV", () => {
  it("have it at one place, however each film lay, faced, was stretched and turned; what lies above does not", () => {
    fc.assert(
      fc.property(lies, lies, (first, second) => {
        const { reference, exams } = arranged([filmOf(first, { ...BODY, ...above("T8", 60, 5) }), filmOf(second, { ...BODY, ...above("T8", 60, 25) })]);
        expect(reference).toBe(0);
        expect(exams[1]?.sizing).toBe("mm");
        for (const corner of CORNERS) expect(near(at(exams[0]?.toShared, first, corner), at(exams[1]?.toShared, second, corner))).toBeLessThan(1e-6);
        const [before, now] = [at(exams[0]?.toShared, first, [15 * Math.cos(0.0873), 60 - 15 * Math.sin(0.0873)]), at(exams[1]?.toShared, second, [15 * Math.cos(0.4363), 60 - 15 * Math.sin(0.4363)])];
        expect(near(before, now)).toBeGreaterThan(4);
      }),
    );
  });

  it("keep their millimetres: what is 100 mm apart on a film is 100 mm apart there", () => {
    fc.assert(
      fc.property(lies, lies, (first, second) => {
        const { exams } = arranged([filmOf(first, BODY), filmOf(second, BODY)]);
        expect(near(at(exams[1]?.toShared, second, [0, 0]), at(exams[1]?.toShared, second, [60, 80]))).toBeCloseTo(100, 6);
      }),
    );
  });

  it("without one have the middles of their films at one place, upright and in millimetres", () => {
    const turned: Laid = { turn: 20, shiftMm: [30, 10], columns: 500, rows: 700 };
    const { exams } = arranged([filmOf({}, BODY), filmOf(turned, BODY)], false);
    expect(apply(exams[0]?.toShared as Affine, 400, 500)).toEqual([0, 0]);
    const middle = apply(exams[1]?.toShared as Affine, 250, 350);
    expect(middle[0]).toBeCloseTo(0, 9);
    expect(middle[1]).toBeCloseTo(0, 9);
    const [up] = [apply(exams[1]?.toShared as Affine, 250, 340)];
    expect(up[0]).toBeCloseTo(0, 9);
    expect(up[1]).toBeCloseTo(3, 9);
  });
});

describe("an exam that cannot be laid on the other", () => {
  it("says that its UIV isn't placed, and lies middle on middle", () => {
    const { reference, exams } = arranged([filmOf({}, above("T8", 60, 5)), filmOf({ shiftMm: [20, 0] }, BODY)]);
    expect(reference, "the first with a UIV to lie on").toBe(1);
    expect(exams[0]?.registration).toMatchObject({ state: "unregistered", reason: { code: "uiv-not-placed" } });
    expect(apply(exams[0]?.toShared as Affine, 400, 500)).toEqual([0, 0]);
    expect(exams[0]?.sizing).toBe("mm");
  });

  it("without millimetres is as large as the construct, aligned or not, and that is its sizing", () => {
    const small: Laid = { scale: "ratio", rowMm: 0.9, columnMm: 0.9, columns: 300, rows: 400, turn: 10 };
    for (const aligned of [true, false]) {
      const { exams } = arranged([filmOf({}, BODY), filmOf(small, BODY)], aligned);
      expect(exams[1]?.sizing).toBe("construct");
      expect(near(at(exams[1]?.toShared, small, [0, 0]), at(exams[1]?.toShared, small, [60, 80]))).toBeCloseTo(100, 6);
    }
  });

  it("without millimetres and without a UIV has its film as tall as the reference's, and that is its sizing", () => {
    const { exams } = arranged([filmOf({}, BODY), filmOf({ scale: "ratio", columns: 300, rows: 400 }, {})]);
    expect(exams[1]?.sizing).toBe("film");
    expect(apply(exams[1]?.toShared as Affine, 150, 0)[1]).toBeCloseTo(150, 6);
    expect(apply(exams[1]?.toShared as Affine, 150, 400)[1]).toBeCloseTo(-150, 6);
  });

  it("of unknown direction lies as it is stored and is aligned on nothing", () => {
    const { exams } = arranged([filmOf({}, BODY), filmOf({ anterior: null }, BODY)]);
    expect(exams[1]?.registration).toMatchObject({ reason: { code: "no-anterior" } });
    expect(exams[1]?.sizing).toBe("film");
    expect(exams[1]?.toShared?.a).toBeLessThan(0);
  });

  it("with millimetres is laid on rather than one without, and an exam without a picture has a place by its points", () => {
    expect(arranged([filmOf({ scale: "ratio" }, BODY), filmOf({}, BODY)]).reference).toBe(1);
    const closed = { ...filmOf({}, BODY), plane: null };
    const { reference, exams } = arranged([closed, filmOf({}, BODY)]);
    expect(reference).toBe(0);
    expect(exams[0]?.toShared).toBeNull();
    expect(exams[1]?.toShared).not.toBeNull();
    expect(arranged([{ ...filmOf({}, {}), plane: null }, filmOf({}, {})]).reference).toBe(1);
    expect(arranged([{ ...filmOf({}, {}), plane: null }]).exams[0]).toMatchObject({ toShared: null, registration: null });
    expect(arranged([]).exams).toEqual([]);
    expect(arranged([filmOf({}, BODY), { ...filmOf({}, {}), plane: null }]).exams[1]).toMatchObject({ planeToShared: null });
  });
});

import { describe, expect, it } from "vitest";
import { constant, tracedPoint } from "#geometry/traced";
import { evaluationOf, valueOf as outcomeOf } from "#spine/construct";
import { DEFINITIONS } from "#spine/definition";
import type { Click } from "#spine/outcome";
import { compare, contains, interval95, normalCdf, outcomesOf, probabilityOf } from "#spine/uncertainty";
import type { SpineReading } from "#spine/assessment";
import { assessed, endplate, junction, mapped, measured, reading, spine, with_ } from "./support";

/** mulberry32 through Box-Muller: the same draws on every run. */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

const DRAWS = 20000;

/** Standard deviations of rows over clicks that err by `sd` millimetres. */
function monteCarlo(of: SpineReading, ids: readonly string[], sd: number, before?: SpineReading): readonly number[] {
  const draw = normals(20240131);
  const shaken = (film: SpineReading) => mapped(film, (a, c) => [a + sd * draw(), c + sd * draw()]);
  const sums = ids.map(() => [0, 0] as [number, number]);
  const centre = ids.map((id) => Number(measured(assessed(of, before ? { preoperative: before } : {}), id).value));
  for (let i = 0; i < DRAWS; i++) {
    const evaluation = evaluationOf(shaken(of), before ? { preoperative: evaluationOf(shaken(before)) } : {});
    for (const [k, id] of ids.entries()) {
      const outcome = outcomeOf(evaluation, id);
      if (outcome.state !== "found") throw new Error(id);
      const off = outcome.value.value - centre[k]!;
      sums[k]![0] += off;
      sums[k]![1] += off * off;
    }
  }
  return sums.map(([sum, squares]) => Math.sqrt(squares / DRAWS - (sum / DRAWS) ** 2));
}

describe("propagated SD against Monte Carlo, within 2 %", () => {
  it("every row of the panel, sums and differences that share points among them", { timeout: 60000 }, () => {
    const film = spine();
    const ids = DEFINITIONS.filter(({ construction }) => construction.kind !== "change").map(({ id }) => id);
    const found = assessed(film, {}, { clickSdMm: 0.3 });
    for (const [i, sd] of monteCarlo(film, ids, 0.3).entries()) {
      const propagated = measured(found, ids[i]!).sd!;
      expect(Math.abs(propagated / sd - 1), `${ids[i]}: ${propagated} and ${sd}`).toBeLessThan(0.02);
    }
  });

  it("fitted endplates, heads from rims, bodies from four corners, two exams", { timeout: 60000 }, () => {
    const along = (tilt: number, mid: [number, number]) => ({ ...endplate(tilt, mid), along: [endplate(tilt, mid, 15).posterior!, endplate(tilt, mid, 3).anterior!, endplate(tilt, mid, 19).anterior!] });
    const rim = (a: number, c: number) => ({ kind: "circle" as const, rim: [10, 130, 220, 300].map((d) => ({ anteriorMm: a + 23 * Math.cos((d * Math.PI) / 180), cranialMm: c + 23 * Math.sin((d * Math.PI) / 180) })) });
    const film = with_(spine(), { "T8.superior": along(21, [-30, 380]), "T10.inferior": along(-4, [-25, 320]), "hip.1": rim(4, 0), "hip.2": rim(-4, 3) });
    const before = junction(9, { timepoint: "preoperative" });
    const ids = ["PJA", "dPJA.pre", "PT", "PI", "SVA", "T1PA"];
    const found = assessed(film, { preoperative: before }, { clickSdMm: 0.3 });
    for (const [i, sd] of monteCarlo(film, ids, 0.3, before).entries()) {
      const propagated = measured(found, ids[i]!).sd!;
      expect(Math.abs(propagated / sd - 1), `${ids[i]}: ${propagated} and ${sd}`).toBeLessThan(0.02);
    }
  });
});

describe("the formula of the specification", () => {
  it("30 mm endplates and 1 mm clicks give 2.7 degrees an endplate and 3.8 an angle; 0.5 mm gives 1.9", () => {
    const film = reading({ "T8.superior": endplate(25, [0, 60]), "T10.inferior": endplate(5), "T1.superior": endplate(20) }, { uiv: "T10" });
    const sd = (id: string, clickSdMm: number) => measured(assessed(film, {}, { clickSdMm }), id).sd!;
    expect(sd("T1S", 1)).toBeCloseTo((Math.SQRT2 / 30) * (180 / Math.PI), 12);
    expect(sd("T1S", 1)).toBeCloseTo(2.7, 1);
    expect(sd("PJA", 1)).toBeCloseTo(3.82, 2);
    expect(sd("PJA", 0.5)).toBeCloseTo(1.91, 2);
  });
  it("PI - LL knows that both stand on one sacral endplate: PI - LL varies less than independent errors would", () => {
    const found = assessed(spine());
    const [pi, ll, both] = ["PI", "LL.L1-S1", "PI-LL"].map((id) => measured(found, id).sd!) as [number, number, number];
    expect(both).toBeLessThan(0.9 * Math.hypot(pi, ll));
  });
});

describe("the normal distribution", () => {
  it.each([[0, 0.5], [1.959963984540054, 0.975], [-1.959963984540054, 0.025], [1, 0.8413447460685429], [-3, 0.0013498980316300933], [9, 1], [-9, 0]])(
    "P(Z <= %d) = %d",
    (z, p) => expect(normalCdf(z)).toBeCloseTo(p, 14),
  );
  it("gives the probability of being past a threshold", () => {
    expect(probabilityOf(21, 1, ">=", 20)).toBeCloseTo(0.8413447, 7);
    expect(probabilityOf(21, 1, ">", 20)).toBeCloseTo(0.8413447, 7);
    expect(probabilityOf(21, 1, "<", 20)).toBeCloseTo(0.1586553, 7);
    expect(probabilityOf(20, 1, "<=", 20)).toBe(0.5);
    expect(probabilityOf(20, 0, ">=", 20)).toBe(1);
    expect(probabilityOf(20, 0, ">", 20)).toBe(0);
    expect(probabilityOf(20, null, ">", 20)).toBeNull();
  });
  it("compares without rounding; only what is left of computing is none of the value", () => {
    const below = 20 - 1e-10;
    for (const noisy of [20 - 4e-15, 20 + 4e-15, 19.9999999999998]) expect([compare(noisy, ">=", 20), compare(noisy, ">", 20), compare(noisy, "<", 20), compare(noisy, "<=", 20)]).toEqual([true, false, false, true]);
    expect([compare(20, ">=", 20), compare(below, ">=", 20), compare(20, ">", 20), compare(20, "<=", 20), compare(20, "<", 20), compare(below, "<", 20)]).toEqual([true, false, false, true, false, true]);
  });
  it("an interval is 1.96 SD to either side and contains its ends", () => {
    const [low, high] = interval95(20, 2)!;
    expect([low, high]).toEqual([20 - 2 * 1.959963984540054, 20 + 2 * 1.959963984540054]);
    expect([contains([low, high], low), contains([low, high], high), contains([low, high], high + 1e-9), contains([low, high], low - 1e-9), contains(null, 20)]).toEqual([true, true, false, false, false]);
    expect(interval95(20, null)).toBeNull();
  });
});

describe("outcomesOf", () => {
  const film = reading({});
  const click = (name: string): Click => ({ address: { landmark: name, part: "point" }, reading: film });
  const [x, y] = [tracedPoint(click("x"), { anteriorMm: 1, cranialMm: 0 }), tracedPoint(click("y"), { anteriorMm: -0.5, cranialMm: 0 })];
  const share = (values: Parameters<typeof outcomesOf>[0], rule: (drawn: readonly number[]) => boolean) => outcomesOf(values, 1, rule)?.get(true) ?? 0;
  it("agrees with the exact probability of one value and of independent ones, to half a percent", () => {
    expect(Math.abs(share([x.anterior], ([v = 0]) => v > 0) - normalCdf(1))).toBeLessThan(0.005);
    expect(Math.abs(share([x.anterior, y.anterior], ([v = 0, w = 0]) => v > 0 && w > 0) - normalCdf(1) * normalCdf(-0.5))).toBeLessThan(0.005);
  });
  it("knows that values from the same click move together", () => {
    expect(share([x.anterior, x.anterior], ([v = 0, w = 0]) => Math.abs(v - w) < 1e-9)).toBeCloseTo(1, 9);
    const orthant = share([x.cranial, { ...x.cranial, gradient: new Map([...x.cranial.gradient, ...y.cranial.gradient]) }], ([v = 0, w = 0]) => v > 0 && w > 0);
    // Correlation of 1 / sqrt(2): P = 1/4 + asin(rho) / 2 pi.
    expect(Math.abs(orthant - (0.25 + Math.asin(Math.SQRT1_2) / (2 * Math.PI)))).toBeLessThan(0.005);
  });
  it("takes exact numbers as they are and is the same every time", () => {
    expect(share([constant(3), x.anterior], ([v = 0]) => v === 3)).toBeCloseTo(1, 9);
    const once = outcomesOf([x.anterior, y.anterior], 1, ([v = 0, w = 0]) => Math.floor(v + w));
    expect(outcomesOf([x.anterior, y.anterior], 1, ([v = 0, w = 0]) => Math.floor(v + w))).toEqual(once);
    expect([...once!.values()].reduce((sum, p) => sum + p)).toBeCloseTo(1, 9);
  });
  it("is unknown without millimetres", () => {
    const key = { address: { landmark: "x", part: "point" as const }, reading: { ...film, scale: "ratio" as const } };
    expect(outcomesOf([tracedPoint(key, { anteriorMm: 0, cranialMm: 0 }).anterior], 1, () => true)).toBeNull();
  });
});

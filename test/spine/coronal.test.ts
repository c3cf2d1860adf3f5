import { describe, expect, it } from "vitest";
import { coronalCobb, suggestEndVertebrae, type CobbResult } from "#spine/coronal";
import type { CoronalEndplate } from "#spine/coronalEndplate";
import { DEFAULT_LEVELS } from "#spine/level";

const SETTINGS = { clickSdMm: 0.7, scale: "mm" } as const;

/** An endplate of a chosen tilt in degrees, + when its left end is lower, 40 mm wide. */
function plate(level: string, side: "superior" | "inferior", tilt: number, width = 40): CoronalEndplate {
  const radians = (tilt * Math.PI) / 180;
  const [left, down] = [(width / 2) * Math.cos(radians), (width / 2) * Math.sin(radians)];
  const c = -30 * DEFAULT_LEVELS.indexOf(level);
  return { level, side, right: { leftMm: -left, cranialMm: c + down }, left: { leftMm: left, cranialMm: c - down } };
}
const both = (level: string, tilt: number) => [plate(level, "superior", tilt), plate(level, "inferior", tilt)];

function measured(result: CobbResult): Extract<CobbResult, { state: "measured" }> {
  if (result.state !== "measured") throw new Error(result.reason.code);
  return result;
}
const curve = (upper: number, lower: number, settings: Parameters<typeof coronalCobb>[3] = SETTINGS) =>
  measured(coronalCobb([plate("T5", "superior", upper), plate("T11", "inferior", lower)], "T5", "T11", settings));

describe("coronal Cobb angle", () => {
  it("is between the superior endplate of the upper and the inferior endplate of the lower end vertebra", () => {
    const found = curve(22, -18);
    expect(found.value).toBeCloseTo(40, 9);
    expect(found).toMatchObject({ upper: "T5", lower: "T11", convexity: "right", scoliosis: true });
    expect(curve(-22, 18)).toMatchObject({ convexity: "left" });
    expect(curve(-22, 18).value).toBeCloseTo(40, 9);
    expect(curve(70, -60).value).toBeCloseTo(130, 9);
    expect(curve(0, 0)).toMatchObject({ value: 0, convexity: null, scoliosis: false });
  });
  it("is scoliosis from 10 degrees on", () => {
    expect([curve(5, -5 + 1e-6), curve(5, -5 - 1e-6)].map(({ scoliosis }) => scoliosis)).toEqual([false, true]);
  });
  it("carries its error, and the probability of scoliosis to either side", () => {
    const found = curve(5, -5.0001);
    const sd = ((2 * 0.7) / 40) * (180 / Math.PI);
    expect(found.sd).toBeCloseTo(sd, 9);
    expect(found.interval?.[0]).toBeCloseTo(10.0001 - 1.959963984540054 * sd, 9);
    expect(found.probability).toBeCloseTo(0.5, 3);
    expect(curve(0, 0, { clickSdMm: 3, scale: "mm" }).probability).toBeCloseTo(2 * 0.12207, 2);
    expect([curve(6, -6, { clickSdMm: 0, scale: "mm" }), curve(3, -3, { clickSdMm: 0, scale: "mm" })].map(({ probability }) => probability)).toEqual([1, 0]);
    expect(curve(22, -18, { clickSdMm: 0.7, scale: "ratio" })).toMatchObject({ sd: null, interval: null, probability: null });
  });
  it("lacks its endplates, or their direction", () => {
    const lacks = (...placed: readonly CoronalEndplate[]) => coronalCobb(placed, "T5", "T11", SETTINGS);
    expect(lacks(plate("T5", "superior", 1))).toEqual({ state: "incomplete", reason: { code: "missing-points" }, missing: ["T11.inferior"] });
    expect(lacks(plate("T11", "inferior", 1))).toMatchObject({ missing: ["T5.superior"] });
    expect(lacks()).toMatchObject({ missing: ["T5.superior", "T11.inferior"] });
    expect(coronalCobb([plate("T5", "superior", 1, 0), plate("T11", "inferior", 1)], "T5", "T11", SETTINGS)).toEqual({ state: "degenerate", reason: { code: "coincident-points" } });
    expect(coronalCobb([plate("T5", "superior", 1), plate("T11", "inferior", 1, 0)], "T5", "T11", SETTINGS).state).toBe("degenerate");
  });
});

describe("suggested end vertebrae", () => {
  const tilts: readonly (readonly [string, number])[] = [["T4", 12], ["T5", 22], ["T6", 15], ["T8", 0], ["T10", -14], ["T11", -18], ["T12", -9], ["L1", 0], ["L3", 12], ["L4", 6]];
  const endplates = tilts.flatMap(([level, tilt]) => both(level, tilt));
  it("are the most tilted ones about the largest curve", () => expect(suggestEndVertebrae(endplates, DEFAULT_LEVELS)).toEqual({ upper: "T5", lower: "T11" }));
  it("of the levels beyond it, the next curve", () => {
    expect(suggestEndVertebrae(endplates, DEFAULT_LEVELS.slice(DEFAULT_LEVELS.indexOf("T11")))).toEqual({ upper: "T11", lower: "L3" });
  });
  it("of equal angles the shorter curve; none of one level, or without tilts", () => {
    expect(suggestEndVertebrae([...both("T5", 10), ...both("T6", 10), ...both("T9", -10)], DEFAULT_LEVELS)).toEqual({ upper: "T6", lower: "T9" });
    expect(suggestEndVertebrae(both("T5", 10), DEFAULT_LEVELS)).toBeNull();
    expect(suggestEndVertebrae([plate("T5", "superior", 1, 0), plate("T11", "inferior", 1)], DEFAULT_LEVELS)).toBeNull();
  });
});

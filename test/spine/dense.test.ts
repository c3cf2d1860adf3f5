import { describe, expect, it } from "vitest";
import { circleCentre } from "#geometry/circle";
import { lineThrough } from "#geometry/line";
import { tracedPoint } from "#geometry/traced";
import { assess } from "#spine/assess";
import { HIP_AXIS } from "#spine/definition";
import type { SagittalLandmark } from "#spine/landmark";
import { endplateFor, pointFor, sourcesOf } from "#spine/sources";
import { endplate, spine, with_ } from "./support";

/** How often a map is read or written while `run` runs: every step of a gradient is one of these, whatever the machine. */
function mapSteps(run: () => unknown): number {
  const { get, set } = Map.prototype;
  let steps = 0;
  Object.assign(Map.prototype, {
    get(this: Map<unknown, unknown>, key: unknown) {
      steps += 1;
      return get.call(this, key);
    },
    set(this: Map<unknown, unknown>, key: unknown, value: unknown) {
      steps += 1;
      return set.call(this, key, value);
    },
  });
  try {
    run();
  } finally {
    Object.assign(Map.prototype, { get, set });
  }
  return steps;
}

const rim = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ anteriorMm: 4 + 23 * Math.cos((2 * Math.PI * i) / count), cranialMm: 23 * Math.sin((2 * Math.PI * i) / count) }));

/** A full panel whose femoral heads and sacral endplate were traced with so many points each. */
function dense(count: number) {
  const along = rim(count).map(({ anteriorMm, cranialMm }) => ({ anteriorMm: anteriorMm / 2 - 18, cranialMm: 88 + cranialMm / 40 - anteriorMm / 3 }));
  const head: SagittalLandmark = { kind: "circle", rim: rim(count) };
  return with_(spine(), { "hip.1": head, "hip.2": head, "S1.superior": { ...endplate(40, [-18, 88], 36), along } });
}

describe("ten times the points", () => {
  it.each<[string, (count: number) => unknown]>([
    ["a circle's centre", (count) => circleCentre(rim(count).map((at) => tracedPoint({}, at)))],
    ["a fitted line", (count) => lineThrough(tracedPoint({}, { anteriorMm: -30, cranialMm: 0 }), tracedPoint({}, { anteriorMm: 30, cranialMm: 1 }), rim(count).map((at) => tracedPoint({}, at)))],
    ["a whole assessment", (count) => assess(dense(count), {})],
  ])("of %s take ten times the steps, not a hundred", (_what, run) => {
    expect(mapSteps(() => run(600)) / mapSteps(() => run(60))).toBeLessThan(11);
  });

  it("are fitted once a reading, not once for each value that hangs on them", () => {
    const sources = sourcesOf(dense(60));
    expect(pointFor(sources, HIP_AXIS)).toBe(pointFor(sources, { kind: "hip-axis" }));
    expect(endplateFor(sources, { level: "S1", side: "superior" })).toBe(endplateFor(sources, { level: "S1", side: "superior" }));
  });
});

import { describe, expect, it } from "vitest";
import { DEFINITIONS } from "#spine/definition";
import { addressKey } from "#spine/landmark";
import { DEFAULT_LEVELS, levelsOf } from "#spine/level";
import { nextPoint, PROTOCOLS, protocolOf, resolveProtocol } from "#spine/protocol";
import { assessed, endplate, head, measurement, point, reading } from "./support";

const clicks = (id: string, uiv?: string, levels = DEFAULT_LEVELS) => resolveProtocol(protocolOf(id), levels, uiv).map(addressKey);

describe("guided protocols", () => {
  it("PJK check: four clicks, the UIV first, posterior before anterior", () => {
    expect(clicks("pjk-check", "T10")).toEqual(["T10.inferior/posterior", "T10.inferior/anterior", "T8.superior/posterior", "T8.superior/anterior"]);
    expect(clicks("pjk-check", "T1")).toEqual(["T1.inferior/posterior", "T1.inferior/anterior", "C6.superior/posterior", "C6.superior/anterior"]);
  });
  it("with kyphosis: T4 and T12, or the last thoracic vertebra of a spine without one", () => {
    expect(clicks("pjk-check-kyphosis", "T10").slice(4)).toEqual(["T4.superior/posterior", "T4.superior/anterior", "T12.inferior/posterior", "T12.inferior/anterior"]);
    expect(clicks("pjk-check-kyphosis", "T10", levelsOf(11, 5)).slice(6)).toEqual(["T11.inferior/posterior", "T11.inferior/anterior"]);
  });
  it("asks for a point once where two steps are the same", () => {
    expect(clicks("pjk-check-kyphosis", "T12")).toHaveLength(6);
    expect(clicks("pjk-check-kyphosis", "T6")).toHaveLength(6);
  });
  it("leaves out what this spine lacks, and the junction until the UIV is known", () => {
    expect(clicks("pjk-check")).toEqual([]);
    expect(clicks("pjk-check", "C3")).toEqual(["C3.inferior/posterior", "C3.inferior/anterior"]);
    expect(clicks("pjk-check-kyphosis")).toHaveLength(4);
  });
  it("full sagittal: after it every parameter of the panel is measured", () => {
    const steps = resolveProtocol(protocolOf("full-sagittal"), DEFAULT_LEVELS, "T10");
    const height = (landmark: string) => -20 * DEFAULT_LEVELS.indexOf(landmark.split(".")[0]!);
    const placed = Object.fromEntries(
      steps.map(({ landmark, part }) => [landmark, part === "center" ? head(0, -600) : part === "point" ? point(3, height(landmark)) : endplate(10, [0, height(landmark)])]),
    );
    const found = assessed(reading(placed, { uiv: "T10", ageYears: 60 }));
    for (const { id, construction } of DEFINITIONS) if (construction.kind !== "change") expect(measurement(found, id).state, id).toBe("measured");
    expect(clicks("full-sagittal", "T10").slice(-2)).toEqual(["hip.1/center", "hip.2/center"]);
  });
  it("fracture: six points of the fractured body, then of the one above and the one below", () => {
    const asked = (fracture?: string) => resolveProtocol(protocolOf("fracture"), DEFAULT_LEVELS, undefined, fracture).map(addressKey);
    expect(asked("T12").slice(0, 6)).toEqual([
      "T12.superior/posterior", "T12.superior.middle/point", "T12.superior/anterior", "T12.inferior/posterior", "T12.inferior.middle/point", "T12.inferior/anterior",
    ]);
    expect(asked("T12").map((key) => key.slice(0, 3)).join(" ")).toBe(`${"T12 ".repeat(6)}${"T11 ".repeat(6)}${"L1. ".repeat(6)}`.trim());
    expect(asked("L5")).toHaveLength(12);
    expect(asked("C2")).toHaveLength(12);
    expect(asked()).toEqual([]);
  });
  it("names those there are for an unknown id", () => {
    expect(PROTOCOLS.map(({ id }) => id)).toEqual(["pjk-check", "pjk-check-kyphosis", "full-sagittal", "fracture", "coronal-cobb"]);
    expect(() => protocolOf("cobb")).toThrow('no protocol "cobb"; there are pjk-check');
  });
});

describe("nextPoint", () => {
  const steps = resolveProtocol(protocolOf("pjk-check"), DEFAULT_LEVELS, "T10");
  const [first, second, third] = steps.map(addressKey) as [string, string, string];
  it("is the first that is neither placed nor skipped, in whatever order these came", () => {
    expect(nextPoint(steps, new Set(), new Set())).toBe(steps[0]);
    expect(nextPoint(steps, new Set([first, third]), new Set())).toBe(steps[1]);
    expect(nextPoint(steps, new Set([first]), new Set([second]))).toBe(steps[2]);
    expect(nextPoint(steps, new Set(steps.map(addressKey)), new Set())).toBeUndefined();
  });
});

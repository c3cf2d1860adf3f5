import { describe, expect, it } from "vitest";
import { pointName } from "../../../src/viewport/overlay/names";
import { promptText } from "../../../src/viewport/overlay/NextPoint";
import { valueLabel } from "../../../src/viewport/overlay/valueLabel";
import type { Assessment } from "#spine/assessment";
import { IDLE, type ToolState } from "#viewport/tools/toolState";
import { anterior, endplate, posterior } from "../support/reader";

const placing = (index: number): ToolState => ({ kind: "placing", steps: [...endplate("T10.inferior"), ...endplate("T8.superior")], index, skipped: [], selected: null });

describe("the prompt", () => {
  it("says the next point and how far along it is", () => {
    expect(promptText(placing(2))).toBe("T8, superior endplate, posterior corner - 3 of 4");
  });

  it("one point by itself is not counted", () => {
    expect(promptText({ kind: "placing", steps: [{ landmark: "C7.centroid", part: "point" }], index: 0, skipped: [], selected: null })).toBe("C7, centre of the vertebral body");
  });

  it("says what to mark and how many marks there are to come", () => {
    expect(promptText({ kind: "marking", purpose: "ball", points: [{ columnPx: 0, rowPx: 0 }], before: IDLE })).toContain("2 of 3");
  });

  it("says so when nothing is asked for", () => {
    expect(promptText(IDLE)).toBe("No point is asked for");
  });
});

describe("names of points", () => {
  it.each([
    [posterior("T8.superior"), "T8 superior endplate, posterior corner"],
    [anterior("S1.superior"), "S1 superior endplate, anterior corner"],
    [{ landmark: "T8.superior", part: "along.1" }, "T8 superior endplate, extra point 2"],
    [{ landmark: "C7.centroid", part: "point" }, "C7 vertebral body, centre"],
    [{ landmark: "L1.inferior.middle", part: "point" }, "L1 inferior endplate, middle"],
    [{ landmark: "hip.2", part: "rim.0" }, "Femoral head 2, rim point 1"],
    [{ landmark: "hip.1", part: "center" }, "Femoral head 1, centre"],
    [{ landmark: "plumb", part: "along.1" }, "Plumb line, end 2"],
  ] as const)("%o is %s", (address, name) => expect(pointName(address)).toBe(name));
});

describe("a value at its construction", () => {
  const assessment = (value: number): Assessment => {
    const nothing = { id: "absolute-20", state: "undecidable", value: null, interval: null, threshold: null, unit: "deg", reason: { code: "x" }, subTests: [], notes: [], withinError: false, probability: null } as const;
    return { measurements: [{ id: "PJA", unit: "deg", state: "measured", value, sd: 1, points: [], notes: [] }], headline: nothing, criteria: [nothing], riskFactors: [], plausibility: [] };
  };

  it("is written with its unit", () => expect(valueLabel(assessment(23.44), "PJA")).toBe("PJA 23.4°"));
  it("never contradicts the verdict", () => expect(valueLabel(assessment(19.96), "PJA")).toBe("PJA 19.96°"));
  it("is not written while it isn't measured", () => expect(valueLabel(assessment(23), "PI")).toBeNull());
});

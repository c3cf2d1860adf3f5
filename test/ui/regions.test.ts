import type { Measurement, SpineReading } from "#spine/assessment";
import { evaluationOf } from "#spine/construct";
import { DEFAULT_LEVELS } from "#spine/level";
import { measureAll } from "#spine/measure";
import { byRegion } from "../../src/ui/results/regions";
import { messageIfKnown } from "#text/messages";
import { describe, expect, it } from "vitest";

const reading: SpineReading = { levels: DEFAULT_LEVELS, timepoint: "unknown", posture: "unknown", scale: "mm", landmarks: new Map(), answers: { fractureLevel: "L1", "of.class": "OF3" } };

describe("the table's regions", () => {
  const rows = measureAll(evaluationOf(reading), 0.7);
  const regions = byRegion(rows);

  it("hold every row once, each under a heading that has words", () => {
    expect(regions.flatMap(({ measurements }) => measurements)).toHaveLength(rows.length);
    for (const { region } of regions) expect(messageIfKnown(`spine.region.${region}`), region).toBeDefined();
  });

  it("put what is asked about a fracture after the junction, and not among the scores", () => {
    expect(regions.slice(0, 2).map(({ region }) => region)).toEqual(["junction", "fracture"]);
    expect(regions[1]?.measurements.map(({ id }) => id)).toEqual(expect.arrayContaining(["Ha.L1", "Genant.L1", "OF-score"]));
  });

  it("lose no row that they do not know", () => {
    const stranger: Measurement = { id: "stranger", unit: "deg", state: "degenerate", reason: { code: "missing-points" } };
    expect(byRegion([stranger])).toEqual([{ region: "score", measurements: [stranger] }]);
  });
});

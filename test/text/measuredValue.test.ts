import { describe, expect, it } from "vitest";
import { comparedWith } from "#spine/comparedWith";
import { CRITERIA } from "#spine/criterion";
import { DEFINITIONS } from "#spine/definition";
import { BODY_ROWS } from "#spine/fracture";
import { RISK_FACTORS } from "#spine/riskFactor";
import { SCORES } from "#spine/scoreRow";
import type { Unit } from "#spine/assessment";
import { changeBesideLimit, densityNumber, measuredChange, measuredValue } from "#text/measuredValue";
import { reasonText } from "#text/reason";

/** Every row whose value is a number, in its unit, the rows about a body for one of them. */
const ROWS: readonly (readonly [string, Unit])[] = [
  ...DEFINITIONS.map(({ id, unit }) => [id, unit] as const),
  ...SCORES.flatMap(({ id, unit }) => (unit === "class" ? [] : [[id, unit] as const])),
  ...BODY_ROWS.map(({ name, unit }) => [`${name}.T12`, unit] as const),
  ["wedge.T12", "deg"],
  ["Cobb", "deg"],
  ["uivHeightLoss", "percent"],
  ["uivListhesis", "mm"],
];

const OFFSETS = [0.4, 0.06, 0.04, 0.004, 1e-4, 1e-9];
const besides = (threshold: number): readonly number[] => [threshold, ...OFFSETS.flatMap((offset) => [threshold - offset, threshold + offset])];
const shown = (text: string): number => Number.parseFloat(text.replace("\u2212", "-").replace("+", ""));

describe("a number that is shown", () => {
  it.each(ROWS.filter(([id]) => comparedWith(id).length > 0))("of %s stands on the side of every threshold on which the value stands", (id, unit) => {
    for (const threshold of comparedWith(id)) {
      for (const value of besides(threshold)) {
        for (const text of [measuredValue(value, id, unit), measuredChange(value, id, unit)]) {
          expect(Math.sign(shown(text) - threshold), `${text} for ${value} beside ${threshold}`).toBe(Math.sign(value - threshold));
        }
      }
    }
  });

  it("is held against every threshold of every criterion and of every risk factor that is one of a row", () => {
    for (const { tests } of CRITERIA) for (const { input, unit, threshold } of tests) if (unit !== "class") expect(comparedWith(input), input).toContain(threshold);
    // "PJA>10": the row and what it is compared with are the factor's name.
    const named = RISK_FACTORS.flatMap(({ id }) => {
      const [, row = "", threshold] = /^([A-Z][\w.-]*)[<>]=?(-?[\d.]+)$/.exec(id) ?? [];
      return threshold === undefined ? [] : [{ row: row === "TK" ? "TK.T4-T12" : row, threshold: Number(threshold) }];
    });
    const rows = named.filter(({ row }) => ROWS.some(([id]) => id === row) || row.startsWith("HU."));
    expect(rows.map(({ row }) => row)).toEqual(["TK.T4-T12", "PJA", "PI", "HU.L1", "HU.L1", "HU.L1", "HU.L1", "HU.UIV", "HU.ratio"]);
    for (const { row, threshold } of rows) expect(comparedWith(row), row).toContain(threshold);
  });

  it("reads so beside what is said of it", () => {
    expect(measuredValue(9.97, "Cobb", "deg")).toBe("9.97°");
    expect([measuredValue(19.6, "heightLoss.T12", "percent"), measuredValue(20.4, "heightLossSince.T12", "percent")]).toEqual(["19.6\u00a0%", "20.4\u00a0%"]);
    expect([measuredValue(3.04, "listhesis.T9", "mm"), measuredValue(-3.04, "listhesis.T9", "mm")]).toEqual(["3.04\u00a0mm", "\u22123.04\u00a0mm"]);
    expect([measuredValue(17.04, "SVA", "mm"), measuredValue(60.02, "PJA", "deg")]).toEqual(["17.04\u00a0mm", "60.02°"]);
    expect(reasonText({ code: "kyphosis-before-surgery", params: { kyphosisDeg: 30.02 } })).toBe("In the preoperative exam it was 30.02°");
  });

  it("of a density stands on the right side of every published cut-off, and is whole otherwise", () => {
    expect([99.6, 100, 142.4, 162.7, 163.4, 90.5].map(densityNumber)).toEqual(["99.6", "100", "142", "162.7", "163.4", "91"]);
  });
});

describe("a change beside the least that can be told from none", () => {
  it.each([
    [4.04, 3.96, { change: "+4.04°", limit: "3.96°" }],
    [-4.02, 4.01, { change: "\u22124.02°", limit: "4.01°" }],
    [3.96, 3.98, { change: "+3.96°", limit: "3.98°" }],
    [7, 3.98, { change: "+7.0°", limit: "4.0°" }],
    [4, 4, { change: "+4.0°", limit: "4.0°" }],
    [19.96, 19.8, { change: "+19.96°", limit: "19.8°" }],
  ])("%d beside %d", (value, limit, texts) => expect(changeBesideLimit(value, limit, "dPJA.pre", "deg")).toEqual(texts));
});

// @vitest-environment happy-dom
import { alignmentRows } from "#spine/alignment";
import { assess } from "#spine/assess";
import type { SpineReading } from "#spine/assessment";
import { spineFigure, targetFigure } from "#spine/figure";
import { act } from "react";
import { describe, expect, it } from "vitest";
import { boundsOf } from "../../src/ui/alignment/bounds";
import { NormTable } from "../../src/ui/alignment/NormTable";
import { SpinePicture } from "../../src/ui/alignment/SpinePicture";
import { endplate, reading, spine, valueOf, without } from "../spine/support";
import { pageForEachTest, place, root } from "../support/page";

pageForEachTest();

async function table(of: SpineReading): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = alignmentRows(of, assess(of, {}), { clickSdMm: 0.7 });
  await act(async () => root.render(<NormTable rows={rows} />));
  return new Map([...place.querySelectorAll("tbody tr")].map((row) => [row.getAttribute("data-measurement") ?? "", [...row.children].map((cell) => cell.textContent?.replaceAll("\u00a0", " ") ?? "")]));
}

async function picture(of: SpineReading, inMillimetres = true): Promise<SVGElement> {
  const target = targetFigure(of);
  await act(async () => root.render(<SpinePicture figure={spineFigure(of)} target={"code" in target ? null : target} assessment={assess(of, {})} inMillimetres={inMillimetres} />));
  const svg = place.querySelector("svg");
  if (!svg) throw new Error("no picture");
  return svg;
}

const markAt = (id: string): number => Number(/^M(-?[\d.]+)/.exec(place.querySelector(`[data-measurement="${id}"] .range-mark`)?.getAttribute("d") ?? "")?.[1]);

describe("the table of norms", () => {
  it("says how many standard deviations a value lies from the mean, with its error", async () => {
    const rows = await table(spine({ tk: 37.4 + 1.5 * 10.9 }));
    expect(rows.get("TK.T4-T12")?.[4]).toMatch(/^\+1\.5 SD \(±0\.\d\)$/);
  });

  it("holds PT, PI-LL and SVA against the target for the age", async () => {
    const rows = await table(spine({}, { ageYears: 55 }));
    expect(rows.get("PT")?.[5]).toMatch(/^20\.0°: −8\.0° ±\d\.\d°$/);
    expect(rows.get("PI-LL")?.[5]).toMatch(/^3\.0°: −8\.0° ±\d\.\d°$/);
    expect(rows.get("SS")?.[5]).toBe("");
  });

  it("puts the mark where the value lies between -3 and +3, and at the end of the bar beyond", async () => {
    await table(spine({ tk: 37.4 }));
    const middle = markAt("TK.T4-T12");
    await table(spine({ tk: 37.4 + 10.9 }));
    const one = markAt("TK.T4-T12");
    await table(spine({ tk: 37.4 + 2 * 10.9 }));
    expect(markAt("TK.T4-T12") - middle).toBeCloseTo(2 * (one - middle), 6);
    await table(spine({ tk: 37.4 + 5 * 10.9 }));
    expect(markAt("TK.T4-T12")).toBeGreaterThan(middle + 3 * (one - middle));
  });

  it("has an em dash where nothing was measured, below what was", async () => {
    const rows = await table(without(spine(), "T4.superior"));
    expect([...rows.keys()].at(-1)).toBe("TK.T4-T12");
    expect(rows.get("TK.T4-T12")).toEqual(["Thoracic kyphosis T4-T12", "— ", "37.4 ±10.9°", "", "—", ""]);
  });

  it("lying down gives the reason in place of a standing", async () => {
    const rows = await table(spine({}, { posture: "supine" }));
    expect(rows.get("PT")?.[4]).toMatch(/^supine: not comparable/);
    expect(place.querySelector('[data-measurement="PT"] svg')).toBeNull();
  });
});

describe("the picture", () => {
  it("is to scale: the plumb line is as far from the sacral corner as the SVA says", async () => {
    const of = spine({ c7: 6 });
    const lines = [...(await picture(of)).querySelectorAll(".spine-construction line")].map((line) => (["x1", "y1", "x2", "y2"] as const).map((name) => Number(line.getAttribute(name))));
    const [plumb, across] = lines as [number[], number[]];
    expect(plumb[0]).toBeCloseTo(plumb[2] ?? NaN, 9);
    // Anterior is to the left.
    expect((across[2] ?? NaN) - (across[0] ?? NaN)).toBeCloseTo(valueOf(of, "SVA"), 9);
  });

  it("has a body drawn whole, the angles of the pelvis with their values and a scale of its own", async () => {
    const svg = await picture(spine());
    expect([...svg.querySelectorAll(".spine-body")]).toHaveLength(2);
    expect([...svg.querySelectorAll(".spine-value")].map((text) => text.textContent?.replaceAll("\u00a0", " "))).toEqual([expect.stringMatching(/^SVA/), "PI 52.0°", "PT 12.0°", "SS 40.0°"]);
    expect(svg.querySelector(".spine-scale")).not.toBeNull();
    expect(svg.querySelectorAll(".spine-target path")).toHaveLength(3);
  });

  it("without millimetres says so and draws no scale, no plumb value and no C7 target", async () => {
    const svg = await picture(spine({}, { scale: "ratio" }), false);
    expect(svg.textContent).toContain("no scale");
    expect(svg.querySelector(".spine-scale")).toBeNull();
    expect(svg.textContent).not.toContain("SVA");
    expect(svg.querySelectorAll(".spine-target path")).toHaveLength(2);
  });

  it("lying down has no target", async () => {
    expect((await picture(spine({}, { posture: "supine" }))).querySelector(".spine-target")).toBeNull();
  });

  it("names a sacral endplate of one point and draws no perpendicular to it", async () => {
    const svg = await picture(reading({ "S1.superior": endplate(0, [0, 80], 0), "hip.1": { kind: "circle", center: { anteriorMm: 0, cranialMm: 0 } } }));
    expect([...svg.querySelectorAll("line")].every((line) => [...line.attributes].every(({ value }) => !value.includes("NaN")))).toBe(true);
  });

  it("has room for everything in it", () => {
    const of = spine();
    const { left, top, width, height } = boundsOf(spineFigure(of), null);
    for (const { corners } of spineFigure(of).bodies) {
      for (const { anteriorMm, cranialMm } of corners) {
        expect(-anteriorMm).toBeGreaterThan(left);
        expect(-anteriorMm).toBeLessThan(left + width);
        expect(-cranialMm).toBeGreaterThan(top);
        expect(-cranialMm).toBeLessThan(top + height);
      }
    }
    expect(() => boundsOf(spineFigure(reading({})), null)).toThrow(/without points/);
  });
});

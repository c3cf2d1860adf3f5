import type { VolumeFinding } from "#image/volume/finding";
import { findingText, gapsText, toldFindings } from "#ui/volume/findingText";
import { addCatalogue, inLanguage } from "#text/messages";
import { catalogue } from "#text/ru/catalogue";
import { describe, expect, it } from "vitest";

const gap = (after: number, slices: number, mm = 2 * slices): VolumeFinding => ({ code: "gap", params: { mm, slices, after, of: 90 }, planKey: "a" });
const other = (code: VolumeFinding["code"]): VolumeFinding => ({ code, params: { count: 2 } });

describe("what is found in the data", () => {
  it("names a missing slice in the singular, and every length to a tenth", () => {
    expect(findingText(gap(4, 1))).toBe("gap of 2.0 mm (1 slice) after slice 4 of 90");
    expect(findingText(gap(4, 5))).toBe("gap of 10.0 mm (5 slices) after slice 4 of 90");
    expect(findingText({ code: "interrupted", params: { thicknessMm: 1, spacingMm: 2.25 } })).toBe("slices of 1.0 mm stand 2.3 mm apart; what lies between was not scanned");
    expect(findingText(other("localizer"))).toBe("localiser images in the series, left out of the volume: 2");
  });

  it("names a few gaps one by one, and more of them together with how many slices are missing", () => {
    const few = [gap(1, 1), gap(5, 2), gap(9, 1)];
    expect(toldFindings(few)).toEqual({ gaps: [], others: few });
    const many = [...few, gap(20, 3)];
    expect(toldFindings([other("localizer"), ...many])).toEqual({ gaps: many, others: [other("localizer")] });
    expect(gapsText(many)).toBe("4 gaps, 7 slices missing");
  });

  it("tells first what may be measured wrongly", () => {
    const codes = (["localizer", "split-matrix", "tilt", "missing-rescale", "gap", "not-decoded"] as const).map(other);
    expect(toldFindings(codes).others.map(({ code }) => code)).toEqual(["not-decoded", "gap", "missing-rescale", "localizer", "split-matrix", "tilt"]);
  });

  it("has the plural forms of Russian", () => {
    addCatalogue("ru", catalogue);
    const texts = [[gap(1, 1)], [gap(1, 3)], [gap(1, 5)]].map(([one]) => inLanguage("ru", () => (one ? findingText(one) : "")));
    expect(texts.map((text) => /\((.*)\)/.exec(text)?.[1])).toEqual(["1 срез", "3 среза", "5 срезов"]);
    expect(inLanguage("ru", () => gapsText([gap(1, 1), gap(3, 20)]))).toBe("2 пропуска, нет 21 среза");
  });
});

import fs from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { sideOf } from "#spine/uncertainty";
import { describe, expect, it } from "vitest";
import { formatAgainst, formatCalibration, formatChange, formatInterval, formatMillimetres, formatProbability, formatSd, formatThreshold, formatValue } from "#text/format";
import { message, messageIfKnown } from "#text/messages";
import { caseProblemText, reasonText, reasonWithMissing } from "#text/reason";

describe("the catalogue", () => {
  it("formats no number itself: its formatter would keep an entry for every set of values it has seen", () => {
    const folder = path.join(import.meta.dirname, "../../src/text/en");
    const formatted = fs.readdirSync(folder).filter((name) => /\{\{[^}]*,/.test(fs.readFileSync(path.join(folder, name), "utf8")));
    expect(formatted).toEqual([]);
  });
});

describe("values", () => {
  it("have their unit, one decimal and a sign only when they differ from zero", () => {
    expect([formatValue(23.449, "deg"), formatValue(-12, "deg"), formatValue(-0.04, "deg"), formatValue(0, "deg")]).toEqual(["23.4°", "−12.0°", "0.0°", "0.0°"]);
    expect([formatMillimetres(47.25), formatValue(5, "points"), formatValue(68.4, "percent"), formatValue("++", "class")]).toEqual(["47.3\u00a0mm", "5", "68\u00a0%", "++"]);
  });
  it("that are missing are an em dash, never 0", () => {
    expect([formatMillimetres(null), formatValue(null, "points"), formatSd(null, "deg"), formatInterval(null, "mm"), formatProbability(null), formatAgainst(null, 20, "deg")]).toEqual(Array(6).fill("—"));
  });
  it("a change shows both signs, and none for what shows as zero", () => {
    expect([formatChange(8, "deg"), formatChange(-8, "deg"), formatChange(0.04, "deg")]).toEqual(["+8.0°", "−8.0°", "0.0°"]);
  });
  it("errors and intervals", () => {
    expect([formatSd(1.94, "deg"), formatSd(0.74, "points"), formatInterval([-1.26, 27.1], "deg")]).toEqual(["±1.9°", "±0.7", "−1.3° to 27.1°"]);
    expect([formatThreshold(20, "deg"), formatThreshold(0.905, "points")]).toEqual(["20°", "0.905"]);
  });
});

describe("a probability", () => {
  it.each([[0.682, "68 %"], [0, "< 1 %"], [1, "> 99 %"], [1e-9, "< 1 %"], [0.9999, "> 99 %"], [0.994, "99 %"], [0.006, "1 %"]])("of %d reads %s", (p, text) => {
    expect(formatProbability(p)).toBe(text.replaceAll(" ", "\u00a0"));
  });
});

describe("a value beside its threshold", () => {
  it.each([
    [19.96, "19.96°"], [19.94, "19.9°"], [20, "20.0°"], [20.04, "20.04°"], [20.05, "20.1°"], [19.9999999, "19.9999999°"], [-0.02, "0.0°"],
  ])("%d reads %s beside 20", (value, text) => {
    expect(formatAgainst(value, 20, "deg")).toBe(text);
  });
  it("never contradicts the verdict", () => {
    const near = fc.oneof(fc.double({ min: -200, max: 200, noNaN: true }), fc.double({ min: -1e-6, max: 1e-6, noNaN: true }).map((d) => 20 + d));
    fc.assert(fc.property(near, fc.constantFrom(0, 10, 20, 28), (value, threshold) => {
      expect(sideOf(parseFloat(formatAgainst(value, threshold, "deg").replace("−", "-")), threshold)).toBe(sideOf(value, threshold));
    }));
  });
  it("prints what is left of computing as the threshold that it stands for", () => {
    expect([formatAgainst(19.9999999999998, 20, "deg"), formatAgainst(30.0000000000002, 30, "deg"), formatAgainst(5e-324, 0, "deg")]).toEqual(["20.0°", "30.0°", "0.0°"]);
  });
});

describe("how far lengths can be trusted", () => {
  it("has its words", () => {
    expect(formatCalibration("magnification", { magnification: 1.15 })).toBe("mm, magnification 1.15");
    expect(formatCalibration("magnification")).toBe("mm");
    expect(formatCalibration("detector", { source: "NominalScannedPixelSpacing" })).toBe("mm on the scanned film");
    expect([formatCalibration("detector"), formatCalibration("user"), formatCalibration("none"), formatCalibration("calibrated")]).toEqual(["mm at the detector", "mm, calibrated by user", "no scale", "mm"]);
  });
});

describe("messages", () => {
  it("are filled in and not escaped; a code without words stays visible", () => {
    expect(message("case.problem.version", { value: '"<2>"' })).toContain('"<2>"; it reads version 1');
    expect(messageIfKnown("case.problem.nothing-such")).toBeUndefined();
    expect(caseProblemText({ code: "nothing-such" })).toBe("nothing-such");
    expect(reasonText({ code: "nothing-such" })).toBe("nothing-such");
    expect(reasonText({ code: "plumb-ignored" })).toContain("45 degrees");
    expect(reasonWithMissing({ code: "x" }, ["hip.1", { landmark: "T8.superior", part: "anterior" }])).toBe("x: hip.1, T8.superior anterior");
  });
});

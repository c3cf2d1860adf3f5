import { describe, expect, it } from "vitest";
import type { LengthClass, SpineReading } from "#spine/assessment";
import { changeBetween } from "#spine/change";
import { levelsOf } from "#spine/level";
import { threeBodies } from "./bodies";
import { assessed, junction, measured, measurement, spine } from "./support";

/** Whatever is taken from two exams says what they do not share, or is refused (sections 4, 6 and 7). */

const DATED = { date: "2025-01-01" } as const;
const pre = (more: Partial<SpineReading> = {}) => junction(8, { timepoint: "preoperative", ...DATED, ...more });
const now = (more: Partial<SpineReading> = {}) => junction(30, { date: "2025-06-01", ...more });
const codes = (of: SpineReading, before: SpineReading, id = "dPJA.pre") => measured(assessed(of, { preoperative: before, firstPostoperative: before }), id).notes.map(({ code }) => code);

describe("the change of the junctional angle", () => {
  it("of two standing exams of one numbering has nothing to say", () => expect(codes(now(), pre())).toEqual([]));
  it("lying against standing is said, with both postures", () => {
    expect(measured(assessed(now({ posture: "supine" }), { preoperative: pre() }), "dPJA.pre").notes).toEqual([{ code: "postures-differ", params: { now: "supine", before: "standing" } }]);
    expect(codes(now(), pre({ posture: "unknown" }))).toEqual(["postures-differ"]);
  });
  it("another numbering of the levels is said", () => expect(codes(now({ levels: levelsOf(13, 5) }), pre())).toEqual(["levels-differ"]));
  it("another UIV is said", () => {
    const shifted = spine({}, { timepoint: "preoperative", ...DATED, uiv: "T9" });
    const { landmarks } = shifted;
    const before = { ...shifted, landmarks: new Map([...landmarks, ...[...pre().landmarks].map(([id, plate]) => [id.replace("T8.", "T7.").replace("T10.", "T9."), plate] as const)]) };
    expect(measured(assessed(now(), { preoperative: before }), "dPJA.pre").notes).toContainEqual({ code: "uiv-differs", params: { level: "T10", other: "T9" } });
  });
  it("a missing date and the same day are said", () => {
    expect(codes(now({ date: "2025-01-01" }), pre())).toEqual(["same-day-baseline"]);
    const { date: _date, ...undated } = now();
    expect(codes(undated, pre())).toEqual(["baseline-undated"]);
    expect(codes(now(), pre({ date: "2025-00-45" }))).toEqual(["baseline-undated"]);
  });
  it("a later exam is no baseline at all", () => {
    expect(measurement(assessed(now({ date: "2024-12-31" }), { preoperative: pre() }), "dPJA.pre")).toMatchObject({ reason: { code: "no-preoperative" } });
  });
  it("its notes reach the verdict that rests on it", () => {
    const { criteria } = assessed(now({ posture: "supine" }), { preoperative: pre() });
    for (const id of ["glattes-2005", "increase-20", "pjf-lafage"]) {
      expect(criteria.find((one) => one.id === id)?.notes, id).toContainEqual({ code: "postures-differ", params: { now: "supine", before: "standing" } });
    }
    expect(criteria.find((one) => one.id === "absolute-20")?.notes.map(({ code }) => code)).not.toContain("postures-differ");
  });
  it("an angle does not mind what millimetres are worth", () => expect(codes(now({ lengths: "detector" }), pre())).toEqual([]));
});

describe("millimetres of two exams", () => {
  const bodies = (anterior: number, lengths: LengthClass | undefined, date: string, timepoint: SpineReading["timepoint"] = "follow-up") =>
    threeBodies([25, 25, 25], [anterior, 25, 25], [25, 25, 25], { date, timepoint, ...(lengths ? { lengths } : {}) });
  const loss = (nowIs: LengthClass | undefined, thenWas: LengthClass | undefined) =>
    measurement(assessed(bodies(15, nowIs, "2025-06-01"), { preoperative: bodies(25, thenWas, "2025-01-01", "preoperative") }), "heightLossSince.T12");
  it.each<[LengthClass | undefined, LengthClass | undefined]>([["calibrated", "calibrated"], [undefined, "calibrated"], ["detector", "detector"], ["stated", "stated"]])("%s against %s: the loss of height is told", (a, b) => {
    const found = loss(a, b);
    expect(found).toMatchObject({ state: "measured", value: 40 });
    expect(found.state === "measured" && found.notes.map(({ code }) => code)).toEqual(["height-lost-at"]);
  });
  it.each<[LengthClass, LengthClass]>([["user", "calibrated"], ["magnification", "user"], ["stated", "detector"]])("%s against %s: told, and said", (a, b) => {
    const found = loss(a, b);
    expect(found.state === "measured" && found.notes).toContainEqual({ code: "lengths-incomparable", params: { nowLengths: a, beforeLengths: b } });
  });
  it.each<[LengthClass, LengthClass]>([["detector", "calibrated"], ["calibrated", "detector"], ["magnification", "stated"]])("%s against %s: refused", (a, b) => {
    expect(loss(a, b)).toMatchObject({ state: "incomplete", reason: { code: "no-heights-across-lengths", params: { nowLengths: a, beforeLengths: b } } });
  });
  it("so magnification alone never makes a fracture of the UIV", () => {
    const at = (scale: number, lengths: LengthClass, date: string, timepoint: SpineReading["timepoint"] = "follow-up") =>
      threeBodies([25 * scale, 25 * scale, 25 * scale], [25 * scale, 25 * scale, 25 * scale], [25, 25, 25], { date, timepoint, lengths, uiv: "T12", answers: {} });
    const judged = (nowIs: LengthClass) =>
      assessed(at(1, nowIs, "2025-06-01"), { firstPostoperative: at(1.3, "detector", "2025-01-01", "postoperative") }).criteria.find(({ id }) => id === "pjf-asls")?.subTests.find(({ measurement: of }) => of === "uivHeightLoss");
    expect(judged("calibrated")).toMatchObject({ state: "undecidable", value: null, reason: { code: "no-heights-across-lengths" } });
    expect(judged("detector")).toMatchObject({ state: "met" });
  });
  it("a change in millimetres says it, and between patient and detector there is none; one in degrees does not mind", () => {
    const between = (was: LengthClass, is: LengthClass, id = "Ha.T12") => changeBetween(bodies(15, was, "2025-01-01"), bodies(22, is, "2025-02-01"), id, { clickSdMm: 0.7 });
    expect(between("user", "calibrated")).toMatchObject({ state: "measured", value: 7, differs: { lengths: true }, notes: [{ code: "lengths-incomparable", params: { nowLengths: "calibrated", beforeLengths: "user" } }] });
    expect(between("detector", "detector")).toMatchObject({ state: "measured", value: 7, differs: { lengths: false }, notes: [] });
    expect(between("detector", "calibrated")).toMatchObject({ state: "incomplete", reason: { code: "lengths-not-differenced", params: { nowLengths: "calibrated", beforeLengths: "detector" } } });
    expect(between("magnification", "stated")).toMatchObject({ state: "incomplete" });
    expect(between("detector", "calibrated", "wedge.T12")).toMatchObject({ state: "measured", notes: [] });
  });
});

describe("the slip at the UIV, which the criterion counts in millimetres", () => {
  const slipped = (lengths?: LengthClass) => threeBodies([25, 25, 25], [25, 25, 25], [25, 25, 25], { uiv: "L1", date: "2025-06-01", answers: {}, ...(lengths ? { lengths } : {}) });
  const slip = (of: SpineReading) => assessed(of).criteria.find(({ id }) => id === "pjf-asls")?.subTests.find(({ measurement: id }) => id === "uivListhesis");
  it.each<LengthClass | undefined>([undefined, "calibrated", "user", "magnification"])("%s: measured", (lengths) => expect(slip(slipped(lengths))).toMatchObject({ state: "not-met", value: 0 }));
  it.each<LengthClass>(["detector", "stated", "none"])("%s: left to the reader", (lengths) => {
    expect(slip(slipped(lengths))).toMatchObject({ state: "undecidable", reason: { code: "slip-not-calibrated", params: { nowLengths: lengths } } });
    expect(slip({ ...slipped(lengths), answers: { uivListhesis: 5 } })).toMatchObject({ state: "met", value: 5 });
  });
});

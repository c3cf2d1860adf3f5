import { describe, expect, it } from "vitest";
import { changeBetween, restorationOf, type Change } from "#spine/change";
import { courseOf } from "#spine/course";
import { dayOf, daysBetween } from "#spine/date";
import { levelsOf } from "#spine/level";
import type { SpineReading } from "#spine/assessment";
import { threeBodies } from "./bodies";
import { endplate, junction, reading, spine, without } from "./support";

const SETTINGS = { clickSdMm: 0.7 };
const on = (date: string | undefined, pja: number, more: Partial<SpineReading> = {}) => junction(pja, { ...(date === undefined ? {} : { date }), ...more });

function measured(change: Change): Extract<Change, { state: "measured" }> {
  if (change.state !== "measured") throw new Error(change.reason.code);
  return change;
}
const between = (earlier: SpineReading, later: SpineReading, id = "PJA", settings = SETTINGS) => measured(changeBetween(earlier, later, id, settings));
/** SD of one angle between two endplates of 30 mm. */
const ANGLE_SD = ((2 * 0.7) / 30) * (180 / Math.PI);

describe("changeBetween", () => {
  const change = between(on("2025-01-01", 10), on("2025-12-31", 34));
  it("is later less earlier, with the errors of both", () => {
    expect(change).toMatchObject({ id: "PJA", unit: "deg" });
    expect(change.value).toBeCloseTo(24, 9);
    expect(change.sd).toBeCloseTo(Math.SQRT2 * ANGLE_SD, 9);
    expect(change.interval?.[0]).toBeCloseTo(24 - 1.959963984540054 * Math.SQRT2 * ANGLE_SD, 9);
    expect(between(on("2025-01-01", 34), on("2025-12-31", 10)).value).toBeCloseTo(-24, 9);
  });
  it("per mean month of 30.4375 days, with its error", () => {
    const months = 364 / 30.4375;
    expect(change.perMonth).toMatchObject({ state: "measured", months });
    if (change.perMonth.state !== "measured") throw new Error();
    expect(change.perMonth.value).toBeCloseTo(24 / months, 9);
    expect(change.perMonth.sd).toBeCloseTo((Math.SQRT2 * ANGLE_SD) / months, 9);
    expect(change.perMonth.interval?.[1]).toBeCloseTo((change.interval?.[1] ?? NaN) / months, 9);
  });
  it.each([
    [undefined, "2025-02-01", "no-exam-date"],
    ["2025-02-01", undefined, "no-exam-date"],
    ["2025-02-30", "2025-04-01", "no-exam-date"],
    ["2025-02-01", "2025-02-01", "same-day"],
    ["2025-02-02", "2025-02-01", "dates-out-of-order"],
  ])("from %s to %s there is no rate: %s", (from, to, code) => {
    expect(between(on(from, 10), on(to, 34)).perMonth).toMatchObject({ state: "incomplete", reason: { code } });
    expect(between(on(from, 10), on(to, 34)).value).toBeCloseTo(24, 9);
  });
  it("minimal detectable change: 1.96 sqrt(2) SEM, at, below and above", () => {
    const mdc = 1.959963984540054 * Math.SQRT2 * ANGLE_SD;
    expect(change.mdc).toBeCloseTo(mdc, 9);
    expect(change.exceedsMdc).toBe(true);
    const small = between(on("2025-01-01", 10), on("2025-12-31", 10 + mdc - 1e-6));
    expect([small.exceedsMdc, small.notes]).toEqual([false, [{ code: "below-mdc" }]]);
    const large = between(on("2025-01-01", 10), on("2025-12-31", 10 - mdc - 1e-6));
    expect([large.exceedsMdc, large.notes]).toEqual([true, []]);
    expect(between(on("2025-01-01", 10), on("2025-12-31", 10), "PJA", { clickSdMm: 0 })).toMatchObject({ mdc: 0, exceedsMdc: false });
  });
  it("is of unknown error without millimetres in either exam", () => {
    const unscaled = between(on("2025-01-01", 10, { scale: "ratio" }), on("2025-12-31", 34));
    expect(unscaled).toMatchObject({ sd: null, interval: null, mdc: null, exceedsMdc: null, differs: { scale: true } });
    expect(unscaled.notes).toEqual([{ code: "scales-differ" }]);
  });
  it("says what the exams do not share", () => {
    const later = on("2025-12-31", 34, { posture: "supine", levels: levelsOf(12, 6) });
    const found = between(on("2025-01-01", 10), later);
    expect(found.differs).toEqual({ posture: true, uiv: false, levels: true, scale: false, lengths: false });
    expect(found.notes).toEqual([{ code: "postures-differ", params: { now: "supine", before: "standing" } }, { code: "levels-differ" }]);
    const moved = changeBetween(on("2025-01-01", 10), { ...on("2025-12-31", 34), uiv: "T9" }, "PJA", SETTINGS);
    expect(moved).toMatchObject({ state: "incomplete", differs: { uiv: true }, notes: [{ code: "uiv-differs", params: { level: "T9", other: "T10" } }] });
    const unset = changeBetween(reading({}), reading({}, { uiv: "T4" }), "TK.T4-T12", SETTINGS);
    expect(unset.notes).toEqual([{ code: "uiv-differs", params: { level: "T4", other: "\u2014" } }]);
    expect(changeBetween(reading({}, { uiv: "T4" }), reading({}), "TK.T4-T12", SETTINGS).notes).toEqual([{ code: "uiv-differs", params: { level: "\u2014", other: "T4" } }]);
  });
  it("a film against a CT says so where no posture is stated, and not where both are", () => {
    const notes = (posture: SpineReading["posture"], ...[before, now]: readonly [SpineReading["imaging"], SpineReading["imaging"]]) =>
      between(on("2025-01-01", 10, { posture, ...(before && { imaging: before }) }), on("2025-12-31", 34, { posture, ...(now && { imaging: now }) })).notes;
    expect(notes("unknown", "film", "slices")).toEqual([{ code: "imaging-differs" }]);
    expect(notes("unknown", "slices", "film")).toEqual([{ code: "imaging-differs" }]);
    expect(notes("supine", "film", "slices")).toEqual([]);
    expect(notes("unknown", "film", "film")).toEqual([]);
    expect(notes("unknown", undefined, "slices")).toEqual([]);
    expect(notes("unknown", "film", undefined)).toEqual([]);
    const along = courseOf([on("2025-01-01", 5, { posture: "unknown", imaging: "film" }), on("2025-02-01", 6, { posture: "unknown", imaging: "slices" })], "PJA", SETTINGS);
    expect(along.map((point) => point.notes)).toEqual([[], [{ code: "imaging-differs" }]]);
    const unread = courseOf([on("2025-01-01", 5, { posture: "unknown", imaging: "film" }), reading({}, { date: "2025-02-01", posture: "unknown", imaging: "slices" })], "PJA", SETTINGS);
    expect(unread.map((point) => point.notes)).toEqual([[], []]);
  });
  it("goes the short way round for angles, and not for lengths", () => {
    const t1 = (tilt: number) => reading({ "T1.superior": endplate(tilt) });
    expect(between(t1(170), t1(-170), "T1S").value).toBeCloseTo(20, 9);
    const far = spine();
    const sva = (mm: number) => ({ ...far, landmarks: new Map([...far.landmarks, ["C7.superior", endplate(0, [mm, 500])], ["C7.inferior", endplate(0, [mm, 480])]]) });
    expect(between(sva(0), sva(250), "SVA")).toMatchObject({ unit: "mm" });
    expect(between(sva(0), sva(250), "SVA").value).toBeCloseTo(250, 9);
    expect(between(spine({ l4s1: 30 }), spine({ l4s1: 40 }), "GAP.LDI")).toMatchObject({ unit: "percent" });
  });
  it("lacks what either exam lacks, and is not defined of classes", () => {
    expect(changeBetween(without(on("2025-01-01", 10), "T8.superior"), on("2025-12-31", 34), "PJA", SETTINGS)).toMatchObject({ state: "incomplete", reason: { code: "missing-points" } });
    expect(() => changeBetween(on("2025-01-01", 10), on("2025-12-31", 34), "GAP", SETTINGS)).toThrow('no change is defined of "GAP"');
    expect(() => changeBetween(on("2025-01-01", 10), on("2025-12-31", 34), "nothing", SETTINGS)).toThrow("nothing");
  });
});

describe("restorationOf: what a treatment gave back", () => {
  const before = threeBodies([25, 25, 25], [15, 13, 24], [25, 25, 25], { date: "2025-01-01" });
  const after = threeBodies([25, 25, 25], [21, 20, 24.5], [25, 25, 25], { date: "2025-01-03" });
  const found = restorationOf(before, after, "T12", SETTINGS);
  it("heights restored, millimetres", () => {
    expect([found.anteriorHeight, found.middleHeight, found.posteriorHeight].map((each) => measured(each).value)).toEqual([6, 7, 0.5]);
    expect(measured(found.anteriorHeight).exceedsMdc).toBe(true);
    expect(measured(found.posteriorHeight).exceedsMdc).toBe(false);
  });
  it("angles corrected, + where there is less kyphosis", () => {
    const degrees = (rise: number) => (Math.atan2(rise, 30) * 180) / Math.PI;
    const wedge = measured(found.wedge);
    expect(wedge.value).toBeCloseTo(degrees(9) - degrees(3.5), 9);
    expect(wedge.interval?.[0]).toBeCloseTo(wedge.value - 1.959963984540054 * (wedge.sd ?? NaN), 9);
    expect(wedge.perMonth.state === "measured" && wedge.perMonth.value).toBeCloseTo((wedge.value / 2) * 30.4375, 6);
    expect(measured(found.localKyphosis).value).toBe(0);
    expect(measured(found.segmentalKyphosis).value).toBe(0);
    expect(measured(restorationOf({ ...before, scale: "ratio" }, { ...after, date: "2025-01-01" }, "T12", SETTINGS).wedge)).toMatchObject({ interval: null, perMonth: { reason: { code: "same-day" } } });
    expect(restorationOf(without(before, "T12.superior"), after, "T12", SETTINGS).wedge.state).toBe("incomplete");
  });
});

describe("courseOf", () => {
  const weeks = (points: ReturnType<typeof courseOf>) => points.map(({ weeksSinceSurgery }) => weeksSinceSurgery);
  it("is a point an exam, by date, in weeks since surgery", () => {
    const points = courseOf([on("2025-04-13", 20), on("2025-02-20", 8), on("2025-03-09", 10)], "PJA", SETTINGS, "2025-03-02");
    expect(points.map(({ index, date }) => [index, date])).toEqual([[1, "2025-02-20"], [2, "2025-03-09"], [0, "2025-04-13"]]);
    expect(weeks(points)).toEqual([-10 / 7, 1, 6]);
    expect(points.map(({ value }) => Number(value).toFixed(6))).toEqual(["8.000000", "10.000000", "20.000000"]);
    expect(points[0]).toMatchObject({ reason: null, notes: [] });
    expect(points[0]?.sd).toBeCloseTo(ANGLE_SD, 9);
    expect(points[0]?.interval?.[1]).toBeCloseTo(8 + 1.959963984540054 * ANGLE_SD, 9);
    expect(weeks(courseOf([on("2025-04-13", 20)], "PJA", SETTINGS))).toEqual([null]);
  });
  it("of no exam, one and twenty", () => {
    expect(courseOf([], "PJA", SETTINGS)).toEqual([]);
    expect(courseOf([on("2025-04-13", 20)], "PJA", SETTINGS)).toHaveLength(1);
    const twenty = Array.from({ length: 20 }, (_, i) => on(`2025-01-${String(20 - i).padStart(2, "0")}`, i));
    expect(courseOf(twenty, "PJA", SETTINGS).map(({ index }) => index)).toEqual(Array.from({ length: 20 }, (_, i) => 19 - i));
  });
  it("keeps both exams of one day, in the order given, and says so", () => {
    const points = courseOf([on("2025-04-13", 20), on("2025-04-13", 22), on("2025-05-13", 22)], "PJA", SETTINGS);
    expect(points.map(({ index }) => index)).toEqual([0, 1, 2]);
    expect(points.map(({ notes }) => notes)).toEqual([[{ code: "same-day-exam" }], [{ code: "same-day-exam" }], []]);
  });
  it("puts undated exams last, without weeks, and says so", () => {
    const points = courseOf([on(undefined, 5), on("2025-04-13", 20), on("2025-13-01", 6)], "PJA", SETTINGS, "2025-03-02");
    expect(points.map(({ index, date, weeksSinceSurgery }) => [index, date, weeksSinceSurgery])).toEqual([[1, "2025-04-13", 6], [0, null, null], [2, null, null]]);
    expect(points[1]?.notes).toEqual([{ code: "no-exam-date" }]);
  });
  it("keeps a gap where the value is missing, with the reason", () => {
    const [first] = courseOf([without(on("2025-04-13", 20), "T8.superior")], "PJA", SETTINGS);
    expect(first).toMatchObject({ value: null, sd: null, interval: null, reason: { code: "missing-points" } });
  });
  it("says where the posture is not that of the first exam", () => {
    const points = courseOf([on("2025-01-01", 5), on("2025-02-01", 6, { posture: "supine" })], "PJA", SETTINGS);
    expect(points.map(({ notes }) => notes)).toEqual([[], [{ code: "posture-along-course", params: { now: "supine", before: "standing" } }]]);
  });
  it("finds the baselines of a change among the exams: the last before surgery, the first after it", () => {
    const exams = [
      on("2025-01-01", 3, { timepoint: "preoperative" }),
      on("2025-02-01", 5, { timepoint: "preoperative" }),
      on("2025-03-10", 7, { timepoint: "postoperative" }),
      on("2025-03-20", 9, { timepoint: "postoperative" }),
      on("2025-09-01", 20),
    ];
    const found = (id: string, of = exams) => courseOf(of, id, SETTINGS).map(({ value, reason }) => (value === null ? reason?.code : Number(Number(value).toFixed(6))));
    expect(found("dPJA.pre")).toEqual(["preoperative-exam", "preoperative-exam", 2, 4, 15]);
    expect(found("dPJA.post")).toEqual(["preoperative-exam", "preoperative-exam", "first-postoperative-exam", 2, 13]);
    const undated = [3, 5, 7, 9, 20].map((pja, i) => on(undefined, pja, { timepoint: exams[i]?.timepoint ?? "unknown" }));
    expect(found("dPJA.pre", undated)).toEqual(["preoperative-exam", "preoperative-exam", 4, 6, 17]);
  });
  it("carries classes, which have no interval", () => {
    expect(courseOf([spine({}, { date: "2025-01-01" })], "Schwab.PT", SETTINGS)[0]).toMatchObject({ value: "0", interval: null });
    expect(() => courseOf([spine()], "nothing", SETTINGS)).toThrow('no measurement "nothing"');
  });
});

describe("dayOf", () => {
  it("counts days of the calendar", () => {
    expect([dayOf("1970-01-02"), dayOf("2024-02-29"), dayOf("2024-03-01")]).toEqual([1, 19782, 19783]);
    expect([undefined, "", "2025", "2025-02-29", "2025-2-1", "2025-02-01T10:00:00Z", "2025-99-99"].map(dayOf)).toEqual(Array(7).fill(null));
  });

  it("counts from one to another, backwards too, and from or to none not at all", () => {
    expect([daysBetween("2024-02-28", "2024-03-01"), daysBetween("2024-03-01", "2024-02-28"), daysBetween("2024-03-01", "2024-03-01")]).toEqual([2, -2, 0]);
    expect([daysBetween(undefined, "2024-03-01"), daysBetween("2024-03-01", "2024-02-30")]).toEqual([null, null]);
  });
});

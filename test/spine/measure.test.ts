import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFINITIONS } from "#spine/definition";
import { regionOf } from "#spine/measure";
import { levelsOf } from "#spine/level";
import { assessed, endplate, head, junction, mapped, measured, measurement, point, reading, reasonOf, spine, valueOf, with_, without } from "./support";

const angle = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const ANGLES = DEFINITIONS.filter(({ unit, construction }) => unit === "deg" && construction.kind !== "change").map(({ id }) => id);
const DISTANCES = ["SVA", "cSVA"];
function values(of: Parameters<typeof valueOf>[0], ids: readonly string[]): readonly number[] {
  const found = assessed(of);
  return ids.map((id) => Number(measured(found, id).value));
}

function expectSame(got: readonly number[], expected: readonly number[], within = 1e-9): void {
  for (const [i, value] of got.entries()) expect(Math.abs(value - expected[i]!), `${i}: ${value} and ${expected[i]}`).toBeLessThan(within);
}

describe("agreement with constructed angles to 1e-9 degrees", () => {
  it("the junction, past 90 and negative, wherever the endplates lie", () => {
    fc.assert(
      fc.property(angle(-120, 150), angle(-40, 40), angle(-300, 300), angle(5, 60), (pja, lower, where, length) => {
        const film = reading(
          { "T8.superior": endplate(lower + pja, [where, 60], length), "T10.inferior": endplate(lower, [where / 2, 0], length) },
          { uiv: "T10" },
        );
        expect(Math.abs(valueOf(film, "PJA") - pja)).toBeLessThan(1e-9);
      }),
    );
  });

  it("a kyphosis of 95 reads 95 and a lordotic junction negative", () => {
    expect(valueOf(junction(95), "PJA")).toBeCloseTo(95, 9);
    expect(valueOf(junction(-7.25), "PJA")).toBeCloseTo(-7.25, 9);
  });

  it("wraps a difference into (-180, 180]", () => {
    const film = reading({ "T8.superior": endplate(170), "T10.inferior": endplate(-170) }, { uiv: "T10" });
    expect(valueOf(film, "PJA")).toBeCloseTo(-20, 9);
  });

  it("the whole panel", () => {
    const film = spine({ ss: 41, pt: 13, ll: 55, l4s1: 33, tk: 38, c7: -3 });
    expectSame(values(film, ["SS", "PT", "PI", "LL.L1-S1", "LL.L4-S1", "PI-LL", "GT", "TK.T4-T12", "TK.T5-T12", "TK.T2-T12", "TK.T1-T12", "TLK.T10-L2", "CL.C2-C7", "T1S", "PJA", "PJA1"]), [
      41, 13, 54, 55, 33, -1, 10, 38, 34, 33, 33, 5, 7, 24, 13, 9,
    ]);
  });

  it("pelvic incidence is the angle between the sacral perpendicular and the line to the hips", () => {
    fc.assert(
      fc.property(angle(-20, 80), angle(-30, 50), (ss, pt) => {
        const film = spine({ ss, pt });
        const [hip, mid] = [[0, 0], [-90 * Math.sin((pt * Math.PI) / 180), 90 * Math.cos((pt * Math.PI) / 180)]] as const;
        const down = [-Math.sin((ss * Math.PI) / 180), -Math.cos((ss * Math.PI) / 180)] as const;
        const toHip = [hip[0] - mid[0], hip[1] - mid[1]] as const;
        const between = Math.atan2(down[0] * toHip[1] - down[1] * toHip[0], down[0] * toHip[0] + down[1] * toHip[1]);
        expect(Math.abs(valueOf(film, "PI") - (between * 180) / Math.PI)).toBeLessThan(1e-9);
      }),
    );
  });

  it("distances: anterior is positive", () => {
    const corner = endplate(20, [-15, 150], 18).posterior!;
    const film = reading({ "C7.centroid": point(30, 400), "S1.superior": endplate(40, [0, 0], 36), "C2.centroid": point(8, 200), "C7.superior": endplate(20, [-15, 150], 18) });
    expect(valueOf(film, "SVA")).toBeCloseTo(30 + 18 * Math.cos((40 * Math.PI) / 180), 9);
    expect(valueOf(film, "cSVA")).toBeCloseTo(8 - corner.anteriorMm, 9);
  });

  it("angles at the hip axis: + when the centroid lies before the sacrum", () => {
    const at = (degrees: number, mm: number) => point(mm * Math.sin((degrees * Math.PI) / 180), mm * Math.cos((degrees * Math.PI) / 180));
    const film = with_(spine({ pt: 15 }), { "T1.centroid": at(-3, 480), "T4.centroid": at(-8, 400), "L1.centroid": at(-21, 200), "T9.centroid": at(-10, 300) });
    expectSame(values(film, ["T1PA", "T4PA", "L1PA", "T1SPi", "T9SPi"]), [12, 7, -6, -3, -10]);
  });
});

describe("identities", () => {
  it("PI = PT + SS, T1PA = T1SPi + PT and PI-LL = PI - LL hold to the last bit, with negative PT", () => {
    fc.assert(
      fc.property(angle(-10, 70), angle(-30, 50), angle(-20, 80), (ss, pt, ll) => {
        const [pi, ptValue, ssValue, llValue, mismatch, t1pa, t1spi] = values(spine({ ss, pt, ll }), ["PI", "PT", "SS", "LL.L1-S1", "PI-LL", "T1PA", "T1SPi"]) as [number, number, number, number, number, number, number];
        expect(pi).toBe(ptValue + ssValue);
        expect(mismatch).toBe(pi - llValue);
        expect(t1pa).toBe(t1spi + ptValue);
        if (Math.abs(pt) > 1e-6) expect(ptValue < 0).toBe(pt < 0);
      }),
    );
  });
});

describe("invariance", () => {
  const film = spine();
  it("to translation", () => {
    fc.assert(
      fc.property(angle(-900, 900), angle(-900, 900), (a, c) => expectSame(values(mapped(film, (x, y) => [x + a, y + c]), [...ANGLES, ...DISTANCES]), values(film, [...ANGLES, ...DISTANCES]))),
      { numRuns: 20 },
    );
  });
  it("of angles to scale, and distances grow with it", () => {
    fc.assert(
      fc.property(angle(0.05, 20), (factor) => {
        const scaled = mapped(film, (x, y) => [x * factor, y * factor]);
        expectSame(values(scaled, ANGLES), values(film, ANGLES));
        expectSame(values(scaled, DISTANCES).map((mm) => mm / factor), values(film, DISTANCES));
      }),
      { numRuns: 20 },
    );
  });
  it("to the order in which points were clicked", () => {
    const backwards = { ...film, landmarks: new Map([...film.landmarks].reverse()) };
    expect(assessed(backwards)).toEqual(assessed(film));
  });
  it("a film seen from the other side with its clicks named as seen has every angle's sign turned", () => {
    const mirrored = mapped(film, (x, y) => [-x, y]);
    const swapped = { ...mirrored, landmarks: new Map([...mirrored.landmarks].map(([id, l]) => [id, l.kind === "endplate" ? { ...l, posterior: l.anterior!, anterior: l.posterior! } : l])) };
    expectSame(values(swapped, ANGLES), values(film, ANGLES).map((x) => -x));
  });
});

describe("endplates with points between the corners", () => {
  const fitted = (rise: number) =>
    with_(junction(20), { "T8.superior": { ...endplate(32, [10, 60]), along: [endplate(32, [10, 60 + rise], 10).posterior!, endplate(32, [10, 60 + rise], 10).anterior!] } });
  it("are read by their least-squares line and say how well it fits", () => {
    const pja = measured(assessed(fitted(0)), "PJA");
    expect(pja.value).toBeCloseTo(20, 6);
    expect(pja.points.map(({ part }) => part)).toEqual(["posterior", "anterior", "along.0", "along.1", "posterior", "anterior"]);
    const note = measured(assessed(fitted(2)), "PJA").notes.find(({ code }) => code === "endplate-residual");
    // Four points, two of them 2 mm above the chord of the others: 1 mm on either side, cos 32 of it perpendicular.
    expect(note?.params).toMatchObject({ landmark: "T8.superior", points: 4 });
    expect(Number(note?.params?.["rmsMm"])).toBeCloseTo(Math.cos((32 * Math.PI) / 180), 1);
  });
  it("say nothing of millimetres where there are none", () => {
    expect(measured(assessed({ ...fitted(2), scale: "ratio" }), "PJA").notes).toEqual([]);
  });
});

describe("centroids", () => {
  const body = { "C7.superior": endplate(10, [0, 20], 20), "C7.inferior": endplate(0, [4, 0], 20) };
  it("are the mean of the four corners where these exist, whatever was placed", () => {
    const film = reading({ ...body, "C7.centroid": point(99, 99), "S1.superior": endplate(0, [0, -400], 30) });
    expect(valueOf(film, "SVA")).toBeCloseTo(2 + 15, 9);
    expect(measured(assessed(film), "SVA").points).toHaveLength(5);
  });
  it("are the placed point else, and asked for where neither is there", () => {
    const film = reading({ "C7.superior": body["C7.superior"], "S1.superior": endplate(0, [0, -400], 30) });
    expect(measurement(assessed(film), "SVA")).toMatchObject({ state: "incomplete", missing: ["C7.centroid"] });
    expect(valueOf(with_(film, { "C7.centroid": point(5, 10) }), "SVA")).toBeCloseTo(20, 9);
  });
});

describe("the hip axis", () => {
  const sacrum = { "S1.superior": endplate(40, [0, 90], 36) };
  const pt = (landmarks: Parameters<typeof reading>[0]) => assessed(reading({ ...sacrum, ...landmarks }));
  const rim = (a: number, c: number) => ({ kind: "circle" as const, rim: [0, 80, 200].map((d) => ({ anteriorMm: a + 23 * Math.cos(d), cranialMm: c + 23 * Math.sin(d) })) });
  it("is midway between two heads, from centres or rims", () => {
    expect(measured(pt({ "hip.1": head(30, 0), "hip.2": rim(10, 0) }), "PT").value).toBeCloseTo((Math.atan2(20, 90) * 180) / Math.PI, 9);
  });
  it("is one head alone where there is no other, and says so", () => {
    for (const landmarks of [{ "hip.1": head(20, 0) }, { "hip.2": rim(20, 0) }, { "hip.1": head(20, 0), "hip.2": { kind: "circle" as const } }]) {
      const found = measured(pt(landmarks), "PT");
      expect(found.value).toBeCloseTo((Math.atan2(20, 90) * 180) / Math.PI, 9);
      expect(found.notes).toEqual([{ code: "one-femoral-head" }]);
    }
  });
  it("asks for what a begun head lacks", () => {
    const begun = { kind: "circle" as const, rim: [{ anteriorMm: 0, cranialMm: 0 }] };
    expect(measurement(pt({}), "PT")).toMatchObject({ state: "incomplete", missing: ["hip.1"], reason: { code: "missing-points" } });
    expect(measurement(pt({ "hip.1": { kind: "circle" } }), "PT")).toMatchObject({ missing: ["hip.1"] });
    expect(measurement(pt({ "hip.2": begun }), "PT")).toMatchObject({ missing: [{ landmark: "hip.2", part: "rim.1" }, { landmark: "hip.2", part: "rim.2" }] });
    expect(measurement(pt({ "hip.1": begun, "hip.2": begun }), "PT")).toMatchObject({ missing: [{ landmark: "hip.1", part: "rim.1" }, { landmark: "hip.1", part: "rim.2" }] });
  });
  it("is degenerate for a rim on one line", () => {
    const line = { kind: "circle" as const, rim: [0, 1, 2].map((x) => ({ anteriorMm: x, cranialMm: x })) };
    expect(measurement(pt({ "hip.1": line }), "PT")).toEqual({ id: "PT", unit: "deg", state: "degenerate", reason: { code: "collinear-rim", params: { landmark: "hip.1" } } });
  });
});

describe("what cannot be measured says why", () => {
  it("names every missing click once", () => {
    const film = reading({ "T8.superior": { kind: "endplate", posterior: { anteriorMm: 0, cranialMm: 0 } } }, { uiv: "T10" });
    expect(measurement(assessed(film), "PJA")).toEqual({
      id: "PJA",
      unit: "deg",
      state: "incomplete",
      missing: [{ landmark: "T8.superior", part: "anterior" }, { landmark: "T10.inferior", part: "posterior" }, { landmark: "T10.inferior", part: "anterior" }],
      reason: { code: "missing-points" },
    });
    expect(measurement(assessed(reading({})), "PI-LL")).toMatchObject({
      missing: ["hip.1", { landmark: "S1.superior", part: "posterior" }, { landmark: "S1.superior", part: "anterior" }, { landmark: "L1.superior", part: "posterior" }, { landmark: "L1.superior", part: "anterior" }],
    });
  });
  it("without a UIV, or with one too high for a level above it", () => {
    const reasons = (uiv?: string) => measurement(assessed(reading({ "T10.inferior": endplate(0) }, uiv === undefined ? {} : { uiv })), "PJA");
    expect(reasons()).toMatchObject({ reason: { code: "no-uiv", params: { level: "UIV+2" } } });
    expect(reasons("C3")).toMatchObject({ reason: { code: "level-not-in-spine", params: { level: "UIV+2" } } });
  });
  it("says that a level is missing rather than a click where only one of them can be supplied", () => {
    const film = reading({}, { levels: ["T1", "T2", "L1", "S1"] });
    expect(measurement(assessed(film), "TLK.T10-L2")).toMatchObject({ state: "incomplete", reason: { code: "level-not-in-spine", params: { level: "T10" } }, missing: [] });
    expect(measurement(assessed(film), "TK.T4-T12")).toMatchObject({ reason: { code: "level-not-in-spine", params: { level: "T4" } } });
  });
  it("coincident corners and points are degenerate, and a missing point is said before them", () => {
    const dot = endplate(0, [0, 0], 0);
    const film = reading({ "T8.superior": dot, "T10.inferior": dot }, { uiv: "T10" });
    expect(measurement(assessed(film), "PJA")).toMatchObject({ state: "degenerate", reason: { code: "coincident-corners", params: { landmark: "T8.superior" } } });
    expect(measurement(assessed(without(film, "T8.superior")), "PJA")).toMatchObject({ state: "incomplete" });
    expect(measurement(assessed(without(film, "T10.inferior")), "PJA")).toMatchObject({ state: "incomplete" });
    expect(measurement(assessed(reading({ "hip.1": head(0, 90), "S1.superior": endplate(40, [0, 90]) })), "PT")).toMatchObject({ state: "degenerate", reason: { code: "coincident-points" } });
  });
  it("corners that lie side by side in a volume are degenerate, whatever tilt they seem to have", () => {
    const upright = endplate(88, [0, 60], 12);
    const junctionOf = (acrossMm: number) => reading({ "T8.superior": { ...upright, acrossMm }, "T10.inferior": endplate(88, [0, 0], 12) }, { uiv: "T10" });
    expect(measurement(assessed(junctionOf(12.01)), "PJA")).toMatchObject({ state: "degenerate", reason: { code: "endplate-sideways", params: { landmark: "T8.superior" } } });
    expect(measurement(assessed(junctionOf(11.99)), "PJA")).toMatchObject({ state: "measured" });
    expect(measurement(assessed(junctionOf(12.01)), "PJA1")).toMatchObject({ state: "incomplete" });
  });
  it("coordinates beyond the range of numbers never become a value", () => {
    const film = reading({ "C7.centroid": point(1.7e308, 0), "S1.superior": endplate(0, [-1.7e308, 0]) });
    expect(reasonOf(measurement(assessed(film), "SVA"))).toBe("not-finite");
  });
  it("a landmark of another kind than its name is not used", () => {
    const film = reading({ "T8.superior": point(0, 0), "T10.inferior": endplate(0), "C7.centroid": endplate(0), "hip.1": point(0, 0), "S1.superior": endplate(30) }, { uiv: "T10" });
    expect(["PJA", "SVA", "PT"].map((id) => measurement(assessed(film), id).state)).toEqual(["incomplete", "incomplete", "incomplete"]);
  });
});

describe("scale", () => {
  it("by ratio only: angles without an error, distances not", () => {
    const found = assessed(spine({}, { scale: "ratio", scaleReason: { code: "no-spacing" } }));
    expect(measured(found, "PJA")).toMatchObject({ sd: null });
    expect(measured(found, "GAP")).toMatchObject({ sd: null, probability: null });
    expect(measurement(found, "SVA")).toMatchObject({ state: "incomplete", missing: [], reason: { code: "no-spacing" } });
    expect(reasonOf(measurement(assessed(spine({}, { scale: "ratio" })), "cSVA"))).toBe("no-spacing");
  });
  it("without an anterior side nothing signed is computed", () => {
    const found = assessed(spine({}, { scale: "none", scaleReason: { code: "no-anterior" } }));
    expect(found.measurements.filter(({ state }) => state === "measured").map(({ id }) => id)).toEqual(["target.PI-LL", "target.PT", "target.SVA"]);
    expect(reasonOf(measurement(assessed(spine({}, { scale: "none" })), "PJA"))).toBe("no-anterior");
    expect(found.headline).toMatchObject({ state: "undecidable", reason: { code: "no-anterior" } });
  });
});

describe("unusual spines", () => {
  it("UIV+2 of T1 is C6", () => {
    const film = reading({ "C6.superior": endplate(30), "T1.inferior": endplate(8) }, { uiv: "T1" });
    expect(valueOf(film, "PJA")).toBeCloseTo(22, 9);
  });
  it("UIV+2 of L1 is T12 of 13 where there is a T13", () => {
    const film = reading({ "T12.superior": endplate(15), "L1.inferior": endplate(5) }, { uiv: "L1", levels: levelsOf(13, 5) });
    expect(valueOf(film, "PJA")).toBeCloseTo(10, 9);
  });
  it("kyphosis to T12 is to T12 where there is one, below it a T13 or not", () => {
    const film = reading({ "T4.superior": endplate(30), "T12.inferior": endplate(-10), "T13.inferior": endplate(-25) }, { levels: levelsOf(13, 5) });
    const tk = measured(assessed(film), "TK.T4-T12");
    expect(tk.value).toBeCloseTo(40, 9);
    expect(tk.notes).toEqual([]);
  });
  it("kyphosis to T12 in a spine without one is to its last thoracic vertebra, and says so", () => {
    const film = reading({ "T4.superior": endplate(30), "T11.inferior": endplate(-10) }, { levels: levelsOf(11, 5) });
    const tk = measured(assessed(film), "TK.T4-T12");
    expect(tk.value).toBeCloseTo(40, 9);
    expect(tk.notes).toEqual([{ code: "last-thoracic", params: { level: "T11" } }]);
  });
});

describe("posture", () => {
  const lying = assessed(spine({}, { posture: "supine" }));
  it("lying down, standing values say so, and PJA, TK and PI do not", () => {
    for (const id of ["SVA", "PT", "SS", "LL.L1-S1", "PI-LL", "GT"]) expect(measured(lying, id).notes).toContainEqual({ code: "not-standing", params: { posture: "supine" } });
    for (const id of ["PJA", "TK.T4-T12", "PI"]) expect(measured(lying, id).notes).toEqual([]);
  });
  it("lying down, scores are not computed", () => {
    for (const posture of ["supine", "prone"] as const) {
      const found = assessed(spine({}, { posture }));
      for (const id of ["GAP", "GAP.RPV", "GAP.category", "Schwab.PT", "target.PT", "Roussouly"]) {
        expect(measurement(found, id)).toMatchObject({ state: "incomplete", reason: { code: "score-not-standing", params: { posture } } });
      }
    }
  });
  it("where it isn't known, standing values say that the norms are of standing films", () => {
    const unknown = assessed(spine({}, { posture: "unknown" }));
    expect(measured(unknown, "SS").notes).toEqual([{ code: "posture-unknown" }]);
    expect(measured(unknown, "GAP").notes).toEqual([{ code: "posture-unknown" }]);
    expect(measured(unknown, "PJA").notes).toEqual([]);
  });
});

describe("change over time", () => {
  const before = junction(8, { timepoint: "preoperative", date: "2024-01-01" }, 3);
  const first = junction(11, { timepoint: "postoperative", date: "2024-02-01" }, 5);
  const now = junction(27, { date: "2024-08-01" }, 14);
  it("is the angle less its baseline", () => {
    const found = assessed(now, { preoperative: before, firstPostoperative: first });
    expect(["dPJA.pre", "dPJA.post", "dPJA1.post"].map((id) => Number(measured(found, id).value).toFixed(9))).toEqual(["19.000000000", "16.000000000", "9.000000000"]);
    expect(measured(found, "dPJA.pre").points).toEqual(measured(found, "PJA").points);
  });
  it("adds the errors of two exams in quadrature", () => {
    const found = assessed(now, { preoperative: before });
    const [one, other] = [measured(found, "PJA").sd!, measured(assessed(before), "PJA").sd!];
    expect(measured(found, "dPJA.pre").sd).toBeCloseTo(Math.hypot(one, other), 12);
  });
  it("says so where the postures differ", () => {
    const found = assessed({ ...now, posture: "supine" }, { preoperative: before });
    expect(measured(found, "dPJA.pre").notes).toEqual([{ code: "postures-differ", params: { now: "supine", before: "standing" } }]);
    expect(measured(assessed(now, { preoperative: before }), "dPJA.pre").notes).toEqual([]);
  });
  it("has no error where either exam has no scale", () => {
    expect(measured(assessed(now, { preoperative: { ...before, scale: "ratio" } }), "dPJA.pre").sd).toBeNull();
  });
  it("needs a baseline that is measured, earlier and another exam", () => {
    const code = (of: typeof now, baselines: Parameters<typeof assessed>[1], id = "dPJA.pre") => reasonOf(measurement(assessed(of, baselines), id));
    expect(code(now, {})).toBe("no-preoperative");
    expect(code(now, {}, "dPJA.post")).toBe("no-first-postoperative");
    expect(code(now, { preoperative: without(before, "T8.superior") })).toBe("preoperative-not-measured");
    expect(code(now, { firstPostoperative: without(first, "T8.superior") }, "dPJA.post")).toBe("first-postoperative-not-measured");
    expect(code(now, { preoperative: { ...before, date: "2025-01-01" } })).toBe("no-preoperative");
    expect(code(first, { firstPostoperative: first }, "dPJA.post")).toBe("first-postoperative-exam");
    expect(code(first, { firstPostoperative: { ...now, timepoint: "postoperative" } }, "dPJA.post")).toBe("first-postoperative-exam");
    expect(code(before, { preoperative: first })).toBe("preoperative-exam");
    expect(code(without(now, "T8.superior"), { preoperative: before })).toBe("missing-points");
  });
});

describe("rows", () => {
  it("stand in a region; unknown ids in none", () => {
    expect(["PJA", "TK.T4-T12", "PI", "SVA", "CL.C2-C7", "LL.L1-S1", "GAP", "wedge.T8", "wedge.C4", "wedge.L6", "wedge.X1", "nothing"].map(regionOf)).toEqual([
      "junction", "thoracic", "pelvis", "global", "cervical", "lumbar", "score", "thoracic", "cervical", "lumbar", undefined, undefined,
    ]);
  });
  it("a wedge is shown for each body with both endplates", () => {
    const found = assessed(reading({ "L1.superior": endplate(12, [0, 25]), "L1.inferior": endplate(-3), "L2.superior": endplate(-3) }));
    expect(found.measurements.filter(({ id }) => id.startsWith("wedge.")).map(({ id }) => id)).toEqual(["wedge.L1"]);
    expect(measured(found, "wedge.L1").value).toBeCloseTo(15, 9);
  });
});

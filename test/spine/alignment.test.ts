import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignmentRows, type AlignmentRow } from "#spine/alignment";
import type { SpineReading } from "#spine/assessment";
import { spineFigure, targetFigure, type TargetFigure } from "#spine/figure";
import { assessed, endplate, measured, point, reading, spine, valueOf, with_, without } from "./support";

const SETTINGS = { clickSdMm: 0.7 };
const rows = (of: SpineReading): readonly AlignmentRow[] => alignmentRows(of, assessed(of), SETTINGS);

function row(of: SpineReading, id: string): AlignmentRow {
  const found = rows(of).find(({ measurement }) => measurement.id === id);
  if (!found) throw new Error(`no row ${id}`);
  return found;
}

describe("a parameter against its norm", () => {
  it("in standard deviations of the norm, with the error of the measurement in the same measure", () => {
    const of = spine({ tk: 37.4 + 2 * 10.9 });
    const { standing } = row(of, "TK.T4-T12");
    if (standing?.kind !== "mean") throw new Error();
    expect(standing).toMatchObject({ mean: 37.4, normSd: 10.9 });
    expect(standing.z.value).toBeCloseTo(2, 9);
    expect(standing.z.sd).toBeCloseTo((measured(assessed(of), "TK.T4-T12").sd ?? NaN) / 10.9, 12);
    expect(row(spine({ tk: 37.4 - 5.45 }), "TK.T4-T12").standing).toMatchObject({ z: { value: expect.closeTo(-0.5, 9) } });
  });

  it.each([
    [-14.001, "below"],
    [-14, "within"],
    [17, "within"],
    [17.001, "above"],
  ])("SVA of %d mm is %s the range of all ages", (sva, place) => {
    const of = spine();
    const corner = of.landmarks.get("S1.superior");
    if (corner?.kind !== "endplate" || !corner.posterior) throw new Error();
    const at = corner.posterior.anteriorMm + sva;
    const moved = with_(of, { "C7.superior": endplate(0, [at, 450], 18), "C7.inferior": endplate(0, [at, 430], 18) });
    expect(row(moved, "SVA").standing).toEqual({ kind: "range", low: -14, high: 17, place });
  });

  it("where one value is expected, of everybody or of the pelvic incidence, by the difference", () => {
    const of = spine();
    const [pi, l1pa, tlk] = ["PI", "L1PA", "TLK.T10-L2"].map((id) => valueOf(of, id)) as [number, number, number];
    const expected = 0.5 * pi - 21;
    const { standing } = row(of, "L1PA");
    expect(standing).toMatchObject({ kind: "expected", expected, difference: { value: expect.closeTo(l1pa - expected, 9) } });
    expect(row(of, "TLK.T10-L2").standing).toMatchObject({ kind: "expected", expected: 0, difference: { value: tlk, sd: measured(assessed(of), "TLK.T10-L2").sd } });
  });

  it("a difference from what PI lets expect errs with both, which share their points", () => {
    const of = spine();
    const { standing } = row(of, "GT");
    if (standing?.kind !== "expected") throw new Error();
    const step = 1e-4;
    const differenceOf = (one: SpineReading) => valueOf(one, "GT") - (0.48 * valueOf(one, "PI") - 15);
    let variance = 0;
    for (const [id, landmark] of of.landmarks) {
      for (const shifted of shifts(landmark, step)) variance += ((differenceOf(with_(of, { [id]: shifted })) - differenceOf(of)) / step) ** 2;
    }
    expect(standing.difference.sd).toBeCloseTo(0.7 * Math.sqrt(variance), 4);
  });

  it("has no error without millimetres, and is still to be held against the norm", () => {
    const { standing } = row(spine({}, { scale: "ratio" }), "TK.T4-T12");
    expect(standing).toMatchObject({ kind: "mean", z: { sd: null } });
  });

  it("lists what was not measured, without a standing", () => {
    expect(row(without(spine(), "T4.superior"), "TK.T4-T12")).toMatchObject({ measurement: { state: "incomplete" }, standing: null, reason: null });
    expect(row(without(spine(), "hip.1", "hip.2"), "GT").standing).toBeNull();
    // A sacral endplate without a direction has a middle and no incidence.
    expect(row(with_(spine(), { "S1.superior": endplate(0, [0, 80], 0) }), "L1PA")).toMatchObject({ measurement: { state: "measured" }, standing: null });
    const ids = rows(reading({})).map(({ measurement }) => measurement.id);
    expect(ids).toEqual(rows(spine()).map(({ measurement }) => measurement.id));
    // The kyphosis to the T4 has a norm, those to other levels have none.
    expect(ids).toContain("TK.T4-T12");
    expect(ids).not.toContain("TK.T5-T12");
  });

  it.each(["supine", "prone"] as const)("%s nothing but kyphosis and incidence is held against standing norms", (posture) => {
    const of = spine({}, { posture });
    expect(row(of, "PT")).toMatchObject({ standing: null, reason: { code: "not-standing", params: { posture } }, target: null });
    expect(row(of, "TK.T4-T12").standing).toMatchObject({ kind: "mean" });
    expect(row(of, "PI").standing).toMatchObject({ kind: "mean" });
  });

  it("a panel that lacks a row lacks it here", () => {
    expect(alignmentRows(spine(), { measurements: [] }, SETTINGS)).toEqual([]);
  });
});

describe("a parameter against its target for the age", () => {
  it("at 55 years: PT 20, PI-LL 3, SVA 25", () => {
    const of = spine({}, { ageYears: 55 });
    expect(["PT", "PI-LL", "SVA"].map((id) => row(of, id).target?.value)).toEqual([20, 3, 25]);
    expect(row(of, "PT").target?.difference).toEqual({ value: expect.closeTo(12 - 20, 9), sd: measured(assessed(of), "PT").sd });
    expect(row(of, "SS").target).toBeNull();
  });

  it("is there before the value is, and not without an age or below the published groups", () => {
    expect(row(without(spine(), "hip.1", "hip.2"), "PT").target).toEqual({ value: 21, difference: null });
    const { ageYears: _, ...ageless } = spine();
    expect(row(ageless, "PT").target).toBeNull();
    expect(row(spine({}, { ageYears: 27 }), "PT").target).toBeNull();
  });
});

describe("the measured spine as a figure", () => {
  const of = spine();
  const figure = spineFigure(of);

  it("draws bodies of which both endplates are placed, and the other endplates by themselves", () => {
    expect(figure.bodies.map(({ level }) => level)).toEqual(["C7", "T10"]);
    const upper = of.landmarks.get("T10.superior");
    const lower = of.landmarks.get("T10.inferior");
    if (upper?.kind !== "endplate" || lower?.kind !== "endplate") throw new Error();
    expect(figure.bodies[1]?.corners).toEqual([upper.posterior, upper.anterior, lower.anterior, lower.posterior]);
    expect(figure.endplates.map(({ id }) => id)).toContain("S1.superior");
    expect(figure.endplates.map(({ id }) => id)).not.toContain("T10.superior");
    expect(figure.centroids.map(({ level }) => level)).toEqual(["C2", "T1", "T4", "T9", "L1"]);
  });

  it("half an endplate is none", () => {
    const { posterior: _, ...half } = endplate(4, [0, 300]);
    expect(spineFigure(reading({ "T6.superior": half })).endplates).toEqual([]);
    const { anterior: __, ...other } = endplate(4, [0, 300]);
    expect(spineFigure(reading({ "T6.superior": other, "T7.superior": point(1, 2) })).endplates).toEqual([]);
  });

  it("has the femoral heads, the hip axis between them and the plumb line from C7", () => {
    expect(figure.heads).toEqual([
      { center: { anteriorMm: 3, cranialMm: 2 }, radiusMm: 23 },
      { center: { anteriorMm: -3, cranialMm: -2 }, radiusMm: 23 },
    ]);
    expect(figure.hipAxis).toEqual({ anteriorMm: 0, cranialMm: 0 });
    const { from, sacralCorner } = figure.plumb ?? { from: { anteriorMm: NaN, cranialMm: 0 }, sacralCorner: { anteriorMm: 0, cranialMm: 0 } };
    expect(from.anteriorMm - sacralCorner.anteriorMm).toBeCloseTo(valueOf(of, "SVA"), 9);
  });

  it("knows a head by its rim, by its centre alone, and not by two points of its rim", () => {
    const rim = [0, 90, 200].map((angle) => ({ anteriorMm: 5 + 23 * Math.cos(angle), cranialMm: 7 + 23 * Math.sin(angle) }));
    const heads = spineFigure(reading({ "hip.1": { kind: "circle", rim }, "hip.2": { kind: "circle", center: { anteriorMm: 1, cranialMm: 2 } } })).heads;
    expect(heads[0]?.center.anteriorMm).toBeCloseTo(5, 9);
    expect(heads[0]?.radiusMm).toBeCloseTo(23, 9);
    expect(heads[1]).toEqual({ center: { anteriorMm: 1, cranialMm: 2 }, radiusMm: null });
    expect(spineFigure(reading({ "hip.1": { kind: "circle", rim: rim.slice(1) }, "hip.2": { kind: "circle" } })).heads).toEqual([]);
  });

  it("of nothing is nothing", () => {
    expect(spineFigure(reading({}))).toEqual({ bodies: [], endplates: [], centroids: [], heads: [], hipAxis: null, plumb: null });
  });
});

describe("the target's figure", () => {
  const target = (of: SpineReading): TargetFigure => {
    const found = targetFigure(of);
    if ("code" in found) throw new Error(found.code);
    return found;
  };
  const plate = ({ posterior, anterior }: { posterior: { anteriorMm: number; cranialMm: number }; anterior: { anteriorMm: number; cranialMm: number } }) => ({ kind: "endplate" as const, posterior, anterior });

  it("has, measured like a film, the target's angles and offset, and the patient's own incidence", () => {
    fc.assert(
      fc.property(fc.integer({ min: 36, max: 90 }), fc.double({ min: 15, max: 60, noNaN: true }), fc.double({ min: -10, max: 45, noNaN: true }), fc.double({ min: 10, max: 80, noNaN: true }), (ageYears, ss, pt, ll) => {
        const of = spine({ ss, pt, ll }, { ageYears });
        const { sacrum, l1, c7 } = target(of);
        if (!l1 || !c7) throw new Error();
        const asTarget = with_(without(of, "C7.superior", "C7.inferior"), { "S1.superior": plate(sacrum), "L1.superior": plate(l1), "C7.centroid": { kind: "point", point: c7 } });
        expect(valueOf(asTarget, "PT")).toBeCloseTo((ageYears - 55) / 3 + 20, 6);
        expect(valueOf(asTarget, "PI")).toBeCloseTo(valueOf(of, "PI"), 6);
        expect(valueOf(asTarget, "PI-LL")).toBeCloseTo((ageYears - 55) / 2 + 3, 6);
        expect(valueOf(asTarget, "SVA")).toBeCloseTo(2 * (ageYears - 55) + 25, 6);
      }),
    );
  });

  it("L1 keeps its place over the sacrum, C7 its height", () => {
    const of = spine({ pt: 30 });
    const { sacrum, l1, c7 } = target(of);
    const middle = ({ posterior, anterior }: { posterior: { cranialMm: number }; anterior: { cranialMm: number } }) => (posterior.cranialMm + anterior.cranialMm) / 2;
    const before = spineFigure(of);
    const at = (id: string) => before.endplates.find((each) => each.id === id) ?? sacrum;
    expect(middle(l1 ?? sacrum) - middle(sacrum)).toBeCloseTo(middle(at("L1.superior")) - middle(at("S1.superior")), 9);
    expect(c7?.cranialMm).toBe(before.plumb?.from.cranialMm);
  });

  it("leaves out what was not placed, and C7 where lengths are not known", () => {
    expect(target(without(spine(), "L1.superior")).l1).toBeNull();
    expect(target(without(spine(), "C7.superior")).c7).toBeNull();
    const unscaled = target(spine({}, { scale: "ratio" }));
    expect([unscaled.c7, unscaled.l1 === null]).toEqual([null, false]);
  });

  it("leaves out what is not defined for the age: PT is from 27.7 years on, PI-LL from 28", () => {
    expect(target(spine({}, { ageYears: 28 })).l1).not.toBeNull();
    expect(target(spine({}, { ageYears: 27.9 }))).toMatchObject({ l1: null, c7: expect.anything() });
  });

  it.each([
    ["lying down", spine({}, { posture: "supine" }), "score-not-standing"],
    ["prone", spine({}, { posture: "prone" }), "score-not-standing"],
    ["below the published groups", spine({}, { ageYears: 20 }), "target-not-defined"],
    ["without hips", without(spine(), "hip.1", "hip.2"), "missing-points"],
    ["without a sacrum", without(spine(), "S1.superior"), "missing-points"],
  ])("there is none %s", (_, of, code) => {
    expect(targetFigure(of)).toMatchObject({ code });
  });

  it("nor without an age", () => {
    const { ageYears: _, ...ageless } = spine();
    expect(targetFigure(ageless)).toEqual({ code: "no-age" });
  });
});

/** The landmark with one coordinate of one of its points moved, for each of them. */
function shifts(landmark: Parameters<typeof with_>[1][string], by: number): readonly (typeof landmark)[] {
  const each = (at: { anteriorMm: number; cranialMm: number }) => [
    { ...at, anteriorMm: at.anteriorMm + by },
    { ...at, cranialMm: at.cranialMm + by },
  ];
  switch (landmark.kind) {
    case "point":
      return each(landmark.point).map((moved) => ({ ...landmark, point: moved }));
    case "circle":
      return landmark.center ? each(landmark.center).map((moved) => ({ ...landmark, center: moved })) : [];
    case "endplate":
      return (["posterior", "anterior"] as const).flatMap((corner) => {
        const at = landmark[corner];
        return at ? each(at).map((moved) => ({ ...landmark, [corner]: moved })) : [];
      });
  }
}

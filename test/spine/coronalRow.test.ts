import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Measurement, SpineReading } from "#spine/assessment";
import type { CoronalEndplate, CoronalReading } from "#spine/coronalEndplate";
import { coronalRows, isCoronalRow } from "#spine/coronalRow";
import { DEFAULT_LEVELS, levelsOf } from "#spine/level";
import { coronalSteps } from "#spine/protocol";
import { regionOf, rowCitation } from "#spine/measure";
import { assessed, junction, measurement, reading } from "./support";

const STEP_MM = 30;

/** Both endplates of a body of chosen tilt, + when its left end is lower, its centre so far to the patient's left. */
function body(level: string, tilt: number, leftMm = 0): readonly CoronalEndplate[] {
  const radians = (tilt * Math.PI) / 180;
  const [across, down] = [20 * Math.cos(radians), 20 * Math.sin(radians)];
  return (["superior", "inferior"] as const).map((side) => {
    const c = -STEP_MM * DEFAULT_LEVELS.indexOf(level) + (side === "superior" ? 10 : -10);
    return { level, side, right: { leftMm: leftMm - across, cranialMm: c + down }, left: { leftMm: leftMm + across, cranialMm: c - down } };
  });
}

/** T5 to T9, convex to the right, its apex at T7. */
const CURVE = [...body("T5", 20), ...body("T6", 12, -8), ...body("T7", 1, -12), ...body("T8", -9, -9), ...body("T9", -15)];

const frontal = (coronal: Partial<CoronalReading> = {}, more: Partial<SpineReading> = {}): SpineReading =>
  reading({}, { scale: "none", scaleReason: { code: "frontal-film" }, coronal: { scale: "mm", endplates: CURVE, ...coronal }, ...more });

function rows(of: SpineReading, clickSdMm = 0.7): Readonly<Record<string, Measurement>> {
  return Object.fromEntries(coronalRows(of, clickSdMm).map((row) => [row.id, row]));
}
const values = (of: SpineReading) => Object.values(rows(of)).map((row) => (row.state === "measured" ? row.value : row.reason.code));

describe("the rows of a frontal film", () => {
  it("are the angle, its ends, the convex side, the apex and scoliosis, with the points they hang on", () => {
    const found = rows(frontal());
    expect(Object.keys(found)).toEqual(["Cobb", "Cobb.upper", "Cobb.lower", "Cobb.convexity", "Cobb.apex", "Cobb.scoliosis"]);
    expect(found["Cobb"]).toMatchObject({ state: "measured", unit: "deg" });
    expect(values(frontal()).slice(1)).toEqual(["T5", "T9", "right", "T7", "scoliosis"]);
    const cobb = found["Cobb"];
    if (cobb?.state !== "measured") throw new Error();
    expect(cobb.value).toBeCloseTo(35, 9);
    expect(cobb.sd).toBeCloseTo(((2 * 0.7) / 40) * (180 / Math.PI), 9);
    expect(cobb.points).toEqual(["T5.superior", "T9.inferior"].flatMap((landmark) => [{ landmark, part: "right" }, { landmark, part: "left" }]));
    expect(cobb.notes).toEqual([{ code: "upper-end-suggested", params: { level: "T5" } }, { code: "lower-end-suggested", params: { level: "T9" } }]);
  });
  it("there are none of a lateral film", () => expect(coronalRows(junction(20), 0.7)).toEqual([]));
  it("stand in the assessment, where nothing sagittal is computed and everything says why", () => {
    const all = assessed(frontal({}, { uiv: "T7" }));
    expect(measurement(all, "Cobb").state).toBe("measured");
    for (const row of all.measurements.filter(({ id, unit }) => !isCoronalRow(id) && (unit === "deg" || unit === "mm") && !id.startsWith("target."))) {
      expect(row, row.id).toMatchObject({ state: "incomplete" });
    }
    for (const id of ["PJA", "TK.T4-T12", "SVA", "PI"]) expect(measurement(all, id), id).toMatchObject({ reason: { code: "frontal-film" } });
    expect(all.headline).toMatchObject({ state: "undecidable", reason: { code: "frontal-film" } });
    expect([regionOf("Cobb.apex"), rowCitation("Cobb")]).toEqual(["coronal", "cobb"]);
  });
  it("the reader's ends go before the most tilted ones, one of them or both", () => {
    const chosen = (answers: SpineReading["answers"]) => frontal({}, answers ? { answers } : {});
    expect(values(chosen({ "cobb.upper": "T6" })).slice(1, 3)).toEqual(["T6", "T9"]);
    expect(values(chosen({ "cobb.lower": "T8" })).slice(1, 3)).toEqual(["T5", "T8"]);
    const both = rows(chosen({ "cobb.upper": "T6", "cobb.lower": "T8" }));
    expect(both["Cobb"]).toMatchObject({ notes: [{ code: "upper-end-chosen", params: { level: "T6" } }, { code: "lower-end-chosen", params: { level: "T8" } }] });
    expect(values(chosen({ "cobb.upper": "T9", "cobb.lower": "T5" }))[0]).toBe("end-vertebrae-out-of-order");
    expect(values(chosen({ "cobb.upper": "T7", "cobb.lower": "T7" }))[0]).toBe("end-vertebrae-out-of-order");
    expect(values(frontal({}, { levels: levelsOf(11, 5), answers: { "cobb.lower": "T12" } }))[0]).toBe("level-not-in-spine");
    expect(rows(chosen({ "cobb.upper": "T4", "cobb.lower": "L1" }))["Cobb"]).toMatchObject({ state: "incomplete", missing: ["T4.superior", "L1.inferior"] });
  });
  it("wait for two vertebrae, and for the patient's left", () => {
    expect(values(frontal({ endplates: body("T5", 20) }))[0]).toBe("no-end-vertebrae");
    expect(new Set(values(frontal({ scale: "none", endplates: [] })))).toEqual(new Set(["no-patient-left"]));
    const flat = CURVE.map((plate) => ({ ...plate, right: plate.left }));
    expect(rows(frontal({ endplates: flat }, { answers: { "cobb.upper": "T5", "cobb.lower": "T9" } }))["Cobb"]).toMatchObject({ state: "degenerate" });
  });
  it("without a scale the angle holds and its error is not known", () => {
    expect(rows(frontal({ scale: "ratio" }))["Cobb"]).toMatchObject({ sd: null, notes: [{}, {}, { code: "error-unknown" }] });
    expect(rows(frontal({ scale: "ratio" }))["Cobb.scoliosis"]).toMatchObject({ value: "scoliosis", probability: null });
    expect(rows(frontal({ scale: "ratio" }))["Cobb.convexity"]).toMatchObject({ probability: null });
    expect(rows(frontal(), 0)["Cobb.convexity"]).toMatchObject({ probability: null });
  });
  it("scoliosis is from 10 degrees on, with the probability of what is said", () => {
    const small = (degrees: number) => rows(frontal({ endplates: [...body("T5", degrees / 2), ...body("T6", -degrees / 2)] }))["Cobb.scoliosis"];
    expect(small(10 + 1e-9)).toMatchObject({ value: "scoliosis" });
    const [no, yes] = [small(7), small(13)];
    if (no?.state !== "measured" || yes?.state !== "measured") throw new Error();
    expect([no.value, yes.value]).toEqual(["no-scoliosis", "scoliosis"]);
    expect(no.probability).toBeCloseTo(yes.probability ?? NaN, 3);
    expect(no.probability).toBeGreaterThan(0.9);
  });
  it("the apex is told where every body between is placed, and lies to the convex side", () => {
    const mirrored = CURVE.map(({ level, side, right, left }): CoronalEndplate => ({ level, side, right: { ...left, leftMm: -left.leftMm }, left: { ...right, leftMm: -right.leftMm } }));
    expect(values(frontal({ endplates: mirrored })).slice(3, 5)).toEqual(["left", "T7"]);
    expect(rows(frontal({ endplates: CURVE.filter(({ level }) => level !== "T6") }))["Cobb.apex"]).toMatchObject({ reason: { code: "apex-not-told", params: { levels: "T6" } } });
    expect(rows(frontal({ endplates: CURVE.filter(({ level, side }) => level !== "T6" || side === "superior") }))["Cobb.apex"]).toMatchObject({ reason: { code: "apex-not-told" } });
    expect(rows(frontal({ endplates: [...body("T5", 20), ...body("T6", -15)] }))["Cobb.apex"]).toMatchObject({ reason: { code: "apex-not-told", params: { levels: "\u2014" } } });
    const straight = [...body("T5", 0), ...body("T6", 0), ...body("T7", 0)];
    const ends = { answers: { "cobb.upper": "T5", "cobb.lower": "T7" } };
    expect(values(frontal({ endplates: straight }, ends)).slice(3)).toEqual(["none", "apex-not-told", "no-scoliosis"]);
    expect(rows(frontal({ endplates: [...body("T5", 20), ...body("T6", 0, 9), ...body("T7", -20)] }, ends))["Cobb.apex"]).toMatchObject({ state: "degenerate", reason: { code: "apex-not-beside" } });
  });
  it("turned or shifted, the film tells the same angle and the mirror image the other side", () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), fc.double({ min: -200, max: 200, noNaN: true }), (turn, shift) => {
        const [sin, cos] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)];
        const move = ({ leftMm, cranialMm }: CoronalEndplate["right"]) => ({ leftMm: cos * leftMm - sin * cranialMm + shift, cranialMm: sin * leftMm + cos * cranialMm });
        const moved = CURVE.map((plate) => ({ ...plate, right: move(plate.right), left: move(plate.left) }));
        const found = values(frontal({ endplates: moved }, { answers: { "cobb.upper": "T5", "cobb.lower": "T9" } }));
        expect(found[0]).toBeCloseTo(35, 6);
        expect(found.slice(3)).toEqual(["right", "T7", "scoliosis"]);
      }),
    );
  });
});

describe("the clicks of the coronal protocol", () => {
  const names = (chosen: Parameters<typeof coronalSteps>[1]) => coronalSteps(DEFAULT_LEVELS, chosen).map(({ landmark, part }) => `${landmark} ${part}`);
  it("four where both ends are decided on, from the patient's right to his left", () => {
    expect(names({ upper: "T5", lower: "L1" })).toEqual(["T5.superior right", "T5.superior left", "L1.inferior right", "L1.inferior left"]);
  });
  it("else every thoracic and lumbar vertebra, from the end that is decided on", () => {
    expect(names({})).toHaveLength(17 * 4);
    expect([names({})[0], names({}).at(-1)]).toEqual(["T1.superior right", "L5.inferior left"]);
    expect([names({ upper: "T5" })[0], names({ lower: "T5" }).at(-1)]).toEqual(["T5.superior right", "T5.inferior left"]);
    expect(coronalSteps(levelsOf(11, 5), { upper: "T12" })[0]).toEqual({ landmark: "T1.superior", part: "right" });
  });
});

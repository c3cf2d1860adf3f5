import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SagittalPoint } from "#geometry/points";
import { degrees, millimetres } from "#geometry/units";
import type { SpineReading } from "#spine/assessment";
import type { LandmarkId, SagittalLandmark } from "#spine/landmark";
import { motionBetween, movedBy, registrationForGuide, registrationOnUiv, type Motion } from "#spine/registration";
import { endplate, reading } from "./support";

const point = (anteriorMm: number, cranialMm: number): SagittalPoint => ({ anteriorMm, cranialMm });
const motion = (turn: number, anterior: number, cranial: number, scale = 1): Motion => ({ turnDegrees: degrees(turn), scale, anteriorMm: millimetres(anterior), cranialMm: millimetres(cranial) });

/** Every point of a reading where a motion takes it. */
function carried(by: Motion, spine: SpineReading): SpineReading {
  const moved = (landmark: SagittalLandmark): SagittalLandmark =>
    landmark.kind === "endplate" ? { kind: "endplate", ...(landmark.posterior && { posterior: movedBy(by, landmark.posterior) }), ...(landmark.anterior && { anterior: movedBy(by, landmark.anterior) }) } : landmark;
  return { ...spine, landmarks: new Map([...spine.landmarks].map(([id, landmark]): [LandmarkId, SagittalLandmark] => [id, moved(landmark)])) };
}

const BODY = { "T10.superior": endplate(4, [3, 22]), "T10.inferior": endplate(9, [0, 0]) };
const fixed = reading({ ...BODY, "T8.superior": endplate(-12, [9, 70]) }, { uiv: "T10" });
const SD = 0.7;

describe("a motion of the sagittal plane", () => {
  it("turns anterior towards cranial, and then shifts", () => {
    const at = movedBy(motion(90, 5, -3), point(10, 0));
    expect(at.anteriorMm).toBeCloseTo(5, 12);
    expect(at.cranialMm).toBeCloseTo(7, 12);
    const enlarged = movedBy(motion(0, 1, 0, 2), point(10, 4));
    expect(enlarged).toEqual(point(21, 8));
  });

  const place = fc.double({ min: -200, max: 200, noNaN: true });
  const points = fc.array(fc.tuple(place, place), { minLength: 2, maxLength: 8 }).filter((list) => {
    const spread = Math.max(...list.map(([x]) => x)) - Math.min(...list.map(([x]) => x));
    return spread > 1;
  });
  const turn = fc.double({ min: -179, max: 179, noNaN: true });

  it("is found again from points and where it took them, whatever it was", () => {
    fc.assert(
      fc.property(points, turn, place, place, (list, angle, x, y) => {
        const known = motion(angle, x, y);
        const pairs = list.map(([a, c]) => ({ moving: point(a, c), fixed: movedBy(known, point(a, c)) }));
        const found = motionBetween(pairs, true);
        expect(found?.turnDegrees).toBeCloseTo(angle, 8);
        expect(found?.anteriorMm).toBeCloseTo(x, 6);
        expect(found?.cranialMm).toBeCloseTo(y, 6);
        expect(found?.scale).toBe(1);
      }),
    );
  });

  it("with its enlargement, where one is looked for", () => {
    fc.assert(
      fc.property(points, turn, fc.double({ min: 0.1, max: 9, noNaN: true }), (list, angle, scale) => {
        const known = motion(angle, 12, -40, scale);
        const found = motionBetween(list.map(([a, c]) => ({ moving: point(a, c), fixed: movedBy(known, point(a, c)) })), false);
        expect(found?.scale).toBeCloseTo(scale, 8);
        expect(found?.turnDegrees).toBeCloseTo(angle, 8);
      }),
    );
  });

  it("is the best there is where none is exact: no small change of it comes nearer", () => {
    const noise = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(points, fc.array(fc.tuple(noise, noise), { minLength: 8, maxLength: 8 }), (list, errors) => {
        const pairs = list.map(([a, c], i) => ({ moving: point(a, c), fixed: movedBy(motion(20, 3, 4), point(a + (errors[i]?.[0] ?? 0), c + (errors[i]?.[1] ?? 0))) }));
        const found = motionBetween(pairs, true);
        if (!found) return;
        const left = (by: Motion) => pairs.reduce((sum, pair) => sum + (movedBy(by, pair.moving).anteriorMm - pair.fixed.anteriorMm) ** 2 + (movedBy(by, pair.moving).cranialMm - pair.fixed.cranialMm) ** 2, 0);
        const best = left(found) + 1e-9;
        for (const step of [-0.05, 0.05]) {
          expect(left({ ...found, turnDegrees: degrees(found.turnDegrees + step) })).toBeGreaterThanOrEqual(left(found) - 1e-6);
          expect(left({ ...found, anteriorMm: millimetres(found.anteriorMm + step) })).toBeGreaterThanOrEqual(best - 2e-9);
          expect(left({ ...found, cranialMm: millimetres(found.cranialMm + step) })).toBeGreaterThanOrEqual(best - 2e-9);
        }
      }),
    );
  });

  it("cannot be told from nothing, one point, or points at one place", () => {
    expect(motionBetween([], true)).toBeNull();
    expect(motionBetween([{ moving: point(1, 2), fixed: point(3, 4) }], true)).toBeNull();
    expect(motionBetween([point(1, 2), point(1, 2)].map((at) => ({ moving: at, fixed: at })), false)).toBeNull();
  });
});

describe("one exam on another by the UIV", () => {
  it("takes the construct back to where it was, though the spine above has bent", () => {
    const moved = carried(motion(-23, 40, -110), reading({ ...BODY, "T8.superior": endplate(18, [9, 70]) }, { uiv: "T10" }));
    const found = registrationOnUiv(moved, fixed, SD);
    if (found.state !== "registered") throw new Error(found.reason.code);
    expect(found.motion.turnDegrees).toBeCloseTo(23, 9);
    expect(found.on).toEqual(["T10.superior", "T10.inferior"]);
    expect(found.residualMm).toBeCloseTo(0, 9);
    expect(found.scaled).toBe(false);
    for (const id of found.on) {
      const [was, is] = [fixed.landmarks.get(id), moved.landmarks.get(id)];
      if (was?.kind !== "endplate" || is?.kind !== "endplate" || !was.anterior || !is.anterior) throw new Error();
      expect(movedBy(found.motion, is.anterior).anteriorMm).toBeCloseTo(was.anterior.anteriorMm, 9);
    }
  });

  it("rests on the endplates that both have: a check of the junction alone places one", () => {
    const later = reading({ "T10.inferior": BODY["T10.inferior"] }, { uiv: "T10" });
    expect(registrationOnUiv(later, fixed, SD)).toMatchObject({ state: "registered", on: ["T10.inferior"] });
  });

  it("says how sure the turn is: sqrt(2) s / L of either exam, for one endplate of 30 mm", () => {
    const later = reading({ "T10.inferior": BODY["T10.inferior"] }, { uiv: "T10" });
    const found = registrationOnUiv(later, fixed, SD);
    const one = ((Math.SQRT2 * SD) / 30) * (180 / Math.PI);
    expect(found.state === "registered" && found.turnSdDegrees).toBeCloseTo(Math.SQRT2 * one, 9);
    const both = registrationOnUiv(fixed, fixed, SD);
    expect(both.state === "registered" && (both.turnSdDegrees ?? NaN)).toBeLessThan(Math.SQRT2 * one);
  });

  it("an exam without millimetres is enlarged to the construct, and that is said", () => {
    const later: SpineReading = { ...carried(motion(10, 5, 5, 3.5), fixed), scale: "ratio" };
    const found = registrationOnUiv(later, fixed, SD);
    if (found.state !== "registered") throw new Error(found.reason.code);
    expect(found.motion.scale).toBeCloseTo(1 / 3.5, 9);
    expect(found).toMatchObject({ scaled: true, turnSdDegrees: null });
    expect(registrationOnUiv(fixed, later, SD)).toMatchObject({ scaled: true });
  });

  it("two exams in millimetres are never enlarged, whatever their endplates say", () => {
    const found = registrationOnUiv(carried(motion(0, 0, 0, 1.2), fixed), fixed, SD);
    if (found.state !== "registered") throw new Error(found.reason.code);
    expect(found.motion.scale).toBe(1);
    expect(found.residualMm).toBeGreaterThan(1);
  });

  it.each([
    ["no UIV is set", fixed, reading(BODY), "no-uiv"],
    ["it isn't placed on the moving one", reading({}, { uiv: "T10" }), fixed, "uiv-not-placed"],
    ["one corner is missing", reading({ "T10.inferior": { kind: "endplate", posterior: point(0, 0) } }, { uiv: "T10" }), fixed, "uiv-not-placed"],
    ["it isn't placed on the fixed one", fixed, reading({}, { uiv: "T10" }), "uiv-not-placed-there"],
    ["each has the other's endplate", reading({ "T10.superior": BODY["T10.superior"] }), reading({ "T10.inferior": BODY["T10.inferior"] }, { uiv: "T10" }), "no-common-endplate"],
    ["the anterior side of the moving one is unknown", { ...fixed, scale: "none" as const }, fixed, "no-anterior"],
    ["the anterior side of the fixed one is unknown", fixed, { ...fixed, scale: "none" as const }, "no-anterior"],
    ["what stands there is no endplate", { ...fixed, landmarks: new Map([["T10.inferior", { kind: "point" as const, point: point(0, 0) }]]) }, fixed, "uiv-not-placed"],
  ])("there is none where %s", (_, moving, still, code) => {
    expect(registrationOnUiv(moving, still, SD)).toMatchObject({ state: "unregistered", reason: { code } });
  });

  it("the fixed exam's UIV counts where the two differ", () => {
    const later = reading({ ...BODY, "T9.superior": endplate(0, [5, 44]) }, { uiv: "T9" });
    expect(registrationOnUiv(later, fixed, SD)).toMatchObject({ state: "registered", on: ["T10.superior", "T10.inferior"] });
  });
});

describe("a guide while the later exam is being read", () => {
  const far = { "T4.superior": endplate(20, [30, 160]), "L1.superior": endplate(-10, [-8, -70]) };
  const before = reading({ ...BODY, ...far }, { uiv: "T10" });

  it("lies on the UIV as soon as that is placed", () => {
    const later = carried(motion(5, 1, 1), reading({ "T10.inferior": BODY["T10.inferior"], ...far }, { uiv: "T10" }));
    expect(registrationForGuide(later, before, SD)).toMatchObject({ state: "registered", on: ["T10.inferior"] });
  });
  it("lies on any two endplates before that", () => {
    const later = carried(motion(5, 1, 1), reading(far, { uiv: "T10" }));
    const found = registrationForGuide(later, before, SD);
    expect(found).toMatchObject({ state: "registered", on: ["T4.superior", "L1.superior"] });
    expect(found.state === "registered" && found.motion.turnDegrees).toBeCloseTo(-5, 9);
  });
  it("is not there with one of them, with none, or without an anterior side", () => {
    expect(registrationForGuide(reading({ "T4.superior": far["T4.superior"] }, { uiv: "T10" }), before, SD)).toMatchObject({ reason: { code: "uiv-not-placed" } });
    expect(registrationForGuide(reading({}), before, SD)).toMatchObject({ reason: { code: "uiv-not-placed" } });
    expect(registrationForGuide({ ...before, scale: "none" }, before, SD)).toMatchObject({ reason: { code: "no-anterior" } });
    const flat = reading({ "T4.superior": endplate(0, [0, 0], 0), "L1.superior": endplate(0, [0, 0], 0) });
    expect(registrationForGuide(flat, before, SD)).toMatchObject({ reason: { code: "uiv-not-placed" } });
  });
});

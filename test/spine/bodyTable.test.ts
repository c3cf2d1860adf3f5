import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SpineReading } from "#spine/assessment";
import { gradeProbabilities, heightLines } from "#spine/bodyTable";
import { evaluationOf } from "#spine/construct";
import { genantGrade } from "#spine/fracture";
import { HART_CHOICES } from "#spine/form";
import { OF_BANDS, ofAdvice } from "#spine/ofScore";
import { hartItems } from "#spine/severity";
import { threeBodies, type Heights } from "./bodies";
import { assessed, junction, measured, measurement, without } from "./support";

const SD = 0.7;
const whole: Heights = [25, 25, 25];
const values = (of: SpineReading) =>
  heightLines(evaluationOf(of), "T12", SD).map(({ name, height, neighbours, loss }) => [name, ...[height, neighbours, loss].map((one) => (one.state === "measured" ? one.value : one.reason.code))]);

describe("the heights of a fractured body", () => {
  it("each beside its reference and what is lost of it", () => {
    expect(values(threeBodies([30, 28, 26], [15, 14, 24], [20, 22, 24]))).toEqual([
      ["anterior", 15, 25, 40],
      ["middle", 14, 25, 44],
      ["posterior", 24, 25, 4],
    ]);
  });
  it("carries errors: a height has two clicks, a mean of two bodies half as much variance", () => {
    const [line] = heightLines(evaluationOf(threeBodies(whole, [15, 14, 24], whole)), "T12", SD);
    expect(line?.height).toMatchObject({ state: "measured" });
    if (line?.height.state !== "measured" || line.neighbours.state !== "measured" || line.loss.state !== "measured") throw new Error();
    expect(line.height.sd).toBeCloseTo(SD * Math.SQRT2, 9);
    expect(line.neighbours.sd).toBeCloseTo(SD, 9);
    expect(line.loss.sd).toBeCloseTo(100 * Math.hypot((SD * Math.SQRT2) / 25, (15 * SD) / 625), 9);
  });
  it("without mid-height points says which are missing; without a scale the loss holds and the lengths do not", () => {
    const open = threeBodies([25, null, 25], [15, null, 24], [25, null, 25]);
    expect(values(open)[1]).toEqual(["middle", "missing-points", "missing-points", "missing-points"]);
    expect(values({ ...open, scale: "ratio" })[0]).toEqual(["anterior", "no-spacing", "no-spacing", 40]);
    expect(values({ ...open, scale: "none" })[0]).toEqual(["anterior", "no-anterior", "no-anterior", "no-anterior"]);
  });
});

describe("how probable each Genant grade is", () => {
  const shares = (of: SpineReading, clickSdMm = SD) => gradeProbabilities(evaluationOf(of), "T12", clickSdMm);
  it("adds up to one, and the grade that is stated has the probability that its row has", () => {
    fc.assert(
      fc.property(fc.double({ min: 8, max: 26, noNaN: true }), (anterior) => {
        const of = threeBodies(whole, [anterior, 25, 25], whole);
        const found = shares(of);
        expect(found?.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
        const row = measured(assessed(of), "Genant.T12");
        expect(found?.[Number(row.value)]).toBeCloseTo(row.probability ?? NaN, 9);
      }),
      { numRuns: 25 },
    );
  });
  it.each([[19.999, 0], [20, 1], [25, 1], [25.001, 2], [40, 2], [40.001, 3]])("%d percent lost, clicked exactly, is grade %d for certain", (loss, grade) => {
    expect(genantGrade(loss)).toBe(grade);
    const exact = shares(threeBodies([1000, 1000, 1000], [10 * (100 - loss), 1000, 1000], [1000, 1000, 1000]), 0);
    expect(exact?.indexOf(1)).toBe(grade);
  });
  it("at a bound the two grades share it", () => {
    const at = shares(threeBodies(whole, [15, 25, 25], whole));
    expect(at?.[2]).toBeCloseTo(0.5, 1);
    expect(at?.[3]).toBeCloseTo(0.5, 1);
  });
  it("is not known without corners or a scale", () => {
    const of = threeBodies(whole, [15, 25, 25], whole);
    expect([shares(without(of, "T12.superior")), shares({ ...of, scale: "ratio" })]).toEqual([null, null]);
  });
});

describe("the items of the Hart-ISSG scale", () => {
  const DATED = { date: "2025-06-01" } as const;
  const NONE = { "hart.neurologic": "none", "hart.pain": "none", "hart.instrumentation": "none", "hart.fracture": "none", "hart.ligamentFailure": false };
  const before = junction(10, { timepoint: "preoperative", date: "2025-01-01" });
  const items = (pja: number, answers: SpineReading["answers"], more: Partial<SpineReading> = {}) =>
    hartItems(evaluationOf(junction(pja, { ...DATED, ...(answers ? { answers } : {}), ...more }), { preoperative: evaluationOf(before) }));
  it("say what was given and what it gives", () => {
    expect(items(25, { ...NONE, "hart.pain": "from-5" }).map(({ id, points, most }) => `${id} ${points}/${most}`)).toEqual([
      "hart.neurologic 0/4", "hart.pain 3/3", "hart.instrumentation 0/2", "hart.fracture 0/3", "change 1/2", "hart.ligamentFailure null/0", "level 0/1",
    ]);
    expect(items(25, NONE).find(({ id }) => id === "change")?.given).toBeCloseTo(15, 9);
    expect(items(25, NONE, { uiv: "T4" }).at(-1)).toMatchObject({ points: 1, given: "T4" });
  });
  it.each([[20, 0], [20.0001, 1], [30, 1], [30.0001, 2]])("a junction of %d degrees over 10 gives %d", (pja, points) => {
    expect(items(pja, NONE).find(({ id }) => id === "change")).toMatchObject({ points });
  });
  it("a failed ligament gives two whatever the angle, known or not", () => {
    const failed = { ...NONE, "hart.ligamentFailure": true };
    expect(items(11, failed).find(({ id }) => id === "change")).toMatchObject({ points: 2, notes: [] });
    expect(hartItems(evaluationOf(junction(11, { ...DATED, answers: failed }))).find(({ id }) => id === "change")).toMatchObject({ points: 2, given: null });
  });
  it("a change above 20 degrees gives two whatever the ligament, asked for or not", () => {
    const { "hart.ligamentFailure": _, ...unasked } = NONE;
    expect(items(30.0001, unasked).find(({ id }) => id === "change")).toMatchObject({ points: 2, given: expect.closeTo(20.0001, 9) });
    expect(items(30, unasked).find(({ id }) => id === "change")).toMatchObject({ points: null, reason: { code: "not-answered" } });
    const scale = (pja: number, answers: SpineReading["answers"]) => measurement(assessed(junction(pja, { ...DATED, ...(answers && { answers }) }), { preoperative: before }), "Hart-ISSG");
    expect(scale(31, unasked)).toEqual(scale(31, NONE));
    expect(scale(31, unasked)).toMatchObject({ state: "measured", value: 2 });
    expect(scale(29, unasked)).toMatchObject({ state: "incomplete", reason: { params: { question: "hart.ligamentFailure" } } });
  });
  it("give nothing on a preoperative exam, as the scale itself: what was answered there stands", () => {
    const early = items(25, { ...NONE, "hart.pain": "from-5" }, { timepoint: "preoperative" });
    expect(early.map(({ points, reason }) => [points, reason?.code])).toEqual(early.map(() => [null, "preoperative-exam"]));
    expect(early.find(({ id }) => id === "hart.pain")?.given).toBe("from-5");
  });
  it("say what is open", () => {
    const open = items(25, undefined);
    expect(open[0]).toEqual({ id: "hart.neurologic", points: null, most: 4, given: null, reason: { code: "not-answered", params: { question: "hart.neurologic" } }, notes: [] });
    expect(open.find(({ id }) => id === "change")).toMatchObject({ points: null, reason: { code: "not-answered", params: { question: "hart.ligamentFailure" } } });
    const { uiv: _uiv, ...noUiv } = junction(25, { ...DATED, answers: NONE });
    expect(hartItems(evaluationOf(noUiv)).at(-1)).toMatchObject({ points: null, given: null, reason: { code: "no-uiv" } });
    expect(hartItems(evaluationOf(junction(25, { ...DATED, answers: NONE }))).find(({ id }) => id === "change")).toMatchObject({ points: null, reason: { code: "no-preoperative" } });
  });
  it("add up to the scale", () => {
    const option = (question: (typeof HART_CHOICES)[number]) => fc.constantFrom(...question.options.map(({ id }) => id));
    const answers = fc.record({ ...Object.fromEntries(HART_CHOICES.map((question) => [question.id, option(question)])), "hart.ligamentFailure": fc.boolean() }) as fc.Arbitrary<Record<string, string | boolean>>;
    fc.assert(
      fc.property(answers, fc.double({ min: 0, max: 50, noNaN: true }), fc.constantFrom("T4", "T10"), (given, pja, uiv) => {
        const at = (reading: SpineReading): SpineReading => (uiv === "T10" ? reading : { ...reading, uiv, landmarks: new Map([...reading.landmarks].map(([id, plate]) => [id.replace("T8", "T2").replace("T9", "T3").replace("T10", "T4"), plate])) });
        const [now, then] = [at(junction(pja, { ...DATED, answers: given })), at(before)];
        const sum = hartItems(evaluationOf(now, { preoperative: evaluationOf(then) })).reduce((total, { points }) => total + (points ?? 0), 0);
        expect(measurement(assessed(now, { preoperative: then }), "Hart-ISSG")).toMatchObject({ state: "measured", value: sum });
      }),
    );
  });
});

describe("the bands of the OF score", () => {
  it("are those published, each met", () => expect([5, 6, 7].map(ofAdvice)).toEqual(OF_BANDS));
});

import { bindImage } from "#case/binding";
import type { Reading } from "#case/patientCase";
import type { Instance } from "#image/instance";
import { likeliest } from "#ui/session/examActions";
import { allStacks, likelihood, stackOfReading, stacksOf } from "#ui/session/stacks";
import { describe, expect, it } from "vitest";
import { film, slice } from "./instances";

describe("what was opened, grouped", () => {
  it("keeps patients apart, sorts their studies by date, each film a stack of its own", () => {
    const found = stacksOf([film({ sop: "b", date: "2025-09-01" }), film({ sop: "x", patientId: "P2" }), film({ sop: "a", date: "2025-03-01" })]);
    expect(found.map(({ key, studies }) => [key, studies.map(({ date, stacks }) => [date, stacks.map(({ id }) => id)])])).toEqual([
      ["P1", [["2025-03-01", ["a"]], ["2025-09-01", ["b"]]]],
      ["P2", [["2025-03-01", ["x"]]]],
    ]);
  });

  it("keeps two people apart who were given the same number, by two hospitals or by their birth dates", () => {
    const of = (sop: string, more: Partial<Instance["patient"]>): Instance => ({ ...film({ sop }), patient: { patientId: "1", patientName: "A", ...more } });
    const people = [of("a", {}), of("b", { issuerOfPatientId: "North" }), of("c", { patientBirthDate: "1950-01-31" }), of("d", { patientBirthDate: "1961-07-02" }), of("e", { patientBirthDate: "1950-01-31" })];
    expect(stacksOf(people).map(({ studies }) => studies.flatMap(({ stacks }) => stacks.map(({ id }) => id)))).toEqual([["a"], ["b"], ["c", "e"], ["d"]]);
  });

  it("calls people as their pictures do, by name and number, by either alone, and unnamed by neither", () => {
    const called = (patientName: string, patientId: string) => stacksOf([{ ...film({ sop: "a" }), patient: { patientId, patientName } }])[0]?.label;
    expect([called("Doe^Jane^^^", "17"), called("", "17"), called("=山田^太郎", ""), called("^", "")]).toEqual(["Doe, Jane · 17", "17", "山田, 太郎", "Unnamed patient"]);
  });

  it("calls a picture that says nothing of itself by its file", () => {
    const [stack] = allStacks([{ ...film({ sop: "a", modality: "" }), fileName: "disc/IMAGES/0001" }]);
    expect(stack?.label).toBe("0001");
  });

  it("keeps studies without a patient number apart: they may be of different people", () => {
    const anonymous = (sop: string, study: string) => film({ sop, study, patientId: "" });
    expect(stacksOf([anonymous("a", "1"), anonymous("b", "2"), anonymous("c", "1")])).toHaveLength(2);
  });

  it("sorts slices by where they lie along the normal of their plane (to the right here), whatever their numbers, and begins in the middle", () => {
    const [stack] = allStacks([slice(1, 10), slice(2, -10), slice(3, 0)]);
    expect(stack?.items.map(({ instance }) => instance.fileName)).toEqual(["ct-1.dcm", "ct-3.dcm", "ct-2.dcm"]);
    expect(stack?.start).toBe(1);
  });

  it("calls a series the same when only its first slice is there, so that it can grow", () => {
    expect(allStacks([slice(1, 0)])[0]?.id).toBe(allStacks([slice(1, 0), slice(2, 5)])[0]?.id);
  });

  it("keeps slices together whose cosines differ by rounding about zero", () => {
    const [a, b] = [slice(1, 0), slice(2, 5)];
    const noisy = { ...b, frames: b.frames.map((each) => ({ ...each, imageOrientationPatient: [0, 1, -0.0004, 0, 0, -1] as const })) };
    expect(allStacks([a, noisy]).map(({ items }) => items.length)).toEqual([2]);
    expect(allStacks([noisy])[0]?.id).toBe(allStacks([a])[0]?.id);
  });

  it("makes the frames of a multi-frame film a stack", () => {
    expect(allStacks([film({ sop: "a", frames: 3 })])[0]?.items.map(({ frameIndex }) => frameIndex)).toEqual([0, 1, 2]);
  });
});

describe("the picture that the spine is measured on", () => {
  const rank = (...instances: Parameters<typeof allStacks>[0]) => allStacks(instances).map(likelihood);

  it("is a film that says it is lateral, then a sagittal series, then another film, and never an axial series", () => {
    const axial = { ...slice(1, 0), frames: [{ imageOrientationPatient: [1, 0, 0, 0, 1, 0], imagePositionPatient: [0, 0, 0], pixelSpacing: [1, 1] }] } as const;
    expect(rank(film({ sop: "a" }))).toEqual([3]);
    expect(rank(film({ sop: "a", orientation: ["", ""], viewPosition: "LL" }))).toEqual([3]);
    expect(rank(slice(1, 0), slice(2, 5))).toEqual([2]);
    expect(rank(film({ sop: "a", orientation: ["L", "F"] }))).toEqual([1]);
    expect(rank(axial)).toEqual([0]);
    expect(likeliest(allStacks([axial]))).toBeUndefined();
  });
});

describe("the open picture of a reading", () => {
  const reading = (image: Reading["image"]): Reading => ({ id: "r", image, landmarks: {} });

  it("is the frame that it was made on", () => {
    const instance = film({ sop: "a", frames: 3 });
    expect(stackOfReading([film({ sop: "z" }), instance], reading(bindImage(instance, 2).image))).toMatchObject({ stack: { id: "a" }, position: 2 });
  });

  it("is the middle of its series, and nothing while its file isn't open", () => {
    const slices = [slice(1, 0), slice(2, 5), slice(3, 10)];
    const made = reading(bindImage(slices[0]!, 0).image);
    expect(stackOfReading(slices, made)?.position).toBe(1);
    expect(stackOfReading([film({ sop: "a" })], made)).toBeUndefined();
  });
});

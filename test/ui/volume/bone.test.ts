import type { Exam, PatientCase, Reading } from "#case/patientCase";
import type { Instance } from "#image/instance";
import { roiNormal } from "#image/volume/region";
import type { Roi, RoiStatistics } from "#image/volume/roi";
import { arrange } from "#image/volume/arrange";
import { boneLevels, isAsProposed, proposalFor } from "#ui/volume/boneRegions";
import { contrastGiven, densityOf, exposureOf } from "#ui/volume/density";
import { planNames } from "#ui/volume/planNames";
import { describe, expect, it } from "vitest";
import { slice } from "../../image/volume/series";

const ROI: Roi = { kind: "ellipse", centre: [1, 2, 3], halfU: [0, -7, 0], halfV: [6, 0, 0] };
const SPACE = { seriesInstanceUid: "1.2", frameOfReferenceUid: "1.9" };
const measured: RoiStatistics = { kind: "measured", unit: "HU", mean: 131.25, sd: 40.5, min: 20, max: 300, areaMm2: 132, voxels: 260, noData: 0, metal: 0 };

describe("what is kept of a measured region", () => {
  it("is its numbers, where it lies, and what the files say of voltage and contrast", () => {
    expect(densityOf(measured, ROI, SPACE, { kvp: 120, contrast: "OMNIPAQUE" })).toEqual({
      meanHu: 131.25, sdHu: 40.5, areaMm2: 132, voxels: 260, kvp: 120, contrast: true, source: "roi", region: { ...SPACE, ...ROI },
    });
    const silent = densityOf(measured, ROI, SPACE, {});
    expect(Object.keys(silent)).not.toContain("kvp");
    expect(Object.keys(silent)).not.toContain("contrast");
  });

  it("names metal, and only where there is some", () => {
    expect(densityOf({ ...measured, metal: 3 }, ROI, SPACE, {})).toMatchObject({ metalVoxels: 3 });
    expect(Object.keys(densityOf(measured, ROI, SPACE, {}))).not.toContain("metalVoxels");
  });

  it.each([
    ["where no voxel lies in it", { kind: "empty", areaMm2: 132, noData: 0 } as const, { code: "empty" }],
    ["where some have no value", { ...measured, noData: 12 }, { code: "no-data", voxels: 12, of: 272 }],
    ["without Hounsfield units", { ...measured, unit: "none" as const }, { code: "no-hounsfield" }],
    ["of values that are none, whatever the file says", { ...measured, mean: 40_000 }, { code: "no-hounsfield" }],
    ["of values below those of air", { ...measured, mean: -8000 }, { code: "no-hounsfield" }],
    ["of values that spread like none", { ...measured, sd: 50_000 }, { code: "no-hounsfield" }],
  ])("is nothing %s, with the reason", (_, statistics, refusal) => {
    expect(densityOf(statistics, ROI, SPACE, {})).toEqual(refusal);
  });
});

describe("voltage and contrast of a volume", () => {
  const slices = (...given: readonly Partial<Pick<Instance, "kvp" | "contrastBolusAgent">>[]) => given.map((changes, k) => ({ instance: slice(`s${k}`, [0, 0, k], changes) }));

  it("are those that all slices share; slices that differ say nothing", () => {
    expect(exposureOf(slices({ kvp: 100 }, { kvp: 100 }))).toEqual({ kvp: 100 });
    expect(exposureOf(slices({ kvp: 100, contrastBolusAgent: "A" }, { kvp: 120, contrastBolusAgent: "A" }))).toEqual({ contrast: "A" });
    expect(exposureOf([])).toEqual({});
  });

  it.each([
    ["OMNIPAQUE 350", true],
    ["None", false],
    ["NO CONTRAST", false],
    ["without", false],
    ["-", false],
    ["Nonionic agent", true],
    [undefined, undefined],
  ])("contrast %s: %s", (contrast, given) => {
    expect(contrastGiven(contrast === undefined ? {} : { contrast })).toBe(given);
  });
});

const exam = (more: Partial<Exam> = {}): Exam => ({ id: "e", timepoint: "preoperative", posture: "supine", readings: [], ...more });
const caseOf = (more: Partial<PatientCase> = {}): PatientCase => ({ subject: { id: "s" }, exams: [], ...more });

describe("the levels that are offered", () => {
  const named = (document: PatientCase | undefined, of?: Exam) => boneLevels(document, of).map(({ level, roles }) => [level, ...roles].join(" "));

  it("are L1, the UIV and two above it, from the head down", () => {
    expect(named(caseOf({ surgery: { uiv: "T10" } }))).toEqual(["T8 UIV+2", "T9 UIV+1", "T10 UIV", "L1 L1"]);
    expect(named(caseOf({ surgery: { uiv: "L1" } }))).toEqual(["T11 UIV+2", "T12 UIV+1", "L1 L1 UIV"]);
  });

  it("are only L1 without a UIV, and those that have a density besides", () => {
    expect(named(undefined)).toEqual(["L1 L1"]);
    expect(named(caseOf(), exam({ boneDensity: { T4: { meanHu: 100, source: "typed" }, L1: { meanHu: 90, source: "typed" } } }))).toEqual(["T4", "L1 L1"]);
  });

  it("end where the spine does", () => {
    expect(named(caseOf({ surgery: { uiv: "C2" } }))).toEqual(["C2 UIV", "L1 L1"]);
  });
});

describe("a proposal", () => {
  const corner = (y: number, z: number) => [4, y, z] as const;
  const body = { "T10.superior": { anterior: corner(-15, 12), posterior: corner(15, 12) }, "T10.inferior": { anterior: corner(-15, -12), posterior: corner(15, -12) } };
  const reading = (landmarks: Reading["landmarks"], more: object = {}): Reading => ({ id: "r", image: { kind: "volume", ...SPACE, ...more }, landmarks });

  it("lies inside the body, in the plane that is asked for", () => {
    const ellipse = proposalFor(caseOf(), reading(body), "T10", "ellipse");
    expect(ellipse?.kind).toBe("ellipse");
    expect(Math.abs(roiNormal(ellipse ?? ROI)[2])).toBeCloseTo(1, 12);
    const turned = { anterior: [Math.sin(0.3), -Math.cos(0.3), 0], cranial: [0, 0, 1] } as const;
    const rectangle = proposalFor(caseOf(), reading(body, { plane: turned }), "T10", "rectangle");
    expect(Math.abs(roiNormal(rectangle ?? ROI)[1])).toBeCloseTo(Math.sin(0.3), 12);
  });

  it("is told from a region that was moved, resized or made another shape", () => {
    const turned: Roi = { ...ROI, kind: "rectangle" };
    expect(isAsProposed({ ...ROI, centre: [1.001, 2, 3] }, ROI)).toBe(true);
    for (const other of [{ ...ROI, centre: [1.3, 2, 3] as const }, { ...ROI, halfU: [0, -7.5, 0] as const }, { ...ROI, halfV: [5, 0, 0] as const }, turned]) expect(isAsProposed(other, ROI)).toBe(false);
  });

  it("needs all four corners of that body, in a volume", () => {
    const { "T10.inferior": _lower, ...upper } = body;
    expect(proposalFor(caseOf(), reading(upper), "T10", "ellipse")).toBeUndefined();
    expect(proposalFor(caseOf(), reading(body), "T9", "ellipse")).toBeUndefined();
    expect(proposalFor(caseOf(), null, "T10", "ellipse")).toBeUndefined();
  });
});

describe("the volumes of a series are named by what tells them apart", () => {
  const series = (count: number, changes: (k: number) => Partial<Instance>, from = 0, uid = "a") => Array.from({ length: count }, (_, k) => slice(`${uid}${k}`, [0, 0, from + 2 * k], changes(k)));
  const namesOf = (instances: readonly Instance[]) => planNames(arrange(instances).plans);

  it("acquisitions by their number", () => {
    const names = namesOf([...series(6, () => ({ acquisitionNumber: 1 })), ...series(4, () => ({ acquisitionNumber: 2 }), 0.5, "b")]);
    expect(names).toEqual([expect.stringMatching(/^acquisition 1 .* 6 slices$/), expect.stringMatching(/^acquisition 2 .* 4 slices$/)]);
  });

  it("phases by the moment that the files name, and those of which nothing is named by a number", () => {
    const frames = (k: number, temporalPosition?: number): Instance["frames"] => [
      { imageOrientationPatient: [1, 0, 0, 0, 1, 0], imagePositionPatient: [0, 0, 2 * k], pixelSpacing: [1, 1], ...(temporalPosition !== undefined && { temporalPosition }) },
    ];
    const phase = (of?: number) => (k: number) => ({ frames: frames(k, of) });
    expect(namesOf([...series(4, phase(2)), ...series(4, phase(1), 0, "b")])).toEqual(["phase 1 \u00b7 4 slices", "phase 2 \u00b7 4 slices"]);
    expect(namesOf([...series(4, phase()), ...series(4, phase(), 0, "b")])).toEqual(["4 slices \u00b7 1 of 2", "4 slices \u00b7 2 of 2"]);
  });

  it("kinds of image by Image Type, what they share left out", () => {
    const kind = (value: string) => () => ({ imageType: ["ORIGINAL", "PRIMARY", value] });
    expect(namesOf([...series(4, kind("WATER")), ...series(4, kind("FAT"), 0, "b")]).toSorted()).toEqual(["FAT \u00b7 4 slices", "WATER \u00b7 4 slices"]);
  });
});

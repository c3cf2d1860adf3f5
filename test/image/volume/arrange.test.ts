import { describe, expect, it } from "vitest";
import type { FrameGeometry } from "#image/attributes";
import type { Instance } from "#image/instance";
import { arrange } from "#image/volume/arrange";
import { AXIAL, regular, seriesAt, shuffled, slice } from "./series";

const codes = (instances: readonly Instance[]): string[] => arrange(instances).findings.map(({ code }) => code);
const finding = (instances: readonly Instance[], code: string) => arrange(instances).findings.find((one) => one.code === code);
const zOf = (instances: readonly Instance[], plan = 0): number[] => arrange(instances).plans[plan]?.slices.map(({ position }) => position[2]) ?? [];

describe("a plain axial series", () => {
  const series = seriesAt(regular(20, -100, 3));

  it("is one volume, sorted from foot to head whatever its instance numbers say, without a finding", () => {
    expect(zOf(series)).toEqual(regular(20, -100, 3));
    expect(arrange(series).findings).toEqual([]);
    expect(arrange(series).plans[0]).toMatchObject({ unit: "HU", frameOfReferenceUid: "1.9", grid: { slices: 20, sliceMm: 3 } });
  });

  it("is the same when its files come in another order under other names", () => {
    const plans = (instances: readonly Instance[]) => arrange(instances).plans.map(({ key, slices }) => ({ key, uids: slices.map((one) => one.instance.sopInstanceUid) }));
    const renamed = shuffled(series).map((one, index) => ({ ...one, fileName: `${String(97 - index)}.dcm` }));
    expect(plans(renamed)).toEqual(plans(series));
    expect(arrange(renamed).findings).toEqual(arrange(series).findings);
  });

  it("whose slices run towards the feet is turned so that slices ascend along columns x rows", () => {
    const down: Instance[] = regular(5, 0, -2).map((z, k) => slice(`1.${k}`, [0, 0, z], { instanceNumber: k }));
    expect(zOf(down)).toEqual([-8, -6, -4, -2, 0]);
  });
});

describe("gaps", () => {
  it("five deleted slices of 3 mm are a gap of 15 mm after the slice before", () => {
    const whole = seriesAt(regular(30, 0, 3));
    const cut = whole.filter((_, k) => k < 10 || k >= 15);
    expect(finding(cut, "gap")?.params).toEqual({ mm: 15, slices: 5, after: 10, of: 25 });
    expect(codes(cut)).toEqual(["gap"]);
  });

  it("two gaps with a single slice between are two", () => {
    const cut = seriesAt(regular(30)).filter((_, k) => k < 10 || k === 15 || k >= 21);
    expect(arrange(cut).findings.map(({ params }) => params)).toEqual([
      { mm: 5, slices: 5, after: 10, of: 20 },
      { mm: 5, slices: 5, after: 11, of: 20 },
    ]);
  });

  it("a spacing that changes once and stays is variable, not a row of gaps", () => {
    const both = seriesAt([...regular(10, 0, 1), ...regular(10, 12, 3)]);
    expect(codes(both)).toEqual(["variable-spacing"]);
    expect(finding(both, "variable-spacing")?.params).toEqual({ minMm: 1, maxMm: 3 });
  });

  it("positions written with two decimals are regular", () => {
    expect(codes(seriesAt(regular(40, 0, 0.625).map((z) => Math.round(z * 100) / 100)))).toEqual([]);
  });

  it("slices thinner than half their distance leave the patient unseen between them", () => {
    const thin = seriesAt(regular(8, 0, 10)).map((one) => ({ ...one, frames: [{ ...one.frames[0], sliceThicknessMm: 1 }] }));
    expect(finding(thin, "interrupted")?.params).toEqual({ spacingMm: 10, thicknessMm: 1 });
  });
});

describe("gantry tilt", () => {
  const angle = (20 * Math.PI) / 180;
  const tilted = regular(12).map((k) => slice(`1.${k}`, [0, 0, k * 2], {}, [1, 0, 0, 0, Math.cos(angle), -Math.sin(angle)]));

  it("is the angle between the table's way and the slices' normal", () => {
    expect(finding(tilted, "tilt")?.params["degrees"]).toBeCloseTo(20, 9);
    expect(codes(tilted)).toEqual(["tilt"]);
  });

  it("spaces the slices along their normal, not along the table", () => {
    expect(arrange(tilted).plans[0]?.grid.sliceMm).toBeCloseTo(2 * Math.cos(angle), 9);
  });

  it("a slice shifted by itself is told apart from a tilt", () => {
    const shifted = seriesAt(regular(20)).map((one, k) => (k === 9 ? { ...one, frames: [{ ...one.frames[0], imagePositionPatient: [4, 0, 9] as const }] } : one));
    expect(codes(shifted)).toContain("shifted");
    expect(finding(shifted, "shifted")?.params["mm"]).toBeCloseTo(4 * (1 - 1 / 20), 1);
  });
});

describe("what is no part of the volume", () => {
  const series = seriesAt(regular(10));

  it("a localiser inside the series is left out and said", () => {
    const withScout = [...series, slice("9.1", [0, 0, 4.5], { imageType: ["ORIGINAL", "PRIMARY", "LOCALIZER"] })];
    expect(zOf(withScout)).toEqual(regular(10));
    expect(arrange(withScout).findings).toEqual([{ code: "localizer", params: { count: 1 } }]);
  });

  it("colour, wide pixels and images without a place are left out", () => {
    const others = [
      slice("9.1", [0, 0, 20], { samplesPerPixel: 3, photometricInterpretation: "RGB" }),
      slice("9.2", [0, 0, 21], { bitsAllocated: 32 }),
      slice("9.3", [0, 0, 22], { frames: [{}] }),
    ];
    const { plans, findings } = arrange([...others, ...series]);
    expect(plans).toHaveLength(1);
    expect(findings).toEqual([
      { code: "no-geometry", params: { count: 1 } },
      { code: "unsupported-pixels", params: { count: 2 } },
    ]);
  });

  it("the same slice twice counts once", () => {
    const twice = [...series, slice("9.9", [0, 0, 3], { instanceNumber: 99 })];
    expect(zOf(twice)).toEqual(regular(10));
    expect(arrange(twice).plans[0]?.slices[3]?.instance.sopInstanceUid).toBe("1.2.1.3");
    expect(arrange(twice).findings).toEqual([{ code: "duplicates", params: { count: 1 } }]);
  });

  it("two slices alone are no volume", () => {
    expect(arrange(series.slice(0, 2))).toEqual({ plans: [], findings: [{ code: "too-few", params: { count: 2 } }] });
  });
});

describe("what a series is divided by", () => {
  const coronal = [1, 0, 0, 0, 0, -1] as const;

  it("orientations: axial and coronal slices are two volumes, the larger first", () => {
    const mixed = [...regular(6).map((k) => slice(`3.${k}`, [0, k, 0], {}, coronal)), ...seriesAt(regular(9))];
    const { plans, findings } = arrange(mixed);
    expect(plans.map(({ slices }) => slices.length)).toEqual([9, 6]);
    expect(plans[1]?.grid.normal[1]).toBe(1);
    expect(findings).toEqual([{ code: "split-orientation", params: { count: 2 } }]);
  });

  it("the rescale: a stored value must mean one thing in a volume", () => {
    const other = { rescaleSlope: 1, rescaleIntercept: 0, rescaleStated: true, windows: [], voiLuts: [] } as const;
    const mixed = [...seriesAt(regular(9)), ...regular(5, 20).map((z, k) => slice(`3.${k}`, [0, 0, z], { presentation: other }))];
    expect(arrange(mixed).plans.map(({ presentation }) => presentation.rescaleIntercept)).toEqual([-1024, 0]);
    expect(codes(mixed)).toEqual(["split-rescale"]);
  });

  it("the matrix", () => {
    const finer = regular(5, 20).map((z, k) => slice(`3.${k}`, [0, 0, z], {}, AXIAL, [0.5, 0.5]));
    expect(codes([...seriesAt(regular(9)), ...finer])).toEqual(["split-matrix"]);
  });

  it("frames of reference only where they cover the same ground: some series name one for every slice", () => {
    const named = (uid: string) => ({ series: { seriesInstanceUid: "1.2.1", modality: "CT", frameOfReferenceUid: uid } });
    const each = seriesAt(regular(9), (k) => named(`1.9.${k}`));
    expect(arrange(each).plans.map(({ slices, frameOfReferenceUid }) => [slices.length, frameOfReferenceUid])).toEqual([[9, undefined]]);
    expect(arrange(each).findings).toEqual([{ code: "mixed-frame-of-reference", params: { count: 9 }, planKey: "1.2.1.0/0" }]);
    const again = regular(9).map((z, k) => slice(`4.${k}`, [0, 0, z], named("1.8")));
    expect(arrange([...seriesAt(regular(9)), ...again]).plans.map(({ frameOfReferenceUid }) => frameOfReferenceUid)).toEqual(expect.arrayContaining(["1.8", "1.9"]));
  });

  it("acquisitions that cover the same ground: early and late phase", () => {
    const phase = (number: number) => regular(10).map((z) => slice(`${number}.${z}`, [0, 0, z], { acquisitionNumber: number, instanceNumber: z }));
    const { plans, findings } = arrange(shuffled([...phase(1), ...phase(2)]));
    expect(plans.map(({ slices }) => new Set(slices.map((one) => one.instance.acquisitionNumber)))).toEqual([new Set([1]), new Set([2])]);
    expect(findings).toEqual([{ code: "split-acquisition", params: { count: 2 } }]);
  });

  it("of two acquisitions alike the first one comes first, whatever their UIDs and the order of their instance numbers", () => {
    const phase = (acquisitionNumber: number, uid: string) =>
      seriesAt(regular(12), (k) => ({ sopInstanceUid: `${uid}.${k}`, acquisitionNumber, instanceNumber: acquisitionNumber === 1 ? 50 + k : k }));
    const { plans } = arrange([...phase(2, "1.1"), ...phase(1, "1.2")]);
    expect(plans.map(({ slices }) => slices[0]?.instance.acquisitionNumber)).toEqual([1, 2]);
  });

  it("but packages that fill each other's spaces are one volume", () => {
    const thick = (mm: number, packages: number) =>
      seriesAt(regular(24, 0, 3), (k) => ({ acquisitionNumber: 1 + (k % packages) })).map((one) => ({ ...one, frames: [{ ...one.frames[0], sliceThicknessMm: mm }] }));
    expect(zOf(thick(3, 4))).toEqual(regular(24, 0, 3));
    expect(arrange(thick(3, 4)).findings).toEqual([{ code: "joined-acquisitions", params: { count: 4 } }]);
    // Slices of 6 mm every 3 mm: two scans, half a step apart.
    expect(arrange(thick(6, 2)).plans.map(({ slices }) => slices.length)).toEqual([12, 12]);
  });

  it("but a table moved step by step, an acquisition each step, is one volume, its missing steps a gap", () => {
    const steps = seriesAt(regular(20, 0, 5), (k) => ({ acquisitionNumber: k }));
    expect(arrange(steps).plans.map(({ slices }) => slices.length)).toEqual([20]);
    expect(codes(steps)).toEqual(["joined-acquisitions"]);
    const cut = steps.filter((_, k) => k !== 7 && k !== 8);
    expect(arrange(cut).findings).toEqual([
      { code: "joined-acquisitions", params: { count: 18 } },
      { code: "gap", params: { mm: 10, slices: 2, after: 7, of: 18 }, planKey: "1.2.1.0/0" },
    ]);
  });

  it("two scans apart from each other are two volumes, not one with a gap", () => {
    const chest = seriesAt(regular(10), () => ({ acquisitionNumber: 1 }));
    const pelvis = regular(12, 300).map((z, k) => slice(`8.${k}`, [0, 0, z], { acquisitionNumber: 2 }));
    expect(arrange([...chest, ...pelvis]).plans.map(({ slices }) => slices.length)).toEqual([12, 10]);
  });

  it("echoes at the same places, told apart by image type", () => {
    const echo = (name: string, number: number) => regular(6).map((z) => slice(`${number}.${z}`, [0, 0, z], { imageType: ["ORIGINAL", "PRIMARY", name], instanceNumber: 10 - z }));
    const { plans, findings } = arrange(shuffled([...echo("WATER", 1), ...echo("FAT", 2)]));
    expect(plans.map(({ slices }) => new Set(slices.map((one) => one.instance.imageType[2])))).toEqual(
      expect.arrayContaining([new Set(["WATER"]), new Set(["FAT"])]),
    );
    expect(findings).toEqual([{ code: "split-repeat", params: { count: 2 } }]);
  });

  it("phases are volumes by the moment that the files name, in whatever order their images are numbered", () => {
    const at = (z: number, temporalPosition: number, instanceNumber: number) =>
      slice(`1.${z}.${temporalPosition}`, [0, 0, z], { instanceNumber, frames: [{ imageOrientationPatient: AXIAL, imagePositionPatient: [0, 0, z], pixelSpacing: [1, 1], temporalPosition }] });
    // There and back: every second place was imaged the other way round.
    const phases = regular(6).flatMap((z) => [at(z, 1, 2 * z + (z % 2)), at(z, 2, 2 * z + 1 - (z % 2))]);
    expect(arrange(phases).plans.map(({ slices }) => slices.map(({ temporalPosition }) => temporalPosition))).toEqual([Array(6).fill(1), Array(6).fill(2)]);
  });
});

describe("rescale", () => {
  it("a CT without rescale has no Hounsfield units, and that is said", () => {
    const bare = { rescaleSlope: 1, rescaleIntercept: 0, windows: [], voiLuts: [] } as const;
    const { plans, findings } = arrange(seriesAt(regular(4), () => ({ presentation: bare })));
    expect(plans[0]?.unit).toBe("none");
    expect(findings.map(({ code }) => code)).toEqual(["missing-rescale"]);
  });

  it("an MR series has none either, and nothing needs saying", () => {
    const bare = { rescaleSlope: 1, rescaleIntercept: 0, windows: [], voiLuts: [] } as const;
    const mr = seriesAt(regular(4), () => ({ presentation: bare, series: { seriesInstanceUid: "1.2.1", modality: "MR" } }));
    expect(arrange(mr).plans[0]?.unit).toBe("none");
    expect(arrange(mr).findings).toEqual([]);
  });
});

describe("an enhanced multi-frame object", () => {
  const frame = (z: number): FrameGeometry => ({ imageOrientationPatient: AXIAL, imagePositionPatient: [0, 0, z], pixelSpacing: [1, 1] });

  it("gives its frames by their own places", () => {
    const enhanced = slice("7.1", [0, 0, 0], { numberOfFrames: 4, frames: [frame(6), frame(2), frame(4), frame(0)] });
    expect(arrange([enhanced]).plans[0]?.slices.map(({ frameIndex }) => frameIndex)).toEqual([3, 1, 2, 0]);
  });

  it("holding two stacks in the same places gives two volumes in frame order", () => {
    const enhanced = slice("7.1", [0, 0, 0], { numberOfFrames: 6, frames: [0, 2, 4, 0, 2, 4].map(frame) });
    expect(arrange([enhanced]).plans.map(({ slices }) => slices.map(({ frameIndex }) => frameIndex))).toEqual([[0, 1, 2], [3, 4, 5]]);
  });

  it("whose frames share one geometry has no places", () => {
    const enhanced = slice("7.1", [0, 0, 0], { numberOfFrames: 4, frames: [frame(6)] });
    expect(codes([enhanced])).toEqual(["no-geometry"]);
  });
});

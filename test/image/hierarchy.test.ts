import { describe, expect, it } from "vitest";
import type { FrameGeometry } from "#image/attributes";
import { addInstances, emptyHierarchy, type Hierarchy, sortImages } from "#image/hierarchy";
import type { Instance } from "#image/instance";
import { instance } from "./support/instance";

type Orientation = NonNullable<FrameGeometry["imageOrientationPatient"]>;

const at = (z: number, number: number, orientation: Orientation = [1, 0, 0, 0, 1, 0]): Instance =>
  instance({ sopInstanceUid: `1.${number}`, instanceNumber: number, frames: [{ imageOrientationPatient: orientation, imagePositionPatient: [0, 0, z] }] });

const numbers = (instances: readonly Instance[]): (number | undefined)[] => instances.map(({ instanceNumber }) => instanceNumber);
const add = (hierarchy: Hierarchy, ...found: Instance[]): Hierarchy => addInstances(hierarchy, found).hierarchy;

describe("images of a series", () => {
  it("stand along the normal of their plane, whatever their numbers", () => {
    const sorted = sortImages([at(30, 1), at(10, 2), at(20, 3)]);
    expect(numbers(sorted.instances)).toEqual([2, 3, 1]);
    expect(sorted.isSpatial).toBe(true);
  });

  it("follow the direction of the normal: with the rows turned round the order turns round", () => {
    expect(numbers(sortImages([at(30, 1, [-1, 0, 0, 0, 1, 0]), at(10, 2, [-1, 0, 0, 0, 1, 0])]).instances)).toEqual([1, 2]);
  });

  it("use the projection on the normal for oblique planes, not the z coordinate", () => {
    const orientation = [0, 1, 0, 0, 0, -1] as const;
    const sagittal = (x: number, number: number): Instance =>
      instance({ sopInstanceUid: `1.${number}`, instanceNumber: number, frames: [{ imageOrientationPatient: orientation, imagePositionPatient: [x, 5, 5] }] });
    expect(numbers(sortImages([sagittal(-4, 1), sagittal(8, 2), sagittal(2, 3)]).instances)).toEqual([2, 3, 1]);
  });

  it.each([
    ["one has no position", [at(1, 3), instance({ sopInstanceUid: "1.2", instanceNumber: 2, frames: [{}] })], [2, 3]],
    ["the planes differ (a localizer)", [at(1, 3), at(2, 2, [0, 1, 0, 0, 0, -1])], [2, 3]],
    ["two lie in one place (a time series)", [at(1, 3), at(1, 2)], [2, 3]],
  ])("go by their numbers where %s", (_, instances, order) => {
    const sorted = sortImages(instances);
    expect(numbers(sorted.instances)).toEqual(order);
    expect(sorted.isSpatial).toBe(false);
  });

  it("without a number stand last, by name", () => {
    const named = (fileName: string, instanceNumber?: number): Instance =>
      instance({ sopInstanceUid: fileName, fileName, ...(instanceNumber !== undefined && { instanceNumber }) });
    expect(sortImages([named("b"), named("c", 9), named("a")]).instances.map(({ fileName }) => fileName)).toEqual(["c", "a", "b"]);
  });
});

describe("what is opened", () => {
  const of = (patientId: string, study: string, series: string, uid: string, more: Partial<Instance> = {}): Instance =>
    instance({
      sopInstanceUid: uid,
      patient: { patientId, patientName: patientId },
      study: { studyInstanceUid: study, studyDate: `2020-01-0${study}` },
      series: { seriesInstanceUid: series, modality: "DX", seriesNumber: Number(series) },
      ...more,
    });

  it("is grouped by patient, study in order of date, and series in order of number", () => {
    const { patients } = add(emptyHierarchy, of("B", "2", "3", "i1"), of("A", "1", "1", "i2"), of("B", "1", "10", "i3"), of("B", "1", "9", "i4"));
    expect(patients.map(({ patientId, studies }) => [patientId, studies.map(({ date, series }) => [date, series.map(({ number }) => number)])])).toEqual([
      ["A", [["2020-01-01", [1]]]],
      ["B", [["2020-01-01", [9, 10]], ["2020-01-02", [3]]]],
    ]);
  });

  it("gives the same tree in pieces as at once", () => {
    const all = [of("B", "2", "3", "i1"), of("A", "1", "1", "i2"), of("B", "1", "10", "i3")];
    const inPieces = all.reduce((tree, one) => add(tree, one), emptyHierarchy);
    expect(inPieces.patients).toEqual(add(emptyHierarchy, ...all).patients);
  });

  it("keeps the nodes that nothing was added to, so that lists don't redraw them", () => {
    const before = add(emptyHierarchy, of("A", "1", "1", "i1"), of("B", "1", "1", "i2"));
    const after = add(before, of("B", "1", "1", "i3"));
    expect(after.patients[0]).toBe(before.patients[0]);
    expect(after.patients[1]).not.toBe(before.patients[1]);
    expect(after.patients[1]?.studies[0]?.series[0]?.instances).toHaveLength(2);
  });

  it("holds an image once: a second file of it is a problem that names the first", () => {
    const first = of("A", "1", "1", "i1", { fileName: "a.dcm" });
    const { hierarchy, problems } = addInstances(add(emptyHierarchy, first), [{ ...first, fileName: "copy/a.dcm" }]);
    expect(hierarchy.instances).toEqual([first]);
    expect(problems).toEqual([{ fileName: "copy/a.dcm", code: "duplicate", params: { other: "a.dcm" } }]);
  });

  it("tells patients with one ID and two birth dates apart, and images without any identity by study", () => {
    const born = (patientBirthDate: string, uid: string): Instance => of("A", "1", "1", uid, { patient: { patientId: "A", patientName: "A", patientBirthDate } });
    const nobody = (study: string, uid: string): Instance => of("", study, "1", uid, { patient: { patientId: "", patientName: "" } });
    expect(add(emptyHierarchy, born("1950-01-01", "i1"), born("1960-01-01", "i2")).patients).toHaveLength(2);
    expect(add(emptyHierarchy, nobody("1", "i1"), nobody("2", "i2"), nobody("2", "i3")).patients).toHaveLength(2);
  });
});

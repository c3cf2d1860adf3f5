import { describe, expect, it } from "vitest";
import type { FrameGeometry } from "#image/attributes";
import { groups, planesOf, sortImages } from "#image/hierarchy";
import type { Instance } from "#image/instance";
import { instance } from "./support/instance";

type Orientation = NonNullable<FrameGeometry["imageOrientationPatient"]>;

const at = (z: number, number: number, orientation: Orientation = [1, 0, 0, 0, 1, 0]): Instance =>
  instance({ sopInstanceUid: `1.${number}`, instanceNumber: number, frames: [{ imageOrientationPatient: orientation, imagePositionPatient: [0, 0, z] }] });

const numbers = (instances: readonly Instance[]): (number | undefined)[] => instances.map(({ instanceNumber }) => instanceNumber);

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
    expect(sortImages([named("b10"), named("c", 9), named("b9"), named("a")]).instances.map(({ fileName }) => fileName)).toEqual(["c", "a", "b9", "b10"]);
  });
});

describe("images of a series that are looked through together", () => {
  const names = (...instances: [Instance, ...Instance[]]): (number | undefined)[][] => planesOf(instances).map(numbers);
  const tilted = (degrees: number): Orientation => [1, 0, 0, 0, Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];

  it("are of one direction: a localizer is apart", () => {
    expect(names(at(0, 1), at(0, 2, [0, 1, 0, 0, 0, -1]), at(5, 3))).toEqual([[1, 3], [2]]);
  });

  it("are so within what cosines are rounded to, on either side of zero and of any decimal", () => {
    expect(names(at(0, 1, tilted(0.02)), at(5, 2, tilted(-0.02)), at(10, 3, tilted(0.3)))).toEqual([[1, 2, 3]]);
    expect(names(at(0, 1, tilted(2)), at(5, 2, tilted(3)))).toEqual([[1], [2]]);
  });

  it("are of one size, and those that say nothing of their direction stay together", () => {
    const bare = (number: number, rows: number): Instance => instance({ sopInstanceUid: `1.${number}`, instanceNumber: number, rows, frames: [{}] });
    expect(names(bare(1, 512), bare(2, 256), bare(3, 512), at(0, 4))).toEqual([[1, 3], [2], [4]]);
  });
});

describe("groups", () => {
  it("come in the order of their first, and keep the order of their items", () => {
    expect(groups(["b1", "a1", "b2"], (text) => text.slice(0, 1))).toEqual([["b", ["b1", "b2"]], ["a", ["a1"]]]);
  });
});

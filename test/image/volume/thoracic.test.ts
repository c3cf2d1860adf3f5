/** A public chest CT of 275 slices, from its ZIP to the sagittal picture; skipped where it isn't there. */
import { join } from "node:path";
import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { describeFile } from "#image/dicom/openFile";
import type { Instance } from "#image/instance";
import { allocate } from "#image/volume/allocation";
import { arrange } from "#image/volume/arrange";
import { findMidline } from "#image/volume/midline";
import { standardPlane } from "#image/volume/plane";
import { reformat } from "#image/volume/reformat";
import { createVolume, fillSlice, type Volume } from "#image/volume/volume";
import { decodeSlice } from "#image/worker/openImages";
import { unzip } from "#image/worker/unzip";
import { dataFolder } from "../support/data";
import { shuffled } from "./series";

const zip = join(dataFolder, "thoracic-ct/lidc-idri-0314_thoracic_ct_275slices.zip");

describe.skipIf(!existsSync(zip))("a chest CT of 275 slices", () => {
  const instances: Instance[] = [];
  let volume: Volume;

  beforeAll(async () => {
    const files: { path: string; blob: Blob }[] = [];
    await unzip(new Blob([readFileSync(zip)]), "ct.zip", (part) => "blob" in part && files.push(part));
    for (const { path, blob } of files) {
      const content = await describeFile(blob);
      if (content.kind === "instance") instances.push({ ...content.instance, source: blob, fileName: path });
    }
    const plan = arrange(instances).plans[0];
    if (plan === undefined) throw new Error("no volume");
    const { allocation } = allocate(plan.grid);
    volume = createVolume({ allocation, pixels: plan.pixels, presentation: plan.presentation, unit: plan.unit });
    for (const [k, slice] of plan.slices.entries()) {
      fillSlice(volume, allocation, k, { ...(await decodeSlice({ blob: slice.instance.source, imageId: k + 1, frameIndex: slice.frameIndex })), padding: null });
    }
  }, 120_000);

  it("is one volume in Hounsfield units, though every slice names a frame of reference of its own", () => {
    const { plans, findings } = arrange(instances);
    expect(plans.map(({ slices, unit, grid }) => [slices.length, unit, grid.sliceMm])).toEqual([[275, "HU", 1]]);
    expect(findings.map(({ code, params }) => [code, params])).toEqual([["mixed-frame-of-reference", { count: 275 }]]);
  });

  it("under other names, in another order, is the same", () => {
    const renamed = shuffled(instances).map((instance, index) => ({ ...instance, fileName: `${String((index * 71) % 275)}.bin` }));
    const uids = (some: readonly Instance[]) => arrange(some).plans[0]?.slices.map(({ instance }) => instance.sopInstanceUid);
    expect(uids(renamed)).toEqual(uids(instances));
  });

  it("without five slices has a gap of 5 mm", () => {
    const middle = arrange(instances).plans[0]?.slices.slice(100, 105).map(({ instance }) => instance);
    const cut = arrange(instances.filter((instance) => middle?.includes(instance) !== true));
    expect(cut.findings.find(({ code }) => code === "gap")?.params).toMatchObject({ mm: expect.closeTo(5, 6), slices: 5, after: 100, of: 270 });
  });

  it("its sagittal picture is the files' own pixels, read by nobody else", async () => {
    const column = 243;
    // The pixels are the last thing in each file; slices in the order of the z that the file states.
    const raw = await Promise.all(
      instances.map(async ({ source, frames }) => ({
        z: frames[0]?.imagePositionPatient?.[2] ?? NaN,
        pixels: new Int16Array(await source.slice(source.size - 512 * 512 * 2).arrayBuffer()),
      })),
    );
    raw.sort((a, b) => b.z - a.z);
    const [x] = volume.grid.origins[0] ?? [NaN];
    const { frame } = reformat(volume, standardPlane(volume.grid, "sagittal", x + column * volume.grid.columnMm), { interpolation: "linear" });
    expect([frame.columns, frame.rows]).toEqual([512, 275]);
    let different = 0;
    raw.forEach(({ pixels }, row) => {
      for (let j = 0; j < 512; j += 1) if (frame.values[row * 512 + j] !== pixels[j * 512 + column]) different += 1;
    });
    expect(different).toBe(0);
  });

  it("the midline runs through the spinous processes", () => {
    const { method, xMm, spine } = findMidline(volume);
    expect(method).toBe("bone");
    expect(Math.abs(xMm - -10.5)).toBeLessThan(4);
    for (const [x] of spine) expect(Math.abs(x - -10.5)).toBeLessThan(5);
  });
});

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dataFolder, hasData, readWasmFromDisk } from "../support/data";
import { allFrames, sha256 } from "../support/decode";

const hasDcmtk = ["dcmcjpeg", "dcmdjpeg", "dcmcjpls"].every((tool) => {
  try {
    execFileSync(tool, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});

const grey = "dicom/pydicom/MR_small.dcm";
const signed = "dicom/pydicom/CT_small.dcm";
const colour = "dicom/pydicom-data/color-px.dcm";
const odd = "dicom/pydicom/SC_rgb_small_odd.dcm";

/** Needs dcmtk, as an independent encoder and decoder, and ../shared/data. */
describe.skipIf(!hasDcmtk || !hasData)("held against dcmtk (dcmcjpeg, dcmdjpeg, dcmcjpls)", () => {
  let folder = "";
  beforeAll(() => {
    readWasmFromDisk();
    folder = mkdtempSync(join(tmpdir(), "sagitta-dcmtk-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (tool: string, options: readonly string[], from: string, name: string): string => {
    const to = join(folder, name);
    execFileSync(tool, [...options, from.startsWith("/") ? from : join(dataFolder, from), to], { stdio: "ignore" });
    return to;
  };
  const hashOf = async (path: string): Promise<string> => sha256(await allFrames(new Blob([readFileSync(path.startsWith("/") ? path : join(dataFolder, path))])));

  describe("JPEG Lossless gives back what went in", () => {
    const cases = [1, 2, 3, 4, 5, 6, 7].flatMap((selection) => [grey, signed, colour, odd].map((path) => [selection, path] as const));
    it.each(cases)("predictor %i, %s", async (selection, path) => {
      const coded = run("dcmcjpeg", ["+el", "+sv", String(selection), "+cn"], path, `lossless${selection}.dcm`);
      expect(await hashOf(coded)).toBe(await hashOf(path));
    });

    it("first-order prediction of its own transfer syntax", async () => {
      expect(await hashOf(run("dcmcjpeg", ["+e1"], signed, "sv1.dcm"))).toBe(await hashOf(signed));
    });

    it.each([1, 3])("point transform %i, as dcmdjpeg gives it", async (shift) => {
      const coded = run("dcmcjpeg", ["+el", "+sv", "6", "+pt", String(shift)], grey, `shift${shift}.dcm`);
      expect(await hashOf(coded)).toBe(await hashOf(run("dcmdjpeg", [], coded, `shift${shift}.raw.dcm`)));
    });
  });

  describe("JPEG-LS gives back what went in", () => {
    it.each(["+il", "+is", "+in"])("colour interleaved by %s", async (interleave) => {
      const coded = run("dcmcjpls", [interleave], colour, `ls${interleave}.dcm`);
      expect(await hashOf(coded)).toBe(await hashOf(colour));
    });
  });

  describe("JPEG Extended with 12 bits equals dcmdjpeg to the last bit", () => {
    it.each([
      [grey, "90"],
      [grey, "30"],
      [grey, "5"],
      [signed, "95"],
    ])("%s at quality %s", async (path, quality) => {
      const coded = run("dcmcjpeg", ["+ee", "+q", quality], path, `extended${quality}.dcm`);
      expect(await hashOf(coded)).toBe(await hashOf(run("dcmdjpeg", [], coded, `extended${quality}.raw.dcm`)));
    });
  });
});

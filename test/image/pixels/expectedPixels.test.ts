import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { dataFolder, fileBlob, hasData, readWasmFromDisk } from "../support/data";
import { allFrames, largestDifference, sha256 } from "../support/decode";

interface Expected {
  readonly path: string;
  readonly shape: string;
  readonly sha256: string;
}

/** Files whose expected values are not what the file holds; each has a test of its own below. */
const referenceIsWrong: Readonly<Record<string, string>> = {
  "dicom/dicomparser/CT0012.fragmented_no_bot_jpeg_ls.80.dcm": "the reference decoder mixed up the fragments of frame 2",
  "dicom/dicomparser/CT0012.fragmented_no_bot_jpeg_ls.81.dcm": "the reference decoder mixed up the fragments of frame 2",
  "dicom/pydicom/SC_rgb_small_odd_big_endian.dcm": "the reference did not swap the bytes of 8-bit samples in big endian words",
  "dicom/pydicom-data/mlut_18.dcm": "the reference did not extend the sign of 12-bit values",
  "broken/pydicom/JPEG2000-embedded-sequence-delimiter.dcm": "the codestream's width was overwritten; any pixels are made up",
};

const rows: readonly Expected[] = hasData
  ? readFileSync(join(dataFolder, "EXPECTED_PIXELS.tsv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split("\t"))
      .map(([path = "", , , shape = "", , , , , hash = ""]) => ({ path, shape, sha256: hash.split(" ")[0] ?? "" }))
  : [];

describe.skipIf(!hasData)("decoded pixels of ../shared/data equal those of pydicom, gdcm and OpenJPEG", () => {
  beforeAll(readWasmFromDisk);

  it("has a table of 136 files to hold them against", () => {
    expect(rows).toHaveLength(136);
  });

  it.each(rows.filter(({ path }) => !(path in referenceIsWrong)))("$path ($shape)", async ({ path, sha256: expected }) => {
    expect(sha256(await allFrames(fileBlob(path)))).toBe(expected);
  });

  describe("where the reference is wrong", () => {
    it("a frame in several JPEG-LS fragments without offset table equals the one in a single fragment", async () => {
      const fragmented = await allFrames(fileBlob("dicom/dicomparser/CT0012.fragmented_no_bot_jpeg_ls.80.dcm"));
      const whole = await allFrames(fileBlob("dicom/dicomparser/CT0012.not_fragmented_bot_jpeg_ls.80.dcm"));
      expect(sha256(fragmented)).toBe(sha256(whole));
    });

    it("near-lossless JPEG-LS in fragments is within its NEAR of the lossless one", async () => {
      const near = await allFrames(fileBlob("dicom/dicomparser/CT0012.fragmented_no_bot_jpeg_ls.81.dcm"));
      const whole = await allFrames(fileBlob("dicom/dicomparser/CT0012.not_fragmented_bot_jpeg_ls.80.dcm"));
      const largest = near.map((frame, index) => largestDifference(frame, whole[index]));
      expect(largest).toEqual([2, 2]);
    });

    it("8-bit colour in big endian words equals the same image in little endian", async () => {
      const big = await allFrames(fileBlob("dicom/pydicom/SC_rgb_small_odd_big_endian.dcm"));
      const little = await allFrames(fileBlob("dicom/pydicom/SC_rgb_small_odd.dcm"));
      expect(sha256(big)).toBe(sha256(little));
    });

    it("signed 12-bit values in 16 bits: the four bits above are not part of the value (PS3.5 8.1.1)", async () => {
      const path = "dicom/pydicom-data/mlut_18.dcm";
      const [frame] = await allFrames(fileBlob(path));
      const words = new Int16Array(await fileBlob(path).slice(-512 * 512 * 2).arrayBuffer());
      expect(sha256([{ samples: words }])).toBe(rows.find((row) => row.path === path)?.sha256);
      expect(sha256([{ samples: words.map((value) => (value << 20) >> 20) }])).toBe(sha256(frame ? [frame] : []));
    });
  });

  describe("files the table does not list", () => {
    it.each([
      ["dicom/pydicom-data/liver_deflate.dcm", "dicom/pydicom-data/liver_rle.dcm"],
      ["dicom/pydicom-data/liver_nonbyte_aligned_deflate.dcm", "broken/pydicom-data/liver_nonbyte_aligned_rle.dcm"],
      ["broken/pydicom-data/liver_j2k.dcm", "dicom/pydicom-data/liver_rle.dcm"],
      ["broken/pydicom-data/emri_small_jpeg_2k_lossless_too_short.dcm", "dicom/pydicom-data/emri_small.dcm"],
    ])("%s equals %s, the same images otherwise compressed", async (path, other) => {
      expect(sha256(await allFrames(fileBlob(path)))).toBe(sha256(await allFrames(fileBlob(other))));
    });

    it("the first frame of the segmentation in RLE equals the uncompressed one", async () => {
      const [first] = await allFrames(fileBlob("dicom/pydicom-data/liver_rle.dcm"));
      expect(sha256(first ? [first] : [])).toBe(sha256(await allFrames(fileBlob("dicom/pydicom/liver_1frame.dcm"))));
    });

    it("lossy HTJ2K stays near the lossless one", async () => {
      const [lossy] = await allFrames(fileBlob("dicom/pydicom-data/HTJ2K_08_RGB.dcm"));
      const [exact] = await allFrames(fileBlob("dicom/pydicom-data/HTJ2KLossless_08_RGB.dcm"));
      expect(largestDifference(lossy, exact)).toBeLessThanOrEqual(12);
    });

    it("float and double parametric maps hold the same values", async () => {
      const [float] = await allFrames(fileBlob("dicom/pydicom-data/parametric_map_float.dcm"));
      const [double] = await allFrames(fileBlob("dicom/pydicom-data/parametric_map_double_float.dcm"));
      expect(float?.samples).toBeInstanceOf(Float32Array);
      expect(Float32Array.from(double?.samples ?? [])).toEqual(float?.samples);
    });
  });
});

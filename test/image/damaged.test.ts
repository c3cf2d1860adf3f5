import { describe, expect, it } from "vitest";
import { describeFile } from "#image/dicom/openFile";
import { readHeader } from "#image/dicom/header";
import { blobSource } from "#image/dicom/source";
import { syntaxName } from "#image/dicom/syntax";
import { decodeWith } from "#image/pixels/codecs/decode";
import { indexFrames, readFragments } from "#image/pixels/decodeFragments";
import { frameFrom } from "#image/pixels/decodeFrame";
import { decodeStored } from "#image/pixels/decodeStored";
import { ImageError, type ProblemCode, problemCodes } from "#image/problem";
import { fileBlob, fileBytes, hasData, readWasmFromDisk } from "./support/data";
import { allFrames, openImage } from "./support/decode";
import { generator, mutated } from "./support/mutate";

readWasmFromDisk();

/** Small files of every encoding. */
const files = [
  ..."CT_small ExplVR_BigEnd image_dfl JPEG-lossy JPEG2000 JPGExtended MR_small MR_small_RLE MR_small_bigendian MR_small_expb MR_small_implicit".split(" "),
  ..."MR_small_jp2klossless SC_rgb_dcmtk_+eb+cr SC_rgb_jpeg SC_rgb_rle_16bit_2frame SC_rgb_rle_32bit SC_rgb_small_odd SC_ybr_full_422_uncompressed".split(" "),
  ..."MR_small_jpeg_ls_lossless JPEGLSNearLossless_08 JPEGLSNearLossless_16 SC_rgb_jls_lossy_line SC_rgb_jls_lossy_sample".split(" "),
  ..."liver_1frame rtdose rtdose_rle 693_J2KI GDCMJ2K_TextGBR SC_rgb_small_odd_jpeg".split(" "),
].map((name) => `dicom/pydicom/${name}.dcm`);

const codes: ReadonlySet<ProblemCode> = new Set(problemCodes);

/** "image", or the code of why not; anything else that is thrown goes on. */
async function outcomeOf(blob: Blob): Promise<ProblemCode | "image"> {
  const content = await describeFile(blob);
  if (content.kind !== "instance") return content.kind === "problem" ? content.trouble.code : "image";
  try {
    const stored = await decodeStored(await openImage(blob), content.instance.numberOfFrames - 1);
    expect(stored.samples).toHaveLength(stored.rows * stored.columns * stored.samplesPerPixel);
    frameFrom(stored, content.instance.presentation);
    return "image";
  } catch (error) {
    if (error instanceof ImageError) return error.code;
    throw error;
  }
}

describe.skipIf(!hasData)("damaged files (skipped without ../shared/data)", () => {
  it.each(files)("%s, damaged in 24 ways, is an image or has a reason", async (file) => {
    const original = fileBytes(file);
    const { parsed } = await readHeader(blobSource(new Blob([original])));
    for (let seed = 1; seed <= 24; seed += 1) {
      const outcome = await outcomeOf(new Blob([mutated(original, generator(seed), parsed.pixels?.at)]));
      // "internal" is for what nobody thought of.
      expect(outcome === "image" || (outcome !== "internal" && codes.has(outcome)), `seed ${seed}: ${outcome}`).toBe(true);
    }
  });

  it.each(["SC_rgb_jls_lossy_line", "SC_rgb_jls_lossy_sample"])("%s, cut off behind any of its bytes, says so at once", async (name) => {
    const blob = fileBlob(`dicom/pydicom/${name}.dcm`);
    const { header, pixels, format } = await openImage(blob);
    const bytes = await readFragments(header, (await indexFrames(header, pixels, 1)).frames[0] ?? []);
    const syntax = syntaxName(header.meta.transferSyntaxUid);
    const whole = await decodeWith("jpeg-ls", { bytes, format, syntax });
    expect(whole.samples).toHaveLength(100 * 100 * 3);
    // Its end marker is followed by one byte of padding at most.
    for (let length = 100; length < bytes.length - 3; length += 1) {
      const coded = { bytes: bytes.slice(0, length), format, syntax };
      await expect(decodeWith("jpeg-ls", coded)).rejects.toMatchObject({ code: "codestream-truncated", params: { have: length } });
    }
  });

  it("a codec that failed on damaged data decodes the next good file", async () => {
    for (const file of ["dicom/pydicom/JPEG2000.dcm", "dicom/pydicom/JPEG-lossy.dcm", "dicom/pydicom/SC_rgb_jpeg.dcm"]) {
      const original = fileBytes(file);
      const [good] = await allFrames(new Blob([original]));
      const outcomes = new Set<string>();
      for (let seed = 100; seed < 110; seed += 1) outcomes.add(await outcomeOf(new Blob([mutated(original, generator(seed), original.length - 2048)])));
      expect([...outcomes].some((outcome) => outcome !== "image")).toBe(true);
      expect((await allFrames(new Blob([original])))[0]?.samples).toEqual(good?.samples);
    }
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { describeFile } from "#image/dicom/openFile";
import { asImageError } from "#image/problem";
import { fileBlob, filesUnder, hasData, readWasmFromDisk } from "../support/data";
import { allFrames } from "../support/decode";

/** Each file of ../shared/data/broken: an image (with its frames), or the reason why not. */
const outcomes: Readonly<Record<string, string>> = {
  "pydicom-data/bad_sequence.dcm": "image, 1 frame",
  "pydicom-data/emri_small_jpeg_2k_lossless_too_short.dcm": "image, 10 frames",
  "pydicom-data/liver_j2k.dcm": "image, 3 frames",
  "pydicom-data/liver_nonbyte_aligned_rle.dcm": "image, 3 frames",
  "pydicom/ExplVR_BigEndNoMeta.dcm": "no-pixels RT Ion Plan",
  "pydicom/ExplVR_LitEndNoMeta.dcm": "no-pixels RT Ion Plan",
  "pydicom/J2K_pixelrep_mismatch.dcm": "image, 1 frame",
  "pydicom/JPEG2000-embedded-sequence-delimiter.dcm": "size-mismatch 3722445056 x 1024 instead of 256 x 1024",
  "pydicom/MR_truncated.dcm": "truncated 8130 of 8192 bytes",
  "pydicom/SC_jpeg_no_color_transform.dcm": "image, 1 frame",
  "pydicom/SC_jpeg_no_color_transform_2.dcm": "image, 1 frame",
  "pydicom/UN_sequence.dcm": "no-pixels CT Image",
  "pydicom/badVR.dcm": "image, 1 frame",
  "pydicom/empty_charset_LEI.dcm": "no-pixels DICOM object",
  "pydicom/meta_missing_tsyntax.dcm": "no-image-size",
  "pydicom/nested_priv_SQ.dcm": "no-image-size",
  "pydicom/no_meta.dcm": "not-dicom",
  "pydicom/no_meta_group_length.dcm": "no-pixels RT Image",
  "pydicom/priv_SQ.dcm": "no-pixels MR Image",
  "pydicom/rtplan_truncated.dcm": "no-pixels RT Plan",
};

async function outcomeOf(path: string): Promise<string> {
  const content = await describeFile(fileBlob(path));
  if (content.kind === "problem") return said(content.trouble.code, content.trouble.params);
  if (content.kind !== "instance") return content.kind;
  try {
    const frames = await allFrames(fileBlob(path));
    return `image, ${frames.length} frame${frames.length === 1 ? "" : "s"}`;
  } catch (thrown) {
    const error = asImageError(thrown);
    return said(error.code, error.params);
  }
}

function said(code: string, params: Readonly<Record<string, string | number>>): string {
  if (code === "truncated") return `truncated ${params["have"]} of ${params["need"]} bytes`;
  if (code === "size-mismatch") return `size-mismatch ${params["have"]} instead of ${params["need"]}`;
  return params["object"] === undefined ? code : `${code} ${params["object"]}`;
}

describe.skipIf(!hasData)("every file of ../shared/data/broken ends in an image or a reason", () => {
  beforeAll(readWasmFromDisk);

  it("is listed here", () => {
    expect(filesUnder("broken").map((path) => path.replace("broken/", "")).sort()).toEqual(Object.keys(outcomes).sort());
  });

  it.each(Object.entries(outcomes))("%s: %s", async (path, outcome) => {
    expect(await outcomeOf(`broken/${path}`)).toBe(outcome);
  });
});

describe.skipIf(!hasData)("every file of ../shared/data/dicom opens", () => {
  it("as an image, but for the directory and five that hold none", async () => {
    const found = new Map<string, string[]>();
    for (const path of filesUnder("dicom")) {
      const content = await describeFile(fileBlob(path));
      const key = content.kind === "problem" ? content.trouble.code : content.kind;
      found.set(key, [...(found.get(key) ?? []), path]);
    }
    expect(found.get("instance")).toHaveLength(139);
    expect(found.get("no-pixels")).toEqual(
      ["chrJapMulti", "chrJapMultiExplicitIR6", "chrKoreanMulti", "chrSQEncoding", "chrSQEncoding1"].map((name) => `dicom/charset/${name}.dcm`),
    );
    expect([...found.keys()].sort()).toEqual(["instance", "no-pixels"]);
  });
});

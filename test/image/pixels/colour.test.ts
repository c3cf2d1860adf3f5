import { beforeAll, describe, expect, it } from "vitest";
import { colourSpace } from "#image/pixels/codecs/jpeg";
import { frameFrom } from "#image/pixels/decodeFrame";
import { fileBlob, hasData, readWasmFromDisk } from "../support/data";
import { allFrames } from "../support/decode";

const plain = { rescaleSlope: 1, rescaleIntercept: 0, windows: [], voiLuts: [] };

async function shown(path: string): Promise<Uint8ClampedArray> {
  const [stored] = await allFrames(fileBlob(`dicom/pydicom/${path}.dcm`));
  const frame = stored && frameFrom(stored, plain);
  if (frame?.kind !== "colour") throw new Error(`${path} is not colour`);
  return frame.values;
}

describe("colours of three components in a JPEG", () => {
  const header = { startOfFrame: 0xc0, precision: 8, rows: 1, columns: 1, hasJfif: false, components: [1, 2, 3].map((id) => ({ id, horizontal: 1, vertical: 1 })) };
  it.each([
    ["JFIF is YCbCr whatever the file says", { ...header, hasJfif: true }, "RGB", "YBR_FULL"],
    ["Adobe's 0 is no transform", { ...header, adobeTransform: 0 }, "YBR_FULL_422", "RGB"],
    ["Adobe's 1 is YCbCr", { ...header, adobeTransform: 1 }, "RGB", "YBR_FULL"],
    ["components named R, G, B are that", { ...header, components: [82, 71, 66].map((id) => ({ id, horizontal: 1, vertical: 1 })) }, "YBR_FULL", "RGB"],
    ["else RGB in the file is believed", header, "RGB", "RGB"],
    ["else YBR in the file is believed", header, "YBR_FULL_422", "YBR_FULL"],
  ])("%s", (_, jpeg, stated, space) => {
    expect(colourSpace(jpeg, stated)).toBe(space);
  });
});

describe.skipIf(!hasData)("the colour bars of ../shared/data look the same in every coding", () => {
  beforeAll(readWasmFromDisk);
  /** Red, light red, green, light green, blue, light blue, black, dark grey, light grey, white: the middle of each bar. */
  const drawn = [[255, 0, 0], [255, 128, 128], [0, 255, 0], [128, 255, 128], [0, 0, 255], [128, 128, 255], [0, 0, 0], [64, 64, 64], [192, 192, 192], [255, 255, 255]];
  /** The same places in what dcmj2pnm makes of the files whose bars were changed by coding them as YCbCr. */
  const subsampled = [[254, 0, 0], [255, 127, 127], [0, 255, 5], [129, 255, 129], [0, 0, 254], [128, 127, 255], [0, 0, 0], [64, 64, 64], [192, 192, 192], [255, 255, 255]];
  const full = [[253, 1, 0], [253, 128, 132], [0, 255, 5], [127, 255, 127], [1, 0, 254], [127, 128, 255], [0, 0, 0], [64, 64, 64], [192, 192, 192], [255, 255, 255]];

  it.each([
    ["SC_rgb_rle", drawn, 0],
    ["SC_rgb_rle_16bit", drawn, 0],
    ["SC_rgb_jpeg_gdcm", drawn, 0],
    ["SC_rgb_gdcm_KY", drawn, 2],
    ["SC_rgb_jls_lossy_line", drawn, 3],
    ["SC_rgb_jls_lossy_sample", drawn, 3],
    ["SC_rgb_dcmtk_+eb+cr", drawn, 3],
    ["SC_rgb_jpeg_lossy_gdcm", drawn, 3],
    ["SC_ybr_full_422_uncompressed", subsampled, 1],
    ["SC_rgb_dcmtk_+eb+cy+n1", full, 1],
    ["SC_rgb_dcmtk_+eb+cy+np", full, 1],
    ["SC_rgb_dcmtk_+eb+cy+n2", subsampled, 1],
    ["SC_rgb_dcmtk_+eb+cy+s2", subsampled, 1],
    ["SC_rgb_dcmtk_+eb+cy+s4", subsampled, 1],
    ["SC_rgb_jpeg_dcmtk", subsampled, 1],
  ])("%s", async (path, bars, tolerance) => {
    const values = await shown(path);
    bars.forEach((bar, index) => {
      const at = ((10 * index + 5) * 100 + 50) * 4;
      bar.forEach((level, channel) => expect(Math.abs((values[at + channel] ?? -1000) - level), `bar ${index} channel ${channel}`).toBeLessThanOrEqual(tolerance));
    });
  });

  it("a JPEG that is RGB, with an Adobe segment cut short, shows what dcmtk decoded of it", async () => {
    expect(await shown("SC_rgb_jpeg")).toEqual(await shown("SC_rgb_jpeg_dcmd"));
  });
});

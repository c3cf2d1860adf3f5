import { describe, expect, it } from "vitest";
import { calibrationClassOf, decideSpacing, spacingDoubt, spacingFromBall, spacingFromLine, type ImageSpacing } from "#image/calibration";
import { formatCalibration } from "#text/format";

const words = (spacing: ImageSpacing): string => formatCalibration(calibrationClassOf(spacing), spacing);

describe("spacing of a projection (PS3.3 10.7)", () => {
  it("Pixel Spacing equal to Imager Pixel Spacing has not been corrected: mm at the detector", () => {
    const { spacing, class: kind } = decideSpacing({ pixelSpacing: [0.143, 0.143], imagerPixelSpacing: [0.143, 0.143] }, undefined, "DX");
    expect(kind).toBe("detector");
    expect(spacing).toEqual({ rowMm: 0.143, columnMm: 0.143, source: "ImagerPixelSpacing", calibrated: false });
    expect(words(spacing)).toBe("mm at the detector");
  });

  it("Pixel Spacing that differs from Imager Pixel Spacing has been calibrated, and is the one that counts", () => {
    const { spacing, class: kind } = decideSpacing({ pixelSpacing: [0.12, 0.12], imagerPixelSpacing: [0.143, 0.143] }, undefined, "DX");
    expect(kind).toBe("calibrated");
    expect(spacing.rowMm).toBe(0.12);
    expect(words(spacing)).toBe("mm");
  });

  it("Pixel Spacing alone does not say at what depth, unless a calibration type stands beside it", () => {
    expect(decideSpacing({ pixelSpacing: [0.2, 0.2] }, undefined, "CR").class).toBe("stated");
    expect(decideSpacing({ pixelSpacing: [0.2, 0.2], pixelSpacingCalibrationType: "FIDUCIAL" }, undefined, "CR").class).toBe("calibrated");
    expect(words(decideSpacing({ pixelSpacing: [0.2, 0.2] }, undefined, "CR").spacing)).toBe("mm, depth not stated");
  });

  it("Imager Pixel Spacing is never taken for the patient's: divided by the magnification where one is stated", () => {
    const { spacing, class: kind } = decideSpacing({ imagerPixelSpacing: [0.23, 0.46], estimatedRadiographicMagnificationFactor: 1.15 }, undefined, "DX");
    expect(kind).toBe("magnification");
    expect(spacing.rowMm).toBeCloseTo(0.2, 12);
    expect(spacing.columnMm).toBeCloseTo(0.4, 12);
    expect(words(spacing)).toBe("mm, magnification 1.15");
  });

  it("a magnification that cannot be is passed over and said", () => {
    const decision = decideSpacing({ imagerPixelSpacing: [0.2, 0.2], estimatedRadiographicMagnificationFactor: 0 }, undefined, "DX");
    expect(decision.class).toBe("detector");
    expect(decision.notes).toEqual([{ code: "rejected-magnification", params: { value: 0 } }]);
  });

  it("Nominal Scanned Pixel Spacing stands after the two, and is the film's", () => {
    const { spacing } = decideSpacing({ nominalScannedPixelSpacing: [0.17, 0.17] }, undefined, "SC");
    expect(spacing).toEqual({ rowMm: 0.17, columnMm: 0.17, source: "NominalScannedPixelSpacing", calibrated: false });
    expect(words(spacing)).toBe("mm on the scanned film");
    expect(decideSpacing({ nominalScannedPixelSpacing: [0.17, 0.17], imagerPixelSpacing: [0.2, 0.2] }, undefined, "SC").spacing.rowMm).toBe(0.2);
  });

  it.each([
    [[0, 0]], [[-0.1, -0.1]], [[0.1, 0]], [[NaN, NaN]], [[1000, 1000]], [[0.0001, 0.0001]], [[0.1, 3]],
  ] as const)("a spacing of %j cannot be: the next source is asked, and it is said", (pixelSpacing) => {
    const decision = decideSpacing({ pixelSpacing, imagerPixelSpacing: [0.2, 0.2] }, undefined, "DX");
    expect(decision.spacing.rowMm).toBe(0.2);
    expect(decision.notes).toEqual([{ code: "rejected-spacing", params: { source: "PixelSpacing", value: pixelSpacing.join("\\") } }]);
  });

  it("without millimetres the Pixel Aspect Ratio gives the shape and no scale", () => {
    const { spacing, class: kind } = decideSpacing({ pixelAspectRatio: [3, 2] }, undefined, "SC");
    expect(spacing).toEqual({ aspect: 1.5, source: "PixelAspectRatio" });
    expect(kind).toBe("none");
    expect(words(spacing)).toBe("no scale");
  });

  it("without anything pixels are assumed square, and it is said", () => {
    expect(decideSpacing({}, undefined, "SC")).toEqual({ spacing: { aspect: 1, source: "assumed" }, class: "none", notes: [{ code: "assumed-square" }] });
    expect(decideSpacing({ pixelAspectRatio: [0, 1] }, undefined, "SC").notes.map(({ code }) => code)).toEqual(["rejected-spacing", "assumed-square"]);
  });
});

describe("spacing of a slice", () => {
  it("is millimetres in the patient, from the frame before the image", () => {
    const { spacing, class: kind } = decideSpacing({ pixelSpacing: [9, 9] }, { pixelSpacing: [0.7, 0.8] }, "CT");
    expect(kind).toBe("calibrated");
    expect(spacing).toEqual({ rowMm: 0.7, columnMm: 0.8, source: "PixelSpacing", calibrated: true });
  });
});

describe("calibration by the reader", () => {
  it("a line of 25 mm gives the scale along any direction, the aspect ratio kept", () => {
    // Aspect 2: three columns and two rows are a right triangle of 3 and 4 column widths.
    const spacing = spacingFromLine({ aspect: 2 }, { columnPx: 10, rowPx: 10 }, { columnPx: 13, rowPx: 12 }, 25);
    expect(spacing).toEqual({ rowMm: 10, columnMm: 5, source: "user-line", calibrated: true });
    expect(words(spacing)).toBe("mm, calibrated by user");
  });

  it("a ball of known diameter from three points on its rim, on pixels that aren't square", () => {
    // True shape: radius 10 column widths about (100, 100); rows are 1.5 column widths high.
    const rim = [0, 2, 4].map((angle) => ({ columnPx: 100 + 10 * Math.cos(angle), rowPx: (100 + 10 * Math.sin(angle)) / 1.5 })) as unknown as Parameters<typeof spacingFromBall>[1];
    const spacing = spacingFromBall({ rowMm: 0.3, columnMm: 0.2 }, rim, 25.4);
    expect(spacing.columnMm).toBeCloseTo(25.4 / 20, 12);
    expect(spacing.rowMm).toBeCloseTo((1.5 * 25.4) / 20, 12);
    expect(spacing.source).toBe("user-ball");
  });

  it("refuses lengths and points that give no scale, quoting them", () => {
    const at = { columnPx: 1, rowPx: 1 };
    expect(() => spacingFromLine(undefined, at, at, 10)).toThrow("0 pixels");
    expect(() => spacingFromLine(undefined, at, { columnPx: 2, rowPx: 1 }, -3)).toThrow("-3");
    expect(() => spacingFromLine(undefined, at, { columnPx: 2, rowPx: 1 }, NaN)).toThrow("NaN");
    expect(() => spacingFromBall(undefined, [at, { columnPx: 2, rowPx: 2 }, { columnPx: 3, rowPx: 3 }], 10)).toThrow("pixels");
  });

  it("refuses a size that would make a pixel of metres or of a tenth of a micrometre", () => {
    expect(() => spacingFromLine(undefined, { columnPx: 1, rowPx: 1 }, { columnPx: 2, rowPx: 1 }, 1001)).toThrow("1001 mm over 1 pixels");
    expect(() => spacingFromLine(undefined, { columnPx: 1, rowPx: 1 }, { columnPx: 1001, rowPx: 1 }, 0.09)).toThrow("0.09 mm over 1000 pixels");
  });
});

describe("a spacing that somebody has decided on", () => {
  it.each([
    [{ rowMm: 0.005, columnMm: 0.005 }, undefined],
    [{ rowMm: 20, columnMm: 2 }, undefined],
    [{ aspect: 0.1 }, undefined],
    [{}, undefined],
    [{ rowMm: 21, columnMm: 20 }, "implausible"],
    [{ rowMm: 0.004, columnMm: 0.005 }, "implausible"],
    [{ rowMm: 11, columnMm: 1 }, "implausible"],
    [{ aspect: 0.09 }, "implausible"],
    [{ rowMm: 1e6, columnMm: 5e-324 }, "impossible"],
    [{ rowMm: 1001, columnMm: 1000 }, "impossible"],
    [{ rowMm: 9e-5, columnMm: 1e-4 }, "impossible"],
    [{ rowMm: 1001, columnMm: 1 }, "impossible"],
    [{ aspect: 1e6 }, "impossible"],
    [{ aspect: 9e-4 }, "impossible"],
  ] as const)("of %j: %s", (spacing, doubt) => expect(spacingDoubt(spacing)).toBe(doubt));
});

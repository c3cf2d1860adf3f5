import type { ImagePoint } from "#geometry/points";
import type { FrameGeometry, SpacingAttributes } from "./attributes";

/** A spacing that has been decided on: what a case file stores. Millimetres, or only the ratio where those are unknown. */
export interface ImageSpacing {
  readonly rowMm?: number;
  readonly columnMm?: number;
  /** rowMm / columnMm where the absolute scale is unknown. */
  readonly aspect?: number;
  readonly source?: string;
  readonly calibrated?: boolean;
  readonly magnification?: number;
}

/**
 * How far a length can be trusted. "calibrated": millimetres in the patient; "detector": at the detector (or on the
 * scanned film), magnified; "magnification": detector millimetres divided by the stated factor; "user": calibrated by
 * the reader; "stated": the file gives millimetres and not at what depth; "none": no scale.
 */
export type CalibrationClass = "calibrated" | "detector" | "magnification" | "user" | "stated" | "none";

/** Something the reader should know of the decision. Codes; the words are in `text` (image.calibration.<code>). */
export interface CalibrationNote {
  readonly code: "rejected-spacing" | "assumed-square" | "rejected-magnification";
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface SpacingDecision {
  readonly spacing: ImageSpacing;
  readonly class: CalibrationClass;
  readonly notes: readonly CalibrationNote[];
}

/** Spacings outside this range are no spacings of a film or a scan of a body, millimetres. */
const PLAUSIBLE_MM = [0.005, 20] as const;
/** Pixels longer than this against their width are a mistake in the file. */
const PLAUSIBLE_ASPECT = [0.1, 10] as const;
/** Sizes and shapes that a pixel of a picture of a body cannot have, however it was made: nothing is measured with them. */
const POSSIBLE_MM = [1e-4, 1e3] as const;
const POSSIBLE_ASPECT = [1e-3, 1e3] as const;
/** Estimated Radiographic Magnification Factor (0018,1114) of anything between source and detector. */
const PLAUSIBLE_MAGNIFICATION = [1, 3] as const;
/** Modalities whose pixels lie at a known place in the patient, and NIfTI, which names none; every other one is taken for a projection. */
const CROSS_SECTIONAL = new Set(["NIFTI", "CT", "MR", "PT", "NM", "CTPROTOCOL"]);

const within = (value: number, [low, high]: readonly [number, number]): boolean => value >= low && value <= high;

export const isCrossSectional = (modality: string): boolean => CROSS_SECTIONAL.has(modality);

type Pair = readonly [number, number];
type Source = "PixelSpacing" | "ImagerPixelSpacing" | "NominalScannedPixelSpacing";

const usable = ([row, column]: Pair): boolean =>
  within(row, PLAUSIBLE_MM) && within(column, PLAUSIBLE_MM) && within(row / column, PLAUSIBLE_ASPECT);

/** What speaks against a spacing that somebody has decided on: it cannot be one, or it may be a mistake; undefined for a usual one. */
export function spacingDoubt(spacing: ImageSpacing): "impossible" | "implausible" | undefined {
  const sizes = [spacing.rowMm, spacing.columnMm].filter((size) => size !== undefined);
  const isWithin = (sizeRange: readonly [number, number], aspectRange: readonly [number, number]): boolean =>
    sizes.every((size) => within(size, sizeRange)) && within(aspectOf(spacing), aspectRange);
  if (!isWithin(POSSIBLE_MM, POSSIBLE_ASPECT)) return "impossible";
  return isWithin(PLAUSIBLE_MM, PLAUSIBLE_ASPECT) ? undefined : "implausible";
}

/** Equal to the digits a Decimal String of 16 characters can carry after a unit conversion. */
const samePair = (a: Pair, b: Pair): boolean => a.every((value, i) => Math.abs(value - (b[i] ?? NaN)) <= 1e-6 * value);

/**
 * The spacing of one frame by the order Pixel Spacing, Imager Pixel Spacing (divided by the magnification factor where
 * one is stated), Nominal Scanned Pixel Spacing, Pixel Aspect Ratio, and square pixels in the end; values that cannot be
 * are passed over with a note. PS3.3 10.7.1.1: on a projection, Pixel Spacing equal to Imager or Nominal Scanned Pixel
 * Spacing has not been corrected for magnification; a different one has; alone, it cannot be told.
 */
export function decideSpacing(attributes: SpacingAttributes, frame: FrameGeometry | undefined, modality: string): SpacingDecision {
  const notes: CalibrationNote[] = [];
  const accept = (source: Source, pair: Pair | undefined): Pair | undefined => {
    if (pair === undefined || usable(pair)) return pair;
    notes.push({ code: "rejected-spacing", params: { source, value: pair.join("\\") } });
    return undefined;
  };
  const pixel = accept("PixelSpacing", frame?.pixelSpacing ?? attributes.pixelSpacing);
  const imager = accept("ImagerPixelSpacing", attributes.imagerPixelSpacing);
  const scanned = accept("NominalScannedPixelSpacing", attributes.nominalScannedPixelSpacing);
  const magnification = acceptMagnification(attributes.estimatedRadiographicMagnificationFactor, notes);
  const decided = (kind: CalibrationClass, spacing: ImageSpacing): SpacingDecision => ({ spacing, class: kind, notes });

  if (pixel && isCrossSectional(modality)) return decided("calibrated", { ...millimetrePair(pixel), source: "PixelSpacing", calibrated: true });
  const uncorrected = imager ?? scanned;
  if (pixel && !(uncorrected && samePair(pixel, uncorrected))) {
    return uncorrected !== undefined || attributes.pixelSpacingCalibrationType !== undefined
      ? decided("calibrated", { ...millimetrePair(pixel), source: "PixelSpacing", calibrated: true })
      : decided("stated", { ...millimetrePair(pixel), source: "PixelSpacing" });
  }
  if (imager && magnification !== undefined) {
    const corrected: Pair = [imager[0] / magnification, imager[1] / magnification];
    return decided("magnification", { ...millimetrePair(corrected), source: "ImagerPixelSpacing", calibrated: true, magnification });
  }
  if (imager) return decided("detector", { ...millimetrePair(imager), source: "ImagerPixelSpacing", calibrated: false });
  if (scanned) return decided("detector", { ...millimetrePair(scanned), source: "NominalScannedPixelSpacing", calibrated: false });
  return decided("none", aspectOnly(attributes.pixelAspectRatio, notes));
}

const millimetrePair = ([rowMm, columnMm]: Pair): { rowMm: number; columnMm: number } => ({ rowMm, columnMm });

function acceptMagnification(factor: number | undefined, notes: CalibrationNote[]): number | undefined {
  if (factor === undefined || within(factor, PLAUSIBLE_MAGNIFICATION)) return factor;
  notes.push({ code: "rejected-magnification", params: { value: factor } });
  return undefined;
}

/** Pixel Aspect Ratio is vertical size : horizontal size (PS3.3 C.7.6.3.1.7), so the same way up as row : column spacing. */
function aspectOnly(ratio: Pair | undefined, notes: CalibrationNote[]): ImageSpacing {
  if (ratio && ratio[0] > 0 && ratio[1] > 0 && within(ratio[0] / ratio[1], PLAUSIBLE_ASPECT)) {
    return { aspect: ratio[0] / ratio[1], source: "PixelAspectRatio" };
  }
  if (ratio) notes.push({ code: "rejected-spacing", params: { source: "PixelAspectRatio", value: ratio.join("\\") } });
  notes.push({ code: "assumed-square" });
  return { aspect: 1, source: "assumed" };
}

/** The class of a spacing that a case has stored; undefined is no scale. */
export function calibrationClassOf(spacing: ImageSpacing | undefined): CalibrationClass {
  if (spacing?.rowMm === undefined || spacing.columnMm === undefined) return "none";
  if (spacing.source?.startsWith("user-") === true) return "user";
  if (spacing.magnification !== undefined) return "magnification";
  if (spacing.calibrated === undefined) return "stated";
  return spacing.calibrated ? "calibrated" : "detector";
}

/** rowMm / columnMm of a spacing; 1 where nothing is known. */
export function aspectOf(spacing: ImageSpacing | undefined): number {
  if (spacing?.rowMm !== undefined && spacing.columnMm !== undefined) return spacing.rowMm / spacing.columnMm;
  return spacing?.aspect ?? 1;
}

/**
 * The spacing of an image on which the line from `from` to `to` is `lengthMm` long. The aspect ratio known so far stays.
 * @throws RangeError when the length is not a positive number, the points coincide, or no pixel has the size that follows.
 */
export function spacingFromLine(known: ImageSpacing | undefined, from: ImagePoint, to: ImagePoint, lengthMm: number): ImageSpacing {
  const aspect = aspectOf(known);
  return userSpacing(aspect, Math.hypot(to.columnPx - from.columnPx, aspect * (to.rowPx - from.rowPx)), lengthMm, "user-line");
}

/**
 * The spacing of an image on which the circle through three rim points is a ball of `diameterMm`.
 * @throws RangeError when the diameter is not a positive number, the points lie on one line, or no pixel has the size that follows.
 */
export function spacingFromBall(
  known: ImageSpacing | undefined,
  rim: readonly [ImagePoint, ImagePoint, ImagePoint],
  diameterMm: number,
): ImageSpacing {
  const aspect = aspectOf(known);
  return userSpacing(aspect, 2 * circumradius(rim, aspect), diameterMm, "user-ball");
}

/** `columns` is the object's size in column widths. */
function userSpacing(aspect: number, columns: number, sizeMm: number, source: "user-line" | "user-ball"): ImageSpacing {
  if (!(sizeMm > 0) || !Number.isFinite(sizeMm)) throw new RangeError(`the known size must be a positive number of millimetres, got ${sizeMm}`);
  if (!(columns > 0) || !Number.isFinite(columns)) throw new RangeError(`the marked points give no size (${columns} pixels)`);
  const columnMm = sizeMm / columns;
  const spacing = { rowMm: aspect * columnMm, columnMm, source, calibrated: true } as const;
  // A case file with such a pixel is refused: it must not be made either.
  if (spacingDoubt(spacing) === "impossible") throw new RangeError(`${sizeMm} mm over ${columns} pixels is no size of a pixel`);
  return spacing;
}

/** Radius, in column widths, of the circle through three points; infinite where they lie on a line. */
function circumradius([a, b, c]: readonly [ImagePoint, ImagePoint, ImagePoint], aspect: number): number {
  const side = (p: ImagePoint, q: ImagePoint): number => Math.hypot(q.columnPx - p.columnPx, aspect * (q.rowPx - p.rowPx));
  const twiceArea = Math.abs(
    aspect * ((b.columnPx - a.columnPx) * (c.rowPx - a.rowPx) - (c.columnPx - a.columnPx) * (b.rowPx - a.rowPx)),
  );
  return (side(a, b) * side(b, c) * side(c, a)) / (2 * twiceArea);
}

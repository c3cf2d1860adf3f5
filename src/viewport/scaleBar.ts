/** A length that is round in millimetres and what it measures on the screen. */
export interface ScaleBar {
  readonly lengthMm: number;
  readonly lengthCss: number;
}

/** What a scale bar's length may start with. */
const ROUND = [5, 2, 1] as const;

/**
 * The longest round length (1, 2 or 5 times a power of ten, millimetres) that is at most `longestCss` on the screen, for
 * a screen pixel of `mmPerCssPixel`; null where there is no scale.
 * @throws RangeError when either is not a positive number.
 */
export function scaleBar(mmPerCssPixel: number | null, longestCss: number): ScaleBar | null {
  if (mmPerCssPixel === null) return null;
  const longestMm = mmPerCssPixel * longestCss;
  if (!(longestMm > 0) || !Number.isFinite(longestMm)) {
    throw new RangeError(`a scale bar needs positive lengths, got ${mmPerCssPixel} mm a pixel and ${longestCss} pixels`);
  }
  const power = 10 ** Math.floor(Math.log10(longestMm));
  const lengthMm = power * (ROUND.find((digit) => digit * power <= longestMm) ?? 1);
  return { lengthMm, lengthCss: lengthMm / mmPerCssPixel };
}

/**
 * Millimetres on the patient (or at the detector: as the spacing says) for one CSS pixel of the screen.
 * @param shorterSideMm the smaller of row and column spacing; null where only their ratio is known.
 */
export function mmPerCssPixel(shorterSideMm: number | null, zoom: number): number | null {
  return shorterSideMm === null ? null : shorterSideMm / zoom;
}

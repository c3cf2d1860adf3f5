/**
 * Published scores and classes as pure functions of measured values: degrees, millimetres, years (section 4).
 */

/** SRS-Schwab sagittal modifier; the printed bounds fall in "+" (Schwab 2012). */
export type SchwabModifier = "0" | "+" | "++";

const modifier = (value: number, from: number, to: number): SchwabModifier => (value < from ? "0" : value <= to ? "+" : "++");

export const schwabPiLl = (piLl: number): SchwabModifier => modifier(piLl, 10, 20);
export const schwabSva = (sva: number): SchwabModifier => modifier(sva, 40, 95);
export const schwabPt = (pt: number): SchwabModifier => modifier(pt, 20, 30);

/** Ideal values from the pelvic incidence (Yilgor 2017), degrees: slope and intercept. */
export const IDEAL_SS = { slope: 0.59, intercept: 9 } as const;
export const IDEAL_LL = { slope: 0.62, intercept: 29 } as const;
export const IDEAL_GT = { slope: 0.48, intercept: -15 } as const;

/** The four terms of the GAP score: relative pelvic version, lumbar lordosis, lordosis distribution index, spinopelvic alignment. */
export interface GapTerms {
  readonly rpv: number;
  readonly rll: number;
  readonly ldi: number;
  readonly rsa: number;
}

/**
 * Tenths of a degree, halves upwards, as the printed bands are in tenths. The 1e-9 keeps the noise of floating point from
 * deciding: 0.59 * 50 + 9 is 38.5 on paper.
 */
const tenths = (value: number): number => Math.floor(value * 10 + 0.5 + 1e-9);

/**
 * Whole percent completed. Rounding to the nearest would score the worked example's 39.5 as 40; comparing unrounded, as
 * public implementations do, differs from this only between 80 and 81, which no printed band names.
 */
const wholePercent = (value: number): number => Math.floor(value + 1e-9);

export function gapPelvicVersion(rpv: number): number {
  const t = tenths(rpv);
  return t < -150 ? 3 : t < -70 ? 2 : t <= 50 ? 0 : 1;
}

export function gapLordosis(rll: number): number {
  const t = tenths(rll);
  return t < -250 ? 3 : t < -140 ? 2 : t <= 110 ? 0 : 3;
}

export function gapDistribution(ldi: number): number {
  const percent = wholePercent(ldi);
  return percent < 40 ? 2 : percent < 50 ? 1 : percent <= 80 ? 0 : 3;
}

export function gapAlignment(rsa: number): number {
  const t = tenths(rsa);
  return t > 180 ? 3 : t > 100 ? 1 : t >= -70 ? 0 : 1;
}

export const gapAge = (ageYears: number): number => (ageYears >= 60 ? 1 : 0);

/** 0 to 13 points. */
export const gapScore = ({ rpv, rll, ldi, rsa }: GapTerms, ageYears: number): number =>
  gapPelvicVersion(rpv) + gapLordosis(rll) + gapDistribution(ldi) + gapAlignment(rsa) + gapAge(ageYears);

export type GapCategory = "proportioned" | "moderately-disproportioned" | "severely-disproportioned";

export const gapCategory = (points: number): GapCategory =>
  points <= 2 ? "proportioned" : points <= 6 ? "moderately-disproportioned" : "severely-disproportioned";

/**
 * Age-adjusted targets (Lafage 2016), the line through the published groups; null where it runs below what was published
 * for the youngest of them (under 35 years), since nothing is known there.
 */
export const ageTarget = {
  piLl: (ageYears: number): number | null => notBelow((ageYears - 55) / 2 + 3, -10.5),
  pt: (ageYears: number): number | null => notBelow((ageYears - 55) / 3 + 20, 10.9),
  sva: (ageYears: number): number | null => notBelow(2 * (ageYears - 55) + 25, -30.5),
} as const;

const notBelow = (target: number, youngest: number): number | null => (target < youngest ? null : target);

export type RoussoulyType = "1-or-2" | "3" | "3-anteverted" | "4";

/** A suggestion from three angles; the types themselves are read from the whole curve. */
export function roussouly({ ss, pi, pt }: { readonly ss: number; readonly pi: number; readonly pt: number }): RoussoulyType {
  const low = roussoulyBySlope(ss);
  if (low !== null) return low;
  if (pi < 50 && pt < 5) return "3-anteverted";
  return ss < 45 ? "3" : "4";
}

/** Below a sacral slope of 35 degrees it is type 1 or 2 whatever the pelvis; null from there on. */
export const roussoulyBySlope = (ss: number): "1-or-2" | null => (ss < 35 ? "1-or-2" : null);

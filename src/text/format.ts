import type { Unit } from "#spine/assessment";
import { message } from "./messages";

/**
 * Numbers and units as they are shown, everywhere. What was not measured is an em dash, never 0.
 */
export const MISSING = "\u2014";

const DECIMALS: Readonly<Record<Unit, number>> = { deg: 1, mm: 1, points: 0, percent: 0, class: 0 };

const SUFFIX: Readonly<Record<Unit, string>> = { deg: "\u00b0", mm: " mm", points: "", percent: " %", class: "" };

/** `value` with so many decimals; zero has no sign. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** "23.4°", "-12.0 mm", "5", "68 %", "++"; an em dash for null. */
export function formatValue(value: number | string | null, unit: Unit): string {
  if (value === null) return MISSING;
  return typeof value === "string" ? value : `${fixed(value, DECIMALS[unit])}${SUFFIX[unit]}`;
}

export const formatMillimetres = (value: number | null): string => formatValue(value, "mm");

/** A change keeps its sign in both directions: "+8.0°". */
export const formatChange = (value: number, unit: Unit): string => `${Number(fixed(value, DECIMALS[unit])) > 0 ? "+" : ""}${formatValue(value, unit)}`;

/** One standard deviation, one decimal whatever the unit: "±1.9°". */
export const formatSd = (sd: number | null, unit: Unit): string => (sd === null ? MISSING : `\u00b1${fixed(sd, 1)}${SUFFIX[unit]}`);

/** "19.7° to 27.1°". */
export const formatInterval = (interval: readonly [number, number] | null, unit: Unit): string =>
  interval === null ? MISSING : `${formatValue(interval[0], unit)} to ${formatValue(interval[1], unit)}`;

/** A fraction as whole percent; what is not certain is never shown as 0 % or 100 %. */
export function formatProbability(probability: number | null): string {
  if (probability === null) return MISSING;
  if (probability > 0 && probability < 0.005) return "< 1 %";
  if (probability < 1 && probability > 0.995) return "> 99 %";
  return `${fixed(100 * probability, 0)} %`;
}

/** More decimals than a double has. */
const MOST_DECIMALS = 17;

/**
 * A value beside a threshold, with as many decimals as it takes for the shown number to stand on the same side of the
 * threshold as the value: 19.96 beside 20 is "19.96°" and never "20.0°".
 */
export function formatAgainst(value: number | null, threshold: number, unit: Unit): string {
  if (value === null) return MISSING;
  const side = Math.sign(value - threshold);
  for (let decimals = DECIMALS[unit]; decimals <= MOST_DECIMALS; decimals += 1) {
    const text = fixed(value, decimals);
    if (Math.sign(Number(text) - threshold) === side) return `${text}${SUFFIX[unit]}`;
  }
  return `${value}${SUFFIX[unit]}`;
}

/** A threshold as it was published, without decimals that it doesn't have: "20°", "0.905". */
export const formatThreshold = (threshold: number, unit: Unit): string => `${threshold}${SUFFIX[unit]}`;

/** How far lengths on an image can be trusted: "mm at the detector", "mm, magnification 1.15", "no scale". */
export function formatCalibration(
  kind: "calibrated" | "detector" | "magnification" | "user" | "stated" | "none",
  spacing: { readonly source?: string; readonly magnification?: number } = {},
): string {
  if (kind === "magnification") {
    const { magnification } = spacing;
    return magnification === undefined ? message("case.calibration.calibrated") : message("case.calibration.magnification", { magnification: Number(magnification.toFixed(3)) });
  }
  if (kind === "detector" && spacing.source === "NominalScannedPixelSpacing") return message("case.calibration.scanned");
  return message(`case.calibration.${kind}`);
}

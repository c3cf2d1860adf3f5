import type { Unit } from "#spine/assessment";
import { sideOf } from "#spine/uncertainty";
import { message } from "./messages";
import { currentWriting, numerals, unitSpace } from "./writing";

/**
 * Numbers and units as they are shown, everywhere, in the language in use: its decimal separator, a minus sign, and no
 * line break before the unit. What was not measured is an em dash, never 0.
 */
export const MISSING = "\u2014";

const DECIMALS: Readonly<Record<Unit, number>> = { deg: 1, mm: 1, points: 0, percent: 0, class: 0 };

/** The digits of `value` with so many decimals, as JavaScript reads them; zero has no sign. */
function digits(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

function withUnit(number: string, unit: Unit): string {
  switch (unit) {
    case "deg":
      return `${number}\u00b0`;
    case "mm":
      return `${number}${unitSpace()}${message("format.millimetres")}`;
    case "percent":
      return `${number}${unitSpace()}%`;
    case "points":
    case "class":
      return number;
  }
}

/** `value` with so many decimals; zero has no sign. */
export const fixed = (value: number, decimals: number): string => numerals(digits(value, decimals));

/** The same with its sign in both directions: "+1.2". */
export const signed = (value: number, decimals: number): string => `${Number(digits(value, decimals)) > 0 ? "+" : ""}${fixed(value, decimals)}`;

/** A number with the decimals that it has: a threshold, a count. */
export const plainNumber = (value: number): string => numerals(String(value));

/** "23.4°", "−12.0 mm", "5", "68 %", "++", with so many decimals at least; an em dash for null. */
export function formatValue(value: number | string | null, unit: Unit, least = 0): string {
  if (value === null) return MISSING;
  return typeof value === "string" ? value : withUnit(fixed(value, Math.max(least, DECIMALS[unit])), unit);
}

export const formatMillimetres = (value: number | null): string => formatValue(value, "mm");

/** A change keeps its sign in both directions: "+8.0°". */
export const formatChange = (value: number, unit: Unit, least = 0): string =>
  `${Number(digits(value, Math.max(least, DECIMALS[unit]))) > 0 ? "+" : ""}${formatValue(value, unit, least)}`;

/** One standard deviation, one decimal whatever the unit: "±1.9°". */
export const formatSd = (sd: number | null, unit: Unit): string => (sd === null ? MISSING : `\u00b1${withUnit(fixed(sd, 1), unit)}`);

/** "19.7° to 27.1°"; its ends stand on the same side of `threshold` as they do. */
export function formatInterval(interval: readonly [number, number] | null, unit: Unit, threshold?: number): string {
  if (interval === null) return MISSING;
  const end = (value: number): string => (threshold === undefined ? formatValue(value, unit) : formatAgainst(value, threshold, unit));
  return message("format.interval", { low: end(interval[0]), high: end(interval[1]) });
}

/** A fraction as whole percent. Nothing measured is certain, so it is never 0 % or 100 %: where so many draws all agree, one more may not. */
export function formatProbability(probability: number | null): string {
  if (probability === null) return MISSING;
  if (probability < 0.005) return `<${unitSpace()}${formatValue(1, "percent")}`;
  if (probability > 0.995) return `>${unitSpace()}${formatValue(99, "percent")}`;
  return formatValue(100 * probability, "percent");
}

/** Values that differ by less stand on one side (`sideOf`). */
const MOST_DECIMALS = 12;

/**
 * A value beside a threshold, with as many decimals as it takes for the shown number to stand on the same side of the
 * threshold as the value: 19.96 beside 20 is "19.96°" and never "20.0°".
 */
export const formatAgainst = (value: number | null, threshold: number, unit: Unit, least = 0): string =>
  value === null ? MISSING : withUnit(numberAgainst(value, threshold, unit, least), unit);

/** The fewest decimals, of those that the unit has at least, with which one of two numbers is still shown as the larger that it is. */
export function decimalsApart(value: number, other: number, unit: Unit): number {
  const side = sideOf(value, other);
  for (let decimals = DECIMALS[unit]; decimals < MOST_DECIMALS; decimals += 1) {
    if (sideOf(Number(digits(value, decimals)), Number(digits(other, decimals))) === side) return decimals;
  }
  return MOST_DECIMALS;
}

/** The same without the unit; with `least` decimals at least. */
export function numberAgainst(value: number, threshold: number, unit: Unit, least = 0): string {
  const side = sideOf(value, threshold);
  for (let decimals = Math.max(least, DECIMALS[unit]); decimals <= MOST_DECIMALS; decimals += 1) {
    const text = digits(value, decimals);
    if (sideOf(Number(text), threshold) === side) return numerals(text);
  }
  return plainNumber(value);
}

/** A threshold as it was published, without decimals that it doesn't have: "20°", "0.905". */
export const formatThreshold = (threshold: number, unit: Unit): string => withUnit(plainNumber(threshold), unit);

/** A number as it is typed, with a decimal point or comma and any minus; NaN for anything else, one too large for a number included. */
export function typedNumber(text: string): number {
  const plain = text.trim().replace(/^[\u2212\u2013]/, "-").replace(",", ".");
  const number = /^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}

/**
 * A day ("2026-03-04", ISO 8601) as it is read: in English as it is filed, because 03/04 is March to some and April to
 * others; 04.03.2026 in Russian and Kazakh.
 */
export function formatDay(iso: string): string {
  const { language, forFile } = currentWriting();
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return parts === null || forFile || language === "en" ? iso.slice(0, 10) : `${parts[3]}.${parts[2]}.${parts[1]}`;
}

/** An instant (ISO 8601) to the minute, by the clock where it is read; a day has no clock and stays the day that it is. */
export function formatInstant(iso: string): string {
  const at = new Date(iso);
  if (!iso.includes("T") || Number.isNaN(at.getTime())) return formatDay(iso);
  const padded = (part: number, length = 2): string => String(part).padStart(length, "0");
  const day = [padded(at.getFullYear(), 4), padded(at.getMonth() + 1), padded(at.getDate())].join("-");
  return `${formatDay(day)} ${padded(at.getHours())}:${padded(at.getMinutes())}`;
}

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

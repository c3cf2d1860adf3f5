import type { VolumeFinding, VolumeFindingCode } from "#image/volume/finding";
import { fixed } from "#text/format";
import { message } from "#text/messages";

/** So many gaps are named one by one; more of them are one line with the others inside. */
const FEW_GAPS = 3;

/** What a reader may measure wrongly by, before what was merely left out or put right; the list shows a few lines of all. */
const FIRST: readonly VolumeFindingCode[] = ["not-decoded", "gap", "interrupted", "missing-rescale", "not-hounsfield", "assumed-orientation", "assumed-millimetres", "cropped", "decimated", "requantised"];

export interface ToldFindings {
  /** Told together; empty where they are few. */
  readonly gaps: readonly VolumeFinding[];
  /** The most important first. */
  readonly others: readonly VolumeFinding[];
}

export function toldFindings(findings: readonly VolumeFinding[]): ToldFindings {
  const ofGaps = findings.filter(({ code }) => code === "gap");
  const gaps = ofGaps.length > FEW_GAPS ? ofGaps : [];
  const rank = ({ code }: VolumeFinding): number => (FIRST.includes(code) ? FIRST.indexOf(code) : FIRST.length);
  return { gaps, others: findings.filter((finding) => !gaps.includes(finding)).toSorted((a, b) => rank(a) - rank(b)) };
}

const slicesOf = ({ params }: VolumeFinding): number => Number(params["slices"]);

/** "26 gaps, 30 slices missing". */
export function gapsText(gaps: readonly VolumeFinding[]): string {
  const missing = gaps.reduce((sum, gap) => sum + slicesOf(gap), 0);
  return message("volume.gaps.all", { gaps: message("volume.gaps.gaps", { count: gaps.length }), slices: message("volume.gaps.slices", { count: missing }) });
}

/** Lengths and angles to a tenth, all of them; counts as they are. */
export function findingText(finding: VolumeFinding): string {
  const { code, params } = finding;
  const written = Object.entries(params).map(([name, value]) => [name, typeof value === "number" && (isMeasured(name) || !Number.isInteger(value)) ? fixed(value, 1) : value]);
  return message(`image.volume.${code}`, { ...Object.fromEntries(written), ...(code === "gap" && { slices: message("volume.complete", { count: slicesOf(finding) }) }) });
}

const isMeasured = (name: string): boolean => /mm$|degrees$/i.test(name);

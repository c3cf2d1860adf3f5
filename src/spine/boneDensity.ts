import type { Reason, SpineReading } from "./assessment";
import { resolveLevel } from "./level";
import { found, incomplete, type Outcome } from "./outcome";
import { answerOf } from "./question";

/** The vertebrae whose density is published for the junction, cranial first (section 5). */
export const DENSITY_LEVELS = ["UIV+2", "UIV+1", "UIV", "L1"] as const;

export type DensityLevel = (typeof DENSITY_LEVELS)[number];

/** Kanis 1994 (WHO): a T-score below the first is low, down to the second it is osteoporosis. */
export const T_SCORES = { low: -1, osteoporosis: -2.5 } as const;

/** Whether a risk factor is a cut-off of density: those published stand side by side, do not agree, and none is a finding of a risk. */
export const isDensityCutOff = (factor: string): boolean => /^(HU\.|T-score)/.test(factor);

/**
 * Mean Hounsfield units of the trabecular bone of a vertebra: of the case where it has them, else as answered in the
 * reading itself, as files of before have it.
 */
export function densityAt(reading: SpineReading, ref: DensityLevel): Outcome<number> {
  const resolved = resolveLevel(ref, reading.levels, reading.uiv);
  const known = "level" in resolved && Object.hasOwn(reading.boneDensity ?? {}, resolved.level) ? reading.boneDensity?.[resolved.level] : undefined;
  if (known) return found(known.meanHu, known.notes);
  const answer = answerOf(reading, `hu.${ref}`);
  if (answer.state === "found") return found(answer.value.value);
  const reason: Reason = "level" in resolved ? { code: "no-density", params: { level: resolved.level } } : resolved;
  return incomplete(reason);
}

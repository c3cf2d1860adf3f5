import type { LengthClass, Reason, SpineReading } from "./assessment";
import { dayOf } from "./date";

/** What two exams do not have in common; each has a note of its own, wherever one is taken from the other. */
export interface Differences {
  readonly posture: boolean;
  readonly uiv: boolean;
  readonly levels: boolean;
  /** One has millimetres and the other only a ratio. */
  readonly scale: boolean;
  /** The millimetres of the two are worth different things. */
  readonly lengths: boolean;
}

export const differencesOf = (earlier: SpineReading, later: SpineReading): Differences => ({
  posture: earlier.posture !== later.posture,
  uiv: earlier.uiv !== later.uiv,
  levels: earlier.levels.join() !== later.levels.join(),
  scale: earlier.scale !== later.scale,
  lengths: lengthsOf(earlier) !== lengthsOf(later),
});

/** A difference between two exams of different posture says so. */
export const postureDifference = (now: SpineReading, before: SpineReading): readonly Reason[] =>
  now.posture === before.posture ? imagingDifference(now, before) : [{ code: "postures-differ", params: { now: now.posture, before: before.posture } }];

/** Where nobody has said how the patient was placed, a film and a CT are as good as two postures. Of what is read only. */
export const imagingDifference = (now: SpineReading, before: SpineReading): readonly Reason[] =>
  now.posture === "unknown" && now.landmarks.size > 0 && now.imaging !== undefined && before.imaging !== undefined && now.imaging !== before.imaging ? [{ code: "imaging-differs" }] : [];

/** Of anything that is taken from two exams: posture, upper instrumented vertebra and numbering of the levels. */
export const examNotes = (now: SpineReading, before: SpineReading): readonly Reason[] => {
  const { uiv, levels } = differencesOf(before, now);
  return [
    ...postureDifference(now, before),
    ...(uiv ? [{ code: "uiv-differs", params: { level: now.uiv ?? "\u2014", other: before.uiv ?? "\u2014" } }] : []),
    ...(levels ? [{ code: "levels-differ" }] : []),
  ];
};

/** Of a baseline besides: one of the same day, and one whose place in time only its timepoint tells. */
export function baselineNotes(now: SpineReading, before: SpineReading): readonly Reason[] {
  const [day, dayBefore] = [dayOf(now.date), dayOf(before.date)];
  const undated: readonly Reason[] = day === null || dayBefore === null ? [{ code: "baseline-undated" }] : [];
  return [...examNotes(now, before), ...undated, ...(day !== null && day === dayBefore ? [{ code: "same-day-baseline" }] : [])];
}

/** Nothing known against the millimetres of a reading counts for them. */
const lengthsOf = ({ lengths = "calibrated" }: SpineReading): LengthClass => lengths;

const IN_THE_PATIENT: ReadonlySet<LengthClass> = new Set(["calibrated", "magnification", "user"]);

/** Millimetres in the patient, and not those at the detector or at a depth that is not known. */
export const isCalibrated = (reading: SpineReading): boolean => IN_THE_PATIENT.has(lengthsOf(reading));

/** Words for what the millimetres of two exams are worth. */
export const lengthParams = (now: SpineReading, before: SpineReading) => ({ nowLengths: lengthsOf(now), beforeLengths: lengthsOf(before) }) as const;

import { wrapDegrees } from "#geometry/angle";
import type { CoronalPoint } from "#geometry/points";
import { lineThrough } from "#geometry/line";
import { gradientProduct, scale, subtract, tracedPoint, withValue, type Traced } from "#geometry/traced";
import type { AssessSettings } from "./assessment";
import type { CoronalEndplate } from "./coronalEndplate";
import { endplateId, type EndplateSide } from "./landmark";
import type { Level } from "./level";
import { degenerate, missing, type Failure } from "./outcome";
import { interval95, normalCdf, type Interval } from "./uncertainty";

/** The Cobb angle of an anteroposterior film (section 6). */
export interface CoronalCobb {
  readonly upper: Level;
  readonly lower: Level;
  /** Degrees, never folded; the size of the curve. */
  readonly value: number;
  readonly sd: number | null;
  readonly interval: Interval | null;
  /** The side to which the curve bulges; null for none at all. */
  readonly convexity: "right" | "left" | null;
  /** 10 degrees and more. */
  readonly scoliosis: boolean;
  /** Of a true angle of 10 degrees and more; null where no error is known. */
  readonly probability: number | null;
}

export const SCOLIOSIS_DEGREES = 10;

type Corner = Readonly<Record<never, never>>;

/**
 * Positive when the left end is lower; null for coincident ends. A plane's arithmetic is the same whatever its axes are
 * called: here, and only here, the patient's left stands where geometry says anterior.
 */
function tilt({ right, left }: CoronalEndplate): Traced<Corner> | null {
  const at = ({ leftMm, cranialMm }: CoronalPoint) => tracedPoint<Corner>({}, { anteriorMm: leftMm, cranialMm });
  const line = lineThrough(at(right), at(left));
  return line && scale(line.directionDegrees, -1);
}

export type CobbResult = ({ readonly state: "measured" } & CoronalCobb) | Failure;

export interface CoronalSettings extends Pick<AssessSettings, "clickSdMm"> {
  /** "ratio": the film has no spacing; the angle holds and its error is not known. */
  readonly scale: "mm" | "ratio";
}

/** Between the superior endplate of the upper and the inferior endplate of the lower end vertebra. */
export function coronalCobb(endplates: readonly CoronalEndplate[], upper: Level, lower: Level, { clickSdMm, scale: known }: CoronalSettings): CobbResult {
  const [top, bottom] = [endplateAt(endplates, upper, "superior"), endplateAt(endplates, lower, "inferior")];
  if (!top || !bottom) return missing(...(top ? [] : [endplateId(upper, "superior")]), ...(bottom ? [] : [endplateId(lower, "inferior")]));
  const [above, below] = [tilt(top), tilt(bottom)];
  if (!above || !below) return degenerate({ code: "coincident-points" });
  const difference = subtract(above, below);
  const angle = withValue(difference, wrapDegrees(difference.value));
  const sd = known === "mm" ? clickSdMm * Math.sqrt(gradientProduct(angle, angle)) : null;
  const value = Math.abs(angle.value);
  return {
    state: "measured",
    upper,
    lower,
    value,
    sd,
    interval: interval95(value, sd),
    convexity: value === 0 ? null : angle.value > 0 ? "right" : "left",
    scoliosis: value >= SCOLIOSIS_DEGREES,
    probability: sd === null ? null : pastOnEitherSide(value, sd),
  };
}

/** The true angle may lie past the threshold to the other side too. */
const pastOnEitherSide = (value: number, sd: number): number =>
  sd === 0 ? Number(value >= SCOLIOSIS_DEGREES) : normalCdf((value - SCOLIOSIS_DEGREES) / sd) + normalCdf((-value - SCOLIOSIS_DEGREES) / sd);

export const endplateAt = (endplates: readonly CoronalEndplate[], level: Level, side: EndplateSide): CoronalEndplate | undefined =>
  endplates.find((endplate) => endplate.level === level && endplate.side === side);

export interface EndVertebrae {
  readonly upper: Level;
  readonly lower: Level;
}

/**
 * The pair of end vertebrae with the largest angle between them, which is how end vertebrae are chosen: the most tilted
 * ones. Of equal angles the shorter curve. `chosen`: an end that the reader has decided on. To find a second curve, hand
 * in the levels beyond the first. Null where no pair of levels has the endplates.
 */
export function suggestEndVertebrae(endplates: readonly CoronalEndplate[], levels: readonly Level[], chosen: Partial<EndVertebrae> = {}): EndVertebrae | null {
  const tiltAt = (level: Level, side: EndplateSide): number | null => {
    const endplate = endplateAt(endplates, level, side);
    return (endplate && tilt(endplate)?.value) ?? null;
  };
  const pairs = levels.flatMap((upper, i) => {
    const top = tiltAt(upper, "superior");
    return levels.slice(i + 1).flatMap((lower, below) => {
      const bottom = tiltAt(lower, "inferior");
      const isOther = (chosen.upper ?? upper) !== upper || (chosen.lower ?? lower) !== lower;
      return top === null || bottom === null || isOther ? [] : [{ upper, lower, length: below, size: Math.abs(wrapDegrees(top - bottom)) }];
    });
  });
  const [largest] = pairs.toSorted((x, y) => y.size - x.size || x.length - y.length);
  return largest ? { upper: largest.upper, lower: largest.lower } : null;
}

import { distance, segmentsCross } from "#geometry/line";
import type { SagittalPoint } from "#geometry/points";
import type { Assessment, Measurement, SpineReading } from "./assessment";
import { endplateId, type LandmarkId } from "./landmark";

export type PlausibilityNote = Assessment["plausibility"][number];

/** What looks odd and may be right: beside the values, never in their way. Nothing is said without a sagittal frame. */
export function plausibilityOf(reading: SpineReading, measurements: readonly Measurement[]): readonly PlausibilityNote[] {
  if (reading.scale === "none") return [];
  const endplates = placedEndplates(reading);
  const neighbours = neighboursOf(endplates);
  return [...(reading.scale === "mm" ? endplates.flatMap(shallow) : []), ...neighbours.flatMap(lengthsDiffer), ...neighbours.flatMap(linesCross), ...neighbours.flatMap(outOfOrder), ...measurements.flatMap(steepAngle)];
}

/** Of the notes of an assessment those that speak of a landmark from which this value was computed. */
export function plausibilityAbout({ plausibility }: Pick<Assessment, "plausibility">, measurement: Measurement): readonly PlausibilityNote[] {
  if (measurement.state !== "measured") return [];
  const used = new Set(measurement.points.map(({ landmark }) => landmark));
  return plausibility.filter(({ landmarks }) => landmarks.some((landmark) => used.has(landmark)));
}

interface PlacedEndplate {
  readonly landmark: LandmarkId;
  readonly levelIndex: number;
  readonly posterior: SagittalPoint;
  readonly anterior: SagittalPoint;
}

/** Endplates with both corners, cranial to caudal. */
const placedEndplates = ({ levels, landmarks }: SpineReading): readonly PlacedEndplate[] =>
  levels.flatMap((level, levelIndex) =>
    (["superior", "inferior"] as const).flatMap((side) => {
      const id = endplateId(level, side);
      const landmark = landmarks.get(id);
      if (landmark?.kind !== "endplate" || !landmark.posterior || !landmark.anterior) return [];
      return [{ landmark: id, levelIndex, posterior: landmark.posterior, anterior: landmark.anterior }];
    }),
  );

/**
 * From C2 to the sacrum endplates are 15 to 35 mm deep from back to front. One that reaches less far than this is misplaced
 * or stands all but upright; over so short a way a click of usual error turns it by more than ten degrees.
 */
const SHALLOW_MM = 5;

function shallow({ landmark, posterior, anterior }: PlacedEndplate): readonly PlausibilityNote[] {
  const depthMm = Math.abs(anterior.anteriorMm - posterior.anteriorMm);
  return depthMm < SHALLOW_MM ? [{ code: "endplate-shallow", params: { landmark, depthMm }, landmarks: [landmark] }] : [];
}

type Neighbours = readonly [upper: PlacedEndplate, lower: PlacedEndplate];

/** As far apart as the two endplates of the junction, which are two levels from each other. */
const NEIGHBOUR_LEVELS = 2;

const neighboursOf = (endplates: readonly PlacedEndplate[]): readonly Neighbours[] =>
  endplates.flatMap((lower, index) => {
    const upper = endplates[index - 1];
    return upper && lower.levelIndex - upper.levelIndex <= NEIGHBOUR_LEVELS ? [[upper, lower] as const] : [];
  });

const LENGTH_DIFFERENCE = 0.25;

function lengthsDiffer([upper, lower]: Neighbours): readonly PlausibilityNote[] {
  const [one, other] = [distance(upper.posterior, upper.anterior), distance(lower.posterior, lower.anterior)];
  const longer = Math.max(one, other);
  if (!(Math.abs(one - other) > LENGTH_DIFFERENCE * longer)) return [];
  const percent = Math.round((100 * Math.abs(one - other)) / longer);
  return [{ code: "lengths-differ", params: { upper: upper.landmark, lower: lower.landmark, percent }, landmarks: [upper.landmark, lower.landmark] }];
}

function linesCross([upper, lower]: Neighbours): readonly PlausibilityNote[] {
  const crossed = segmentsCross({ from: upper.posterior, to: upper.anterior }, { from: lower.posterior, to: lower.anterior });
  return crossed ? [{ code: "lines-cross", params: { upper: upper.landmark, lower: lower.landmark }, landmarks: [upper.landmark, lower.landmark] }] : [];
}

const height = ({ posterior, anterior }: PlacedEndplate): number => (posterior.cranialMm + anterior.cranialMm) / 2;

/** UIV+2 caudal of UIV is the case that matters: a level miscounted, or the film upside down. */
function outOfOrder([upper, lower]: Neighbours): readonly PlausibilityNote[] {
  if (!(height(upper) < height(lower))) return [];
  return [{ code: "levels-out-of-order", params: { upper: upper.landmark, lower: lower.landmark }, landmarks: [upper.landmark, lower.landmark] }];
}

export const STEEP_DEGREES = 60;

/** Between neighbouring vertebrae such an angle is rare; over the lumbar spine it is common, and not said there. */
function steepAngle(measurement: Measurement): readonly PlausibilityNote[] {
  if (measurement.state !== "measured" || typeof measurement.value !== "number") return [];
  if (!/^(PJA1?|wedge\..*)$/.test(measurement.id) || !(Math.abs(measurement.value) > STEEP_DEGREES)) return [];
  const landmarks = [...new Set(measurement.points.map(({ landmark }) => landmark))];
  return [{ code: "steep-angle", params: { measurement: measurement.id }, landmarks }];
}

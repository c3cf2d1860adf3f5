import type { Measurement } from "#spine/assessment";
import type { Region } from "#spine/definition";
import { regionOf } from "#spine/measure";

/** In the order in which a reader of a follow-up film looks for them; a region that is not named here comes after them. */
const ORDER: readonly Region[] = ["coronal", "junction", "fracture", "thoracic", "lumbar", "pelvis", "global", "cervical", "score"];

export interface RegionOfMeasurements {
  readonly region: Region;
  readonly measurements: readonly Measurement[];
}

/** Every measurement in its place; one that no row is known for stands with the scores rather than nowhere. */
export function byRegion(measurements: readonly Measurement[]): readonly RegionOfMeasurements[] {
  const placed = measurements.map((measurement) => ({ measurement, region: regionOf(measurement.id) ?? "score" }));
  const regions = new Set([...ORDER, ...placed.map(({ region }) => region)]);
  return [...regions]
    .map((region) => ({ region, measurements: placed.filter((each) => each.region === region).map(({ measurement }) => measurement) }))
    .filter((each) => each.measurements.length > 0);
}

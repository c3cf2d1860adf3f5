import type { Measurement } from "#spine/assessment";
import { definitionOf, type Region } from "#spine/definition";

/** In the order in which a reader of a follow-up film looks for them; a region that is not named here comes after them. */
const ORDER: readonly Region[] = ["junction", "thoracic", "lumbar", "pelvis", "global", "cervical", "score"];

export interface RegionOfMeasurements {
  readonly region: Region;
  readonly measurements: readonly Measurement[];
}

/** Values without a definition row are scores, derived from others. */
const regionOf = ({ id }: Measurement): Region => definitionOf(id)?.region ?? "score";

export function byRegion(measurements: readonly Measurement[]): readonly RegionOfMeasurements[] {
  const regions = new Set([...ORDER, ...measurements.map(regionOf)]);
  return [...regions]
    .map((region) => ({ region, measurements: measurements.filter((each) => regionOf(each) === region) }))
    .filter((each) => each.measurements.length > 0);
}

import type { BoneDensity, BoneRegion } from "#case/patientCase";
import type { VolumePlan } from "#image/volume/arrange";
import type { Roi, RoiStatistics } from "#image/volume/roi";

/** What Hounsfield units depend on besides bone, as far as all slices say the same. */
export interface Exposure {
  readonly kvp?: number;
  /** In the files' words. */
  readonly contrast?: string;
}

export function exposureOf(slices: readonly Pick<VolumePlan["slices"][number], "instance">[]): Exposure {
  const kvp = shared(slices.map(({ instance }) => instance.kvp));
  const contrast = shared(slices.map(({ instance }) => instance.contrastBolusAgent));
  return { ...(kvp !== undefined && { kvp }), ...(contrast !== undefined && { contrast }) };
}

const shared = <T>(values: readonly T[]): T | undefined => (values.every((value) => value === values[0]) ? values[0] : undefined);

/** Words that some scanners write where no agent was given. */
const NO_AGENT = /^(none|no|no contrast|without( contrast)?|-+|n\/?a)$/i;

/** Whether contrast was given; undefined where the files don't say. */
export const contrastGiven = ({ contrast }: Exposure): boolean | undefined => (contrast === undefined ? undefined : !NO_AGENT.test(contrast.trim()));

/** What a case file takes for Hounsfield units: a mean beyond it is another quantity, whatever the file calls it. */
const HU = { least: -2000, most: 32_000 } as const;

/** Why a region gives no density. */
export type Refusal = { readonly code: "empty" } | { readonly code: "outside" } | { readonly code: "no-data"; readonly voxels: number; readonly of: number } | { readonly code: "no-hounsfield" };

/** Where a region lies. */
export type Space = Pick<BoneRegion, "seriesInstanceUid" | "frameOfReferenceUid">;

/** What is kept of a measured region; or why it isn't: part of it lies where the volume has no values. */
export function densityOf(statistics: RoiStatistics, roi: Roi, space: Space, exposure: Exposure): BoneDensity | Refusal {
  if (statistics.kind === "empty") return { code: "empty" };
  const { mean, sd, areaMm2, voxels, metal, noData, unit } = statistics;
  if (unit !== "HU" || mean < HU.least || mean > HU.most || sd > HU.most) return { code: "no-hounsfield" };
  if (noData > 0) return { code: "no-data", voxels: noData, of: noData + voxels };
  const contrast = contrastGiven(exposure);
  const region: BoneRegion = { kind: roi.kind, seriesInstanceUid: space.seriesInstanceUid, frameOfReferenceUid: space.frameOfReferenceUid, centre: roi.centre, halfU: roi.halfU, halfV: roi.halfV };
  return {
    meanHu: mean,
    sdHu: sd,
    areaMm2,
    voxels,
    ...(exposure.kvp !== undefined && { kvp: exposure.kvp }),
    ...(contrast !== undefined && { contrast }),
    source: "roi",
    ...(metal > 0 && { metalVoxels: metal }),
    region,
  };
}

import type { Instance, Presentation } from "../instance";
import type { VolumeFinding } from "./finding";
import { gridOf, tiltOf, type VolumeGrid } from "./grid";
import { byAcquisition, groupSlices, onePerPlace } from "./group";
import { inFileOrder, type PlacedSlice, sliceKey, slicesOf } from "./slices";
import { isVariable, spacingOf } from "./spacing";

/** A volume that the slices of a series make: what is to be read, and where it goes. */
export interface VolumePlan {
  /** Stable name, from the first slice. */
  readonly key: string;
  /** In space order; slice k is slice k of `grid`. */
  readonly slices: readonly PlacedSlice[];
  readonly grid: VolumeGrid;
  readonly modality: string;
  /** Absent where the images don't agree on one. */
  readonly frameOfReferenceUid?: string;
  /** Of the first slice; rescale and modality LUT are the same for all. */
  readonly presentation: Presentation;
  readonly pixels: { readonly signed: boolean; readonly bitsStored: number };
  /** What a modality value is: Hounsfield units only where the file says so. */
  readonly unit: "HU" | "none";
}

export interface Arrangement {
  /** Largest first. */
  readonly plans: readonly VolumePlan[];
  readonly findings: readonly VolumeFinding[];
}

/** Fewer slices are no volume. */
export const fewestSlices = 3;

/**
 * Which volumes the instances of one series make. Slices share matrix, orientation, rescale and acquisition,
 * and are sorted by the projection of Image Position (Patient) on their normal (PS3.3 C.7.6.2.1.1), never
 * by Instance Number; the order of `instances` and their file names change nothing. Multi-frame objects come in through
 * the geometry of their frames (C.7.6.16).
 */
export function arrange(instances: readonly Instance[]): Arrangement {
  const { slices, findings: leftOut } = slicesOf(instances);
  const { groups, splits } = groupSlices(slices);
  const findings: VolumeFinding[] = [...leftOut, ...[...splits].map(([code, count]): VolumeFinding => ({ code, params: { count } }))];
  const plans: VolumePlan[] = [];
  let tooFew = 0;
  for (const group of groups) {
    const { volumes, acquisitions } = byAcquisition(group);
    if (volumes.length > 1) findings.push({ code: "split-acquisition", params: { count: volumes.length } });
    if (acquisitions > volumes.length) findings.push({ code: "joined-acquisitions", params: { count: acquisitions } });
    for (const volume of volumes) {
      const places = onePerPlace(volume);
      if (places.volumes.length > 1) findings.push({ code: "split-repeat", params: { count: places.volumes.length } });
      for (const members of places.volumes) {
        if (members.length < fewestSlices) tooFew += members.length;
        else plans.push(planOf(members));
      }
      if (places.duplicates > 0) findings.push({ code: "duplicates", params: { count: places.duplicates } });
    }
  }
  if (tooFew > 0) findings.push({ code: "too-few", params: { count: tooFew } });
  plans.sort(inRank);
  return { plans, findings: [...findings, ...plans.flatMap(findingsOf)] };
}

/** The largest first; of two alike the one that was acquired first, as their numbers say. */
export function inRank(a: VolumePlan, b: VolumePlan): number {
  const first = ({ slices }: VolumePlan): PlacedSlice[] => slices.toSorted(inFileOrder).slice(0, 1);
  const [[p], [q]] = [first(a), first(b)];
  if (!p || !q || a.slices.length !== b.slices.length) return b.slices.length - a.slices.length;
  return (p.instance.acquisitionNumber ?? 0) - (q.instance.acquisitionNumber ?? 0) || (p.temporalPosition ?? 0) - (q.temporalPosition ?? 0) || inFileOrder(p, q);
}

function planOf(slices: readonly PlacedSlice[]): VolumePlan {
  const [first] = slices;
  if (first === undefined) throw new RangeError("a volume without slices");
  const { instance, presentation, pixelSpacing, orientation } = first;
  const { modality } = instance.series;
  const [frameOfReferenceUid, ...otherFrames] = framesOfReference(slices);
  return {
    key: sliceKey(first),
    slices,
    grid: gridOf({
      columns: instance.columns,
      rows: instance.rows,
      rowMm: pixelSpacing[0],
      columnMm: pixelSpacing[1],
      orientation,
      origins: slices.map(({ position }) => position),
    }),
    modality,
    ...(frameOfReferenceUid !== undefined && otherFrames.length === 0 && { frameOfReferenceUid }),
    presentation,
    pixels: { signed: instance.pixelRepresentation === 1, bitsStored: Math.max(...slices.map((slice) => slice.instance.bitsStored)) },
    unit: isHounsfield(modality, presentation) ? "HU" : "none",
  };
}

const framesOfReference = (slices: readonly PlacedSlice[]): readonly (string | undefined)[] => [
  ...new Set(slices.map(({ instance }) => instance.series.frameOfReferenceUid)),
];

const isRescaled = ({ rescaleStated, modalityLut }: Presentation): boolean => rescaleStated === true || modalityLut !== undefined;

/** Rescale Type (0028,1054) is HU where absent, for CT images (PS3.3 C.8.2.1). */
function isHounsfield(modality: string, presentation: Presentation): boolean {
  return modality === "CT" && isRescaled(presentation) && (presentation.rescaleType ?? "HU") === "HU";
}

/** A tilt below this is written decimals. */
const leastTiltDegrees = 0.05;
/** Slices further than this off the line of all are shifted by themselves. */
const leastShiftMm = 0.1;

/** What is to be told of one volume. */
function findingsOf(plan: VolumePlan): readonly VolumeFinding[] {
  const { grid, slices, modality, presentation } = plan;
  const spacing = spacingOf(grid.alongMm);
  const tilt = tiltOf(grid);
  const thickness = slices[0]?.sliceThicknessMm;
  const findings: VolumeFinding[] = [];
  const add = (code: VolumeFinding["code"], params: VolumeFinding["params"] = {}): void => void findings.push({ code, params, planKey: plan.key });
  for (const { after, mm, slices: count } of grid.gaps) add("gap", { mm, slices: count, after: after + 1, of: grid.slices });
  if (isVariable(spacing)) add("variable-spacing", { minMm: spacing.minMm, maxMm: spacing.maxMm });
  if (thickness !== undefined && spacing.maxMm > 1.5 * thickness) add("interrupted", { spacingMm: spacing.maxMm, thicknessMm: thickness });
  if (tilt.degrees > leastTiltDegrees) add("tilt", { degrees: tilt.degrees });
  if (tilt.residualMm > leastShiftMm) add("shifted", { mm: tilt.residualMm });
  const frames = framesOfReference(slices).length;
  if (frames > 1) add("mixed-frame-of-reference", { count: frames });
  if (modality === "CT" && !isRescaled(presentation)) add("missing-rescale");
  else if (modality === "CT" && plan.unit !== "HU") add("not-hounsfield", { type: presentation.rescaleType ?? "" });
  return findings;
}

import { ImageError } from "../../problem";
import { allocate, type Allocation } from "../../volume/allocation";
import { arrange, fewestSlices, type VolumePlan } from "../../volume/arrange";
import type { VolumeFinding } from "../../volume/finding";
import type { PlacedSlice } from "../../volume/slices";
import type { Instance } from "../../instance";
import type { VolumeSource } from "../../volume/volume";

/** What a volume is going to be, before anything of it is decoded. */
export interface Planned {
  readonly plan: VolumePlan;
  readonly otherPlans: readonly VolumePlan[];
  readonly findings: readonly VolumeFinding[];
  readonly allocation: Allocation;
  /** Those that are kept of the plan's. */
  readonly slices: readonly PlacedSlice[];
}

/**
 * The volume that instances of one series make: the largest, or the one of this key.
 * @throws ImageError "no-volume" where they make none, "too-large" for the budget.
 */
export function plannedOf(instances: readonly Instance[], budgetBytes: number, planKey?: string): Planned {
  const { plans, findings } = arrange(instances);
  const plan = planKey === undefined ? plans[0] : plans.find(({ key }) => key === planKey);
  if (plan === undefined) throw new ImageError("no-volume", { count: instances.length, least: fewestSlices });
  const { allocation, findings: cut } = allocate(plan.grid, budgetBytes);
  const { first, count } = allocation.slices;
  return { plan, otherPlans: plans.filter((other) => other !== plan), findings: [...findings, ...cut], allocation, slices: plan.slices.slice(first, first + count) };
}

/** The same while files of its series are still being read: what lies between these slices is on its way, and no gap. */
export function bridged(planned: Planned): Planned {
  const { allocation } = planned;
  return { ...planned, findings: [], otherPlans: [], allocation: { ...allocation, grid: { ...allocation.grid, gaps: [] } } };
}

/** For the worker. */
export function sourceOf({ plan, allocation }: Planned): VolumeSource {
  const { rescaleSlope, rescaleIntercept, modalityLut } = plan.presentation;
  return { allocation, pixels: plan.pixels, presentation: { rescaleSlope, rescaleIntercept, ...(modalityLut && { modalityLut }) }, unit: plan.unit };
}

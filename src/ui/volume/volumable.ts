import { frameGeometry } from "#image/attributes";
import { isCrossSectional } from "#image/calibration";
import type { Instance } from "#image/instance";
import { filmOrientationOf } from "#image/sagittalFrame";
import { arrange } from "#image/volume/arrange";
import { sliceKey } from "#image/volume/slices";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import { allStacks, type Stack } from "../session/stacks";

/** Fewer slices show too little from the side. */
export const FEWEST = 10;

/** What is to be opened as a volume. */
export interface Volumable {
  /** All of the series: what is left out of the volume is to be told. */
  readonly instances: readonly Instance[];
  readonly planKey: string;
  /** One of its slices. */
  readonly slice: StackItem;
}

/**
 * The volume that a stack of slices makes; undefined for films, sagittal series, and too few slices. Where the series
 * holds several volumes it is the first of those that the stack's slices make, or the one that the reader chose (`planKey`).
 */
export function volumableOf({ items, start }: Stack, opened: readonly Instance[], planKey?: string): Volumable | undefined {
  const shown = items[start];
  if (!shown || items.length < FEWEST || !isCrossSectional(shown.instance.series.modality)) return undefined;
  // A file that is one volume and names no direction for looking at its slices.
  if (shown.instance.format === "nifti") return { instances: [shown.instance], planKey: shown.instance.sopInstanceUid, slice: shown };
  const { seriesInstanceUid } = shown.instance.series;
  const instances = opened.filter(({ series }) => series.seriesInstanceUid === seriesInstanceUid);
  const chosen = planKey === undefined ? undefined : arrange(instances).plans.find(({ key }) => key === planKey);
  const [first] = chosen?.slices ?? [];
  if (chosen && first) return { instances, planKey: chosen.key, slice: first };
  if (!liesAcross(shown)) return undefined;
  const ofStack = new Set(items.map(sliceKey));
  const plan = arrange(instances).plans.find(({ slices: [one] }) => one && ofStack.has(sliceKey(one)));
  return plan && plan.slices.length >= FEWEST ? { instances, planKey: plan.key, slice: plan.slices[plan.slices.length >> 1] ?? shown } : undefined;
}

/** Whether a slice has a place in the patient, and isn't sagittal already. */
function liesAcross({ instance, frameIndex }: StackItem): boolean {
  const geometry = frameGeometry(instance, frameIndex);
  return geometry?.imageOrientationPatient !== undefined && !filmOrientationOf(geometry);
}

/** So many slices across the body are meant to be looked at from the side; where they make no volume that has to be said. */
export function looksLikeVolume(stack: Stack): boolean {
  const shown = stack.items[stack.start];
  return shown !== undefined && stack.items.length >= FEWEST && isCrossSectional(shown.instance.series.modality) && liesAcross(shown) && !isLocalizer(stack);
}

/** So many slices, spread over their series as files are read, are worth a first look. */
const FEWEST_EARLY = 32;

/** The stack of slices to look at while its other files are being read: the longest so far. */
export function earlyStack(opened: readonly Instance[]): Stack | undefined {
  const [longest] = allStacks(opened).toSorted((a, b) => b.items.length - a.items.length);
  const volumable = longest && longest.items.length >= FEWEST_EARLY ? volumableOf(longest, opened) : undefined;
  return volumable && volumable.slice.instance.format !== "nifti" ? longest : undefined;
}

/** A scout picture is there to find the slices by, which are measured better. */
const isLocalizer = ({ items, start }: Stack): boolean => items[start]?.instance.imageType.includes("LOCALIZER") === true;

/**
 * Which stack came with the files that were read last and is to be seen as a volume; undefined where something else of
 * them is on the screen already.
 */
export function arrivals(): (opened: readonly Instance[], shownId: string | null) => Stack | undefined {
  let known: ReadonlySet<string> = new Set();
  return (opened, shownId) => {
    const stacks = allStacks(opened);
    const fresh = stacks.filter(({ id }) => !known.has(id));
    known = new Set(stacks.map(({ id }) => id));
    if (fresh.some((stack) => stack.id === shownId && !isLocalizer(stack))) return undefined;
    return fresh.toSorted((a, b) => b.items.length - a.items.length).find((stack) => volumableOf(stack, opened));
  };
}

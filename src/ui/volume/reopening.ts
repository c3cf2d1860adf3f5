import type { Instance } from "#image/instance";
import { ImageError } from "#image/problem";
import { arrange } from "#image/volume/arrange";
import { allStacks, type Stack } from "../session/stacks";
import type { Loading } from "./loading";
import { FEWEST, looksLikeVolume, volumableOf } from "./volumable";
import type { VolumeCore } from "./volumeCore";

export interface Reopening {
  /** Opens the volume of a stack; of several in its series the one that the reader chose, else that of the stack's picture. */
  reopen(source: Pick<Stack, "id"> | null, planKey?: string): void;
  /** What the reader says of the values of a file that doesn't. */
  setHounsfield(isHounsfield: boolean): void;
}

export function reopening({ session, store, set }: VolumeCore, volumes: Loading): Reopening {
  /** Series of which the reader said that their values are Hounsfield units. */
  const hounsfield = new Set<string>();

  function reopen(source: Pick<Stack, "id"> | null, planKey?: string): void {
    const { instances } = session.store.getState().files;
    const stacks = allStacks(instances);
    const stack = stacks.find(({ id }) => id === source?.id);
    const volumable = stack && volumableOf(stack, instances, planKey);
    if (stack && !volumable && looksLikeVolume(stack)) return refuse(stack, instances);
    if (!stack || !volumable) return;
    const { instance, frameIndex } = volumable.slice;
    const own = stacks.find(({ items }) => items.some((item) => item.instance === instance && item.frameIndex === frameIndex));
    void volumes.open(own ?? stack, volumable, hounsfield.has(instance.series.seriesInstanceUid) ? "HU" : "none");
  }

  /** It stays as it is seen, and the reader hears why. */
  function refuse(stack: Stack, instances: readonly Instance[]): void {
    const uid = stack.items[0]?.instance.series.seriesInstanceUid;
    const ofSeries = instances.filter(({ series }) => series.seriesInstanceUid === uid);
    volumes.close();
    const error = new ImageError("no-volume", { count: stack.items.length, least: FEWEST });
    set({ phase: "failed", source: stack, imageCount: ofSeries.length, error, findings: arrange(ofSeries).findings.filter(({ planKey }) => planKey === undefined), view: "slices" });
  }

  return {
    reopen,
    setHounsfield: (isHounsfield) => {
      const { source } = store.getState();
      const uid = source?.items[0]?.instance.series.seriesInstanceUid;
      if (uid === undefined) return;
      if (isHounsfield) hounsfield.add(uid);
      else hounsfield.delete(uid);
      reopen(source);
    },
  };
}

import type { Frame } from "#image/frame";
import type { ImageLibrary } from "#image/library";
import { asImageError, type Problem } from "#image/problem";
import type { Reading } from "#case/patientCase";
import { bindingOf, imageKeyOf } from "#case/matching";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import { useEffect, useMemo, useState } from "react";
import { useSession, useSessionState } from "../session/context";
import { useVolume, useVolumeFields } from "../session/volumeContext";
import { pictureOf, type Found } from "./pictureOf";

export type PaneImage =
  | { readonly kind: "closed" | "not-sagittal" | "loading" }
  | { readonly kind: "failed"; readonly problem: Problem }
  | { readonly kind: "shown"; readonly item: StackItem; readonly frame: Frame };

type Loaded = { readonly item: StackItem } & ({ readonly frame: Frame } | { readonly problem: Problem });

/** The pictures of some readings, each loaded once. The same array until one of them is another. */
export function usePictures(readings: readonly Reading[]): readonly PaneImage[] {
  const { library } = useSession();
  const found = useFound(readings);
  const [loaded, setLoaded] = useState<readonly Loaded[]>([]);
  useEffect(() => {
    const stop = new AbortController();
    for (const item of found.flatMap((each) => (each.kind === "picture" ? [each.item] : []))) {
      void load(library, item, stop.signal).then((result) => {
        if (result !== null) setLoaded((before) => (loadedOf(before, item) ? before : [...before, result]));
      });
    }
    return () => stop.abort();
  }, [library, found]);
  return useMemo(() => found.map((each): PaneImage => (each.kind === "picture" ? imageOf(each.item, loadedOf(loaded, each.item)) : each)), [found, loaded]);
}

function useFound(readings: readonly Reading[]): readonly Found[] {
  const instances = useSessionState((state) => state.files.instances);
  const { stack, position } = useSessionState((state) => state.view);
  const volume = useVolume();
  const { source, handle, turn, slab, phase, centre } = useVolumeFields("source", "handle", "turn", "slab", "phase", "centre");
  return useMemo(() => {
    const first = source?.items[0];
    const throughVolume: Parameters<typeof pictureOf>[1]["throughVolume"] = (reading, through) => {
      const isOf = first !== undefined && bindingOf(reading.image, imageKeyOf(first.instance, first.frameIndex)) === "same";
      return isOf && handle !== null && phase === "complete" ? volume.picture("sagittal", through ?? centre, { turn, slab, stage: COMPLETE }) : null;
    };
    return readings.map((reading) => pictureOf(reading, { instances, stack, position, throughVolume }));
  }, [readings, instances, stack, position, volume, source, handle, turn, slab, phase, centre]);
}

/** Of a volume that is all there. */
const COMPLETE = 9;

/** By the instance itself: pictures that are made of a volume share their names. */
const loadedOf = (loaded: readonly Loaded[], { instance, frameIndex }: StackItem): Loaded | undefined =>
  loaded.find(({ item }) => item.instance === instance && item.frameIndex === frameIndex);

const imageOf = (item: StackItem, loaded: Loaded | undefined): PaneImage => {
  if (loaded === undefined) return { kind: "loading" };
  return "frame" in loaded ? { kind: "shown", item, frame: loaded.frame } : { kind: "failed", problem: loaded.problem };
};

async function load(library: ImageLibrary, item: StackItem, signal: AbortSignal): Promise<Loaded | null> {
  try {
    return { item, frame: await library.frame(item.instance, item.frameIndex, signal) };
  } catch (thrown) {
    return signal.aborted ? null : { item, problem: asImageError(thrown).problem(item.instance.fileName) };
  }
}

import { coarseCount } from "../../volume/loadOrder";
import type { SliceSource, VolumeEvents, VolumeHandle, VolumeProgress } from "../../volume/service";
import { sliceKey } from "../../volume/slices";
import { isAlike } from "../../volume/volume";
import { createLoader } from "./load";
import { askedThrough, type Opening } from "./opening";
import { type Planned, sourceOf } from "./planned";
import type { VolumeFacts } from "./requests";

/** The volume of a series' slices, which come one after another; what it is going to be may become more meanwhile. */
export interface SeriesVolume {
  /** Resolves when a whole picture can be made, however coarse. */
  coarse(): Promise<VolumeHandle>;
  /** Whether it can become this without being made anew: of more of the same slices, with none of them cut. */
  takes(planned: Planned): boolean;
  /** From now on it is this. */
  become(planned: Planned): Promise<VolumeHandle>;
  /** It will become nothing else: the opener is told how loading ends. */
  settle(on: VolumeEvents): void;
}

export async function createSeriesVolume(opening: Opening, source: SliceSource, first: Planned, progress: (progress: VolumeProgress) => void): Promise<SeriesVolume> {
  const { client, signal } = opening;
  const loader = createLoader({ source, client, signal, progress });
  let now = first;
  let facts = await client.send("create", sourceOf(first));
  loader.want(first.slices, first.allocation);
  return {
    coarse: async () => {
      await loader.come(coarseCount(now.slices.length));
      return handleOf(opening, now, facts);
    },
    takes: (planned) => isAlike(sourceOf(now), sourceOf(planned)),
    become: async (planned) => {
      const places = new Map(now.slices.map((slice, k) => [sliceKey(slice), k]));
      const from = Int32Array.from(planned.slices, (slice) => places.get(sliceKey(slice)) ?? -1);
      // Slices that come from here on are told their places among these, and the worker hears of that in the same order.
      const told = client.send("arrange", { source: sourceOf(planned), from });
      now = planned;
      loader.want(planned.slices, planned.allocation);
      facts = await told;
      return handleOf(opening, planned, facts);
    },
    settle: (on) => {
      const { plan, slices, findings } = now;
      const rest = loader.rest().then((missing) => {
        if (missing > 0) on.findings([...findings, { code: "not-decoded", params: { count: missing, of: slices.length }, planKey: plan.key }]);
      });
      opening.finish(rest, on);
    },
  };
}

function handleOf(opening: Opening, { plan, otherPlans }: Planned, facts: VolumeFacts): VolumeHandle {
  return { plan, otherPlans, ...facts, ...askedThrough(opening) };
}

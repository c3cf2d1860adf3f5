import { ImageError } from "../../problem";
import { defaultBudgetBytes } from "../../volume/allocation";
import type { GrowingVolume, SliceSource, VolumeEvents, VolumeHandle, VolumeService } from "../../volume/service";
import type { Instance } from "../../instance";
import type { VolumeWorkerLike } from "./client";
import { startClock } from "./load";
import { askedThrough, createOpening, type Opening } from "./opening";
import { bridged, type Planned, plannedOf } from "./planned";
import type { NiftiPart } from "./requests";
import { createSeriesVolume } from "./seriesVolume";

export interface VolumeServiceOptions {
  /** Asked at every opening, since it is a setting. */
  readonly budgetBytes?: () => number;
  readonly startWorker?: () => VolumeWorkerLike;
}

/** Volumes over one worker each, one at a time: closing a volume ends its worker, and with it its memory. */
export function createVolumeService(source: SliceSource, options: VolumeServiceOptions = {}): VolumeService {
  const workers = withSpare(options.startWorker ?? startVolumeWorker);
  const budget = (): number => options.budgetBytes?.() ?? defaultBudgetBytes;
  let open: Opening | undefined;

  const opening = (signal: AbortSignal): Opening => {
    if (signal.aborted) throw new ImageError("aborted");
    open?.close();
    open = createOpening(workers.start, signal);
    return open;
  };

  return {
    open: async (instances, on, signal, planKey) => {
      const planned = plannedOf(instances, budget(), planKey);
      const own = opening(signal);
      return own.guard(async () => {
        on.findings(planned.findings);
        const volume = await createSeriesVolume(own, source, planned, on.progress);
        const handle = await volume.coarse();
        volume.settle(on);
        return handle;
      });
    },
    follow: async (instances, signal) => {
      const first = bridged(plannedOf(instances, budget()));
      const own = opening(signal);
      return own.guard(() => followed(own, source, first, (instances, planKey) => plannedOf(instances, budget(), planKey)));
    },
    openNifti: async (file, unit, on, signal) => {
      const own = opening(signal);
      return own.guard(() => openNifti(own, file.blob, unit, budget(), on));
    },
    prepare: workers.prepare,
    dispose: () => {
      open?.close();
      workers.dispose();
    },
  };
}

/** A worker that was started ahead is the next one that is wanted. */
function withSpare(start: () => VolumeWorkerLike): { start(): VolumeWorkerLike; prepare(): void; dispose(): void } {
  let spare: VolumeWorkerLike | undefined;
  const take = (): VolumeWorkerLike | undefined => {
    const taken = spare;
    spare = undefined;
    return taken;
  };
  return {
    start: () => take() ?? start(),
    prepare: () => {
      if (spare) return;
      const started = start();
      // One whose code can't be fetched now is started anew when it is wanted.
      started.onerror = () => {
        if (spare === started) spare = undefined;
      };
      spare = started;
    },
    dispose: () => take()?.terminate(),
  };
}

async function followed(own: Opening, source: SliceSource, first: Planned, plan: (instances: readonly Instance[], planKey?: string) => Planned): Promise<GrowingVolume> {
  source.expect(first.plan.slices[0]?.instance.series.seriesInstanceUid);
  own.signal.addEventListener("abort", () => source.expect(undefined), { once: true });
  let tell: VolumeEvents["progress"] = () => undefined;
  const volume = await createSeriesVolume(own, source, first, (progress) => tell(progress));
  const handle = await volume.coarse();
  return {
    handle,
    pictured: source.pictured,
    grow: async (more) => {
      const planned = bridged(plan(more));
      return volume.takes(planned) ? own.guard(() => volume.become(planned)) : null;
    },
    finish: async (all, on, planKey) => {
      const planned = plan(all, planKey);
      if (!volume.takes(planned)) return null;
      tell = on.progress;
      on.findings(planned.findings);
      const whole = await own.guard(() => volume.become(planned));
      volume.settle({ ...on, ready: () => (source.expect(undefined), on.ready()) });
      return whole;
    },
  };
}

async function openNifti(opening: Opening, blob: Blob, unit: "HU" | "none", budgetBytes: number, on: VolumeEvents): Promise<VolumeHandle> {
  const clock = startClock(on.progress);
  return new Promise((resolve, reject) => {
    const part = (one: NiftiPart): void => {
      if (one.state === "read") return clock(one.done, one.total, 0);
      on.findings(one.findings);
      opening.finish(rest, on);
      resolve({ otherPlans: [], ...one.facts, ...askedThrough(opening) });
    };
    const rest = opening.client.send("nifti", { blob, unit, budgetBytes }, { part }).then(() => undefined);
    rest.catch(reject);
  });
}

function startVolumeWorker(): VolumeWorkerLike {
  return new Worker(new URL("./volumeWorker.ts", import.meta.url), { type: "module", name: "volume" }) as unknown as VolumeWorkerLike;
}

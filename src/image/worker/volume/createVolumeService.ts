import { asImageError, ImageError } from "../../problem";
import { allocate, defaultBudgetBytes } from "../../volume/allocation";
import { arrange, type VolumePlan } from "../../volume/arrange";
import type { VolumeFinding } from "../../volume/finding";
import type { SliceSource, VolumeEvents, VolumeHandle, VolumeService } from "../../volume/service";
import { createVolumeClient, type VolumeClient, type VolumeWorkerLike } from "./client";
import { loadSlices, startClock } from "./load";
import type { NiftiPart, VolumeFacts } from "./requests";

export interface VolumeServiceOptions {
  /** Asked at every opening, since it is a setting. */
  readonly budgetBytes?: () => number;
  readonly startWorker?: () => VolumeWorkerLike;
}

/** Volumes over one worker each, one at a time: closing a volume ends its worker, and with it its memory. */
export function createVolumeService(source: SliceSource, options: VolumeServiceOptions = {}): VolumeService {
  const start = options.startWorker ?? startVolumeWorker;
  const budget = (): number => options.budgetBytes?.() ?? defaultBudgetBytes;
  let open: Opening | undefined;

  const opening = (on: VolumeEvents, signal: AbortSignal): Opening => {
    if (signal.aborted) throw new ImageError("aborted");
    open?.close();
    const one = createOpening(start, on, signal);
    open = one;
    return one;
  };

  return {
    open: async (instances, on, signal, planKey) => {
      const { plans, findings } = arrange(instances);
      const plan = planKey === undefined ? plans[0] : plans.find(({ key }) => key === planKey);
      if (plan === undefined) throw new ImageError("unsupported-pixels", { what: `${instances.length} images that make no volume` });
      const own = opening(on, signal);
      return own.guard(() => openPlan(own, { plan, plans, findings, source, budgetBytes: budget() }));
    },
    preview: async (instances, signal) => {
      const [plan] = arrange(instances).plans;
      if (plan === undefined) throw new ImageError("unsupported-pixels", { what: `${instances.length} images that make no volume` });
      const own = createOpening(start, silent, signal);
      // What lies between these slices is on its way.
      const bridged = { ...plan, grid: { ...plan.grid, gaps: [] } };
      return own.guard(() => openPlan(own, { plan: bridged, plans: [bridged], findings: [], source, budgetBytes: budget() }));
    },
    openNifti: async (file, unit, on, signal) => {
      const own = opening(on, signal);
      return own.guard(() => openNifti(own, file.blob, unit, budget()));
    },
    dispose: () => open?.close(),
  };
}

const silent: VolumeEvents = { findings: () => undefined, progress: () => undefined, ready: () => undefined, failed: () => undefined };

/** One volume from its opening to its end. */
interface Opening {
  readonly client: VolumeClient;
  readonly on: VolumeEvents;
  /** Aborts with the opener's signal, and when the volume is closed. */
  readonly signal: AbortSignal;
  close(): void;
  /** Ends the volume where opening it fails. */
  guard(work: () => Promise<VolumeHandle>): Promise<VolumeHandle>;
  /** Tells how the rest of loading ends, `ready` or `failed`; never before the opener has the handle. */
  finish(rest: Promise<void>): void;
}

function createOpening(start: () => VolumeWorkerLike, on: VolumeEvents, opener: AbortSignal): Opening {
  const ending = new AbortController();
  let isGiven = false;
  const client = createVolumeClient(start, (error) => {
    ending.abort();
    if (isGiven) on.failed(error);
  });
  const close = (): void => {
    ending.abort();
    client.close();
  };
  opener.addEventListener("abort", close, { once: true, signal: ending.signal });
  const fail = (thrown: unknown): ImageError => {
    const error = asImageError(thrown);
    close();
    return error;
  };
  return {
    client,
    on,
    signal: ending.signal,
    close,
    guard: async (work) => {
      try {
        return await work();
      } catch (thrown) {
        throw fail(thrown);
      }
    },
    finish: (rest) => {
      isGiven = true;
      const ended = (tell: () => void): void => void setTimeout(() => !ending.signal.aborted && tell());
      rest.then(
        () => ended(on.ready),
        (thrown: unknown) => ended(() => on.failed(fail(thrown))),
      );
    },
  };
}

interface Planned {
  readonly plan: VolumePlan;
  readonly plans: readonly VolumePlan[];
  readonly findings: readonly VolumeFinding[];
  readonly source: SliceSource;
  readonly budgetBytes: number;
}

async function openPlan(opening: Opening, { plan, plans, findings, source, budgetBytes }: Planned): Promise<VolumeHandle> {
  const { client, on, signal } = opening;
  const { allocation, findings: cut } = allocate(plan.grid, budgetBytes);
  const { rescaleSlope, rescaleIntercept, modalityLut } = plan.presentation;
  const presentation = { rescaleSlope, rescaleIntercept, ...(modalityLut && { modalityLut }) };
  const facts = await client.send("create", { allocation, pixels: plan.pixels, presentation, unit: plan.unit });
  const known = [...findings, ...cut];
  on.findings(known);
  const coarse = withResolvers<void>();
  const load = loadSlices({ plan, allocation, source, client, signal, progress: on.progress, coarse: coarse.resolve });
  const rest = load.then((missing) => {
    if (missing > 0) on.findings([...known, { code: "not-decoded", params: { count: missing, of: allocation.slices.count }, planKey: plan.key }]);
  });
  rest.catch(coarse.reject);
  await coarse.promise;
  opening.finish(rest);
  return handleOf(opening, facts, plan, plans.filter((other) => other !== plan));
}

async function openNifti(opening: Opening, blob: Blob, unit: "HU" | "none", budgetBytes: number): Promise<VolumeHandle> {
  const { client, on } = opening;
  let tell: ReturnType<typeof startClock> | undefined;
  const started = withResolvers<VolumeFacts>();
  const part = (one: NiftiPart): void => {
    if (one.state === "started") {
      on.findings(one.findings);
      started.resolve(one.facts);
      return;
    }
    tell ??= startClock(one.total, on.progress);
    tell(one.done, 0);
  };
  const rest = client.send("nifti", { blob, unit, budgetBytes }, { part }).then(() => undefined);
  rest.catch(started.reject);
  const facts = await started.promise;
  opening.finish(rest);
  return handleOf(opening, facts, undefined, []);
}

function handleOf({ client, close }: Opening, facts: VolumeFacts, plan: VolumePlan | undefined, otherPlans: readonly VolumePlan[]): VolumeHandle {
  return {
    ...(plan && { plan }),
    otherPlans,
    ...facts,
    reformat: (plane, options, signal) => client.queue("reformat", { plane, options }, signal),
    midline: (signal) => client.queue("midline", null, signal),
    roi: (roi, signal) => client.queue("roi", roi, signal),
    close,
  };
}

/** Promise.withResolvers, which Node 20 doesn't have. */
function withResolvers<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void; readonly reject: (reason: unknown) => void } {
  let resolve: (value: T) => void = () => undefined;
  let reject: (reason: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

function startVolumeWorker(): VolumeWorkerLike {
  return new Worker(new URL("./volumeWorker.ts", import.meta.url), { type: "module", name: "volume" }) as unknown as VolumeWorkerLike;
}

import { paddingRange } from "../../pixels/lut";
import { asImageError, ImageError } from "../../problem";
import type { Allocation } from "../../volume/allocation";
import { loadOrder } from "../../volume/loadOrder";
import type { SliceSource, VolumeProgress } from "../../volume/service";
import { type PlacedSlice, sliceKey } from "../../volume/slices";
import type { VolumeClient } from "./client";

export interface Loading {
  readonly source: SliceSource;
  readonly client: VolumeClient;
  readonly signal: AbortSignal;
  progress(progress: VolumeProgress): void;
}

/** Fetches the slices of one volume; more may be wanted while they come, and each may get another place meanwhile. */
export interface Loader {
  /**
   * From now on the volume is of these slices, in this order: those that are not there are fetched, the ends first and
   * then always the middles. What was fetched before keeps its values, wherever it stands now.
   */
  want(slices: readonly PlacedSlice[], cut: Cut): void;
  /** Resolves when so many of the slices have come, or failed. Rejects with an ImageError, as `rest` does. */
  come(count: number): Promise<void>;
  /** Resolves with how many could not be decoded, when nothing that is wanted is still to come. */
  rest(): Promise<number>;
}

export type Cut = Pick<Allocation, "columns" | "rows" | "step">;

export function createLoader({ source, client, signal, progress }: Loading): Loader {
  const asked = new Set<string>();
  const clock = startClock(progress);
  let places: ReadonlyMap<string, number> = new Map();
  let cut: Cut | undefined;
  let failed = 0;

  /** Where it belongs by the time it is there; nowhere, if the volume has come to be of other slices. */
  const put = async (slice: PlacedSlice, pixels: Pixels | null): Promise<void> => {
    const k = places.get(sliceKey(slice));
    if (k === undefined || cut === undefined) return;
    const { buffer } = pixels?.values ?? {};
    const ask = { allocation: cut, k, ...(pixels && { pixels: { columns: pixels.columns, values: pixels.values, padding: paddingRange(slice.presentation) } }) };
    await client.send("fill", ask, { transfer: buffer instanceof ArrayBuffer ? [buffer] : [] });
  };
  /** A slice that can't be decoded is a hole in the volume. */
  const bring = async (slice: PlacedSlice): Promise<void> => {
    try {
      await put(slice, await source.slice(slice.instance, slice.frameIndex, signal));
    } catch (thrown) {
      const error = asImageError(thrown);
      if (error.code === "too-large" || signal.aborted) throw error;
      await put(slice, null);
      failed += 1;
    }
  };
  const crew = createCrew(signal, bring, (done) => clock(done, asked.size, failed));

  return {
    want: (slices, { columns, rows, step }) => {
      cut = { columns, rows, step };
      places = new Map(slices.map((slice, k) => [sliceKey(slice), k]));
      // What has no place any more is given up with the volume that it stood in.
      for (const key of asked) if (!places.has(key)) asked.delete(key);
      const fresh = loadOrder(slices.length).flatMap((k) => (slices[k] && !asked.has(sliceKey(slices[k])) ? [slices[k]] : []));
      for (const slice of fresh) asked.add(sliceKey(slice));
      crew.add(fresh);
    },
    come: crew.come,
    rest: async () => {
      await crew.come(Infinity);
      return failed;
    },
  };
}

type Pixels = Awaited<ReturnType<SliceSource["slice"]>>;

/** Slices on their way at a time: so many that no decoder waits, so few that cancelling is immediate and memory small. */
const maxActive = 8;

interface Crew {
  add(slices: readonly PlacedSlice[]): void;
  /** Resolves when so many are done, or all there are; rejects with what one of them failed with, an ImageError. */
  come(count: number): Promise<void>;
}

/** Works on slices in the order in which they are added, some at a time; the first failure ends it. */
function createCrew(signal: AbortSignal, work: (slice: PlacedSlice) => Promise<void>, tell: (done: number) => void): Crew {
  const waiting: PlacedSlice[] = [];
  const waiters = new Set<{ readonly count: number; readonly resolve: () => void; readonly reject: (error: ImageError) => void }>();
  let active = 0;
  let done = 0;
  let broken: ImageError | undefined;

  const one = async (slice: PlacedSlice): Promise<void> => {
    active += 1;
    try {
      await work(slice);
      done += 1;
      tell(done);
    } catch (thrown) {
      broken ??= asImageError(thrown);
    }
    active -= 1;
    next();
  };
  const next = (): void => {
    if (signal.aborted) broken ??= new ImageError("aborted");
    while (active < maxActive && !broken) {
      const slice = waiting.shift();
      if (!slice) break;
      void one(slice);
    }
    const isIdle = active === 0 && waiting.length === 0;
    for (const waiter of waiters) {
      if (!broken && !isIdle && done < waiter.count) continue;
      waiters.delete(waiter);
      if (broken) waiter.reject(broken);
      else waiter.resolve();
    }
  };
  return {
    add: (slices) => {
      waiting.push(...slices);
      next();
    },
    come: (count) =>
      new Promise((resolve, reject) => {
        waiters.add({ count, resolve, reject });
        next();
      }),
  };
}

const tellMs = 200;
/** Before so many slices the time left would be a guess. */
const fewest = 12;

/** Tells of progress five times a second and at the end, with the time left. */
export function startClock(tell: (progress: VolumeProgress) => void): (done: number, total: number, failed: number) => void {
  const started = performance.now();
  let told = -Infinity;
  return (done, total, failed) => {
    const now = performance.now();
    if (now - told < tellMs && done < total) return;
    told = now;
    const leftMs = done >= fewest ? ((now - started) / done) * (total - done) : undefined;
    tell({ done, total, failed, ...(leftMs !== undefined && { leftMs }) });
  };
}

import { paddingRange } from "../../pixels/lut";
import { asImageError, ImageError } from "../../problem";
import type { Allocation } from "../../volume/allocation";
import type { VolumePlan } from "../../volume/arrange";
import { coarseCount, loadOrder } from "../../volume/loadOrder";
import type { SliceSource, VolumeProgress } from "../../volume/service";
import type { VolumeClient } from "./client";

export interface Loading {
  readonly plan: VolumePlan;
  readonly allocation: Allocation;
  readonly source: SliceSource;
  readonly client: VolumeClient;
  readonly signal: AbortSignal;
  progress(progress: VolumeProgress): void;
  /** A whole picture can be made, however coarse. */
  coarse(): void;
}

/** Slices on their way at a time: so many that no decoder waits, so few that cancelling is immediate and memory small. */
const maxActive = 8;

/** Fetches every slice that the allocation keeps; resolves with how many could not be decoded. Rejects with ImageError "aborted". */
export async function loadSlices(loading: Loading): Promise<number> {
  const { allocation, signal, progress } = loading;
  const order = loadOrder(allocation.slices.count);
  const enough = coarseCount(order.length);
  const clock = startClock(order.length, progress);
  let at = 0;
  let failed = 0;
  let done = 0;
  const one = async (): Promise<void> => {
    for (let k = order[at++]; k !== undefined; k = order[at++]) {
      if (signal.aborted) throw new ImageError("aborted");
      if (!(await loadSlice(loading, k))) failed += 1;
      done += 1;
      if (done === enough) loading.coarse();
      clock(done, failed);
    }
  };
  await Promise.all(Array.from({ length: Math.min(maxActive, order.length) }, one));
  return failed;
}

async function loadSlice({ plan, allocation, source, client, signal }: Loading, k: number): Promise<boolean> {
  const { columns, rows, step } = allocation;
  const slice = plan.slices[allocation.slices.first + k];
  if (slice === undefined) throw new RangeError(`slice ${k} of ${plan.slices.length}`);
  try {
    const pixels = await source.slice(slice.instance, slice.frameIndex, signal);
    const { buffer } = pixels.values;
    const ask = { allocation: { columns, rows, step }, k, pixels: { columns: pixels.columns, values: pixels.values, padding: paddingRange(slice.presentation) } };
    await client.send("fill", ask, { transfer: buffer instanceof ArrayBuffer ? [buffer] : [] });
    return true;
  } catch (thrown) {
    const error = asImageError(thrown);
    if (error.code === "aborted" || error.code === "crashed" || signal.aborted) throw error;
    await client.send("fill", { allocation: { columns, rows, step }, k });
    return false;
  }
}

const tellMs = 100;
/** Before so many slices the time left would be a guess. */
const fewest = 12;

/** Tells of progress ten times a second and at the end, with the time left. */
export function startClock(total: number, tell: (progress: VolumeProgress) => void): (done: number, failed: number) => void {
  const started = performance.now();
  let told = -Infinity;
  return (done, failed) => {
    const now = performance.now();
    if (now - told < tellMs && done < total) return;
    told = now;
    const leftMs = done >= fewest ? ((now - started) / done) * (total - done) : undefined;
    tell({ done, total, failed, ...(leftMs !== undefined && { leftMs }) });
  };
}

import type { Instance } from "../instance";
import type { NamedFile, OpenEvents } from "../library";
import { asImageError } from "../problem";
import type { WorkerPool } from "./pool";

/** Instances are reported together, so that a thousand files don't mean a thousand updates of the page. */
const batchMs = 100;
/** Files handed to the pool at a time: enough that no worker waits, few enough that cancelling is immediate. */
const maxActive = 8;

/** Reads files into instances and problems; archives are opened and their files read too. Never rejects. */
export function openFiles(pool: WorkerPool, files: readonly NamedFile[], on: OpenEvents, signal: AbortSignal): Promise<void> {
  const batch = batched(on.instances);
  const waiting = [...files].reverse();
  let total = files.length;
  let done = 0;
  let active = 0;
  return new Promise((resolve) => {
    const add = (file: NamedFile): void => {
      waiting.unshift(file);
      total += 1;
      next();
    };
    const openOne = async (file: NamedFile): Promise<void> => {
      await openFile({ pool, file, on, signal, found: batch.add, add });
      active -= 1;
      done += 1;
      on.progress(done, total);
      next();
    };
    const next = (): void => {
      while (active < maxActive && !signal.aborted) {
        const file = waiting.pop();
        if (!file) break;
        active += 1;
        void openOne(file);
      }
      if (active > 0) return;
      batch.flush();
      resolve();
    };
    next();
  });
}

interface Opening {
  readonly pool: WorkerPool;
  readonly file: NamedFile;
  readonly on: OpenEvents;
  readonly signal: AbortSignal;
  readonly found: (instance: Instance) => void;
  readonly add: (file: NamedFile) => void;
}

async function openFile({ pool, file, on, signal, found, add }: Opening): Promise<void> {
  const { path: fileName, blob } = file;
  try {
    const timeoutMs = 20_000 + blob.size / 10_000;
    const content = await pool.run({ kind: "describe", ask: { blob }, priority: 1, timeoutMs, signal });
    if (content.kind === "problem") on.problem({ fileName, ...content.trouble });
    if (content.kind === "zip") {
      await pool.run({ kind: "unzip", ask: { blob, path: fileName }, priority: 1, timeoutMs: 60_000, signal, part: add });
    }
    if (content.kind === "instance") {
      found({ ...content.instance, source: blob, fileName });
      if (content.trouble) on.problem({ fileName, ...content.trouble });
    }
  } catch (thrown) {
    const error = asImageError(thrown);
    if (error.code !== "aborted") on.problem(error.problem(fileName));
  }
}

function batched(report: (found: readonly Instance[]) => void): { add(instance: Instance): void; flush(): void } {
  let held: Instance[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (held.length === 0) return;
    const found = held;
    held = [];
    report(found);
  };
  return {
    add: (instance) => {
      held.push(instance);
      if (timer !== undefined) return;
      // The first one is not kept waiting, what comes soon after it is.
      flush();
      timer = setTimeout(flush, batchMs);
    },
    flush,
  };
}

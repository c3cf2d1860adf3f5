import { type Instance, leafName } from "../instance";
import type { NamedFile, OpenEvents } from "../library";
import { asImageError, ImageError, type Problem } from "../problem";
import { loadOrder } from "../volume/loadOrder";
import type { EarlySlices } from "./earlySlices";
import type { WorkerPool } from "./pool";
import type { ZipDirectory } from "./requests";

/** What is found is reported together, so that a thousand files don't mean a thousand updates of the page: soon while they are few. */
const reportMs = { few: 50, many: 250 } as const;
const few = 64;
/** Files handed to the pool at a time: enough that no worker waits, few enough that cancelling is immediate. */
const maxActive = 24;
/** While somebody waits for the first picture of a volume: the processors are for that. */
const maxBeside = 2;
/** An archive in an archive is opened (a study's export in a case's), one in that is not: there are archives that hold themselves. */
const maxArchives = 2;

/** Not by the file's size: the page would be held up at each until the system has told it. */
const describeMs = 30_000;

interface Entry {
  readonly file: NamedFile;
  /** How many archives it lies in. */
  readonly archives: number;
}

/** Reads files into instances and problems; archives are opened, one after another, and their files read too. Never rejects. */
export async function openFiles(pool: WorkerPool, files: readonly NamedFile[], on: OpenEvents, signal: AbortSignal, early: EarlySlices): Promise<void> {
  const reports = reporting(on);
  const entries = queueOf<Entry>();
  const archives = queueOf<Entry>();
  reports.total = files.length;
  let active = 0;
  let isAdding = true;
  let isUnzipping = false;
  await new Promise<void>((resolve) => {
    const next = (): void => {
      while (active < (early.isPictureDue() ? maxBeside : maxActive) && !signal.aborted) {
        const entry = entries.take();
        if (!entry) break;
        active += 1;
        void openOne(entry);
      }
      const archive = isUnzipping || signal.aborted ? undefined : archives.take();
      if (archive) void unzipOne(archive);
      if (active === 0 && !isUnzipping && !isAdding) resolve();
    };
    const finished = (): void => {
      reports.done += 1;
      reports.soon();
      next();
    };
    const openOne = async (entry: Entry): Promise<void> => {
      const isArchive = await describeInto(reports, { pool, entry, signal }, early);
      active -= 1;
      if (!isArchive) return finished();
      archives.add(entry);
      next();
    };
    // In its own turn: one worker inflates, the others read what has come out and what is to be shown.
    const unzipOne = async (entry: Entry): Promise<void> => {
      isUnzipping = true;
      // Of as many as its directory says: how far it is read is not to be told by what has come out of it so far.
      let toCome = 0;
      const part = (came: ZipDirectory | NamedFile): void => {
        if (signal.aborted) return;
        if ("files" in came) {
          toCome = came.files;
          reports.total += toCome;
          return;
        }
        toCome -= 1;
        entries.add({ file: came, archives: entry.archives + 1 });
        next();
      };
      await unzipInto(reports, { pool, entry, signal }, part);
      isUnzipping = false;
      // A damaged one ends early.
      reports.total -= toCome;
      finished();
    };
    const added = addAll(files, signal, (file) => (entries.add({ file, archives: 0 }), next()));
    void added.then(() => ((isAdding = false), next()));
  });
  reports.flush();
}

/** How long the page adds files without a break. */
const addingMs = 8;

/**
 * Files as they are now, from all over a series at first: its picture from the side needs slices of every height. A file
 * that was chosen has no size yet, and the page stands still each time that it is sent until the system has told it; a copy
 * has, and is sent for nothing.
 */
async function addAll(files: readonly NamedFile[], signal: AbortSignal, add: (file: NamedFile) => void): Promise<void> {
  let since = performance.now();
  for (const at of loadOrder(files.length)) {
    if (performance.now() - since > addingMs) {
      await new Promise((resolve) => setTimeout(resolve));
      since = performance.now();
    }
    if (signal.aborted) break;
    const file = files[at];
    if (file) add({ ...file, blob: copyOf(file.blob) });
  }
}

/** What can't be copied is complained of where it is read, by its name. */
function copyOf(blob: Blob): Blob {
  try {
    return structuredClone(blob);
  } catch {
    return blob;
  }
}

interface Opening {
  readonly pool: WorkerPool;
  readonly entry: Entry;
  readonly signal: AbortSignal;
}

/** Whether it is an archive, to be opened in its turn. */
async function describeInto(reports: Reports, { pool, entry, signal }: Opening, early: EarlySlices): Promise<boolean> {
  const { path: fileName, blob } = entry.file;
  try {
    const expected = early.expected();
    const ask = { blob, ...(expected !== undefined && { expected }) };
    const { content, slice } = await pool.run({ kind: "describe", ask, priority: 1, timeoutMs: describeMs, signal, isShort: true });
    if (slice) early.keep(blob, slice);
    if (content.kind === "zip" && entry.archives >= maxArchives) throw new ImageError("zip-nested", { limit: maxArchives });
    if (content.kind === "problem") reports.problem({ fileName, ...content.trouble });
    if (content.kind === "instance") {
      reports.instance(named({ ...content.instance, source: blob, fileName }));
      if (content.trouble) reports.problem({ fileName, ...content.trouble });
    }
    return content.kind === "zip";
  } catch (thrown) {
    reports.failure(fileName, thrown);
    return false;
  }
}

/** A NIfTI says nothing of itself: its file's name is how the reader knows it. */
function named(instance: Instance): Instance {
  if (instance.format !== "nifti") return instance;
  return { ...instance, series: { ...instance.series, seriesDescription: leafName(instance) } };
}

async function unzipInto(reports: Reports, { pool, entry, signal }: Opening, part: (came: ZipDirectory | NamedFile) => void): Promise<void> {
  const { path, blob } = entry.file;
  try {
    await pool.run({ kind: "unzip", ask: { blob, path }, priority: 1, timeoutMs: 60_000, signal, stopsOnAbort: true, part });
  } catch (thrown) {
    reports.failure(path, thrown);
  }
}

type Reports = ReturnType<typeof reporting>;

/** What has been found and not yet reported. */
function reporting(on: OpenEvents) {
  let instances: Instance[] = [];
  let problems: Problem[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const [found, bad] = [instances, problems];
    [instances, problems] = [[], []];
    if (found.length > 0) on.instances(found);
    if (bad.length > 0) on.problems(bad);
    on.progress(reports.done, reports.total);
  };
  const reports = {
    done: 0,
    total: 0,
    flush,
    instance: (instance: Instance) => void instances.push(instance),
    problem: (problem: Problem) => void problems.push(problem),
    failure: (fileName: string, thrown: unknown) => {
      const error = asImageError(thrown);
      if (error.code !== "aborted") problems.push(error.problem(fileName));
    },
    /** The first is not kept waiting, what comes soon after it is. */
    soon: () => {
      if (timer !== undefined) return;
      flush();
      timer = setTimeout(flush, reports.done < few ? reportMs.few : reportMs.many);
    },
  };
  return reports;
}

/** First in, first out, without moving what waits: an archive may hold a hundred thousand files. */
function queueOf<T>(): { add(item: T): void; take(): T | undefined } {
  const waiting = new Map<number, T>();
  let first = 0;
  let next = 0;
  return {
    add: (item) => void waiting.set(next++, item),
    take: () => {
      const item = waiting.get(first);
      if (waiting.delete(first)) first += 1;
      return item;
    },
  };
}

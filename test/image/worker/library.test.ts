import { describe, expect, it, vi } from "vitest";
import type { Instance } from "#image/instance";
import type { ImageLibrary, NamedFile } from "#image/library";
import { asImageError, type Problem } from "#image/problem";
import { createImageLibrary } from "#image/worker/library";
import { decodeImageFrame, decodeSlice, described } from "#image/worker/openImages";
import type { WorkerLike } from "#image/worker/pool";
import type { ReplyMessage, RequestMessage, ZipDirectory } from "#image/worker/requests";
import { unzip } from "#image/worker/unzip";
import { BlobWriter, BlobReader, ZipWriter } from "@zip.js/zip.js";
import { dicomFile, element, image } from "../support/dicomWriter";

/** The worker's work in this thread; `asked` is what came. */
function inThread(asked: RequestMessage[]): WorkerLike {
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    terminate: () => undefined,
    postMessage: (message) => {
      asked.push(message);
      const reply = (data: ReplyMessage): void => worker.onmessage?.({ data });
      const { id } = message;
      work(message, (part) => reply({ id, state: "part", part })).then(
        (result) => reply({ id, state: "done", result }),
        (thrown: unknown) => reply({ id, state: "failed", code: asImageError(thrown).code, params: asImageError(thrown).params }),
      );
    },
  };
  return worker;
}

async function work(message: RequestMessage, part: (came: ZipDirectory | NamedFile) => void): Promise<(ReplyMessage & { state: "done" })["result"]> {
  switch (message.kind) {
    case "describe":
      return described(message.ask.blob, message.ask.expected);
    case "frame":
      return (await decodeImageFrame(message.ask.blob, message.ask.imageId, message.ask.frameIndex)).frame;
    case "slice":
      return decodeSlice(message.ask);
    case "unzip":
      return unzip(message.ask.blob, message.ask.path, part);
    case "thumbnail":
      throw new Error("needs a browser");
  }
}

const explicitLittle = "1.2.840.10008.1.2.1";
const film = (uid: string): Blob => new Blob([dicomFile(explicitLittle, image([], [5, 6, 7, 8], [element("00080018", "UI", uid), element("00080060", "CS", "DX")]))]);

interface Opened {
  readonly library: ImageLibrary;
  readonly instances: Instance[];
  readonly batches: number;
  readonly problems: Problem[];
  readonly progress: string[];
  readonly asked: RequestMessage[];
}

async function open(files: readonly NamedFile[], signal: AbortSignal = new AbortController().signal): Promise<Opened> {
  const asked: RequestMessage[] = [];
  const library = createImageLibrary({ workers: 2, cacheBytes: 1_000_000, startWorker: () => inThread(asked) });
  const instances: Instance[] = [];
  const problems: Problem[] = [];
  const progress: string[] = [];
  let batches = 0;
  await library.open(
    files,
    {
      instances: (found) => {
        batches += 1;
        instances.push(...found);
      },
      problems: (found) => problems.push(...found),
      progress: (done, total) => progress.push(`${done}/${total}`),
    },
    signal,
  );
  return { library, instances, batches, problems, progress, asked };
}

describe("opening", () => {
  it("300 good files and 3 broken ones: 300 images in few batches, 3 reasons, progress to the last file", async () => {
    const good = Array.from({ length: 300 }, (_, index) => ({ path: `folder/IM${index}`, blob: film(`1.2.${index}`) }));
    const broken = [
      { path: "folder/notes.txt", blob: new Blob(["hello"]) },
      { path: "folder/short", blob: film("1.3").slice(0, -3) },
      { path: "folder/nothing", blob: new Blob([]) },
    ];
    const opened = await open([...good.slice(0, 100), ...broken, ...good.slice(100)]);
    expect(opened.instances).toHaveLength(300);
    expect(opened.batches).toBeLessThan(20);
    expect(opened.problems.map(({ fileName, code }) => `${fileName}: ${code}`).sort()).toEqual([
      "folder/notes.txt: not-dicom",
      "folder/nothing: empty",
      "folder/short: truncated",
    ]);
    expect(opened.progress.at(-1)).toBe("303/303");
  });

  it("a ZIP opens what is in it, under its name, and counts it", async () => {
    const writer = new ZipWriter(new BlobWriter());
    await writer.add("study/a.dcm", new BlobReader(film("1.1")));
    await writer.add("study/b.dcm", new BlobReader(film("1.2")));
    const opened = await open([{ path: "case.zip", blob: await writer.close() }]);
    expect(opened.instances.map(({ fileName }) => fileName).sort()).toEqual(["case.zip/study/a.dcm", "case.zip/study/b.dcm"]);
    expect(opened.problems).toEqual([]);
    expect(opened.progress.at(-1)).toBe("3/3");
  });

  it("of a ZIP all that its directory names is to be read, from the first report of it on; what a damaged one keeps is not", async () => {
    const writer = new ZipWriter(new BlobWriter());
    for (let index = 0; index < 40; index += 1) await writer.add(`${index}.dcm`, new BlobReader(film(`1.${index}`)), { level: 0 });
    const whole = await writer.close();
    const { progress } = await open([{ path: "case.zip", blob: whole }]);
    const totals = progress.map((told) => Number(told.split("/")[1]));
    expect(new Set(totals.filter((_, index) => Number(progress[index]?.split("/")[0]) > 0))).toEqual(new Set([41]));
    expect(progress.at(-1)).toBe("41/41");
    const bytes = new Uint8Array(await whole.arrayBuffer());
    // The local header of a file in the middle is overwritten.
    bytes.fill(0, Math.floor(bytes.length * 0.4), Math.floor(bytes.length * 0.5));
    const damaged = await open([{ path: "bad.zip", blob: new Blob([bytes]) }]);
    expect(damaged.problems.map(({ fileName }) => fileName)).toContain("bad.zip");
    const [done, total] = (damaged.progress.at(-1) ?? "").split("/");
    expect(done).toBe(total);
  });

  it("an archive in an archive is opened, and one that lies deeper (or holds itself) is said to be one too many", async () => {
    const zipOf = async (name: string, content: Blob): Promise<Blob> => {
      const writer = new ZipWriter(new BlobWriter());
      await writer.add(name, new BlobReader(content));
      return writer.close();
    };
    const once = await zipOf("a.dcm", film("1.1"));
    const thrice = await zipOf("c.zip", await zipOf("b.zip", once));
    const opened = await open([{ path: "twice.zip", blob: await zipOf("b.zip", once) }, { path: "thrice.zip", blob: thrice }]);
    expect(opened.instances.map(({ fileName }) => fileName)).toEqual(["twice.zip/b.zip/a.dcm"]);
    expect(opened.problems).toEqual([{ fileName: "thrice.zip/c.zip/b.zip", code: "zip-nested", params: { limit: 2 } }]);
  });

  it("a file that can't be copied is one of the problems, and the others are read", async () => {
    const gone = Object.assign(Object.create(Blob.prototype) as Blob, { slice: () => Promise.reject(new Error("gone")) });
    const { instances, problems } = await open([{ path: "gone.dcm", blob: gone }, { path: "a.dcm", blob: film("1.2.3") }]);
    expect(instances.map(({ fileName }) => fileName)).toEqual(["a.dcm"]);
    expect(problems.map(({ fileName }) => fileName)).toEqual(["gone.dcm"]);
  });

  it("the thumbnail of a slice doesn't wait until all files are read, that of a film does", async () => {
    const asked: RequestMessage[] = [];
    const library = createImageLibrary({ workers: 2, cacheBytes: 1_000_000, startWorker: () => inThread(asked) });
    const thumbnails: Promise<unknown>[] = [];
    const small = (instance: Instance): void => void thumbnails.push(library.thumbnail(instance, 96).catch(() => undefined));
    const on = {
      instances: ([first]: readonly Instance[]) => {
        if (!first || thumbnails.length > 0) return;
        small({ ...first, rows: 2000, columns: 1000 });
        small(first);
      },
      problems: () => undefined,
      progress: () => undefined,
    };
    await library.open(Array.from({ length: 60 }, (_, index) => ({ path: `IM${index}`, blob: film(`1.2.${index}`) })), on, new AbortController().signal);
    await Promise.all(thumbnails);
    const [slice, film2000] = asked.flatMap(({ kind }, index) => (kind === "thumbnail" ? [index] : []));
    const lastHeader = asked.findLastIndex(({ kind }) => kind === "describe");
    expect(slice).toBeLessThan(lastHeader);
    expect(film2000).toBeGreaterThan(lastHeader);
  });

  it("20,000 files that are no images are told of in few reports", async () => {
    const letter = new Blob(["hello"]);
    const opened = await open(Array.from({ length: 20_000 }, (_, index) => ({ path: `letter ${index}`, blob: letter })));
    expect(opened.problems).toHaveLength(20_000);
    expect(opened.progress.at(-1)).toBe("20000/20000");
    expect(opened.progress.length).toBeLessThan(400);
  });

  it("a DICOMDIR is neither an image nor a problem", async () => {
    const directory = new Blob([dicomFile(explicitLittle, [element("00041130", "CS", "DISC"), element("00041220", "SQ", [])])]);
    const opened = await open([{ path: "DICOMDIR", blob: directory }, { path: "IM1", blob: film("1.1") }]);
    expect(opened.instances).toHaveLength(1);
    expect(opened.problems).toEqual([]);
  });

  it("resolves when it is cancelled, without problems for what was not read", async () => {
    const abort = new AbortController();
    abort.abort();
    const opened = await open([{ path: "IM1", blob: film("1.1") }], abort.signal);
    expect([opened.instances, opened.problems, opened.asked]).toEqual([[], [], []]);
  });
});

describe("frames", () => {
  it("are decoded once and then come from the cache", async () => {
    const { library, instances, asked } = await open([{ path: "IM1", blob: film("1.1") }]);
    const [instance] = instances;
    if (!instance) throw new Error("nothing opened");
    const [first, second] = await Promise.all([library.frame(instance, 0), library.frame(instance, 0)]);
    expect(await library.frame(instance, 0)).toBe(first);
    expect(second).toBe(first);
    expect(first).toMatchObject({ kind: "grey", columns: 2, rows: 2, min: 5, max: 8, values: Uint16Array.of(5, 6, 7, 8) });
    expect(asked.filter(({ kind }) => kind === "frame")).toHaveLength(1);
  });

  it("that one asker gives up still come to the other", async () => {
    const { library, instances } = await open([{ path: "IM1", blob: film("1.1") }]);
    const [instance] = instances;
    if (!instance) throw new Error("nothing opened");
    const abort = new AbortController();
    const given = library.frame(instance, 0, abort.signal);
    const wanted = library.frame(instance, 0);
    abort.abort();
    await expect(given).rejects.toMatchObject({ code: "aborted" });
    expect(await wanted).toMatchObject({ min: 5, max: 8 });
  });

  it("are not decoded a second time for the small picture of what is being decoded", async () => {
    vi.stubGlobal("ImageData", class { constructor(readonly data: Uint8ClampedArray) {} });
    vi.stubGlobal("createImageBitmap", (image: { readonly data: Uint8ClampedArray }) => Promise.resolve(image));
    const { library, instances, asked } = await open([{ path: "IM1", blob: film("1.1") }]);
    const [instance] = instances;
    if (!instance) throw new Error("nothing opened");
    const [, small] = await Promise.all([library.frame(instance, 0), library.thumbnail(instance, 96)]);
    // Values 5 to 8, black to white.
    expect(small).toMatchObject({ data: Uint8ClampedArray.of(0, 0, 0, 255, 85, 85, 85, 255, 170, 170, 170, 255, 255, 255, 255, 255) });
    expect(asked.map(({ kind }) => kind)).toEqual(["describe", "frame"]);
    vi.unstubAllGlobals();
  });

  it("that the object doesn't have are an error that says how many there are", async () => {
    const { library, instances } = await open([{ path: "IM1", blob: film("1.1") }]);
    const [instance] = instances;
    if (!instance) throw new Error("nothing opened");
    await expect(library.frame(instance, 1)).rejects.toMatchObject({ code: "missing-frame", params: { frame: 2, frames: 1 } });
  });
});

describe("slices of a series that is expected", () => {
  const series = (uid: string, of: string): Blob =>
    new Blob([dicomFile(explicitLittle, image([], [5, 6, 7, 8], [element("00080018", "UI", uid), element("00080060", "CS", "CT"), element("0020000e", "UI", of)]))]);
  const files = [...[1, 2, 3].map((k) => ({ path: `a${k}`, blob: series(`1.1.${k}`, "1.8") })), { path: "b", blob: series("1.2.1", "1.9") }];
  const none = { instances: () => undefined, problems: () => undefined, progress: () => undefined };

  async function opened(): Promise<{ readonly library: ReturnType<typeof createImageLibrary>; readonly asked: RequestMessage[]; readonly found: Instance[] }> {
    const asked: RequestMessage[] = [];
    const library = createImageLibrary({ workers: 2, cacheBytes: 1_000_000, startWorker: () => inThread(asked) });
    const found: Instance[] = [];
    library.expect("1.8");
    await library.open(files, { ...none, instances: (some) => found.push(...some) }, new AbortController().signal);
    return { library, asked, found };
  }

  it("are decoded when they are read: whoever asks for one has it, once; of other series they are decoded then", async () => {
    const { library, asked, found } = await opened();
    expect(found).toHaveLength(4);
    const slices = await Promise.all(found.map((instance) => library.slice(instance, 0)));
    expect(slices.map(({ values }) => [...values])).toEqual(Array.from({ length: 4 }, () => [5, 6, 7, 8]));
    const decoded = (): number => asked.filter(({ kind }) => kind === "slice").length;
    expect(decoded()).toBe(1);
    const [first] = found;
    if (first) await library.slice(first, 0);
    expect(decoded()).toBe(2);
  });

  it("come two at a time until a picture of them is there, and no longer than that takes at most", async () => {
    vi.useFakeTimers({ toFake: ["performance"] });
    const asked: RequestMessage[] = [];
    const worker = { postMessage: (message: RequestMessage) => void asked.push(message), terminate: () => undefined, onmessage: null, onerror: null };
    const reading = (): ReturnType<typeof createImageLibrary> => {
      asked.length = 0;
      const library = createImageLibrary({ workers: 1, cacheBytes: 1, startWorker: () => worker });
      library.expect("1.8");
      return library;
    };
    const { signal } = new AbortController();
    void reading().open(files, none, signal);
    expect(asked).toHaveLength(2);
    const seen = reading();
    seen.pictured();
    void seen.open(files, none, signal);
    expect(asked).toHaveLength(4);
    const late = reading();
    vi.advanceTimersByTime(1501);
    void late.open(files, none, signal);
    expect(asked).toHaveLength(4);
    vi.useRealTimers();
  });

  it("are given up when none are expected any more", async () => {
    const { library, asked, found } = await opened();
    library.expect(undefined);
    await Promise.all(found.map((instance) => library.slice(instance, 0)));
    expect(asked.filter(({ kind }) => kind === "slice")).toHaveLength(4);
  });
});

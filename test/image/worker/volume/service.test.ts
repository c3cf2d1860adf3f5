import { describe, expect, it, vi } from "vitest";
import type { Instance } from "#image/instance";
import { ImageError } from "#image/problem";
import type { VolumeFinding } from "#image/volume/finding";
import { standardPlane } from "#image/volume/plane";
import type { SliceSource, VolumeEvents, VolumeProgress } from "#image/volume/service";
import { createVolumeService } from "#image/worker/volume/createVolumeService";
import { createVolumeHost } from "#image/worker/volume/host";
import type { VolumeWorkerLike } from "#image/worker/volume/client";
import type { VolumeRequestMessage } from "#image/worker/volume/requests";
import { regular, seriesAt } from "../../volume/series";

/** A worker in this thread; messages are cloned and handed over as between real ones. */
function inThread(log: { kinds: string[]; running: number; crash?: (message?: string) => void }): VolumeWorkerLike {
  let isEnded = false;
  const worker: VolumeWorkerLike = {
    onmessage: null,
    onerror: null,
    terminate: () => {
      if (!isEnded) log.running -= 1;
      isEnded = true;
    },
    postMessage: (message, transfer) => {
      log.kinds.push(message.kind);
      const received: VolumeRequestMessage = structuredClone(message, { transfer });
      setTimeout(() => !isEnded && void host(received));
    },
  };
  const host = createVolumeHost((message, transfer) => {
    const received = structuredClone(message, { transfer: [...transfer] });
    if (!isEnded) worker.onmessage?.({ data: received });
  });
  log.running += 1;
  log.crash = (message) => worker.onerror?.(message === undefined ? {} : { message });
  return worker;
}

const columns = 6;
const rows = 5;
/** Stored value of a voxel of these series: names its place. */
const stored = (i: number, j: number, z: number): number => 1000 + 100 * z + 10 * j + i;
const pixelsOf = ({ frames }: Instance): Uint16Array =>
  Uint16Array.from({ length: columns * rows }, (_, at) => stored(at % columns, Math.floor(at / columns), frames[0]?.imagePositionPatient?.[2] ?? 0));
const series = (count: number): Instance[] => seriesAt(regular(count), () => ({ columns, rows }));

interface Wanted {
  readonly source?: Partial<SliceSource>;
  readonly budgetBytes?: number;
}

function setUp({ source = {}, budgetBytes = 1e9 }: Wanted = {}) {
  const log: Parameters<typeof inThread>[0] = { kinds: [], running: 0 };
  const slices: SliceSource = { expect: () => undefined, pictured: () => undefined, slice: async (instance) => ({ columns, rows, values: pixelsOf(instance) }), ...source };
  const service = createVolumeService(slices, { startWorker: () => inThread(log), budgetBytes: () => budgetBytes });
  const told = { findings: [] as (readonly VolumeFinding[])[], progress: [] as VolumeProgress[], ready: 0, failed: [] as Error[] };
  const on: VolumeEvents = {
    findings: (findings) => told.findings.push(findings),
    progress: (progress) => told.progress.push(progress),
    ready: () => (told.ready += 1),
    failed: (error) => told.failed.push(error),
  };
  const open = (instances: readonly Instance[], signal = new AbortController().signal, key?: string) => service.open(instances, on, signal, key);
  return { service, open, on, log, told };
}

const nearest = { interpolation: "nearest" } as const;

describe("a worker that is started ahead", () => {
  it("holds the first volume, and ends with the service where none is opened", async () => {
    const { service, open, log } = setUp();
    service.prepare();
    service.prepare();
    expect(log.running).toBe(1);
    await open(series(20));
    expect(log.running).toBe(1);
    service.dispose();
    expect(log.running).toBe(0);
    service.prepare();
    service.dispose();
    expect(log.running).toBe(0);
  });
});

describe("a worker that was started ahead and could not be fetched", () => {
  it("is started anew for the first volume", async () => {
    const { service, open, log, told } = setUp();
    service.prepare();
    log.crash?.();
    await open(series(20));
    await vi.waitFor(() => expect(told.ready).toBe(1));
    expect(log.running).toBe(2);
  });
});

describe("opening a series", () => {
  it("ends with every voxel in its place, and says so once", async () => {
    const { open, told, log } = setUp();
    const handle = await open(series(40));
    await vi.waitFor(() => expect(told.ready).toBe(1));
    const picture = await handle.reformat(standardPlane(handle.grid, "sagittal", 2), nearest);
    expect(picture.complete).toBe(true);
    for (const [row, j] of [[0, 0], [7, 3], [39, 4]] as const) expect(picture.frame.values[row * rows + j]).toBe(stored(2, j, 39 - row));
    expect(told.progress.at(-1)).toMatchObject({ done: 40, total: 40, failed: 0, leftMs: 0 });
    expect([told.findings, told.failed, log.running]).toEqual([[[]], [], 1]);
    expect([handle.unit, handle.presentation.rescaleIntercept, handle.plan?.slices.length]).toEqual(["HU", -1024, 40]);
  });

  it("gives a whole coarse picture while most slices are still to come, and sharpens it", async () => {
    const held: (() => void)[] = [];
    let given = 0;
    const { open, told } = setUp({
      source: {
        slice: async (instance) => {
          given += 1;
          if (given > 17) await new Promise<void>((go) => held.push(go));
          return { columns, rows, values: pixelsOf(instance) };
        },
      },
    });
    const handle = await open(series(200));
    const plane = standardPlane(handle.grid, "sagittal", 2);
    const coarse = await handle.reformat(plane, { interpolation: "linear" });
    expect([coarse.complete, told.ready]).toEqual([false, 0]);
    // A ramp between slices far apart is the ramp: nothing is missing.
    for (const row of [0, 50, 123, 199]) expect(coarse.frame.values[row * rows + 1]).toBe(stored(2, 1, 199 - row));
    const open17 = await handle.reformat(plane, { interpolation: "linear", pending: "no-data" });
    expect(open17.frame.values.filter((value) => value !== open17.noData)).toHaveLength(17 * rows);
    const drain = setInterval(() => held.splice(0).forEach((go) => go()));
    await vi.waitFor(() => expect(told.ready).toBe(1), { timeout: 5000 });
    clearInterval(drain);
    expect((await handle.reformat(plane, nearest)).complete).toBe(true);
  });

  it("a slice that cannot be decoded is a hole, and that is said", async () => {
    const { open, told } = setUp({
      source: {
        slice: async (instance) => {
          if (instance.sopInstanceUid === "1.2.1.7") throw new ImageError("codec", { codec: "JPEG", detail: "broken" });
          return { columns, rows, values: pixelsOf(instance) };
        },
      },
    });
    const handle = await open(series(30));
    await vi.waitFor(() => expect(told.ready).toBe(1));
    expect(told.findings.at(-1)).toEqual([{ code: "not-decoded", params: { count: 1, of: 30 }, planKey: "1.2.1.0/0" }]);
    const picture = await handle.reformat(standardPlane(handle.grid, "sagittal", 2), nearest);
    const empty = Array.from({ length: 30 }, (_, row) => row).filter((row) => picture.frame.values[row * rows] === picture.noData);
    expect(empty).toEqual([29 - 7]);
  });

  it("what memory gives out for ends the opening, and is said", async () => {
    const { open, log } = setUp({ source: { slice: () => Promise.reject(new RangeError("Array buffer allocation failed")) } });
    await expect(open(series(20))).rejects.toMatchObject({ code: "too-large" });
    expect(log.running).toBe(0);
  });

  it("over the budget it is cut, and told before anything is asked for", async () => {
    const { open, told } = setUp({ budgetBytes: columns * rows * 40 });
    const wide = series(40).map((one) => ({ ...one, frames: [{ ...one.frames[0], pixelSpacing: [40, 40] as const }] }));
    const handle = await open(wide);
    expect(handle.grid.columns).toBe(3);
    expect(told.findings[0]?.map(({ code }) => code)).toEqual(["cropped"]);
  });

  it("another of the volumes that the images make is opened by its key", async () => {
    const both = [...series(20), ...seriesAt(regular(9), (k) => ({ columns, rows, sopInstanceUid: `7.${k}`, acquisitionNumber: 2 }))];
    const { open, told } = setUp();
    const first = await open(both);
    expect([first.plan?.slices.length, first.otherPlans.length]).toEqual([20, 1]);
    expect(told.findings[0]?.map(({ code }) => code)).toEqual(["split-acquisition"]);
    const second = await open(both, undefined, first.otherPlans[0]?.key);
    expect(second.plan?.slices.length).toBe(9);
  });

  it("images that make no volume are refused, and the volume before stays open", async () => {
    const { open, log } = setUp();
    const handle = await open(series(20));
    await expect(open(series(2))).rejects.toMatchObject({ code: "no-volume" });
    expect(log.running).toBe(1);
    expect((await handle.midline()).method).toBe("bone");
  });
});

describe("a first look", () => {
  /** Every fifth slice, and two from a denser part: as a volume of their own these would have gaps. */
  const first = series(100).filter((_, k) => k % 5 === 0 || k === 51 || k === 52);
  const follow = (service: ReturnType<typeof setUp>["service"], signal = new AbortController().signal) => service.follow(first, signal);

  it("is a volume of some slices, whole between them, in place of the one before; it ends with its signal", async () => {
    const { service, open, log, told } = setUp();
    await open(series(20));
    await vi.waitFor(() => expect(told.ready).toBe(1));
    const before = told.findings.length;
    const ending = new AbortController();
    const { handle } = await follow(service, ending.signal);
    expect([handle.grid.gaps, handle.grid.slices, log.running, told.findings.length]).toEqual([[], 22, 1, before]);
    const picture = await handle.reformat(standardPlane(handle.grid, "sagittal", 2), { interpolation: "linear" });
    expect(picture.frame.values).not.toContain(picture.noData);
    ending.abort();
    await expect(handle.midline()).rejects.toMatchObject({ code: "aborted" });
    expect(log.running).toBe(0);
  });

  it("of images that make no volume is refused", async () => {
    const { service, log } = setUp();
    await expect(service.follow(series(2), new AbortController().signal)).rejects.toMatchObject({ code: "no-volume" });
    expect(log.running).toBe(0);
  });

  it("grows with what is read, and ends as the whole volume: every slice decoded once, every voxel in its place", async () => {
    const decoded: string[] = [];
    const { service, on, told, log } = setUp({
      source: {
        slice: async (instance) => {
          decoded.push(instance.sopInstanceUid);
          return { columns, rows, values: pixelsOf(instance) };
        },
      },
    });
    const growing = await follow(service);
    const grown = await growing.grow(series(100).filter((_, k) => k % 5 === 0 || k === 51 || k % 2 === 0));
    expect([grown?.grid.slices, grown?.grid.gaps, told.findings]).toEqual([61, [], []]);
    const handle = await growing.finish(series(100), on);
    await vi.waitFor(() => expect(told.ready).toBe(1));
    expect([handle?.grid.slices, handle?.plan?.slices.length, log.kinds.filter((kind) => kind === "create").length]).toEqual([100, 100, 1]);
    expect(decoded.toSorted()).toEqual(series(100).map(({ sopInstanceUid }) => sopInstanceUid).toSorted());
    expect([told.findings, told.progress.at(-1)]).toMatchObject([[[]], { done: 100, total: 100, failed: 0 }]);
    if (!handle) throw new Error("it did not grow");
    const picture = await handle.reformat(standardPlane(handle.grid, "sagittal", 2), nearest);
    expect(picture.complete).toBe(true);
    for (const row of [0, 13, 50, 99]) expect(picture.frame.values[row * rows + 3]).toBe(stored(2, 3, 99 - row));
  });

  it("of which some were no part of it for a while is whole in the end", async () => {
    const { service, on, told } = setUp();
    const growing = await follow(service);
    expect((await growing.grow(series(100).filter((_, k) => k % 2 === 0)))?.grid.slices).toBe(50);
    const handle = await growing.finish(series(100), on);
    await vi.waitFor(() => expect(told.ready).toBe(1));
    expect((await handle?.reformat(standardPlane(handle.grid, "sagittal", 2), nearest))?.complete).toBe(true);
  });

  it("a slice that comes after its place has moved stands in the new one", async () => {
    const held: (() => void)[] = [];
    const { service, on, told } = setUp({
      source: {
        slice: async (instance) => {
          // The last four of the first look come late.
          if (Number(instance.sopInstanceUid.split(".").at(-1)) % 30 === 5) await new Promise<void>((go) => held.push(go));
          return { columns, rows, values: pixelsOf(instance) };
        },
      },
    });
    const growing = await follow(service);
    const finishing = growing.finish(series(100), on);
    const drain = setInterval(() => held.splice(0).forEach((go) => go()), 5);
    const handle = await finishing;
    await vi.waitFor(() => expect(told.ready).toBe(1));
    clearInterval(drain);
    if (!handle) throw new Error("it did not grow");
    const { frame } = await handle.reformat(standardPlane(handle.grid, "sagittal", 2), nearest);
    for (let row = 0; row < 100; row += 1) expect(frame.values[row * rows]).toBe(stored(2, 0, 99 - row));
  });

  it("stays as it is where what was read since is another volume, or more than the budget allows", async () => {
    const others = seriesAt(regular(120), (k) => ({ columns: columns + 1, rows, sopInstanceUid: `7.${k}` }));
    const { service, on, told } = setUp({ budgetBytes: 2 * columns * rows * 90 });
    const growing = await follow(service);
    expect([await growing.grow([...first, ...others]), await growing.finish([...first, ...others], on)]).toEqual([null, null]);
    expect(await growing.finish(series(100).map((one) => ({ ...one, frames: [{ ...one.frames[0], pixelSpacing: [40, 40] as const }] })), on)).toBeNull();
    expect([(await growing.handle.midline()).method, told.findings]).toEqual(["bone", []]);
  });
});

describe("asking", () => {
  it("pictures that are given up while they wait are never computed; the last one is", async () => {
    const { open, log, told } = setUp();
    const handle = await open(series(20));
    await vi.waitFor(() => expect(told.ready).toBe(1));
    const before = log.kinds.length;
    const wheel = Array.from({ length: 50 }, () => new AbortController());
    const asked = wheel.map((one, n) => handle.reformat(standardPlane(handle.grid, "sagittal", n / 10), nearest, one.signal));
    wheel.slice(0, -1).forEach((one) => one.abort());
    const settled = await Promise.allSettled(asked);
    expect(settled.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(settled.at(-1)?.status).toBe("fulfilled");
    expect(log.kinds.slice(before)).toEqual(["reformat", "reformat"]);
  });

  it("an impossible question rejects and harms nothing", async () => {
    const { open } = setUp();
    const handle = await open(series(20));
    const plane = standardPlane(handle.grid, "sagittal", 2);
    await expect(handle.reformat({ ...plane, columns: 0 }, nearest)).rejects.toMatchObject({ code: "internal" });
    expect((await handle.reformat(plane, nearest)).frame.rows).toBe(20);
  });

  it("a region is measured in what has come", async () => {
    const { open, told } = setUp();
    const handle = await open(series(20));
    await vi.waitFor(() => expect(told.ready).toBe(1));
    const roi = await handle.roi({ kind: "ellipse", centre: [2, 2, 10], halfU: [1, 0, 0], halfV: [0, 1, 0] });
    expect(roi).toMatchObject({ kind: "measured", voxels: 5, mean: stored(2, 2, 10) - 1024 });
  });
});

describe("closing", () => {
  it("five opened one after the other leave the memory of one", async () => {
    const { open, log } = setUp();
    for (let n = 0; n < 5; n += 1) {
      await open(series(20));
      expect(log.running).toBe(1);
    }
  });

  it("ends the worker, and every question that was asked", async () => {
    const { open, log, told } = setUp();
    const handle = await open(series(20));
    const asked = handle.reformat(standardPlane(handle.grid, "sagittal", 2), nearest);
    handle.close();
    await expect(asked).rejects.toMatchObject({ code: "aborted" });
    await expect(handle.midline()).rejects.toMatchObject({ code: "aborted" });
    await new Promise((go) => setTimeout(go, 20));
    expect([log.running, told.ready, told.failed]).toEqual([0, 0, []]);
  });

  it("cancelling while slices arrive rejects the opening, stops decoding and ends the worker", async () => {
    let asked = 0;
    const { open, log, told } = setUp({
      source: {
        slice: (_, __, signal) => {
          asked += 1;
          return new Promise((___, reject) => signal?.addEventListener("abort", () => reject(new ImageError("aborted"))));
        },
      },
    });
    const cancel = new AbortController();
    const opening = open(series(100), cancel.signal);
    await vi.waitFor(() => expect(asked).toBe(8));
    cancel.abort();
    await expect(opening).rejects.toMatchObject({ code: "aborted" });
    expect([asked, log.running, told.failed]).toEqual([8, 0, []]);
  });

  it("a worker that crashes is told once, and nothing waits for it", async () => {
    const { open, log, told } = setUp();
    const handle = await open(series(20));
    await vi.waitFor(() => expect(told.ready).toBe(1));
    const asked = handle.midline();
    log.crash?.("out of memory");
    await expect(asked).rejects.toMatchObject({ code: "crashed", params: { detail: "out of memory" } });
    expect(told.failed).toHaveLength(1);
  });
});

describe("a NIfTI", () => {
  /** 4 x 3 x 20 voxels of 1 mm, int16, sform as CT lies. */
  function file(): Blob {
    const view = new DataView(new ArrayBuffer(352 + 4 * 3 * 20 * 2));
    view.setInt32(0, 348, true);
    [3, 4, 3, 20, 1, 1, 1, 1].forEach((dim, index) => view.setInt16(40 + 2 * index, dim, true));
    view.setInt16(70, 4, true);
    view.setFloat32(108, 352, true);
    view.setInt16(254, 1, true);
    [-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0].forEach((value, index) => view.setFloat32(280 + 4 * index, value, true));
    [0x6e, 0x2b, 0x31, 0].forEach((byte, index) => view.setUint8(344 + index, byte));
    for (let at = 0; at < 240; at += 1) view.setInt16(352 + 2 * at, at, true);
    return new Blob([view.buffer]);
  }

  it("opens like a series, without a plan", async () => {
    const { service, on, told } = setUp();
    const handle = await service.openNifti({ path: "ct.nii", blob: file() }, "HU", on, new AbortController().signal);
    await vi.waitFor(() => expect(told.ready).toBe(1));
    expect([handle.plan, handle.grid.slices, handle.unit]).toEqual([undefined, 20, "HU"]);
    const picture = await handle.reformat(standardPlane(handle.grid, "sagittal", 1), nearest);
    expect(picture.frame.values[0]).toBe(19 * 12 + 1);
    expect(told.progress.at(-1)).toMatchObject({ done: 20, total: 20 });
  });

  it("that is damaged rejects, and leaves no worker", async () => {
    const { service, on, log, told } = setUp();
    await expect(service.openNifti({ path: "ct.nii", blob: new Blob(["no"]) }, "HU", on, new AbortController().signal)).rejects.toMatchObject({ code: "header-truncated" });
    expect([log.running, told.failed]).toEqual([0, []]);
  });
});

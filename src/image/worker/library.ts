import type { Frame } from "../frame";
import { type Instance, presentationOf } from "../instance";
import type { ImageLibrary, NamedFile, OpenEvents } from "../library";
import { asImageError, ImageError } from "../problem";
import type { SliceSource } from "../volume/service";
import { FrameCache } from "./frameCache";
import { createEarlySlices } from "./earlySlices";
import { openFiles } from "./openFiles";
import { WorkerPool, type WorkerLike } from "./pool";
import { thumbnailOf } from "./thumbnail";

export interface LibraryOptions {
  readonly workers?: number;
  readonly cacheBytes?: number;
  readonly startWorker?: () => WorkerLike;
}

/** Decoding is slowest for JPEG 2000, about 0.2 microseconds a sample; a slow or busy machine gets fifty times that. */
const frameTimeout = (instance: Instance): number => 20_000 + (instance.rows * instance.columns * instance.samplesPerPixel) / 100;

export interface WorkerLibrary extends ImageLibrary, SliceSource {
  /** Starts the workers ahead of the first file. */
  prepare(): void;
}

/** More than any CT or MR slice has, less than a film. */
const slicePixels = 1024 ** 2;

/** The image library over a pool of module workers. */
export function createImageLibrary(options: LibraryOptions = {}): WorkerLibrary {
  const pool = new WorkerPool(options.startWorker ?? startImageWorker, options.workers ?? defaultWorkers());
  const cache = new FrameCache(options.cacheBytes ?? defaultCacheBytes());
  const imageId = numbering();
  const running = new Map<string, Promise<Frame>>();
  const early = createEarlySlices();
  const { expect, pictured } = early;
  const cacheKey = (instance: Instance, frameIndex: number): string => `${imageId(instance.source)}/${frameIndex}`;

  const decode = (instance: Instance, frameIndex: number, signal: AbortSignal | undefined): Promise<Frame> => {
    const ask = { blob: instance.source, imageId: imageId(instance.source), format: instance.format, frameIndex };
    return pool.run({ kind: "frame", ask, priority: 0, timeoutMs: frameTimeout(instance), signal });
  };

  /** From the cache, or what somebody else waits for; undefined once they give it up: then one decodes for oneself. */
  const atHand = (key: string): Frame | Promise<Frame | undefined> | undefined =>
    cache.get(key) ?? running.get(key)?.catch((error: unknown) => (asImageError(error).code === "aborted" ? undefined : Promise.reject(asImageError(error))));

  return {
    expect,
    pictured,
    open: (files: readonly NamedFile[], on: OpenEvents, signal: AbortSignal) => openFiles(pool, files, on, signal, early),

    frame: async (instance, frameIndex, signal) => {
      const key = cacheKey(instance, frameIndex);
      const shared = atHand(key);
      // No waiting where nothing is at hand: whoever asks next must find this request under way.
      const other = shared && (await shared);
      if (signal?.aborted) throw new ImageError("aborted");
      if (other) return other;
      const mine = decode(instance, frameIndex, signal);
      running.set(key, mine);
      try {
        const frame = await mine;
        cache.set(key, frame);
        return frame;
      } finally {
        if (running.get(key) === mine) running.delete(key);
      }
    },

    slice: async (instance, frameIndex, signal) => {
      const known = frameIndex === 0 ? early.take(instance.source) : undefined;
      if (known) return known;
      const ask = { blob: instance.source, imageId: imageId(instance.source), format: instance.format, frameIndex };
      return pool.run({ kind: "slice", ask, priority: 1, timeoutMs: frameTimeout(instance), signal, isShort: true });
    },

    thumbnail: async (instance, size, signal) => {
      const frameIndex = Math.floor(instance.numberOfFrames / 2);
      // A film that is shown isn't decoded a second time at the same time: its reductions are small enough to be mapped here.
      const frame = await atHand(cacheKey(instance, frameIndex));
      if (signal?.aborted) throw new ImageError("aborted");
      if (frame) return thumbnailOf({ frame, instance, presentation: presentationOf(instance, frameIndex) }, size);
      const ask = { blob: instance.source, imageId: imageId(instance.source), format: instance.format, frameIndex, size };
      // A slice is decoded as fast as a header is read: it needn't wait until the whole of its series is.
      const isShort = instance.rows * instance.columns <= slicePixels;
      return pool.run({ kind: "thumbnail", ask, priority: isShort ? 1 : 2, timeoutMs: frameTimeout(instance), signal, ...(isShort && { isShort }) });
    },

    prepare: () => pool.prepare(),

    dispose: () => {
      pool.dispose();
      cache.clear();
    },
  };
}

/** A number for each file. */
function numbering(): (blob: Blob) => number {
  const ids = new WeakMap<Blob, number>();
  let nextId = 1;
  return (blob) => {
    const id = ids.get(blob) ?? nextId++;
    ids.set(blob, id);
    return id;
  };
}

function startImageWorker(): WorkerLike {
  return new Worker(new URL("./imageWorker.ts", import.meta.url), { type: "module", name: "image" }) as unknown as WorkerLike;
}

function defaultWorkers(): number {
  return Math.min(4, Math.max(2, navigator.hardwareConcurrency || 2));
}

/** Half a gigabyte holds a thoracic CT or ten full-spine films with their reductions; less on small machines. */
function defaultCacheBytes(): number {
  const memoryGb = "deviceMemory" in navigator && typeof navigator.deviceMemory === "number" ? navigator.deviceMemory : 8;
  return memoryGb >= 8 ? 768 * 1024 ** 2 : 256 * 1024 ** 2;
}

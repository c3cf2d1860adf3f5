import { asImageError, type ImageError } from "../../problem";
import type { VolumeEvents, VolumeHandle } from "../../volume/service";
import { createVolumeClient, type VolumeClient, type VolumeWorkerLike } from "./client";

/** One volume from its opening to its end. */
export interface Opening {
  readonly client: VolumeClient;
  /** Aborts with the opener's signal, and when the volume is closed. */
  readonly signal: AbortSignal;
  close(): void;
  /** Ends the volume where the work on it fails. */
  guard<T>(work: () => Promise<T>): Promise<T>;
  /** Tells how the rest of loading ends, `ready` or `failed`; never before the opener has the handle. */
  finish(rest: Promise<void>, on: VolumeEvents): void;
}

export function createOpening(start: () => VolumeWorkerLike, opener: AbortSignal): Opening {
  const ending = new AbortController();
  let failed: (error: Error) => void = () => undefined;
  const client = createVolumeClient(start, (error) => {
    ending.abort();
    failed(error);
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
    signal: ending.signal,
    close,
    guard: async (work) => {
      try {
        return await work();
      } catch (thrown) {
        throw fail(thrown);
      }
    },
    finish: (rest, on) => {
      failed = on.failed;
      const ended = (tell: () => void): void => void setTimeout(() => !ending.signal.aborted && tell());
      rest.then(
        () => ended(on.ready),
        (thrown: unknown) => ended(() => on.failed(fail(thrown))),
      );
    },
  };
}

/** What can be asked of the open volume. */
export function askedThrough({ client, close }: Opening): Pick<VolumeHandle, "reformat" | "midline" | "roi" | "close"> {
  return {
    reformat: (plane, options, signal) => client.queue("reformat", { plane, options }, signal),
    midline: (signal) => client.queue("midline", null, signal),
    roi: (roi, signal) => client.queue("roi", roi, signal),
    close,
  };
}

import { ImageError } from "../../problem";
import { endedBy } from "../ended";
import type { VolumeReplyMessage, VolumeRequestKind, VolumeRequestMessage, VolumeRequests } from "./requests";

/** The part of a Worker that the client uses, so that a test can stand in for it. */
export interface VolumeWorkerLike {
  postMessage(message: VolumeRequestMessage, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: { readonly data: VolumeReplyMessage }) => void) | null;
  onerror: ((event: { readonly message?: string; preventDefault?(): void }) => void) | null;
}

export interface VolumeClient {
  /** Sent at once, past whatever waits: slices that arrive, the volume itself. */
  send<K extends VolumeRequestKind>(kind: K, ask: VolumeRequests[K]["ask"], options?: SendOptions<K>): Promise<VolumeRequests[K]["result"]>;
  /**
   * Sent when the one before has been answered, so that what is aborted meanwhile is never computed: of a hundred pictures
   * that a turning wheel asks for, the first and the last are made.
   */
  queue<K extends VolumeRequestKind>(kind: K, ask: VolumeRequests[K]["ask"], signal?: AbortSignal): Promise<VolumeRequests[K]["result"]>;
  close(error?: ImageError): void;
}

export interface SendOptions<K extends VolumeRequestKind> {
  readonly transfer?: Transferable[];
  readonly part?: (part: VolumeRequests[K]["part"]) => void;
}

interface Pending {
  readonly resolve: (result: never) => void;
  readonly reject: (error: ImageError) => void;
  readonly part: (part: never) => void;
}

/** Requests to one volume worker. Every promise rejects with an ImageError only. */
export function createVolumeClient(start: () => VolumeWorkerLike, crashed: (error: ImageError) => void): VolumeClient {
  const worker = start();
  const pending = new Map<number, Pending>();
  const line = createLine();
  let nextId = 1;
  let closedBy: ImageError | undefined;

  const close = (error: ImageError = new ImageError("aborted")): void => {
    if (closedBy) return;
    closedBy = error;
    worker.terminate();
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
    line.close(error);
  };

  worker.onmessage = ({ data }) => {
    const request = pending.get(data.id);
    if (!request) return;
    if (data.state === "part") return request.part(data.part as never);
    pending.delete(data.id);
    if (data.state === "done") request.resolve(data.result as never);
    else request.reject(new ImageError(data.code, data.params));
  };
  worker.onerror = (event) => {
    event.preventDefault?.();
    const error = endedBy(event);
    close(error);
    crashed(error);
  };

  const send: VolumeClient["send"] = (kind, ask, { transfer = [], part } = {}) =>
    new Promise((resolve, reject) => {
      if (closedBy) return reject(closedBy);
      const id = nextId++;
      pending.set(id, { resolve, reject, part: (one) => part?.(one) });
      worker.postMessage({ id, kind, ask } as VolumeRequestMessage, transfer);
    });

  return { send, queue: (kind, ask, signal) => line.join(() => send(kind, ask), signal), close };
}

interface Line {
  /** Starts `job` when the ones before it have ended; never where `signal` aborts before. */
  join<T>(job: () => Promise<T>, signal: AbortSignal | undefined): Promise<T>;
  close(error: ImageError): void;
}

interface Waiting {
  readonly start: () => Promise<unknown>;
  readonly reject: (error: ImageError) => void;
}

/** Jobs one after the other. */
function createLine(): Line {
  const waiting: Waiting[] = [];
  let isBusy = false;
  let closedBy: ImageError | undefined;
  const next = (): void => {
    const job = isBusy ? undefined : waiting.shift();
    if (!job) return;
    isBusy = true;
    void job.start().finally(() => {
      isBusy = false;
      next();
    });
  };
  return {
    join: (job, signal) =>
      new Promise((resolve, reject) => {
        if (closedBy || signal?.aborted) return reject(closedBy ?? new ImageError("aborted"));
        const own: Waiting = { start: () => job().then(resolve, reject), reject };
        const leave = (): void => {
          const at = waiting.indexOf(own);
          if (at >= 0) waiting.splice(at, 1);
          reject(new ImageError("aborted"));
        };
        signal?.addEventListener("abort", leave, { once: true });
        waiting.push(own);
        next();
      }),
    close: (error) => {
      closedBy = error;
      for (const { reject } of waiting.splice(0)) reject(error);
    },
  };
}

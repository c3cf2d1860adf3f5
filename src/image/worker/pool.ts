import { asImageError, ImageError } from "../problem";
import { endedBy } from "./ended";
import type { ReplyMessage, RequestKind, RequestMessage, Requests } from "./requests";

/** Smaller goes first: what is shown, then what the list needs, then what decorates it. */
export type Priority = 0 | 1 | 2;

export interface Task<K extends RequestKind> {
  readonly kind: K;
  readonly ask: Requests[K]["ask"];
  readonly priority: Priority;
  /** The worker is stopped and replaced when it has not answered (a part counts) for so long. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  /** Over in milliseconds: a worker that has one is given the next one too, and so doesn't wait for a page that is busy. */
  readonly isShort?: true;
  /** For what runs for minutes: an abort stops the worker, instead of letting it finish for nobody. */
  readonly stopsOnAbort?: true;
  readonly part?: (part: Requests[K]["part"]) => void;
}

/** The part of a Worker that the pool uses, so that a test can stand in for it. */
export interface WorkerLike {
  postMessage(message: RequestMessage): void;
  terminate(): void;
  onmessage: ((event: { readonly data: ReplyMessage }) => void) | null;
  onerror: ((event: { readonly message?: string; preventDefault?(): void }) => void) | null;
}

interface Job {
  readonly message: RequestMessage;
  readonly priority: Priority;
  readonly timeoutMs: number;
  readonly stopsOnAbort: boolean;
  readonly isShort: boolean;
  /** Nobody waits for it any more. */
  isOver: boolean;
  readonly part: (part: never) => void;
  readonly resolve: (result: never) => void;
  readonly reject: (error: ImageError) => void;
}

interface Slot {
  worker: WorkerLike | undefined;
  /** What the worker has been given, in the order in which it does it. */
  readonly jobs: Job[];
  timer: ReturnType<typeof setTimeout> | undefined;
}

/** Short jobs that a worker has at a time. */
const mostShort = 4;

/** Workers that are started when first needed, or before; each does one job at a time, the most urgent job first. */
export class WorkerPool {
  readonly #start: () => WorkerLike;
  readonly #slots: readonly Slot[];
  readonly #queues: readonly [Job[], Job[], Job[]] = [[], [], []];
  #nextId = 1;
  #disposed = false;

  constructor(start: () => WorkerLike, size: number) {
    this.#start = start;
    this.#slots = Array.from({ length: Math.max(1, size) }, () => ({ worker: undefined, jobs: [], timer: undefined }));
  }

  /** Rejects with ImageError only: the worker's, "timeout", "crashed", "not-fetched" or "aborted". */
  run<K extends RequestKind>(task: Task<K>): Promise<Requests[K]["result"]> {
    return new Promise((resolve, reject) => {
      if (this.#disposed || task.signal?.aborted) return reject(new ImageError("aborted"));
      const abort = (): void => this.#abort(job);
      const settled = <T>(settle: (value: T) => void) => (value: T): void => {
        task.signal?.removeEventListener("abort", abort);
        job.isOver = true;
        settle(value);
      };
      const job: Job = {
        message: { id: this.#nextId++, kind: task.kind, ask: task.ask } as RequestMessage,
        priority: task.priority,
        timeoutMs: task.timeoutMs,
        stopsOnAbort: task.stopsOnAbort === true,
        isShort: task.isShort === true,
        isOver: false,
        part: (part) => task.part?.(part),
        resolve: settled(resolve),
        reject: settled(reject),
      };
      task.signal?.addEventListener("abort", abort, { once: true });
      this.#queues[task.priority].push(job);
      this.#next();
    });
  }

  /** Starts the workers that don't run yet: the first job then finds one that has read its code. */
  prepare(): void {
    if (this.#disposed) return;
    try {
      for (const slot of this.#slots) slot.worker ??= this.#started(slot);
    } catch {
      // The first job that wants one says why there is none.
    }
  }

  dispose(): void {
    this.#disposed = true;
    for (const slot of this.#slots) this.#stop(slot, new ImageError("aborted"));
    for (const queue of this.#queues) for (const job of queue.splice(0)) job.reject(new ImageError("aborted"));
  }

  #next(): void {
    for (const slot of this.#slots) {
      if (slot.jobs.length > 0) continue;
      const job = this.#takeJob();
      if (!job) return;
      this.#give(slot, job);
    }
    const [shown, listed] = this.#queues;
    while (shown.length === 0 && listed[0]?.isShort) {
      const slot = this.#leastGiven();
      const job = slot && listed.shift();
      if (!job) return;
      this.#give(slot, job);
    }
  }

  /** Of the workers that have short jobs only, and room for one more. */
  #leastGiven(): Slot | undefined {
    const able = this.#slots.filter(({ jobs }) => jobs.length < mostShort && jobs.every(({ isShort }) => isShort));
    return able.reduce<Slot | undefined>((least, slot) => (least && least.jobs.length <= slot.jobs.length ? least : slot), undefined);
  }

  /** The last free worker is kept from thumbnails and scans, which may take seconds, so that an image to show finds one. */
  #takeJob(): Job | undefined {
    const [shown, listed, decorating] = this.#queues;
    const first = shown.shift();
    if (first || this.#slots.length === 1) return first ?? listed.shift() ?? decorating.shift();
    const free = this.#slots.filter(({ jobs }) => jobs.length === 0).length;
    const next = listed.shift();
    return next ?? (free > 1 ? decorating.shift() : undefined);
  }

  #give(slot: Slot, job: Job): void {
    slot.jobs.push(job);
    if (slot.jobs[0] === job) this.#watch(slot, job);
    try {
      slot.worker ??= this.#started(slot);
      slot.worker.postMessage(job.message);
    } catch (error) {
      // A policy may forbid workers, and a message may hold what cannot be sent.
      this.#stop(slot, asImageError(error, "crashed"));
    }
  }

  #started(slot: Slot): WorkerLike {
    const worker = this.#start();
    worker.onmessage = ({ data }) => this.#reply(slot, data);
    worker.onerror = (event) => {
      event.preventDefault?.();
      this.#stop(slot, endedBy(event));
      this.#next();
    };
    return worker;
  }

  #reply(slot: Slot, reply: ReplyMessage): void {
    const job = slot.jobs.find(({ message }) => message.id === reply.id);
    if (!job) return;
    if (reply.state === "part") {
      this.#watch(slot, job);
      job.part(reply.part as never);
      return;
    }
    clearTimeout(slot.timer);
    slot.jobs.splice(slot.jobs.indexOf(job), 1);
    if (slot.jobs[0]) this.#watch(slot, slot.jobs[0]);
    if (reply.state === "done") job.resolve(reply.result as never);
    else job.reject(new ImageError(reply.code, reply.params));
    this.#next();
  }

  #watch(slot: Slot, job: Job): void {
    clearTimeout(slot.timer);
    slot.timer = setTimeout(() => {
      this.#stop(slot, new ImageError("timeout", { seconds: Math.round(job.timeoutMs / 1000) }));
      this.#next();
    }, job.timeoutMs);
  }

  /** Terminates the worker, which was at its first job; the others go back, and the slot starts another worker when it gets one. */
  #stop(slot: Slot, error: ImageError): void {
    clearTimeout(slot.timer);
    slot.worker?.terminate();
    slot.worker = undefined;
    const [job, ...others] = slot.jobs.splice(0);
    for (const other of others.toReversed()) if (!other.isOver) this.#queues[other.priority].unshift(other);
    job?.reject(error);
  }

  /** A job in the queue goes. One in a worker cannot be interrupted (a codec doesn't yield): its answer is let go, or it stops with its worker. */
  #abort(job: Job): void {
    const queue = this.#queues[job.priority];
    const at = queue.indexOf(job);
    if (at >= 0) queue.splice(at, 1);
    job.reject(new ImageError("aborted"));
    const slot = job.stopsOnAbort ? this.#slots.find(({ jobs: [first] }) => first === job) : undefined;
    if (!slot) return;
    this.#stop(slot, new ImageError("aborted"));
    this.#next();
  }
}

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Priority, WorkerPool, type WorkerLike } from "#image/worker/pool";
import type { ReplyMessage, RequestMessage } from "#image/worker/requests";

/** A worker that answers when the test says so. */
class ScriptedWorker implements WorkerLike {
  static all: ScriptedWorker[] = [];
  readonly asked: RequestMessage[] = [];
  isTerminated = false;
  onmessage: WorkerLike["onmessage"] = null;
  onerror: WorkerLike["onerror"] = null;

  constructor() {
    ScriptedWorker.all.push(this);
  }

  postMessage(message: RequestMessage): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  answer(result = 1): void {
    this.reply({ id: this.lastId, state: "done", result });
  }

  /** The nth of what it was asked. */
  answerTo(index: number): void {
    this.reply({ id: this.asked[index]?.id ?? 0, state: "done", result: 1 });
  }

  reply(data: ReplyMessage): void {
    this.onmessage?.({ data });
  }

  get lastId(): number {
    return this.asked.at(-1)?.id ?? 0;
  }
}

const poolOf = (size: number): WorkerPool => new WorkerPool(() => new ScriptedWorker(), size);
const blob = new Blob([]);
const ask = (pool: WorkerPool, path: string, priority: Priority, more: { signal?: AbortSignal; part?: (part: unknown) => void; timeoutMs?: number; stopsOnAbort?: true; isShort?: true } = {}): Promise<unknown> =>
  pool.run({ kind: "unzip", ask: { blob, path }, priority, timeoutMs: 1000, ...more });
const asked = (worker = 0): string[] => (ScriptedWorker.all[worker]?.asked ?? []).map((message) => (message.kind === "unzip" ? message.ask.path : ""));
const worker = (index: number): ScriptedWorker => {
  const found = ScriptedWorker.all[index];
  if (!found) throw new Error(`no worker ${index}`);
  return found;
};

beforeEach(() => {
  ScriptedWorker.all = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe("the pool", () => {
  it("starts workers only when there is work for them", () => {
    const pool = poolOf(4);
    expect(ScriptedWorker.all).toHaveLength(0);
    void ask(pool, "a", 1);
    void ask(pool, "b", 1);
    expect(ScriptedWorker.all).toHaveLength(2);
  });

  it("can be started ahead of its work, each worker once", async () => {
    const pool = poolOf(2);
    const results = [ask(pool, "a", 1)];
    pool.prepare();
    pool.prepare();
    expect(ScriptedWorker.all).toHaveLength(2);
    results.push(ask(pool, "b", 1));
    expect([asked(0), asked(1)]).toEqual([["a"], ["b"]]);
    worker(0).answer();
    worker(1).answer();
    await Promise.all(results);
    pool.dispose();
    pool.prepare();
    expect(ScriptedWorker.all).toHaveLength(2);
  });

  it("gives the image to be shown before headers, and headers before thumbnails", async () => {
    const pool = poolOf(1);
    const results = [ask(pool, "running", 1), ask(pool, "thumbnail", 2), ask(pool, "header", 1), ask(pool, "shown", 0)];
    for (let count = 0; count < 4; count += 1) worker(0).answer();
    await Promise.all(results);
    expect(asked()).toEqual(["running", "shown", "header", "thumbnail"]);
  });

  it("keeps one worker free of thumbnails, so that an image to be shown need not wait for one", () => {
    const pool = poolOf(2);
    void ask(pool, "thumbnail 1", 2);
    void ask(pool, "thumbnail 2", 2);
    expect(ScriptedWorker.all).toHaveLength(1);
    void ask(pool, "shown", 0);
    expect(asked(1)).toEqual(["shown"]);
  });

  it("hands on parts as they come, and the result", async () => {
    const parts: unknown[] = [];
    const result = ask(poolOf(1), "a.zip", 1, { part: (part) => parts.push(part) });
    worker(0).reply({ id: worker(0).lastId, state: "part", part: { path: "x", blob } });
    worker(0).answer(7);
    expect(await result).toBe(7);
    expect(parts).toEqual([{ path: "x", blob }]);
  });

  it("rejects with the worker's reason", async () => {
    const result = ask(poolOf(1), "a", 1);
    worker(0).reply({ id: worker(0).lastId, state: "failed", code: "truncated", params: { have: 1, need: 2 } });
    await expect(result).rejects.toMatchObject({ name: "ImageError", code: "truncated", params: { have: 1, need: 2 } });
  });
});

describe("a worker that does not answer", () => {
  it("is stopped after its limit; the file is a timeout and the next one goes to a new worker", async () => {
    const pool = poolOf(1);
    const stuck = ask(pool, "stuck", 1);
    const next = ask(pool, "next", 1);
    const failure = expect(stuck).rejects.toMatchObject({ code: "timeout", params: { seconds: 1 } });
    vi.advanceTimersByTime(1000);
    await failure;
    expect(worker(0).isTerminated).toBe(true);
    worker(1).answer();
    await next;
    expect(asked(1)).toEqual(["next"]);
  });

  it("has its time from the start of its job, not of its waiting", async () => {
    const pool = poolOf(1);
    const first = ask(pool, "first", 1, { timeoutMs: 5000 });
    const second = ask(pool, "second", 1, { timeoutMs: 1000 });
    vi.advanceTimersByTime(4000);
    worker(0).answer();
    vi.advanceTimersByTime(900);
    worker(0).answer();
    await Promise.all([first, second]);
    expect(worker(0).isTerminated).toBe(false);
  });

  it("gets its time anew with each part", async () => {
    const result = ask(poolOf(1), "large.zip", 1);
    for (let count = 0; count < 5; count += 1) {
      vi.advanceTimersByTime(900);
      worker(0).reply({ id: worker(0).lastId, state: "part", part: { path: "x", blob } });
    }
    worker(0).answer();
    await result;
  });

  it("and one that cannot even be started is a crash, for each that wants one", async () => {
    const pool = new WorkerPool(() => {
      throw new DOMException("refused by the policy", "SecurityError");
    }, 2);
    const all = ["a", "b", "c"].map((path) => expect(ask(pool, path, 1)).rejects.toMatchObject({ name: "ImageError", code: "crashed", params: { detail: "refused by the policy" } }));
    await Promise.all(all);
  });

  it("and one whose code can't be fetched says that, and not of the file", async () => {
    const pool = poolOf(1);
    const failure = expect(ask(pool, "lost", 1)).rejects.toMatchObject({ code: "not-fetched" });
    worker(0).onerror?.({});
    await failure;
    const next = ask(pool, "next", 1);
    worker(1).answer();
    await next;
  });

  it("and one that crashes is replaced", async () => {
    const pool = poolOf(1);
    const lost = ask(pool, "lost", 1);
    const next = ask(pool, "next", 1);
    const failure = expect(lost).rejects.toMatchObject({ code: "crashed", params: { detail: "out of memory" } });
    worker(0).onerror?.({ message: "out of memory" });
    await failure;
    worker(1).answer();
    await next;
  });
});

describe("short jobs", () => {
  const short = (pool: WorkerPool, path: string, more: Parameters<typeof ask>[3] = {}): Promise<unknown> => ask(pool, path, 1, { isShort: true, ...more });

  it("are given four at a time, each worker one first; others are not, and nothing is given behind them", () => {
    const pool = poolOf(2);
    for (const path of "abcdefghi") void short(pool, path);
    const given = (): string[] => [asked(0), asked(1)].map((paths) => paths.join(""));
    expect(given()).toEqual(["aceg", "bdfh"]);
    void ask(pool, "L", 1);
    worker(0).answerTo(0);
    expect(given()).toEqual(["acegi", "bdfh"]);
    for (const at of [0, 1, 2, 3]) worker(1).answerTo(at);
    expect(given()).toEqual(["acegi", "bdfhL"]);
    void short(pool, "j");
    expect(given()).toEqual(["acegi", "bdfhL"]);
  });

  it("make an image to be shown wait for no more than those that are given already", () => {
    const pool = poolOf(1);
    for (const path of "abcde") void short(pool, path);
    void ask(pool, "shown", 0);
    for (const at of [0, 1, 2]) worker(0).answerTo(at);
    expect(asked()).toEqual(["a", "b", "c", "d"]);
    worker(0).answerTo(3);
    expect(asked()).toEqual(["a", "b", "c", "d", "shown"]);
  });

  it("that a worker dies of are told of themselves; the one behind goes to the next worker, with its own time", async () => {
    const pool = poolOf(1);
    const failure = expect(short(pool, "stuck", { timeoutMs: 1000 })).rejects.toMatchObject({ code: "timeout" });
    const behind = short(pool, "behind", { timeoutMs: 1500 });
    const after = short(pool, "after");
    vi.advanceTimersByTime(1000);
    await failure;
    expect(asked(1)).toEqual(["behind", "after"]);
    vi.advanceTimersByTime(1400);
    worker(1).answerTo(0);
    worker(1).answerTo(1);
    await Promise.all([behind, after]);
  });

  it("that nobody waits for any more are not asked again", async () => {
    const pool = poolOf(1);
    const abort = new AbortController();
    const failures = [
      expect(short(pool, "lost")).rejects.toMatchObject({ code: "crashed" }),
      expect(short(pool, "given up", { signal: abort.signal })).rejects.toMatchObject({ code: "aborted" }),
    ];
    abort.abort();
    worker(0).onerror?.({ message: "out of memory" });
    await Promise.all(failures);
    expect(ScriptedWorker.all).toHaveLength(1);
  });
});

describe("cancelling", () => {
  it("takes a waiting job out of the queue", async () => {
    const pool = poolOf(1);
    const abort = new AbortController();
    const running = ask(pool, "running", 1);
    const waiting = ask(pool, "waiting", 1, { signal: abort.signal });
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ code: "aborted" });
    worker(0).answer();
    await running;
    expect(asked()).toEqual(["running"]);
  });

  it("lets go of a running job at once; its worker finishes and goes on", async () => {
    const pool = poolOf(1);
    const abort = new AbortController();
    const running = ask(pool, "running", 1, { signal: abort.signal });
    const next = ask(pool, "next", 1);
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: "aborted" });
    worker(0).answer();
    worker(0).answer();
    await next;
    expect(worker(0).isTerminated).toBe(false);
  });

  it("stops what runs for minutes together with its worker", async () => {
    const pool = poolOf(1);
    const abort = new AbortController();
    const parts: unknown[] = [];
    const running = ask(pool, "large.zip", 1, { signal: abort.signal, stopsOnAbort: true, part: (part) => parts.push(part) });
    const next = ask(pool, "next", 1);
    abort.abort();
    await expect(running).rejects.toMatchObject({ code: "aborted" });
    expect(worker(0).isTerminated).toBe(true);
    worker(0).reply({ id: 1, state: "part", part: { path: "x", blob } });
    expect(parts).toEqual([]);
    worker(1).answer();
    await next;
  });

  it("before the start asks nothing of a worker", async () => {
    await expect(ask(poolOf(1), "never", 1, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
    expect(ScriptedWorker.all).toHaveLength(0);
  });

  it("everything: disposing stops the workers and rejects what waits", async () => {
    const pool = poolOf(1);
    const all = [ask(pool, "running", 1), ask(pool, "waiting", 2)].map((promise) => expect(promise).rejects.toMatchObject({ code: "aborted" }));
    pool.dispose();
    await Promise.all(all);
    expect(worker(0).isTerminated).toBe(true);
    await expect(ask(pool, "later", 0)).rejects.toMatchObject({ code: "aborted" });
  });
});

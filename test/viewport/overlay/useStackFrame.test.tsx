// @vitest-environment happy-dom
import { act, StrictMode, useEffect } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame } from "#image/frame";
import type { ImageLibrary } from "#image/library";
import { ImageError } from "#image/problem";
import type { Viewport } from "#viewport/engine";
import { useStackFrame, type Loading } from "../../../src/viewport/overlay/useStackFrame";
import type { StackItem } from "../../../src/viewport/overlay/viewportProps";
import { instance } from "../../image/support/instance";

vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);

interface Asked {
  readonly frameIndex: number;
  readonly signal: AbortSignal | undefined;
  readonly arrives: () => void;
  readonly fails: (error: unknown) => void;
}

const film = instance({ numberOfFrames: 9, fileName: "run.dcm" });
const stack: readonly StackItem[] = Array.from({ length: 9 }, (_, frameIndex) => ({ instance: film, frameIndex }));
const frame: Frame = { kind: "grey", columns: 4, rows: 4, values: new Uint8Array(16), min: 0, max: 0, levels: [] };

let asked: Asked[];
let shows: number[];
let problems: string[];
let place: HTMLElement;
let root: Root;
let library: ImageLibrary;

beforeEach(() => {
  [asked, shows, problems] = [[], [], []];
  place = document.createElement("div");
  root = createRoot(place);
  const frameOf: ImageLibrary["frame"] = (_instance, frameIndex, signal) =>
    new Promise((resolve, reject) => asked.push({ frameIndex, signal, arrives: () => resolve(frame), fails: reject }));
  library = { frame: frameOf } as ImageLibrary;
});
afterEach(() => act(async () => root.unmount()));

const viewport = { show: (_instance: unknown, _frame: unknown, frameIndex: number) => shows.push(frameIndex) } as unknown as Viewport;

const hold = { stop: (): void => undefined, again: (): void => undefined };

function Stack({ position }: { readonly position: number }) {
  const { loading, stop, again } = useStackFrame(viewport, library, stack, position, (problem) => problems.push(problem.code));
  useEffect(() => void Object.assign(hold, { stop, again }));
  return JSON.stringify(loading);
}
const loading = (): Loading => JSON.parse(place.textContent) as Loading;
const goTo = (position: number, strict = false) =>
  act(async () => root.render(strict ? <StrictMode><Stack position={position} /></StrictMode> : <Stack position={position} />));
const request = (frameIndex: number): Asked => {
  const found = asked.findLast((a) => a.frameIndex === frameIndex && a.signal?.aborted !== true);
  if (found === undefined) throw new Error(`frame ${frameIndex} was not asked for`);
  return found;
};

describe("loading a stack", () => {
  it("shows what arrives and then asks for its neighbours", async () => {
    await goTo(4);
    expect(loading().kind).toBe("loading");
    await act(async () => request(4).arrives());
    expect(loading().kind).toBe("shown");
    expect(shows).toEqual([4]);
    expect(asked.map(({ frameIndex }) => frameIndex)).toEqual([4, 5, 3, 6, 2]);
  });

  it("of a reader who goes by single steps asks for the next one as for one that is looked at", async () => {
    await goTo(5);
    await act(async () => request(5).arrives());
    expect(asked.slice(1).map(({ signal }) => signal)).toEqual([undefined, undefined, undefined, undefined]);
    asked = [];
    await goTo(4);
    await act(async () => request(4).arrives());
    expect(asked.map(({ frameIndex, signal }) => [frameIndex, signal !== undefined])).toEqual([[4, true], [3, true], [5, false], [2, false], [6, false]]);
    asked = [];
    await goTo(1);
    await act(async () => request(1).arrives());
    expect(asked.map(({ frameIndex, signal }) => [frameIndex, signal !== undefined])).toEqual([[1, true], [0, false], [2, false], [3, false]]);
  });

  it("gives up when the reader does, shows nothing of it, and takes it up again", async () => {
    await goTo(4);
    const given = request(4);
    await act(async () => hold.stop());
    expect(given.signal?.aborted).toBe(true);
    expect(loading().kind).toBe("stopped");
    await act(async () => given.arrives());
    expect(shows).toEqual([]);
    await act(async () => hold.again());
    expect(loading().kind).toBe("loading");
    await act(async () => request(4).arrives());
    expect([loading().kind, shows]).toEqual(["shown", [4]]);
    expect(problems).toEqual([]);
  });

  it("says so of a picture after another only when that takes long, and not after the reader stopped it", async () => {
    vi.useFakeTimers();
    await goTo(4);
    await act(async () => request(4).arrives());
    await goTo(5);
    expect(loading().kind).toBe("shown");
    await act(async () => vi.advanceTimersByTime(249));
    expect(loading().kind).toBe("shown");
    await act(async () => vi.advanceTimersByTime(1));
    expect(loading().kind).toBe("loading");
    await act(async () => request(5).arrives());
    await act(async () => vi.advanceTimersByTime(1000));
    expect(loading().kind).toBe("shown");
    await goTo(6);
    await act(async () => hold.stop());
    await act(async () => vi.advanceTimersByTime(1000));
    expect(loading().kind).toBe("stopped");
    vi.useRealTimers();
  });

  it("an older load that arrives late does not take the place of a newer one", async () => {
    await goTo(4);
    const old = request(4);
    await goTo(5);
    await act(async () => request(5).arrives());
    await act(async () => old.arrives());
    expect(old.signal?.aborted).toBe(true);
    expect(shows).toEqual([5]);
  });

  it("a failure is told once, with its file, and not when it was overtaken", async () => {
    await goTo(4);
    const old = request(4);
    await goTo(5);
    await act(async () => old.fails(new ImageError("codec")));
    expect(problems).toEqual([]);
    await act(async () => request(5).fails(new ImageError("truncated", { found: 1, expected: 2 })));
    expect(problems).toEqual(["truncated"]);
    expect(loading()).toEqual({ kind: "failed", problem: { fileName: "run.dcm", code: "truncated", params: { found: 1, expected: 2 } } });
  });

  it("comes back to life after a failure", async () => {
    await goTo(4);
    await act(async () => request(4).fails(new ImageError("codec")));
    await goTo(5);
    await act(async () => request(5).arrives());
    expect(loading().kind).toBe("shown");
  });

  it("mounted twice, as StrictMode does, it shows once", async () => {
    await goTo(4, true);
    await act(async () => asked.forEach(({ arrives }) => arrives()));
    expect(shows).toEqual([4]);
  });

  it("does not load again because the stack is a new list of the same pictures", async () => {
    await goTo(4);
    await act(async () => request(4).arrives());
    const before = asked.length;
    await goTo(4);
    expect(asked).toHaveLength(before);
  });
});

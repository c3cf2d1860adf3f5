import { expect, it } from "vitest";
import type { GreyFrame } from "#image/frame";
import { FrameCache } from "#image/worker/frameCache";

const frameOf = (bytes: number): GreyFrame => ({ kind: "grey", columns: bytes, rows: 1, values: new Uint8Array(bytes), min: 0, max: 0, levels: [] });

it("gives up the frame that was used longest ago when its bytes are full", () => {
  const cache = new FrameCache(100);
  cache.set("a", frameOf(40));
  cache.set("b", frameOf(40));
  expect(cache.get("a")).toBeDefined();
  cache.set("c", frameOf(40));
  expect(["a", "b", "c"].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true]);
  expect(cache.bytes).toBe(80);
});

it("counts a frame's levels, and memory that they share once", () => {
  const cache = new FrameCache(1000);
  const memory = new Uint8Array(30);
  const level = { columns: 10, rows: 1, values: memory.subarray(20) };
  cache.set("shared", { ...frameOf(0), values: memory.subarray(0, 20), levels: [level] });
  expect(cache.bytes).toBe(30);
  cache.set("apart", { ...frameOf(20), levels: [{ columns: 10, rows: 1, values: new Uint8Array(10) }] });
  expect(cache.bytes).toBe(60);
});

it("keeps a frame that is larger than the whole cache until the next one", () => {
  const cache = new FrameCache(100);
  cache.set("huge", frameOf(500));
  expect(cache.get("huge")).toBeDefined();
  cache.set("next", frameOf(10));
  expect([cache.get("huge"), cache.bytes]).toEqual([undefined, 10]);
});

it("replaces a frame under the same key without counting it twice", () => {
  const cache = new FrameCache(100);
  cache.set("a", frameOf(40));
  cache.set("a", frameOf(50));
  expect(cache.bytes).toBe(50);
});

import { afterEach, expect, it, vi } from "vitest";
import { fetchSample } from "../../src/app/fetchSample";

const BASE = new URL("http://here/sample/");
const INDEX = JSON.stringify({ files: ["a.dcm", "b.dcm"], case: "case.json", openSopInstanceUid: "1", attribution: "" });

/** A server of what is named, and how long it says that is. */
function serve(answers: Readonly<Record<string, () => Response>>): void {
  vi.stubGlobal("fetch", async (url: URL, { signal }: RequestInit) => {
    signal?.throwIfAborted();
    return answers[url.pathname.slice("/sample/".length)]?.() ?? new Response(null, { status: 404, statusText: "Not Found" });
  });
}
afterEach(() => vi.unstubAllGlobals());

const long = (bytes: number): (() => Response) => () => new Response(new Uint8Array(bytes), { headers: { "content-length": String(bytes) } });
const common = { "index.json": () => new Response(INDEX), "case.json": () => new Response("{}") };
const told: (readonly [number, number])[] = [];
const fetched = (signal = new AbortController().signal) => fetchSample(BASE, (...counts) => told.push(counts), signal);
afterEach(() => void told.splice(0));

it("the sample comes whole, its images counted as they come, with and without a known length", async () => {
  serve({ ...common, "a.dcm": long(100_000), "b.dcm": () => new Response(new Uint8Array(7)) });
  const { files } = await fetched();
  expect(files.map(({ path, blob }) => [path, blob.size])).toEqual([["a.dcm", 100_000], ["b.dcm", 7]]);
  expect(told.at(-1)).toEqual([2, 2]);
  const done = told.map(([count]) => count);
  expect(done.toSorted((one, other) => one - other), "never fewer than before").toEqual(done);
});

it("half of an image counts as a half", async () => {
  const half = new Response(new Uint8Array(50));
  serve({ ...common, "a.dcm": () => new Response(half.body, { headers: { "content-length": "100" } }), "b.dcm": long(1) });
  await fetched();
  expect(told.map(([count]) => count % 1)).toContain(0.5);
});

it("what the server refuses is named, and who stops gets nothing", async () => {
  serve({ ...common, "a.dcm": long(1) });
  await expect(fetched()).rejects.toThrow("/sample/b.dcm: 404 Not Found");
  await expect(fetched(AbortSignal.abort())).rejects.toThrow(/abort/i);
});

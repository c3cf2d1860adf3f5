import { describe, expect, it, vi } from "vitest";
import type { GreyFrame } from "#image/frame";
import type { Instance } from "#image/instance";
import type { ImageLibrary } from "#image/library";
import { ImageError } from "#image/problem";
import { derivedLibrary, type MakeFrame } from "#ui/volume/derivedLibrary";

const files = { frame: () => Promise.reject(new Error("no file")) } as unknown as ImageLibrary;
const frame = { values: new Int16Array(4) } as unknown as GreyFrame;

function setUp(make: MakeFrame) {
  const library = derivedLibrary(files);
  const instance = {} as Instance;
  const made = vi.fn(make);
  library.derive(instance, made);
  return { made, ask: (signal = new AbortController().signal) => library.frame(instance, 0, signal) };
}

describe("a picture that no file holds", () => {
  it("is made once for all who ask while it is being made, and after", async () => {
    const { made, ask } = setUp(async () => frame);
    expect(await Promise.all([ask(), ask()])).toEqual([frame, frame]);
    await ask();
    expect(made).toHaveBeenCalledTimes(1);
  });

  it("that one gives up is made for the other", async () => {
    const first = new AbortController();
    const { made, ask } = setUp(
      (signal) =>
        new Promise((resolve, reject) => {
          signal?.addEventListener("abort", () => reject(new ImageError("aborted")));
          setTimeout(() => resolve(frame), 10);
        }),
    );
    const given = expect(ask(first.signal)).rejects.toMatchObject({ code: "aborted" });
    const other = ask();
    first.abort();
    await given;
    expect(await other).toBe(frame);
    expect(made).toHaveBeenCalledTimes(2);
  });
});

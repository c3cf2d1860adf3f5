// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest";
import { localSettings } from "#storage/settings";

afterEach(() => vi.unstubAllGlobals());

describe("settings", () => {
  it("come back as they were written, under their own name", () => {
    localSettings("a").write("one");
    localSettings("b").write("two");
    expect([localSettings("a").read(), localSettings("b").read(), localSettings("c").read()]).toEqual(["one", "two", null]);
  });

  it("are none where the browser forbids storage, and anything else that fails is not hidden", () => {
    const failing = (error: Error) => ({ getItem: () => { throw error; } });
    vi.stubGlobal("localStorage", failing(new DOMException("denied", "SecurityError")));
    expect(localSettings("a").read()).toBeNull();
    vi.stubGlobal("localStorage", failing(new TypeError("a defect")));
    expect(() => localSettings("a").read()).toThrow("a defect");
  });
});

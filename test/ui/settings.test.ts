import { DEFAULT_SETTINGS, loadSettings } from "#ui/session/settings";
import { describe, expect, it } from "vitest";

const kept = (text: string | null) => loadSettings({ read: () => text, write: () => undefined });

describe("the reader's settings", () => {
  it("are the defaults of the specification where nothing is kept", () => {
    expect(kept(null)).toEqual({ settings: DEFAULT_SETTINGS, refused: [] });
    expect(DEFAULT_SETTINGS).toMatchObject({ clickSdMm: 0.7, criterion: "absolute-20", tk: "TK.T4-T12", protocol: "pjk-check" });
  });

  it("come back as they were kept", () => {
    const settings = { ...DEFAULT_SETTINGS, clickSdMm: 0.4, reader: "AB", showBanner: false, protocolOf: { P1: "full-sagittal" } };
    expect(kept(JSON.stringify(settings))).toEqual({ settings, refused: [] });
  });

  it.each([
    [{ clickSdMm: 0 }, "clickSdMm: 0"],
    [{ clickSdMm: "0.7" }, 'clickSdMm: "0.7"'],
    [{ clickSdMm: 11 }, "clickSdMm: 11"],
    [{ protocolOf: { P1: 3 } }, 'protocolOf: {"P1":3}'],
    [{ showBanner: "no" }, 'showBanner: "no"'],
    [{ criterion: "absolute-21" }, 'criterion: "absolute-21"'],
    [{ tk: "TK.T3-T12" }, 'tk: "TK.T3-T12"'],
    [{ protocol: "gone" }, 'protocol: "gone"'],
    [{ protocolOf: { P1: "gone" } }, 'protocolOf: {"P1":"gone"}'],
  ])("name a value that cannot be used, keep the others and fall back for it: %j", (bad, named) => {
    const { settings, refused } = kept(JSON.stringify({ ...bad, reader: "AB" }));
    expect(refused).toEqual([named]);
    expect(settings).toEqual({ ...DEFAULT_SETTINGS, reader: "AB" });
  });

  it.each(["{", "[]", "null", "7"])("are the defaults where what is kept is no record: %s", (text) => {
    expect(kept(text)).toEqual({ settings: DEFAULT_SETTINGS, refused: [text] });
  });

  it("pass over keys of another version", () => {
    expect(kept('{"toString":"light","constructor":1}')).toEqual({ settings: DEFAULT_SETTINGS, refused: [] });
    expect(kept('{"theme":"light"}')).toEqual({ settings: DEFAULT_SETTINGS, refused: [] });
  });
});

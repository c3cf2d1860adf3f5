import { describe, expect, test } from "vitest";
import type { GreyFrame } from "#image/frame";
import type { Presentation } from "#image/instance";
import { PRESETS, type PresetId, presetVoi } from "#viewport/presets";

const presentation: Presentation = { rescaleSlope: 1, rescaleIntercept: -1024, windows: [{ center: 300, width: 900, function: "SIGMOID" }], voiLuts: [] };
/** Stored values 0 to 999, each ten times. */
const frame: GreyFrame = { kind: "grey", columns: 100, rows: 100, values: Uint16Array.from({ length: 10000 }, (_, i) => i % 1000), min: 0, max: 999, levels: [] };

function window(id: PresetId, modality: string, photometricInterpretation = "MONOCHROME2", changes: Partial<Presentation> = {}) {
  const preset = PRESETS.find((p) => p.id === id);
  if (preset === undefined) throw new Error(id);
  const voi = presetVoi(preset, { photometricInterpretation, series: { modality }, presentation: { ...presentation, ...changes } }, frame);
  if (voi.kind !== "window") throw new Error("a LUT");
  return voi.window;
}
const range = ({ center, width }: { center: number; width: number }) => [center - width / 2, center + width / 2];

test("the digits are 1 bone, 2 soft tissue, 3 film, 4 metal, 5 full, 6 from the file", () => {
  expect(PRESETS.map(({ key, id }) => `${key} ${id}`)).toEqual(["1 bone", "2 soft-tissue", "3 film", "4 metal", "5 full", "6 file"]);
});

describe("on CT they are Hounsfield units", () => {
  test("bone 400/1800, soft tissue 40/400", () => {
    expect(window("bone", "CT")).toEqual({ center: 400, width: 1800, function: "LINEAR" });
    expect(window("soft-tissue", "CT", "MONOCHROME2", { rescaleType: "HU" })).toEqual({ center: 40, width: 400, function: "LINEAR" });
  });

  test("but not where the file says that its values are something else", () => {
    expect(window("bone", "CT", "MONOCHROME2", { rescaleType: "US" }).function).toBe("LINEAR_EXACT");
  });
});

describe("on a film they are parts of its own values, from what is shown dark to what is shown bright", () => {
  test("film leaves half a per cent out at either end", () => {
    expect(range(window("film", "DX"))).toEqual([-1024 + 4, -1024 + 994]);
  });

  test("bone is the bright part: the high values, on MONOCHROME1 the low ones, with a negative slope the other way round", () => {
    expect(range(window("bone", "DX"))).toEqual([-1024 + 249, -1024 + 998]);
    expect(range(window("bone", "DX", "MONOCHROME1"))).toEqual([-1024 + 0, -1024 + 749]);
    expect(range(window("bone", "DX", "MONOCHROME2", { rescaleSlope: -1 }))).toEqual([-1024 - 749, -1024 - 0]);
  });

  test("metal keeps the brightest apart that bone burns out", () => {
    expect(range(window("metal", "DX"))[1]).toBe(-1024 + 999);
  });
});

test("full is everything there is, and the file's is the file's", () => {
  expect(range(window("full", "CT"))).toEqual([-1024, -25]);
  expect(window("file", "DX")).toEqual(presentation.windows[0]);
});

import { describe, expect, it } from "vitest";
import { standBetween } from "../../../src/viewport/overlay/glide";
import { boxAround, lengthInside, placeLabels, type Label } from "../../../src/viewport/overlay/labels";
import { loupePlace, LOUPE_CSS } from "../../../src/viewport/overlay/loupePlace";
import { windowedBy } from "../../../src/viewport/overlay/windowing";

const view = { widthCss: 400, heightCss: 300 };
const at = (xCss: number, yCss: number) => ({ xCss, yCss });
const label = (key: string, places: Label["places"], optional = true): Label => ({ key, text: "T10", size: 12, places, optional });

describe("labels", () => {
  it("take their best place, the next one where that is taken", () => {
    const placed = placeLabels([label("a", [at(100, 100)]), label("b", [at(105, 102), at(200, 100)])], [], view);
    expect(placed.map((l) => l.at)).toEqual([at(100, 100), at(200, 100)]);
  });

  it("stay clear of the points", () => {
    const point = boxAround(at(100, 100), "", 10);
    expect(placeLabels([label("a", [at(100, 100), at(100, 140)])], [point], view)[0]?.at).toEqual(at(100, 140));
  });

  it("a level's name without a place is left out, a value never is", () => {
    const first = label("a", [at(100, 100)]);
    expect(placeLabels([first, label("b", [at(100, 100)])], [], view)).toHaveLength(1);
    expect(placeLabels([first, label("b", [at(100, 100)], false)], [], view)).toHaveLength(2);
  });

  it("keep inside the view", () => {
    const [placed] = placeLabels([label("a", [at(-50, 500)])], [], view);
    const box = boxAround(placed?.at ?? at(0, 0), "T10", 12);
    expect(box.left).toBeCloseTo(4, 9);
    expect(box.bottom).toBeCloseTo(296, 9);
  });
});

describe("how much of a line lies in a box", () => {
  const box = { left: 100, top: 100, right: 140, bottom: 120 };
  // Three pixels about the box belong to it.
  it.each([
    ["through it from side to side", at(0, 110), at(400, 110), 46],
    ["through it from top to bottom", at(110, 300), at(110, 0), 26],
    ["from inside out", at(120, 110), at(120, 400), 13],
    ["inside", at(110, 110), at(113, 114), 5],
    ["past a corner", at(87, 106), at(106, 87), 0],
    ["across a corner", at(87, 110), at(107, 90), Math.SQRT2 * 3],
    ["beside it", at(0, 124), at(400, 124), 0],
    ["that ends before it", at(0, 110), at(96, 110), 0],
    ["that has no length", at(110, 110), at(110, 110), 0],
  ])("%s", (_, from, to, length) => {
    expect(lengthInside({ from, to }, box)).toBeCloseTo(length, 9);
    expect(lengthInside({ from: to, to: from }, box)).toBeCloseTo(length, 9);
  });
});

describe("the loupe", () => {
  it.each([[at(10, 10)], [at(390, 10)], [at(10, 290)], [at(390, 290)], [at(200, 150)]])("beside %o stays on the element and off the spot", (spot) => {
    const size = { widthCss: 600, heightCss: 500 };
    const { xCss, yCss } = loupePlace(spot, size, "pointer");
    expect(xCss).toBeGreaterThanOrEqual(0);
    expect(yCss).toBeGreaterThanOrEqual(0);
    expect(xCss + LOUPE_CSS).toBeLessThanOrEqual(600);
    const covers = spot.xCss >= xCss && spot.xCss <= xCss + LOUPE_CSS && spot.yCss >= yCss && spot.yCss <= yCss + LOUPE_CSS;
    expect(covers).toBe(false);
  });

  it("keeps farther from a finger, above it", () => {
    const { yCss } = loupePlace(at(300, 400), { widthCss: 600, heightCss: 500 }, "finger");
    expect(yCss + LOUPE_CSS).toBeLessThan(400 - 44);
  });
});

describe("a glide", () => {
  const start = { zoom: 0.5, panXCss: 20, panYCss: -10 };
  const end = { zoom: 2, panXCss: 400, panYCss: 80 };

  it("begins and ends where it should, and is halfway in factors in the middle", () => {
    expect(standBetween(start, end, 0)).toEqual(start);
    expect(standBetween(start, end, 1)).toEqual(end);
    expect(standBetween(start, end, 0.5).zoom).toBeCloseTo(1, 12);
  });
});

describe("windowing", () => {
  const linear = { kind: "window", window: { center: 40, width: 400, function: "SIGMOID" } } as const;

  it("to the right is wider and back again the same; down raises the centre; the function stays", () => {
    const wider = windowedBy(linear, [], { xCss: 100, yCss: 0 });
    if (wider.kind !== "window") throw new Error("no window");
    expect(wider.window.width).toBeCloseTo(400 * Math.exp(0.5), 9);
    expect(wider.window.function).toBe("SIGMOID");
    const back = windowedBy(wider, [], { xCss: -100, yCss: 0 });
    expect(back.kind === "window" && back.window.width).toBeCloseTo(400, 9);
    const darker = windowedBy(linear, [], { xCss: 0, yCss: 10 });
    expect(darker.kind === "window" && darker.window.center).toBeCloseTo(50, 9);
  });

  it("never gets narrower than a window can be", () => {
    const narrow = windowedBy(linear, [], { xCss: -5000, yCss: 0 });
    expect(narrow.kind === "window" && narrow.window.width).toBe(1);
  });

  it("takes over from a VOI LUT at the values that the table tells apart", () => {
    const luts = [{ firstValueMapped: 100, bitsPerEntry: 12, data: new Uint16Array(200) }];
    expect(windowedBy({ kind: "lut", index: 0 }, luts, { xCss: 0, yCss: 0 })).toEqual({ kind: "window", window: { center: 200, width: 200, function: "LINEAR" } });
  });
});

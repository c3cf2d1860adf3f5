import { describe, expect, it } from "vitest";
import { lengthInside, overlap, squareAround, type Box, type Segment } from "../../../src/viewport/overlay/labels";
import { letterMiddle } from "../../../src/viewport/overlay/letterPlaces";
import { clearLetters, scaleBox, scaleEnd } from "../../../src/viewport/overlay/reportPlaces";

const SIZE = { widthCss: 296, heightCss: 340 };
const line = (x1: number, y1: number, x2: number, y2: number): Segment => ({ from: { xCss: x1, yCss: y1 }, to: { xCss: x2, yCss: y2 } });
const box = (left: number, top: number, right: number, bottom: number): Box => ({ left, top, right, bottom });
const letter = (edge: string, lines: readonly Segment[], words: readonly Box[] = []) => {
  const place = clearLetters(SIZE, { lines, words }).find((each) => each.edge === edge);
  if (!place) throw new Error("no place");
  return place;
};

describe("where the scale of a printed picture stands", () => {
  it("is below, as on the screen, where nothing is in its way", () => {
    expect(scaleEnd(SIZE, { lines: [], words: [] })).toBe("bottom");
    expect(scaleEnd(SIZE, { lines: [line(0, 10, 100, 10)], words: [] })).toBe("bottom");
  });

  it("is above where lines or a value would run through it below, and not on a value for the sake of a line", () => {
    const through = line(60, 200, 60, 330);
    expect(scaleEnd(SIZE, { lines: [through], words: [] })).toBe("top");
    expect(scaleEnd(SIZE, { lines: [through], words: [box(20, 10, 90, 28)] })).toBe("bottom");
    for (const end of ["top", "bottom"] as const) expect(scaleBox(end, SIZE)).toMatchObject({ left: 0, right: 150 });
  });
});

describe("the letters of a printed picture", () => {
  it("stand in the middle of their edges where that is free", () => {
    expect(clearLetters(SIZE, { lines: [], words: [] }).map(({ at }) => [at.xCss, at.yCss])).toEqual([[8, 170], [288, 170], [148, 14], [148, 326]]);
  });

  it("make way along the edge for a line, and no farther than they have to", () => {
    const sloping = line(90, 318, 200, 332);
    const foot = letter("bottom", [sloping, line(88, 200, 88, 330)]);
    expect(foot.at.yCss).toBe(326);
    expect(lengthInside(sloping, squareAround(letterMiddle(foot), 10))).toBe(0);
    expect(letter("left", [line(0, 160, 40, 160)]).at).toEqual({ xCss: 8, yCss: 190 });
  });

  it("keep clear of words, with so much room that no letter reads as one of theirs", () => {
    const word = box(120, 6, 146, 22);
    const head = squareAround(letterMiddle(letter("top", [], [word])), 10);
    expect(overlap(word, { ...head, left: head.left - 8, right: head.right + 8 })).toBe(false);
  });

  it("rather stand on a line than on a word where all is taken", () => {
    const lines = Array.from({ length: 30 }, (_, i) => line(i * 10, 310, i * 10, 340));
    expect(letter("bottom", lines, [box(0, 310, 140, 340)]).at.xCss).toBeGreaterThan(150);
  });
});

import { describe, expect, it } from "vitest";
import { endplateOrder, orderedEndplate, spineRun } from "#case/endplateOrder";
import { sagittalFrameOf, toSagittal } from "#image/sagittalFrame";
import { DEFAULT_LEVELS } from "#spine/level";
import { endplate, FILM, reversed } from "./cases";

const FRAME = sagittalFrameOf(FILM);
const sagittal = (tilt: number, height = 0, anteriorMm = 0) => {
  const { posterior, anterior } = endplate(tilt, height, anteriorMm);
  return { posterior: toSagittal(FRAME, posterior), anterior: toSagittal(FRAME, anterior) };
};

describe("an endplate that was clicked", () => {
  it.each([0, 20, -60, 89])("in the reverse order at %d degrees is put right, and it is said", (tilt) => {
    expect(orderedEndplate(FRAME, reversed(endplate(tilt, 0)))).toEqual({ endplate: endplate(tilt, 0), exchanged: true });
    expect(orderedEndplate(FRAME, endplate(tilt, 0))).toEqual({ endplate: endplate(tilt, 0), exchanged: false });
  });

  it("on a film that faces the other way is judged by that", () => {
    const right = sagittalFrameOf({ ...FILM, anterior: "right" });
    expect(orderedEndplate(right, endplate(10, 0)).exchanged).toBe(true);
  });

  it("keeps its other points", () => {
    const along = [[1, 2]] as const;
    expect(orderedEndplate(FRAME, { ...reversed(endplate(0, 0)), along }).endplate).toEqual({ ...endplate(0, 0), along });
  });

  it("and is half placed, or on a film whose anterior side is unknown, is left as it is", () => {
    const { posterior, anterior } = endplate(180, 0);
    for (const half of [{ posterior }, { anterior }, {}]) expect(orderedEndplate(FRAME, half)).toEqual({ endplate: half, exchanged: false });
    const { anterior: _side, ...unknown } = FILM;
    expect(orderedEndplate(sagittalFrameOf(unknown), { posterior, anterior }).exchanged).toBe(false);
  });
});

describe("an endplate that a file names", () => {
  it.each([
    [0, "right"], [89, "right"], [-89, "right"], [95, "doubtful"], [-119, "doubtful"], [121, "reversed"], [180, "reversed"], [-150, "reversed"],
  ] as const)("at %d degrees, alone, is %s", (tilt, order) => {
    expect(endplateOrder(sagittal(tilt))).toBe(order);
  });

  it("past 90 degrees is right where the spine around it runs forwards", () => {
    // The head sunk on the chest: the spine runs anteriorly here, and a little downwards.
    expect(endplateOrder(sagittal(125), { anteriorMm: 1, cranialMm: -0.3 })).toBe("right");
    expect(endplateOrder(sagittal(-55), { anteriorMm: 1, cranialMm: -0.3 })).toBe("doubtful");
  });

  it("that is steep and squarely against the spine is reversed, however near the vertical its corners leave it", () => {
    // The upper thoracic spine of a kyphotic patient leans forwards by 50 degrees, and its endplates by as much.
    const leaning = { anteriorMm: Math.sin(50 / 57.3), cranialMm: Math.cos(50 / 57.3) };
    expect(endplateOrder(sagittal(70), leaning)).toBe("right");
    expect(endplateOrder(sagittal(70 - 180), leaning)).toBe("reversed");
    expect(endplateOrder(sagittal(95), leaning)).toBe("right");
  });
});

describe("the direction of the spine", () => {
  const pairs = new Map([
    ["T8.superior", sagittal(0, 60, 6)],
    ["T10.inferior", sagittal(0, 0, 0)],
    ["T9.superior", sagittal(0, 30, 30)],
    ["T13.superior", sagittal(0, 500, 500)],
  ]);
  it("is from the endplate below to the one above", () => {
    expect(spineRun(DEFAULT_LEVELS, pairs)("T9.superior")).toEqual({ anteriorMm: expect.closeTo(6, 9), cranialMm: expect.closeTo(60, 9) });
  });
  it("at an end is to or from the next one", () => {
    expect(spineRun(DEFAULT_LEVELS, pairs)("T8.superior")).toEqual({ anteriorMm: expect.closeTo(-24, 9), cranialMm: expect.closeTo(30, 9) });
    expect(spineRun(DEFAULT_LEVELS, pairs)("T10.inferior")).toEqual({ anteriorMm: expect.closeTo(30, 9), cranialMm: expect.closeTo(30, 9) });
  });
  it("is unknown for an endplate alone, and for one of a vertebra that the spine lacks", () => {
    expect(spineRun(DEFAULT_LEVELS, new Map([["T8.superior", sagittal(0)]]))("T8.superior")).toBeUndefined();
    expect(spineRun(DEFAULT_LEVELS, new Map())("T8.superior")).toBeUndefined();
    expect(spineRun(DEFAULT_LEVELS, pairs)("T13.superior")).toBeUndefined();
  });
});

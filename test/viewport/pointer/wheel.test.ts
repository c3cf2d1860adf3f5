import { describe, expect, it } from "vitest";
import { nearestMark } from "#viewport/pointer/hitTest";
import { turnWheel } from "#viewport/pointer/wheel";

const notch = { deltaY: 100, deltaMode: 0, ctrl: false };

describe("the wheel", () => {
  it("scrolls a stack by one image a notch, however large the browser's notch is", () => {
    expect(turnWheel(notch, 13, 0)).toEqual({ carried: 0, meaning: { kind: "scroll", steps: 1 } });
    expect(turnWheel({ ...notch, deltaY: -360 }, 13, 0).meaning).toEqual({ kind: "scroll", steps: -1 });
    expect(turnWheel({ ...notch, deltaY: 3, deltaMode: 1 }, 13, 0).meaning).toEqual({ kind: "scroll", steps: 1 });
  });

  it("gathers the small steps of a trackpad", () => {
    const small = { ...notch, deltaY: 20 };
    const first = turnWheel(small, 13, 0);
    const second = turnWheel(small, 13, first.carried);
    expect([first.meaning, second.meaning]).toEqual([null, null]);
    expect(turnWheel(small, 13, second.carried)).toEqual({ carried: 10, meaning: { kind: "scroll", steps: 1 } });
  });

  it("zooms a single image, and with Ctrl a stack too; up is larger, and back is the way it came", () => {
    const closer = turnWheel({ ...notch, deltaY: -100 }, 1, 0).meaning;
    const away = turnWheel({ ...notch, ctrl: true }, 13, 0).meaning;
    if (closer?.kind !== "zoom" || away?.kind !== "zoom") throw new Error("no zoom");
    expect(closer.factor).toBeGreaterThan(1.1);
    expect(closer.factor * away.factor).toBeCloseTo(1, 12);
  });

  it("a sideways turn is nothing", () => {
    expect(turnWheel({ ...notch, deltaY: 0 }, 1, 7)).toEqual({ carried: 7, meaning: null });
  });
});

describe("what is under the pointer", () => {
  const marks = [{ id: "a", at: { xCss: 0, yCss: 0 } }, { id: "b", at: { xCss: 8, yCss: 0 } }];

  it("is the nearest point, not the first in reach", () => {
    expect(nearestMark(marks, { xCss: 5, yCss: 0 }, "mouse")?.id).toBe("b");
    expect(nearestMark(marks, { xCss: 3, yCss: 0 }, "mouse")?.id).toBe("a");
  });

  it("reaches 12 px by mouse and 22 px by finger: areas of 24 and 44", () => {
    expect(nearestMark(marks, { xCss: 0, yCss: 12 }, "mouse")?.id).toBe("a");
    expect(nearestMark(marks, { xCss: 0, yCss: 12.1 }, "mouse")).toBeNull();
    expect(nearestMark(marks, { xCss: 0, yCss: 22 }, "touch")?.id).toBe("a");
    expect(nearestMark(marks, { xCss: 0, yCss: 22.1 }, "touch")).toBeNull();
  });
});

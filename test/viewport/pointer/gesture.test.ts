import { describe, expect, it } from "vitest";
import type { CanvasPoint } from "#geometry/points";
import { AT_REST, HOLD_MS, recognise, type Device, type Gesture, type PointerInput } from "#viewport/pointer/gesture";

const at = (xCss: number, yCss = 0): CanvasPoint => ({ xCss, yCss });
const down = (to: CanvasPoint, more: { id?: number; device?: Device; button?: number; timeMs?: number } = {}): PointerInput =>
  ({ type: "down", id: 1, device: "mouse", button: 0, timeMs: 0, ...more, at: to });
const move = (to: CanvasPoint, id = 1, device: Device = "mouse"): PointerInput => ({ type: "move", id, device, at: to, timeMs: 0 });
const up = (to: CanvasPoint, more: { id?: number; device?: Device; timeMs?: number } = {}): PointerInput => ({ type: "up", id: 1, device: "mouse", timeMs: 0, ...more, at: to });

function gestures(...inputs: readonly PointerInput[]): readonly Gesture[] {
  let state = AT_REST;
  return inputs.flatMap((input) => {
    const recognised = recognise(state, input);
    state = recognised.state;
    return recognised.gestures;
  });
}
const kinds = (...inputs: readonly PointerInput[]): readonly string[] => gestures(...inputs).map(({ kind }) => kind);

describe("one pointer", () => {
  it("down and up on one spot is a press and a tap; a hand that trembles less than the slop still taps where it pressed", () => {
    expect(gestures(down(at(10)), move(at(12)), up(at(13)))).toEqual([
      { kind: "press", at: at(10), device: "mouse", count: 1 },
      { kind: "tap", at: at(10), device: "mouse", count: 1 },
    ]);
  });

  it("past the slop it is a drag, from where it was pressed and without losing a pixel", () => {
    const drags = gestures(down(at(10)), move(at(14)), move(at(20)), up(at(21)));
    expect(drags.map(({ kind }) => kind)).toEqual(["press", "drag-start", "drag", "drag", "drag-end"]);
    const moved = drags.reduce((sum, gesture) => sum + ("by" in gesture ? gesture.by.xCss : 0), 0);
    expect(moved).toBe(11);
  });

  it("the right button windows and the middle one pans, by what it moved", () => {
    expect(gestures(down(at(0), { button: 2 }), move(at(3, 4)), move(at(5, 4)), up(at(5, 4)))).toEqual([
      { kind: "window", by: { xCss: 3, yCss: 4 } },
      { kind: "window", by: { xCss: 2, yCss: 0 } },
    ]);
    expect(kinds(down(at(0), { button: 1 }), move(at(3)), up(at(3)))).toEqual(["pan"]);
  });

  it("another pointer's moves are not its own", () => {
    expect(kinds(down(at(0)), move(at(50), 7))).toEqual(["press"]);
  });

  it("cancelled by the system, what was begun is called off", () => {
    expect(kinds(down(at(0)), move(at(9)), { type: "cancel", id: 1 }, move(at(20)))).toEqual(["press", "drag-start", "drag", "abort"]);
    expect(kinds(down(at(0), { button: 2 }), { type: "cancel", id: 1 })).toEqual([]);
  });
});

describe("double click", () => {
  const second = (timeMs: number, x: number): number[] =>
    gestures(down(at(0)), up(at(0), { timeMs: 80 }), down(at(x), { timeMs }), up(at(x), { timeMs: timeMs + 80 })).flatMap((gesture) => ("count" in gesture ? [gesture.count] : []));

  it("is two clicks soon after each other on one spot", () => {
    expect(second(300, 2)).toEqual([1, 1, 2, 2]);
  });

  it("is not two slow ones, nor two apart", () => {
    expect(second(600, 2)).toEqual([1, 1, 1, 1]);
    expect(second(300, 30)).toEqual([1, 1, 1, 1]);
  });

  it("a drag between them starts the count anew", () => {
    expect(gestures(down(at(0)), up(at(0)), down(at(0)), move(at(40)), up(at(40)), down(at(40))).at(-1)).toMatchObject({ count: 1 });
  });
});

describe("fingers", () => {
  const finger = { device: "touch" } as const;

  it("a finger that rests is a hold, after its time and not before", () => {
    expect(kinds(down(at(0), finger), { type: "tick", timeMs: HOLD_MS - 1 })).toEqual(["press"]);
    expect(kinds(down(at(0), finger), { type: "tick", timeMs: HOLD_MS })).toEqual(["press", "hold"]);
    expect(kinds(down(at(0)), { type: "tick", timeMs: HOLD_MS })).toEqual(["press"]);
  });

  it("after a hold the smallest movement counts", () => {
    expect(kinds(down(at(0), finger), { type: "tick", timeMs: HOLD_MS }, move(at(1), 1, "touch"))).toEqual(["press", "hold", "drag"]);
  });

  it("two fingers pan by their middle and zoom about it", () => {
    const pinch = gestures(down(at(0), finger), down(at(100), { ...finger, id: 2 }), move(at(150), 2, "touch"));
    expect(pinch).toEqual([
      { kind: "press", at: at(0), device: "touch", count: 1 },
      { kind: "abort" },
      { kind: "pan", by: { xCss: 25, yCss: 0 } },
      { kind: "zoom", factor: 1.5, about: at(75) },
    ]);
  });

  it("fingers on one spot give no zoom that could not be undone", () => {
    expect(kinds(down(at(0), finger), down(at(0), { ...finger, id: 2 }), move(at(10), 2, "touch"))).toEqual(["press", "abort", "pan"]);
  });

  it("after a pinch the finger that stays does nothing until it is lifted too", () => {
    const inputs = [down(at(0), finger), down(at(100), { ...finger, id: 2 }), up(at(100), { ...finger, id: 2 }), move(at(40), 1, "touch"), up(at(40), finger)];
    expect(kinds(...inputs)).toEqual(["press", "abort"]);
    expect(kinds(...inputs, down(at(0), finger)).at(-1)).toBe("press");
  });
});

import { describe, expect, it } from "vitest";
import { addressKey, type PointAddress } from "#spine/landmark";
import { toolReducer } from "#viewport/tools/toolReducer";
import { currentStep, IDLE, type ToolEvent, type ToolState } from "#viewport/tools/toolState";
import { anterior, endplate, posterior } from "../support/reader";

const steps = [...endplate("T10.inferior"), ...endplate("T8.superior")];

/** The tool after events, in a reading that has the given points and gets those that are placed, each one event late. */
function after(events: readonly ToolEvent[], already: readonly PointAddress[] = [], from: ToolState = IDLE): ToolState {
  const keys = new Set(already.map(addressKey));
  return events.reduce((state, event) => {
    const next = toolReducer(state, event, { isPlaced: (address) => keys.has(addressKey(address)) });
    const step = currentStep(state);
    if (event.kind === "placed" && step !== null) keys.add(addressKey(step));
    return next;
  }, from);
}

const start: ToolEvent = { kind: "start", steps };
const skip: ToolEvent = { kind: "skip" };
const placed: ToolEvent = { kind: "placed" };
const back: ToolEvent = { kind: "back" };
const asked = (events: readonly ToolEvent[], already: readonly PointAddress[] = []) => currentStep(after(events, already));

describe("a protocol", () => {
  it("asks for its points in order", () => {
    expect(asked([start])).toEqual(posterior("T10.inferior"));
    expect(asked([start, placed])).toEqual(anterior("T10.inferior"));
    expect(asked([start, placed, placed])).toEqual(posterior("T8.superior"));
  });

  it("begins at the first point that the reading lacks", () => {
    expect(asked([start], endplate("T10.inferior"))).toEqual(posterior("T8.superior"));
  });

  it("asks for nothing where all is placed", () => {
    expect(after([start], steps)).toEqual(IDLE);
  });

  it("passes over placed points on its way", () => {
    expect(asked([start, placed], [anterior("T10.inferior")])).toEqual(posterior("T8.superior"));
  });

  it("ends with the last point, which is then selected, even before its edit has come through", () => {
    expect(after([start, placed], steps.slice(0, 3))).toEqual({ kind: "idle", selected: anterior("T8.superior") });
  });

  it("Space skips; what was skipped is not asked for again", () => {
    expect(asked([start, skip, skip])).toEqual(posterior("T8.superior"));
    expect(after([start, skip, skip, skip, skip]).kind).toBe("idle");
  });

  it("comes back to a point before the current one that is still open", () => {
    const jump: ToolEvent = { kind: "place", address: anterior("T8.superior") };
    expect(asked([start, jump, placed])).toEqual(posterior("T10.inferior"));
  });

  it("Backspace steps back to the point before, skipped or placed, and stops at the first", () => {
    expect(asked([start, skip, back])).toEqual(posterior("T10.inferior"));
    expect(asked([start, placed, back])).toEqual(posterior("T10.inferior"));
    expect(asked([start, back, back])).toEqual(posterior("T10.inferior"));
  });

  it("a point that was stepped back to can be accepted as it stands", () => {
    expect(asked([start, placed, back, placed])).toEqual(anterior("T10.inferior"));
  });

  it("Escape leaves it", () => {
    expect(after([start, { kind: "cancel" }])).toEqual(IDLE);
  });
});

describe("a point out of order", () => {
  const extra: PointAddress = { landmark: "C7.centroid", part: "point" };

  it("is asked for by itself when the tool rests", () => {
    expect(after([{ kind: "place", address: extra }])).toMatchObject({ kind: "placing", steps: [extra], index: 0 });
    expect(after([{ kind: "place", address: extra }, placed])).toEqual({ kind: "idle", selected: extra });
  });

  it("comes between inside a protocol, which goes on from where it was", () => {
    const events: readonly ToolEvent[] = [start, skip, { kind: "place", address: extra }];
    expect(asked(events)).toEqual(extra);
    expect(asked([...events, placed])).toEqual(anterior("T10.inferior"));
  });

  it("does not bring back what was skipped", () => {
    const events: readonly ToolEvent[] = [start, skip, { kind: "place", address: extra }, placed, skip, skip, skip];
    expect(after(events).kind).toBe("idle");
  });

  it("of the protocol is no longer skipped once it is asked for by name", () => {
    expect(asked([start, skip, { kind: "place", address: posterior("T10.inferior") }])).toEqual(posterior("T10.inferior"));
  });
});

describe("dragging", () => {
  const grab: ToolEvent = { kind: "grab", address: posterior("T8.superior"), from: { columnPx: 1, rowPx: 2 } };

  it("interrupts a protocol and gives it back, the point selected", () => {
    expect(after([start, skip, grab]).kind).toBe("dragging");
    const dropped = after([start, skip, grab, { kind: "drop" }]);
    expect(currentStep(dropped)).toEqual(anterior("T10.inferior"));
    expect(dropped).toMatchObject({ selected: posterior("T8.superior") });
  });

  it("cancelled leaves what was before it", () => {
    expect(after([start, skip, grab, { kind: "cancel" }])).toEqual(after([start, skip]));
  });

  it("one thing at a time: neither a second grab nor a step belongs to it", () => {
    const other: ToolEvent = { kind: "grab", address: anterior("T8.superior"), from: { columnPx: 0, rowPx: 0 } };
    expect(after([grab, other, skip, placed, { kind: "select", address: null }])).toEqual(after([grab]));
  });
});

describe("marking", () => {
  const begin: ToolEvent = { kind: "begin-marking", purpose: "ball" };
  const mark = (columnPx: number): ToolEvent => ({ kind: "mark", point: { columnPx, rowPx: 0 } });

  it("takes as many points as it needs and no more; a line two, a ball three", () => {
    expect(after([begin, mark(1), mark(2), mark(3), mark(4)])).toMatchObject({ points: [{ columnPx: 1 }, { columnPx: 2 }, { columnPx: 3 }] });
    expect(after([{ kind: "begin-marking", purpose: "line" }, mark(1), mark(2), mark(3)])).toMatchObject({ points: [{ columnPx: 1 }, { columnPx: 2 }] });
  });

  it("Backspace takes the last mark back, Escape all of them", () => {
    expect(after([begin, mark(1), mark(2), back])).toMatchObject({ points: [{ columnPx: 1 }] });
    expect(after([start, begin, mark(1), { kind: "cancel" }])).toEqual(after([start]));
  });

  it("begun anew forgets the marks and keeps the protocol behind it", () => {
    const again = after([start, skip, begin, mark(1), { kind: "begin-marking", purpose: "line" }]);
    expect(again).toMatchObject({ purpose: "line", points: [], before: after([start, skip]) });
  });
});

it("a selection that is already there is the same state, so that nothing is drawn anew", () => {
  const selected = after([{ kind: "select", address: posterior("T8.superior") }]);
  expect(after([{ kind: "select", address: posterior("T8.superior") }], [], selected)).toBe(selected);
});

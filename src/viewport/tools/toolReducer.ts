import type { PointAddress } from "#spine/landmark";
import type { Idle, Placing, ToolContext, ToolEvent, ToolState } from "./toolState";
import { IDLE, MARKS_NEEDED, sameAddress } from "./toolState";

/** The next state of the tool. Pure: the edits that go with a gesture are made beside it (tools/edits). */
export function toolReducer(state: ToolState, event: ToolEvent, context: ToolContext): ToolState {
  switch (event.kind) {
    case "start":
      return start(event.steps, context);
    case "place":
      return place(state, event.address);
    case "cancel":
      return state.kind === "dragging" || state.kind === "marking" ? state.before : IDLE;
    case "select":
      return select(state, event.address);
    case "grab":
      return state.kind === "idle" || state.kind === "placing"
        ? { kind: "dragging", address: event.address, from: event.from, before: state }
        : state;
    case "drop":
      return state.kind === "dragging" ? { ...state.before, selected: state.address } : state;
    case "begin-marking":
      return { kind: "marking", purpose: event.purpose, points: [], before: resting(state) };
    case "mark":
      return state.kind === "marking" && state.points.length < MARKS_NEEDED[state.purpose]
        ? { ...state, points: [...state.points, event.point] }
        : state;
    case "end-marking":
      return state.kind === "marking" ? state.before : state;
    case "back":
      if (state.kind === "marking") return { ...state, points: state.points.slice(0, -1) };
      return state.kind === "placing" ? stepBack(state) : state;
    case "skip":
      return state.kind === "placing" ? advance({ ...state, skipped: [...state.skipped, ...passedOver(state)] }, context) : state;
    case "placed":
      return state.kind === "placing" ? afterPlacing(state, context) : state;
  }
}

function start(steps: readonly PointAddress[], context: ToolContext): ToolState {
  const index = steps.findIndex((step) => !context.isPlaced(step));
  return index < 0 ? IDLE : { kind: "placing", steps, index, skipped: [], selected: null };
}

/** Asks for one point now. Inside a protocol the protocol goes on afterwards from where it was. */
function place(state: ToolState, address: PointAddress): ToolState {
  const base = resting(state);
  if (base.kind === "idle") return { kind: "placing", steps: [address], index: 0, skipped: [], selected: null };
  const known = base.steps.findIndex((step) => sameAddress(step, address));
  if (known >= 0) return { ...base, index: known, skipped: base.skipped.filter((i) => i !== known) };
  const shifted = base.skipped.map((i) => (i >= base.index ? i + 1 : i));
  return { ...base, steps: base.steps.toSpliced(base.index, 0, address), skipped: shifted };
}

function select(state: ToolState, address: PointAddress | null): ToolState {
  if (state.kind !== "idle" && state.kind !== "placing") return state;
  return sameAddress(state.selected, address) ? state : { ...state, selected: address };
}

/** A rim point that is passed over takes the others of its femoral head along: fewer than three give no circle. */
function passedOver({ steps, index }: Placing): readonly number[] {
  const step = steps[index];
  if (step === undefined || !step.part.startsWith("rim.")) return [index];
  return steps.flatMap(({ landmark }, i) => (landmark === step.landmark ? [i] : []));
}

function stepBack(state: Placing): Placing {
  const index = Math.max(0, state.index - 1);
  return { ...state, index, skipped: state.skipped.filter((i) => i !== index) };
}

function afterPlacing(state: Placing, context: ToolContext): ToolState {
  const done = state.steps[state.index] ?? null;
  return advance({ ...state, selected: done, skipped: state.skipped.filter((i) => i !== state.index) }, context, state.index);
}

/**
 * The next open step after the current one, else the first open one before it; idle when none is left. `justPlaced` counts
 * as placed whatever the context says: its edit may not have come through yet.
 */
function advance(state: Placing, context: ToolContext, justPlaced?: number): ToolState {
  const open = (i: number): boolean => {
    const step = state.steps[i];
    return step !== undefined && i !== justPlaced && !state.skipped.includes(i) && !context.isPlaced(step);
  };
  const indices = state.steps.map((_, i) => i);
  const next = indices.find((i) => i > state.index && open(i)) ?? indices.find((i) => i < state.index && open(i));
  return next === undefined ? { kind: "idle", selected: state.selected } : { ...state, index: next };
}

const resting = (state: ToolState): Idle | Placing =>
  state.kind === "dragging" || state.kind === "marking" ? state.before : state;

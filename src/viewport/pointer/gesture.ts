import type { CanvasPoint } from "#geometry/points";

/** Raw pointer events in, gestures out: what a hand did, before anything is said about what it means. */
export type Device = "mouse" | "touch" | "pen";

export type PointerInput =
  | { readonly type: "down"; readonly id: number; readonly device: Device; readonly button: number; readonly at: CanvasPoint; readonly timeMs: number }
  | MoveInput
  | { readonly type: "cancel"; readonly id: number }
  /** Time passes without a movement: a finger that rests becomes a long press. */
  | { readonly type: "tick"; readonly timeMs: number };

export interface MoveInput {
  readonly type: "move" | "up";
  readonly id: number;
  readonly device: Device;
  readonly at: CanvasPoint;
  readonly timeMs: number;
}

export type Gesture =
  | Touch
  | { readonly kind: "hold"; readonly at: CanvasPoint; readonly device: Device }
  | { readonly kind: "drag-start"; readonly from: CanvasPoint; readonly device: Device }
  | Drag
  /** What was begun with `press` is not to be finished: a second finger came, or the system took the pointer. */
  | { readonly kind: "abort" }
  | { readonly kind: "window" | "pan"; readonly by: Delta }
  | { readonly kind: "zoom"; readonly factor: number; readonly about: CanvasPoint };

/** Down, and up again on the same spot. `count` is 2 for the second one of a double click or double tap. */
export interface Touch {
  readonly kind: "press" | "tap";
  readonly at: CanvasPoint;
  readonly device: Device;
  readonly count: number;
}

export interface Drag {
  readonly kind: "drag" | "drag-end";
  readonly at: CanvasPoint;
  readonly by: Delta;
}

export interface Delta {
  readonly xCss: number;
  readonly yCss: number;
}

interface Finger {
  readonly id: number;
  readonly at: CanvasPoint;
}

export type GestureState =
  | { readonly kind: "rest"; readonly lastTap: Tap | null }
  | { readonly kind: "pressed"; readonly id: number; readonly device: Device; readonly from: CanvasPoint; readonly timeMs: number; readonly count: number }
  | { readonly kind: "dragging"; readonly id: number; readonly device: Device; readonly at: CanvasPoint }
  | { readonly kind: "windowing" | "panning"; readonly id: number; readonly at: CanvasPoint }
  | { readonly kind: "pinching"; readonly first: Finger; readonly second: Finger }
  /** One finger of a pinch is still down; nothing happens until it goes too. */
  | { readonly kind: "spent"; readonly id: number };

interface Tap {
  readonly at: CanvasPoint;
  readonly timeMs: number;
  readonly count: number;
}

export const AT_REST: GestureState = { kind: "rest", lastTap: null };
export const HOLD_MS = 350;
const DOUBLE_MS = 350;
const SLOP_CSS: Readonly<Record<Device, number>> = { mouse: 3, pen: 4, touch: 10 };
const DOUBLE_SLOP_CSS: Readonly<Record<Device, number>> = { mouse: 4, pen: 6, touch: 24 };

export interface Recognised {
  readonly state: GestureState;
  readonly gestures: readonly Gesture[];
}

const still = (state: GestureState): Recognised => ({ state, gestures: [] });
const between = (a: CanvasPoint, b: CanvasPoint): Delta => ({ xCss: b.xCss - a.xCss, yCss: b.yCss - a.yCss });
const distance = (a: CanvasPoint, b: CanvasPoint): number => Math.hypot(b.xCss - a.xCss, b.yCss - a.yCss);
const middle = (a: CanvasPoint, b: CanvasPoint): CanvasPoint => ({ xCss: (a.xCss + b.xCss) / 2, yCss: (a.yCss + b.yCss) / 2 });

export function recognise(state: GestureState, input: PointerInput): Recognised {
  switch (input.type) {
    case "down":
      return down(state, input);
    case "move":
      return move(state, input);
    case "up":
      return up(state, input);
    case "cancel":
      return cancel(state, input.id);
    case "tick":
      return tick(state, input.timeMs);
  }
}

function down(state: GestureState, input: Extract<PointerInput, { type: "down" }>): Recognised {
  const { id, device, at, timeMs } = input;
  if (device === "touch" && (state.kind === "pressed" || state.kind === "dragging") && state.id !== id) {
    const first = { id: state.id, at: state.kind === "pressed" ? state.from : state.at };
    return { state: { kind: "pinching", first, second: { id, at } }, gestures: [{ kind: "abort" }] };
  }
  // A second button while one is down changes nothing: the gesture under way is finished first.
  if (state.kind !== "rest") return still(state);
  if (input.button === 1) return still({ kind: "panning", id, at });
  if (input.button === 2) return still({ kind: "windowing", id, at });
  const count = isRepeat(state.lastTap, at, timeMs, device) ? (state.lastTap?.count ?? 0) + 1 : 1;
  return { state: { kind: "pressed", id, device, from: at, timeMs, count }, gestures: [{ kind: "press", at, device, count }] };
}

function isRepeat(tap: Tap | null, at: CanvasPoint, timeMs: number, device: Device): boolean {
  return tap !== null && timeMs - tap.timeMs <= DOUBLE_MS && distance(tap.at, at) <= DOUBLE_SLOP_CSS[device];
}

function move(state: GestureState, input: MoveInput): Recognised {
  if (state.kind === "pinching") return pinch(state, input);
  if (state.kind === "rest" || state.kind === "spent" || state.id !== input.id) return still(state);
  const { at } = input;
  switch (state.kind) {
    case "pressed": {
      if (distance(state.from, at) <= SLOP_CSS[state.device]) return still(state);
      const { id, device, from } = state;
      return {
        state: { kind: "dragging", id, device, at },
        gestures: [{ kind: "drag-start", from, device }, { kind: "drag", at, by: between(from, at) }],
      };
    }
    case "dragging":
      return { state: { ...state, at }, gestures: [{ kind: "drag", at, by: between(state.at, at) }] };
    case "windowing":
      return { state: { ...state, at }, gestures: [{ kind: "window", by: between(state.at, at) }] };
    case "panning":
      return { state: { ...state, at }, gestures: [{ kind: "pan", by: between(state.at, at) }] };
  }
}

function pinch(state: Extract<GestureState, { kind: "pinching" }>, input: { readonly id: number; readonly at: CanvasPoint }): Recognised {
  const first = input.id === state.first.id ? { ...state.first, at: input.at } : state.first;
  const second = input.id === state.second.id ? { ...state.second, at: input.at } : state.second;
  const was = distance(state.first.at, state.second.at);
  const is = distance(first.at, second.at);
  const about = middle(first.at, second.at);
  const pan: Gesture = { kind: "pan", by: between(middle(state.first.at, state.second.at), about) };
  const zoom: readonly Gesture[] = was > 0 && is > 0 ? [{ kind: "zoom", factor: is / was, about }] : [];
  return { state: { kind: "pinching", first, second }, gestures: [pan, ...zoom] };
}

function up(state: GestureState, input: MoveInput): Recognised {
  if (state.kind === "pinching") {
    const left = input.id === state.first.id ? state.second : input.id === state.second.id ? state.first : null;
    return still(left === null ? state : { kind: "spent", id: left.id });
  }
  if (state.kind === "rest" || state.id !== input.id) return still(state);
  switch (state.kind) {
    case "pressed": {
      const { from, device, count } = state;
      const lastTap = { at: from, timeMs: input.timeMs, count };
      return { state: { kind: "rest", lastTap }, gestures: [{ kind: "tap", at: from, device, count }] };
    }
    case "dragging":
      return { state: AT_REST, gestures: [{ kind: "drag-end", at: input.at, by: between(state.at, input.at) }] };
    default:
      return still(AT_REST);
  }
}

function cancel(state: GestureState, id: number): Recognised {
  if (state.kind === "pinching") {
    return id === state.first.id || id === state.second.id ? still(AT_REST) : still(state);
  }
  if (state.kind === "rest" || state.id !== id) return still(state);
  const begun = state.kind === "pressed" || state.kind === "dragging";
  return { state: AT_REST, gestures: begun ? [{ kind: "abort" }] : [] };
}

function tick(state: GestureState, timeMs: number): Recognised {
  if (state.kind !== "pressed" || state.device !== "touch" || timeMs - state.timeMs < HOLD_MS) return still(state);
  const { id, device, from } = state;
  return { state: { kind: "dragging", id, device, at: from }, gestures: [{ kind: "hold", at: from, device }] };
}

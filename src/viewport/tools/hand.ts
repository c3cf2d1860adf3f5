import type { CanvasPoint, ImagePoint } from "#geometry/points";
import type { PointAddress } from "#spine/landmark";
import type { Delta, Device, Drag, Gesture, Touch } from "#viewport/pointer/gesture";
import { nearestMark } from "#viewport/pointer/hitTest";
import type { PointAct, ToolEvent, ToolState } from "./toolState";
import { currentStep } from "./toolState";

/** What a gesture means, given the tool and what lies under the pointer. Pure; the component carries the actions out. */
export interface World {
  readonly tool: ToolState;
  /** Whether there is a reading to edit. */
  readonly writable: boolean;
  readonly marks: readonly CanvasMark[];
  readonly stackLength: number;
  readonly columns: number;
  readonly rows: number;
  readonly toImage: (at: CanvasPoint) => ImagePoint;
}

/** A placed point where it is seen. */
export interface CanvasMark {
  readonly address: PointAddress;
  readonly image: ImagePoint;
  readonly at: CanvasPoint;
  readonly reach: Reach;
}

/**
 * How a point lies to the picture. "here": on it. "beside": off it, on one that is parallel to the plane of measurement, so
 * that it can be moved within the picture. "away": off it, and seen where it doesn't lie, so that it stays as it is.
 */
export type Reach = "here" | "beside" | "away";

export type Hand =
  | { readonly kind: "empty" }
  /** Pressed on a point while another one is to be placed: moving takes hold of it, letting go places the other beside it. */
  | { readonly kind: "undecided"; readonly mark: CanvasMark; readonly pressed: CanvasPoint }
  /** A point under way. `from` is null for a new one; `offset` leads from the pointer to the point. */
  | { readonly kind: "carrying"; readonly address: PointAddress; readonly from: ImagePoint | null; readonly to: ImagePoint; readonly offset: Delta; readonly moved: boolean }
  /** A mark (calibration, plumb line) being set where the pointer is let go. */
  | { readonly kind: "marking"; readonly to: ImagePoint }
  | { readonly kind: "moving-view"; readonly carriedCss: number };

export type Action =
  | { readonly kind: "tool"; readonly event: ToolEvent }
  | { readonly kind: "draft"; readonly address: PointAddress; readonly to: ImagePoint; readonly act: PointAct }
  | { readonly kind: "end-draft" }
  | { readonly kind: "commit"; readonly address: PointAddress; readonly to: ImagePoint; readonly act: PointAct }
  /** Says that the point can't be moved on this picture, and how far off it lies. */
  | { readonly kind: "tell-away"; readonly address: PointAddress }
  /** Shows the picture that the point lies on. */
  | { readonly kind: "go-to"; readonly address: PointAddress }
  | { readonly kind: "pan"; readonly by: Delta }
  | { readonly kind: "window"; readonly by: Delta }
  | { readonly kind: "zoom"; readonly factor: number; readonly about: CanvasPoint }
  | { readonly kind: "reset-view" }
  | { readonly kind: "scroll"; readonly steps: number };

export interface Handled {
  readonly hand: Hand;
  readonly actions: readonly Action[];
}

export const EMPTY_HAND: Hand = { kind: "empty" };
const NO_OFFSET: Delta = { xCss: 0, yCss: 0 };
/** One image of a stack for so much finger. */
const SCROLL_CSS = 14;

export function handle(hand: Hand, gesture: Gesture, world: World): Handled {
  switch (gesture.kind) {
    case "press":
      return press(hand, gesture, world);
    case "hold":
      return world.tool.kind === "marking" ? mark(gesture.at, world) : pickUp(gesture.at, gesture.device, world, currentStep(world.tool) === null);
    case "drag-start":
      return dragStart(hand, gesture, world);
    case "drag":
      return drag(hand, gesture, world);
    case "tap":
      return tap(hand, gesture, world);
    case "drag-end":
      return letGo(drag(hand, gesture, world), world);
    case "abort":
      return abort(hand);
    case "pan":
    case "window":
      return { hand, actions: [{ kind: gesture.kind, by: gesture.by }] };
    case "zoom":
      return { hand, actions: [gesture] };
  }
}

/** Whether a point can be placed here: on the image, and in a reading. */
const placeable = (at: CanvasPoint, world: World): boolean => {
  const { columnPx, rowPx } = world.toImage(at);
  return world.writable && columnPx >= 0 && rowPx >= 0 && columnPx <= world.columns && rowPx <= world.rows;
};

const clamped = ({ columnPx, rowPx }: ImagePoint, world: World): ImagePoint => ({
  columnPx: Math.min(Math.max(columnPx, 0), world.columns),
  rowPx: Math.min(Math.max(rowPx, 0), world.rows),
});

const nothing = (hand: Hand): Handled => ({ hand, actions: [] });

/** A mouse or pen acts as it comes down; a finger might still become a second finger, so it acts when it rests or lifts. */
function press(hand: Hand, { at, device, count }: Touch, world: World): Handled {
  if (hand.kind !== "empty" || device === "touch") return nothing(hand);
  if (world.tool.kind === "marking") return mark(at, world);
  // The second click of a double click is no second point: no two corners lie on one spot.
  if (currentStep(world.tool) !== null && count > 1) return nothing(hand);
  return pickUp(at, device, world, true);
}

/** Takes up the point under the pointer, or begins the one that is asked for. */
function pickUp(at: CanvasPoint, device: Device, world: World, existing: boolean): Handled {
  const step = currentStep(world.tool);
  const hit = world.writable && existing ? nearestMark(movable(world), at, device) : null;
  if (hit !== null) return step === null ? grab(hit, at) : nothing({ kind: "undecided", mark: hit, pressed: at });
  if (step === null) return { hand: EMPTY_HAND, actions: [{ kind: "tool", event: { kind: "select", address: nearestMark(world.marks, at, device)?.address ?? null } }] };
  if (!placeable(at, world)) return nothing(EMPTY_HAND);
  const to = world.toImage(at);
  return {
    hand: { kind: "carrying", address: step, from: null, to, offset: NO_OFFSET, moved: true },
    actions: [{ kind: "draft", address: step, to, act: "place" }],
  };
}

const movable = ({ marks }: World): readonly CanvasMark[] => marks.filter(({ reach }) => reach !== "away");

function grab(hit: CanvasMark, at: CanvasPoint): Handled {
  const offset = { xCss: hit.at.xCss - at.xCss, yCss: hit.at.yCss - at.yCss };
  return {
    hand: { kind: "carrying", address: hit.address, from: hit.image, to: hit.image, offset, moved: false },
    actions: [{ kind: "tool", event: { kind: "grab", address: hit.address, from: hit.image } }],
  };
}

function mark(at: CanvasPoint, world: World): Handled {
  return nothing(placeable(at, world) ? { kind: "marking", to: world.toImage(at) } : EMPTY_HAND);
}

function dragStart(hand: Hand, { from, device }: Extract<Gesture, { kind: "drag-start" }>, world: World): Handled {
  if (hand.kind === "undecided") return grab(hand.mark, hand.pressed);
  if (hand.kind !== "empty") return nothing(hand);
  const grabbed = device === "touch" && world.writable && world.tool.kind !== "marking" ? nearestMark(movable(world), from, device) : null;
  if (grabbed !== null) return grab(grabbed, from);
  // A finger moves the view by what lies under it, too; whoever pulls at a point with a mouse means the point.
  const away = device === "touch" || world.tool.kind !== "idle" || !world.writable ? null : nearestMark(world.marks, from, device);
  return away === null ? nothing({ kind: "moving-view", carriedCss: 0 }) : { hand: EMPTY_HAND, actions: [{ kind: "tell-away", address: away.address }] };
}

function drag(hand: Hand, { at, by }: Drag, world: World): Handled {
  switch (hand.kind) {
    case "carrying": {
      const to = clamped(world.toImage({ xCss: at.xCss + hand.offset.xCss, yCss: at.yCss + hand.offset.yCss }), world);
      return { hand: { ...hand, to, moved: true }, actions: [{ kind: "draft", address: hand.address, to, act: actOf(hand) }] };
    }
    case "marking":
      return nothing({ kind: "marking", to: clamped(world.toImage(at), world) });
    case "moving-view": {
      if (world.stackLength <= 1) return { hand, actions: [{ kind: "pan", by }] };
      const carried = hand.carriedCss - by.yCss;
      const steps = Math.trunc(carried / SCROLL_CSS);
      return { hand: { ...hand, carriedCss: carried - steps * SCROLL_CSS }, actions: steps === 0 ? [] : [{ kind: "scroll", steps }] };
    }
    default:
      return nothing(hand);
  }
}

const actOf = ({ from }: Extract<Hand, { kind: "carrying" }>): PointAct => (from === null ? "place" : "move");

function tap(hand: Hand, gesture: Touch, world: World): Handled {
  const { at, device, count } = gesture;
  const step = currentStep(world.tool);
  const twice = count === 2 && step === null && world.tool.kind !== "marking" ? nearestMark(world.marks, at, device) : null;
  const goTo: readonly Action[] = twice !== null && twice.reach !== "here" ? [{ kind: "go-to", address: twice.address }] : [];
  if (hand.kind === "carrying" || hand.kind === "marking") return followed(letGo(nothing(hand), world), goTo);
  if (goTo.length > 0) return { hand: EMPTY_HAND, actions: goTo };
  if (hand.kind === "undecided") return step === null ? nothing(EMPTY_HAND) : placeAt(step, at, world);
  if (device === "touch" && count === 1) {
    if (world.tool.kind === "marking") return letGo(mark(at, world), world);
    if (step !== null) return placeAt(step, at, world);
    const hit = nearestMark(world.marks, at, device);
    return { hand: EMPTY_HAND, actions: [{ kind: "tool", event: { kind: "select", address: hit?.address ?? null } }] };
  }
  if (count === 2 && step === null && world.tool.kind !== "marking") return { hand: EMPTY_HAND, actions: [{ kind: "reset-view" }] };
  return nothing(EMPTY_HAND);
}

const followed = ({ hand, actions }: Handled, more: readonly Action[]): Handled => ({ hand, actions: [...actions, ...more] });

function placeAt(address: PointAddress, at: CanvasPoint, world: World): Handled {
  if (!placeable(at, world)) return nothing(EMPTY_HAND);
  return { hand: EMPTY_HAND, actions: placed(address, world.toImage(at)) };
}

/** What placing the point that was asked for does, by whichever way it came: pointer, finger or keyboard. */
export const placed = (address: PointAddress, to: ImagePoint): readonly Action[] => [
  { kind: "end-draft" },
  { kind: "commit", address, to, act: "place" },
  { kind: "tool", event: { kind: "placed" } },
];

function letGo({ hand, actions }: Handled, world: World): Handled {
  switch (hand.kind) {
    case "carrying": {
      if (hand.from === null) return { hand: EMPTY_HAND, actions: [...actions, ...placed(hand.address, hand.to)] };
      const kept: readonly Action[] = hand.moved ? [{ kind: "end-draft" }, { kind: "commit", address: hand.address, to: hand.to, act: "move" }] : [];
      return { hand: EMPTY_HAND, actions: [...actions, ...kept, { kind: "tool", event: { kind: "drop" } }] };
    }
    case "marking":
      return { hand: EMPTY_HAND, actions: world.tool.kind === "marking" ? [{ kind: "tool", event: { kind: "mark", point: hand.to } }] : [] };
    default:
      return { hand: EMPTY_HAND, actions };
  }
}

/** Puts back what is under way, for Escape, a second finger, or a pointer that the system took. */
export function abort(hand: Hand): Handled {
  if (hand.kind !== "carrying") return nothing(EMPTY_HAND);
  const back: readonly Action[] = hand.from === null ? [] : [{ kind: "tool", event: { kind: "cancel" } }];
  return { hand: EMPTY_HAND, actions: [{ kind: "end-draft" }, ...back] };
}

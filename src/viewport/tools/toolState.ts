import type { ImagePoint } from "#geometry/points";
import type { PointAddress } from "#spine/landmark";

/** What is done to a point: a new one is placed on the picture; one that is moved keeps its distance from it. */
export type PointAct = "place" | "move";

/** What the pointer and the keys mean at this moment. A closed union; whoever shows it switches over `kind`. */
export type ToolState = Idle | Placing | Dragging | Marking;

export interface Idle {
  readonly kind: "idle";
  /** The point that the arrow keys nudge. */
  readonly selected: PointAddress | null;
}

/** A guided protocol, or one point asked for out of order: each click places `steps[index]`. */
export interface Placing {
  readonly kind: "placing";
  readonly steps: readonly PointAddress[];
  readonly index: number;
  /** Indices into `steps` that the reader passed over; they are not asked for again. */
  readonly skipped: readonly number[];
  readonly selected: PointAddress | null;
}

export interface Dragging {
  readonly kind: "dragging";
  readonly address: PointAddress;
  /** Where the point stood when it was grabbed. */
  readonly from: ImagePoint;
  /** What holds again when it is let go. */
  readonly before: Idle | Placing;
}

/** Points that belong to no landmark: a calibration's line or ball, a plumb line. */
export interface Marking {
  readonly kind: "marking";
  readonly purpose: MarkPurpose;
  readonly points: readonly ImagePoint[];
  readonly before: Idle | Placing;
}

export type MarkPurpose = "line" | "ball" | "plumb";

/** A line has two ends; a ball is found from three points of its rim. */
export const MARKS_NEEDED: Readonly<Record<MarkPurpose, number>> = { line: 2, ball: 3, plumb: 2 };

export type ToolEvent =
  | { readonly kind: "start"; readonly steps: readonly PointAddress[] }
  | { readonly kind: "place"; readonly address: PointAddress }
  | { readonly kind: "placed" }
  | { readonly kind: "skip" }
  | { readonly kind: "back" }
  | { readonly kind: "cancel" }
  | { readonly kind: "select"; readonly address: PointAddress | null }
  | { readonly kind: "grab"; readonly address: PointAddress; readonly from: ImagePoint }
  | { readonly kind: "drop" }
  | { readonly kind: "begin-marking"; readonly purpose: MarkPurpose }
  | { readonly kind: "mark"; readonly point: ImagePoint }
  | { readonly kind: "end-marking" };

export interface ToolContext {
  /** Whether the reading has this point already. */
  readonly isPlaced: (address: PointAddress) => boolean;
}

export const IDLE: Idle = { kind: "idle", selected: null };

export const sameAddress = (a: PointAddress | null, b: PointAddress | null): boolean =>
  a === b || (a !== null && b !== null && a.landmark === b.landmark && a.part === b.part);

/** The point that the next click places, null when a click places none. */
export function currentStep(state: ToolState): PointAddress | null {
  return state.kind === "placing" ? (state.steps[state.index] ?? null) : null;
}

/** The point that the tool is busy with: being dragged, or selected. */
export function activePoint(state: ToolState): PointAddress | null {
  switch (state.kind) {
    case "dragging":
      return state.address;
    case "marking":
      return null;
    default:
      return state.selected;
  }
}

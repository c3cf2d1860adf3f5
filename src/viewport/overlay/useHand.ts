import { useRef, useState } from "react";
import type { CanvasPoint } from "#geometry/points";
import type { PointAddress } from "#spine/landmark";
import type { Viewport } from "#viewport/engine";
import { greySource } from "#viewport/picture";
import { pan, zoomAt } from "#viewport/transform";
import { abort, EMPTY_HAND, handle, type Action, type Hand, type Handled, type World } from "#viewport/tools/hand";
import { MARKS_NEEDED, type ToolEvent, type ToolState } from "#viewport/tools/toolState";
import type { Gesture } from "#viewport/pointer/gesture";
import type { WheelMeaning } from "#viewport/pointer/wheel";
import type { Editing } from "./useEditing";
import type { Glide } from "./glide";
import type { Scene } from "./scene";
import { useLatest } from "./useLatest";
import { windowedBy } from "./windowing";
import type { StackItem } from "./viewportProps";

export interface HandContext {
  readonly viewport: Viewport | null;
  readonly scene: Scene | null;
  readonly item: StackItem | null;
  readonly tool: ToolState;
  readonly editing: Editing;
  readonly glide: Glide;
  readonly stackLength: number;
  readonly onTool: (event: ToolEvent) => void;
  readonly scrollBy: (steps: number) => void;
  readonly resetView: () => void;
  readonly tellAway: (address: PointAddress) => void;
  readonly goTo: (address: PointAddress) => void;
  /** After a point has been placed, with the edit already sent. */
  readonly onPlaced: (action: Extract<Action, { kind: "commit" }>) => void;
}

export interface HandHandle {
  readonly hand: Hand;
  readonly gesture: (gesture: Gesture) => void;
  readonly wheel: (meaning: WheelMeaning, at: CanvasPoint) => void;
  readonly perform: (action: Action) => void;
  /** Puts back what is under way; false when nothing was. */
  readonly letBack: () => boolean;
}

/** The hand on the viewport: takes gestures, carries out what they mean. */
export function useHand(context: HandContext): HandHandle {
  const latest = useLatest(context);
  // Gestures of one event follow each other before a render, so the hand is kept beside the state that shows it.
  const held = useRef<Hand>(EMPTY_HAND);
  const [hand, setHand] = useState<Hand>(EMPTY_HAND);

  const take = ({ hand: next, actions }: Handled): void => {
    held.current = next;
    setHand(next);
    for (const action of actions) perform(action, latest.current);
  };
  return {
    hand,
    gesture: (gesture) => {
      const world = worldOf(latest.current);
      if (world !== null) take(handle(held.current, gesture, world));
    },
    wheel: (meaning, at) => {
      if (meaning.kind === "scroll") latest.current.scrollBy(meaning.steps);
      else perform({ kind: "zoom", factor: meaning.factor, about: at }, latest.current);
    },
    perform: (action) => perform(action, latest.current),
    letBack: () => {
      const busy = held.current.kind !== "empty";
      take(abort(held.current));
      return busy;
    },
  };
}

function worldOf({ scene, item, tool, editing, stackLength }: HandContext): World | null {
  if (scene === null || item === null) return null;
  return {
    tool,
    writable: editing.target !== null,
    marks: scene.marks,
    stackLength,
    columns: item.instance.columns,
    rows: item.instance.rows,
    toImage: scene.projector.toImage,
  };
}

function perform(action: Action, context: HandContext): void {
  const { editing } = context;
  switch (action.kind) {
    case "tool":
      return toolEvent(action.event, context);
    case "draft":
      return editing.draft(action.address, action.to, action.act);
    case "end-draft":
      return editing.endDraft();
    case "commit":
      editing.commit(action.address, action.to, action.act);
      return context.onPlaced(action);
    case "scroll":
      return context.scrollBy(action.steps);
    case "reset-view":
      return context.resetView();
    case "tell-away":
      return context.tellAway(action.address);
    case "go-to":
      return context.goTo(action.address);
    case "pan":
    case "zoom":
    case "window":
      return moveView(action, context);
  }
}

function moveView(action: Extract<Action, { kind: "pan" | "window" | "zoom" }>, { viewport, glide, item }: HandContext): void {
  const view = viewport?.view();
  if (!viewport || !view) return;
  if (action.kind !== "window") glide.stop();
  const { display } = view;
  switch (action.kind) {
    case "pan":
      return viewport.setDisplay(pan(display, action.by.xCss, action.by.yCss));
    case "zoom":
      return viewport.setDisplay(zoomAt(display, view.image, view.size, action.about, action.factor));
    case "window":
      return viewport.setDisplay({ ...display, voi: windowedBy(display.voi, item ? greySource(item).presentation.voiLuts : [], action.by) });
  }
}

/** The second mark of a plumb line finishes it; a calibration waits for the size. */
function toolEvent(event: ToolEvent, { tool, editing, onTool }: HandContext): void {
  onTool(event);
  if (event.kind !== "mark" || tool.kind !== "marking" || tool.purpose !== "plumb") return;
  const points = [...tool.points, event.point];
  if (points.length < MARKS_NEEDED.plumb) return;
  editing.plumb(points);
  onTool({ kind: "end-marking" });
}

import { isFrontal } from "#case/coronalReading";
import { useEffect, useRef, useState } from "react";
import type { CanvasPoint, ImagePoint } from "#geometry/points";
import { addressKey, parseLandmark, type PointAddress } from "#spine/landmark";
import type { ToolEvent, ToolState } from "#viewport/tools/toolState";
import { activePoint, currentStep } from "#viewport/tools/toolState";
import { placed, type Action } from "#viewport/tools/hand";
import { commandFor, mayTake, nudgeOf, type Focus, type KeyCommand, type KeyInput } from "#viewport/keys";
import type { Delta } from "#viewport/pointer/gesture";
import type { Editing } from "./useEditing";
import { markOf, type Scene } from "./scene";
import { useLatest } from "./useLatest";
import type { PresetNumber, ViewportCommands } from "./viewportProps";

export interface KeyContext {
  readonly root: HTMLElement | null;
  readonly scene: Scene | null;
  readonly tool: ToolState;
  readonly editing: Editing;
  readonly commands: ViewportCommands;
  /** Where a mouse is over the picture: the cross-hair starts there. */
  readonly hover: CanvasPoint | null;
  readonly perform: (action: Action) => void;
  readonly letBack: () => boolean;
  readonly onTool: (event: ToolEvent) => void;
  readonly onHistory: (step: "undo" | "redo") => void;
  readonly scrollBy: (steps: number) => void;
}

interface Nudge {
  readonly address: PointAddress;
  readonly to: ImagePoint;
}

export interface Keyboard {
  /** The cross-hair that the arrow keys move, null until they do. */
  readonly cursor: ImagePoint | null;
  /** The point that the arrow keys are moving. */
  readonly nudge: Nudge | null;
}

/** Zoom of one press of + or -. */
const ZOOM_STEP = 1.25;

/** Keys of the viewport: taken wherever the focus leaves them free, so that it works without being clicked first. */
export function useKeyboard(context: KeyContext): Keyboard {
  const latest = useLatest(context);
  const [cursor, setCursor] = useState<ImagePoint | null>(null);
  const [nudge, setNudge] = useState<Nudge | null>(null);
  const state = useRef<Keyboard>({ cursor: null, nudge: null });

  useEffect(() => {
    const keep = (next: Keyboard): void => {
      state.current = next;
      setCursor(next.cursor);
      setNudge(next.nudge);
    };
    const down = (event: KeyboardEvent): void => {
      const input: KeyInput = { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey };
      const command = event.defaultPrevented || event.isComposing ? null : commandFor(input);
      if (command === null || !mayTake(focusOf(event.target, latest.current.root), event.key)) return;
      const next = press(command, input, state.current, latest.current);
      if (next === null) return;
      event.preventDefault();
      keep(next);
    };
    /** Holding an arrow key is one change: it is kept when the key comes up. */
    const release = (): void => {
      if (state.current.nudge !== null) keep(keepNudge(state.current, latest.current));
    };
    const up = (event: KeyboardEvent): void => {
      if (event.key.startsWith("Arrow")) release();
    };
    const stop = new AbortController();
    window.addEventListener("keydown", down, { signal: stop.signal });
    window.addEventListener("keyup", up, { signal: stop.signal });
    window.addEventListener("blur", release, { signal: stop.signal });
    return () => stop.abort();
  }, [latest]);

  const asked = currentStep(context.tool) !== null || context.tool.kind === "marking";
  return { cursor: asked ? cursor : null, nudge };
}

const INPUTS = "input, select, textarea, [contenteditable], [role=combobox], [role=listbox], [role=menu], [role=slider], [role=tablist], [role=radiogroup], dialog, [role=dialog]";

export function focusOf(target: EventTarget | null, root: HTMLElement | null): Focus {
  if (!(target instanceof Element) || target === document.body || target === document.documentElement) return "page";
  if (root?.contains(target) === true) return "viewport";
  return target.closest(INPUTS) === null ? "control" : "input";
}

function keepNudge({ cursor, nudge }: Keyboard, { perform }: KeyContext): Keyboard {
  if (nudge !== null) {
    perform({ kind: "end-draft" });
    perform({ kind: "commit", address: nudge.address, to: nudge.to, act: "move" });
  }
  return { cursor, nudge: null };
}

/** The keyboard's state after a command, null when the command means nothing now and the key stays the page's. */
function press(command: KeyCommand, input: KeyInput, state: Keyboard, context: KeyContext): Keyboard | null {
  const by = nudgeOf(command, input);
  if (by !== null) return arrow(by, state, context);
  switch (command) {
    case "accept":
      return accept(state, context);
    case "cancel":
      return cancel(state, context);
    case "skip":
    case "back":
      if (context.tool.kind !== "placing" && context.tool.kind !== "marking") return null;
      context.onTool({ kind: command });
      return state;
    case "delete-point":
    case "add-point":
      return onPoint(command, context) ? state : null;
    default:
      return onView(command, context) ? state : null;
  }
}

/** The point with the focus, else the one last placed or moved. */
function selectedPoint({ root, scene, tool }: KeyContext): PointAddress | null {
  const key = root?.querySelector<SVGElement>("[data-point]:focus")?.dataset["point"];
  const focused = scene?.marks.find(({ address }) => addressKey(address) === key);
  return focused?.address ?? (tool.kind === "idle" ? activePoint(tool) : null);
}

function arrow(by: Delta, state: Keyboard, context: KeyContext): Keyboard | null {
  const { scene, editing, tool } = context;
  if (scene === null || editing.target === null) return null;
  const shift = (from: ImagePoint): ImagePoint => {
    const at = scene.projector.toCanvas(from);
    return inside(scene.projector.toImage({ xCss: at.xCss + by.xCss, yCss: at.yCss + by.yCss }), scene);
  };
  const selected = selectedPoint(context);
  const mark = selected && markOf(scene, selected);
  if (mark?.reach === "away") {
    context.perform({ kind: "tell-away", address: mark.address });
    return state;
  }
  if (mark) {
    const known = state.nudge !== null && addressKey(state.nudge.address) === addressKey(mark.address) ? state.nudge.to : mark.image;
    const nudge = { address: mark.address, to: shift(known) };
    context.perform({ kind: "draft", ...nudge, act: "move" });
    return { ...state, nudge };
  }
  if (currentStep(tool) === null && tool.kind !== "marking") return null;
  const cursor = shift(state.cursor ?? startOfCursor(context, scene));
  followCursor(scene, cursor, context);
  return { ...state, cursor };
}

const inside = ({ columnPx, rowPx }: ImagePoint, { view }: Scene): ImagePoint => ({
  columnPx: Math.min(Math.max(columnPx, 0), view.image.columns),
  rowPx: Math.min(Math.max(rowPx, 0), view.image.rows),
});

/** Under the mouse, else in the middle of the picture. */
function startOfCursor({ hover }: KeyContext, { projector, view }: Scene): ImagePoint {
  return projector.toImage(hover ?? { xCss: view.size.widthCss / 2, yCss: view.size.heightCss / 2 });
}

/** Keeps the cross-hair on the screen. */
function followCursor({ projector, view }: Scene, cursor: ImagePoint, { perform }: KeyContext): void {
  const at = projector.toCanvas(cursor);
  const past = (value: number, size: number): number => (value < 20 ? 20 - value : value > size - 20 ? size - 20 - value : 0);
  const by = { xCss: past(at.xCss, view.size.widthCss), yCss: past(at.yCss, view.size.heightCss) };
  if (by.xCss !== 0 || by.yCss !== 0) perform({ kind: "pan", by });
}

function accept(state: Keyboard, context: KeyContext): Keyboard | null {
  const { scene, tool, perform, onTool, editing } = context;
  const selected = scene && selectedPoint(context);
  const off = scene && selected && markOf(scene, selected);
  if (off && off.reach !== "here") {
    perform({ kind: "go-to", address: off.address });
    return state;
  }
  const step = currentStep(tool);
  if (scene === null || editing.target === null || (step === null && tool.kind !== "marking")) return null;
  const { cursor } = state;
  if (cursor === null) {
    if (step !== null && markOf(scene, step) !== undefined) onTool({ kind: "placed" });
    else return { ...state, cursor: startOfCursor(context, scene) };
  } else if (step !== null) {
    placed(step, cursor).forEach(perform);
  } else {
    perform({ kind: "tool", event: { kind: "mark", point: cursor } });
  }
  return state;
}

function cancel(state: Keyboard, { letBack, editing, onTool }: KeyContext): Keyboard | null {
  if (letBack()) return state;
  if (state.nudge !== null) editing.endDraft();
  else onTool({ kind: "cancel" });
  editing.tell(null);
  return { cursor: null, nudge: null };
}

function onPoint(command: "delete-point" | "add-point", context: KeyContext): boolean {
  const { editing, onTool } = context;
  const address = selectedPoint(context);
  if (address === null || editing.target === null) return false;
  if (command === "delete-point") {
    editing.remove(address);
    onTool({ kind: "select", address: null });
    return true;
  }
  // A curve is measured between the corners: a further point would be drawn and count for nothing.
  if (parseLandmark(address.landmark)?.kind !== "endplate" || isFrontal(editing.target.reading)) return false;
  const number = editing.target.reading.landmarks[address.landmark]?.along?.length ?? 0;
  onTool({ kind: "place", address: { landmark: address.landmark, part: `along.${number}` } });
  return true;
}

type ViewCommand = Exclude<KeyCommand, "accept" | "cancel" | "skip" | "back" | "delete-point" | "add-point" | `nudge-${string}`>;

function onView(command: KeyCommand, { commands, onHistory, scrollBy }: KeyContext): boolean {
  const does: Readonly<Record<ViewCommand, () => void>> = {
    "whole-film": commands.fit,
    junction: commands.goToJunction,
    invert: commands.invert,
    rotate: commands.rotate,
    flip: commands.flipHorizontal,
    reset: commands.reset,
    "zoom-in": () => commands.zoomBy(ZOOM_STEP),
    "zoom-out": () => commands.zoomBy(1 / ZOOM_STEP),
    "previous-image": () => scrollBy(-1),
    "next-image": () => scrollBy(1),
    "first-image": () => scrollBy(-Infinity),
    "last-image": () => scrollBy(Infinity),
    undo: () => onHistory("undo"),
    redo: () => onHistory("redo"),
    ...presets(commands),
  };
  if (!(command in does)) return false;
  does[command as ViewCommand]();
  return true;
}

function presets({ preset }: ViewportCommands): Readonly<Record<`preset-${PresetNumber}`, () => void>> {
  return {
    "preset-1": () => preset(1),
    "preset-2": () => preset(2),
    "preset-3": () => preset(3),
    "preset-4": () => preset(4),
    "preset-5": () => preset(5),
    "preset-6": () => preset(6),
  };
}

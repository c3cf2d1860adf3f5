import type { Delta } from "./pointer/gesture";

/** What a key asks for while the viewport has it. */
export type KeyCommand =
  | "skip"
  | "back"
  | "cancel"
  | "accept"
  | "delete-point"
  | "add-point"
  | "whole-film"
  | "junction"
  | "invert"
  | "rotate"
  | "flip"
  | "reset"
  | "zoom-in"
  | "zoom-out"
  | "previous-image"
  | "next-image"
  | "first-image"
  | "last-image"
  | "undo"
  | "redo"
  | `preset-${1 | 2 | 3 | 4 | 5 | 6}`
  | "nudge-left"
  | "nudge-right"
  | "nudge-up"
  | "nudge-down";

export interface KeyBinding {
  /** KeyboardEvent.key, letters in lower case. */
  readonly key: string;
  readonly command: KeyCommand;
  /** Ctrl, or Command on a Mac. */
  readonly ctrl?: true;
  readonly shift?: true;
  /** Shift and Alt change how far it goes and not what it is. */
  readonly anyModifier?: true;
}

export interface KeyInput {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

export const KEY_BINDINGS: readonly KeyBinding[] = [
  { key: " ", command: "skip" },
  { key: "Backspace", command: "back" },
  { key: "Escape", command: "cancel" },
  { key: "Enter", command: "accept" },
  { key: "Delete", command: "delete-point" },
  { key: "a", command: "add-point" },
  { key: "ArrowLeft", command: "nudge-left", anyModifier: true },
  { key: "ArrowRight", command: "nudge-right", anyModifier: true },
  { key: "ArrowUp", command: "nudge-up", anyModifier: true },
  { key: "ArrowDown", command: "nudge-down", anyModifier: true },
  { key: "f", command: "whole-film" },
  { key: "j", command: "junction" },
  { key: "i", command: "invert" },
  { key: "r", command: "rotate" },
  { key: "h", command: "flip" },
  { key: "0", command: "reset" },
  { key: "1", command: "preset-1" },
  { key: "2", command: "preset-2" },
  { key: "3", command: "preset-3" },
  { key: "4", command: "preset-4" },
  { key: "5", command: "preset-5" },
  { key: "6", command: "preset-6" },
  { key: "+", command: "zoom-in", anyModifier: true },
  { key: "=", command: "zoom-in" },
  { key: "-", command: "zoom-out" },
  { key: "PageUp", command: "previous-image" },
  { key: "PageDown", command: "next-image" },
  { key: "Home", command: "first-image" },
  { key: "End", command: "last-image" },
  { key: "z", ctrl: true, command: "undo" },
  { key: "z", ctrl: true, shift: true, command: "redo" },
  { key: "y", ctrl: true, command: "redo" },
];

/** The command of a key press, null where it has none and belongs to the page. */
export function commandFor(input: KeyInput): KeyCommand | null {
  const key = input.key.length === 1 ? input.key.toLowerCase() : input.key;
  const found = KEY_BINDINGS.find(
    (binding) =>
      binding.key === key &&
      input.ctrl === (binding.ctrl ?? false) &&
      (binding.anyModifier === true || (!input.alt && input.shift === (binding.shift ?? false))),
  );
  return found?.command ?? null;
}

const DIRECTIONS: Readonly<Partial<Record<KeyCommand, readonly [number, number]>>> = {
  "nudge-left": [-1, 0],
  "nudge-right": [1, 0],
  "nudge-up": [0, -1],
  "nudge-down": [0, 1],
};

/** How far an arrow key moves a point: one screen pixel, ten with Shift, a tenth with Alt. Null for any other command. */
export function nudgeOf(command: KeyCommand, input: Pick<KeyInput, "shift" | "alt">): Delta | null {
  const direction = DIRECTIONS[command];
  if (direction === undefined) return null;
  const step = input.shift ? 10 : input.alt ? 0.1 : 1;
  return { xCss: direction[0] * step, yCss: direction[1] * step };
}

/** Where the focus is: in the viewport, nowhere, on a control beside it (a button, a link), or where keys are input. */
export type Focus = "viewport" | "page" | "control" | "input";

/** Keys that a focused button or link needs for itself. */
const CONTROL_KEYS: ReadonlySet<string> = new Set([" ", "Enter", "ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"]);

/** Whether the viewport may take a key: it works without being clicked first, and never takes what somebody is typing. */
export const mayTake = (focus: Focus, key: string): boolean =>
  focus === "viewport" || focus === "page" || (focus === "control" && !CONTROL_KEYS.has(key));

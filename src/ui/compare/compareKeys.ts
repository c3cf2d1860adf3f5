/** What a key asks for while exams are compared. */
export type CompareCommand =
  | "zoom-in"
  | "zoom-out"
  | "left"
  | "right"
  | "up"
  | "down"
  | "junction"
  | "whole"
  | "align"
  | "side"
  | "blink"
  | "overlay"
  | "difference"
  | "flip"
  | "ghosts"
  | "marks"
  | "invert"
  | "more-opacity"
  | "less-opacity";

export interface CompareKey {
  /** KeyboardEvent.key, letters in lower case. */
  readonly key: string;
  readonly command: CompareCommand;
}

export const COMPARE_KEYS: readonly CompareKey[] = [
  { key: "+", command: "zoom-in" },
  { key: "=", command: "zoom-in" },
  { key: "-", command: "zoom-out" },
  { key: "ArrowLeft", command: "left" },
  { key: "ArrowRight", command: "right" },
  { key: "ArrowUp", command: "up" },
  { key: "ArrowDown", command: "down" },
  { key: "j", command: "junction" },
  { key: "f", command: "whole" },
  { key: "a", command: "align" },
  { key: "s", command: "side" },
  { key: "b", command: "blink" },
  { key: "o", command: "overlay" },
  { key: "d", command: "difference" },
  { key: " ", command: "flip" },
  { key: "g", command: "ghosts" },
  { key: "p", command: "marks" },
  { key: "i", command: "invert" },
  { key: "]", command: "more-opacity" },
  { key: "[", command: "less-opacity" },
];

/** What of the page has the focus: a field that takes letters for itself, a slider that takes arrows, a button that takes Space, or none. */
export type KeyFocus = "field" | "slider" | "button" | "none";

/** The command of a key press, null where it is not for us. */
export function compareCommand(key: string, modified: boolean, focus: KeyFocus): CompareCommand | null {
  if (modified || focus === "field" || (focus === "button" && key === " ") || (focus === "slider" && key.startsWith("Arrow"))) return null;
  const name = key.length === 1 ? key.toLowerCase() : key;
  return COMPARE_KEYS.find((binding) => binding.key === name)?.command ?? null;
}

export function keyFocus(target: EventTarget | null): KeyFocus {
  if (!(target instanceof Element)) return "none";
  if (target.matches("input[type=range]")) return "slider";
  if (target.closest("select, textarea, input:not([type=checkbox], [type=file])")) return "field";
  return target.closest("button, input, a, label, summary") ? "button" : "none";
}

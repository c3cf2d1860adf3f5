import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from "react";

interface Toolbar {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
}

type Tool = HTMLButtonElement | HTMLSelectElement;

/**
 * A row of tools as one stop of the Tab key (WAI-ARIA's toolbar): the arrow keys, Home and End go along it, and Tab comes
 * back to the tool that had the focus last. To be spread on the element of role "toolbar".
 */
export function useToolbar(): Toolbar {
  const ref = useRef<HTMLDivElement>(null);
  const last = useRef<Tool | null>(null);
  const tools = (): readonly Tool[] => [...(ref.current?.querySelectorAll<Tool>("button, select") ?? [])].filter((tool) => !tool.disabled);
  const letIn = (): void => {
    const all = tools();
    const open = all.find((tool) => tool === last.current) ?? all[0];
    for (const tool of all) tool.tabIndex = tool === open ? 0 : -1;
  };
  // After every change: tools come, go and are disabled.
  useEffect(letIn);
  return {
    ref,
    onFocus: ({ target }) => {
      last.current = tools().find((tool) => tool === target) ?? last.current;
      letIn();
    },
    onKeyDown: (event) => {
      const all = tools();
      const to = target(event.key, all.findIndex((tool) => tool === event.target), all.length);
      if (to === null) return;
      // A list would take the arrow for itself and choose from it.
      event.preventDefault();
      all[to]?.focus();
    },
  };
}

/** Where a key leads from a place in a row, round its ends; null for keys that lead nowhere. */
function target(key: string, from: number, count: number): number | null {
  switch (key) {
    case "ArrowRight":
      return (from + 1) % count;
    case "ArrowLeft":
      return (from + count - 1) % count;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

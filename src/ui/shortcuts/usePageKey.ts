import { useEffect } from "react";

/** A letter that holds wherever the focus is, but for fields that take text, choosers and dialogs. */
export function usePageKey(key: string, run: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if (event.defaultPrevented || modified || event.key.toLowerCase() !== key || takesLetters(event.target) || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [key, run]);
}

const takesLetters = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

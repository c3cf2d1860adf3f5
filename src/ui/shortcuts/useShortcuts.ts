import { useEffect } from "react";
import { useSession } from "../session/context";

/** Keys that hold wherever the focus is, but for fields that take text and for the viewport, which has its own. */
export function useShortcuts(onHelp: () => void): void {
  const session = useSession();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || takesText(event.target)) return;
      const undoing = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z";
      const redoing = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "y";
      if (event.key === "?") onHelp();
      else if (redoing || (undoing && event.shiftKey)) session.redo();
      else if (undoing) session.undo();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [session, onHelp]);
}

const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, dialog *"));

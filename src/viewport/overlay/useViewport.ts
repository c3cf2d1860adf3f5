import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { createViewport, type View, type Viewport } from "#viewport/engine";

/** The engine on one element for as long as that is mounted, and its view as React state. */
export function useViewport(): { readonly setHost: (element: HTMLElement | null) => void; readonly viewport: Viewport | null; readonly view: View | null } {
  const [element, setHost] = useState<HTMLElement | null>(null);
  const [viewport, setViewport] = useState<Viewport | null>(null);

  useEffect(() => {
    if (element === null) return undefined;
    const made = createViewport(element);
    setViewport(made);
    return () => {
      setViewport(null);
      made.dispose();
    };
  }, [element]);

  const subscribe = useCallback((changed: () => void) => viewport?.onDisplayChange(changed) ?? (() => undefined), [viewport]);
  const view = useSyncExternalStore(subscribe, () => viewport?.view() ?? null);
  return { setHost, viewport, view };
}

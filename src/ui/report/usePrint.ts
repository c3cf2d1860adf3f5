import type { ReportPicture, ViewportCommands } from "#viewport/overlay/ImageViewport";
import { useCallback, useEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";

export interface Printing {
  /** The marked film, there for as long as something is printed; null where no image is open. */
  readonly picture: ReportPicture | null;
  /** @throws Error when the picture cannot be drawn. */
  readonly print: () => void;
}

/** The same page from the button and from the browser's own print command: the film is drawn as printing begins. */
export function usePrint(commands: RefObject<ViewportCommands | null>): Printing {
  const [picture, setPicture] = useState<ReportPicture | null>(null);
  const prepare = useCallback(() => flushSync(() => setPicture(commands.current?.reportPicture() ?? null)), [commands]);
  useEffect(() => {
    const stop = new AbortController();
    window.addEventListener("beforeprint", prepare, { signal: stop.signal });
    window.addEventListener("afterprint", () => setPicture(null), { signal: stop.signal });
    return () => stop.abort();
  }, [prepare]);
  const print = useCallback(() => {
    prepare();
    window.print();
  }, [prepare]);
  return { picture, print };
}

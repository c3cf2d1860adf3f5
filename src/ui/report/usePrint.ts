import type { ReportPicture, ViewportCommands } from "#viewport/overlay/ImageViewport";
import { useCallback, useEffect, useState, type RefObject } from "react";
import { flushSync } from "react-dom";

export interface PrintedPage {
  /** The marked film; null where no image is open. */
  readonly picture: ReportPicture | null;
}

export interface Printing {
  /** There for as long as something is printed. */
  readonly page: PrintedPage | null;
  /** @throws Error when the picture cannot be drawn. */
  readonly print: () => void;
}

/** The same page from the button and from the browser's own print command: it is made as printing begins. */
export function usePrint(commands: RefObject<ViewportCommands | null>): Printing {
  const [page, setPage] = useState<PrintedPage | null>(null);
  const prepare = useCallback(() => flushSync(() => setPage({ picture: commands.current?.reportPicture() ?? null })), [commands]);
  useEffect(() => {
    const stop = new AbortController();
    window.addEventListener("beforeprint", prepare, { signal: stop.signal });
    window.addEventListener("afterprint", () => setPage(null), { signal: stop.signal });
    return () => stop.abort();
  }, [prepare]);
  const print = useCallback(() => {
    prepare();
    window.print();
  }, [prepare]);
  return { page, print };
}

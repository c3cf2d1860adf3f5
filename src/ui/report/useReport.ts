import { message } from "#text/messages";
import type { ViewportCommands } from "#viewport/overlay/ImageViewport";
import { createElement, useCallback, useEffect, useMemo, useRef, useState, type ReactElement, type RefObject } from "react";
import { flushSync } from "react-dom";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, shownExamOf } from "../session/select";
import { fileBase, save } from "./download";
import type { ReportMaker } from "./maker";

export interface Reporting {
  /** There for as long as it is printed or written to a file. */
  readonly page: ReactElement | null;
  /** The element that `page` is put into. */
  readonly holds: (element: HTMLDivElement | null) => void;
  readonly print: () => void;
  readonly saveFile: () => void;
  /** Whether the report names the patient: asked for anew for each case, and forgotten with the sitting. */
  readonly identified: boolean;
  readonly identify: (on: boolean) => void;
}

/** Settled for so long, the pictures of the report are read, so that the browser's own print command finds them. */
const SETTLED_MS = 600;

/** The same report from the buttons and from the browser's own print command: it is made as printing begins. */
export function useReport(commands: RefObject<ViewportCommands | null>): Reporting {
  const session = useSession();
  const subject = useSessionState((state) => state.activeCase);
  const [page, setPage] = useState<ReactElement | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const [identifiedCase, setIdentifiedCase] = useState<string | null>(null);
  const identified = subject !== null && identifiedCase === subject;
  const maker = useMaker(commands);
  const show = useCallback(() => {
    // It may be a while since it was asked for: another case that is looked at by now names nobody.
    const made = maker.page(identifiedCase !== null && session.store.getState().activeCase === identifiedCase);
    flushSync(() => setPage(made));
  }, [maker, session, identifiedCase]);
  usePrinting(show, setPage);

  return useMemo(() => {
    const made = async (then: () => void | Promise<void>): Promise<void> => {
      try {
        await maker.load();
        show();
        await then();
      } catch (error) {
        session.notify("problem", failed(error));
      }
    };
    return {
      page,
      holds: (element) => {
        place.current = element;
      },
      print: () => void made(() => window.print()),
      saveFile: () =>
        void made(async () => {
          const name = fileName(session.store.getState());
          const { reportFile } = await import("./reportFile");
          if (place.current) save(reportFile(place.current, name), `${name}.html`);
          setPage(null);
        }),
      identified,
      identify: (on: boolean) => setIdentifiedCase(on ? subject : null),
    };
  }, [page, maker, show, session, identified, subject]);
}

/** The browser's own print command, and that of the button, which comes to the same. */
function usePrinting(show: () => void, setPage: (page: ReactElement | null) => void): void {
  const session = useSession();
  useEffect(() => {
    const stop = new AbortController();
    const title = document.title;
    window.addEventListener(
      "beforeprint",
      () => {
        try {
          show();
        } catch (error) {
          // Printing cannot be called off here, and a blank page says nothing.
          flushSync(() => setPage(words(failed(error))));
        }
        document.title = fileName(session.store.getState()) || title;
      },
      { signal: stop.signal },
    );
    window.addEventListener(
      "afterprint",
      () => {
        setPage(null);
        document.title = title;
      },
      { signal: stop.signal },
    );
    return () => stop.abort();
  }, [show, setPage, session]);
}

type State = Parameters<typeof activeCaseOf>[0];

const fileName = (state: State): string => fileBase(activeCaseOf(state)?.subject.id ?? "", shownExamOf(state)?.date);

const words = (text: string): ReactElement => createElement("p", null, text);

const failed = (error: unknown): string => message("report.export.failed", { reason: String(error) });

/** The maker is no part of reading a film: it is fetched once the page has settled, and its pictures each time that it has. */
function useMaker(commands: RefObject<ViewportCommands | null>): { readonly page: (identified: boolean) => ReactElement; readonly load: () => Promise<void> } {
  const session = useSession();
  const maker = useMemo(() => {
    let current: ReportMaker | null = null;
    return {
      page: (identified: boolean) => (current ? (current.page(identified) ?? words(message("report.nothing"))) : words(message("report.notReady"))),
      load: async () => {
        const { createReportMaker } = await import("./maker");
        current ??= createReportMaker(session, () => commands.current);
        await current.ready();
      },
    };
  }, [session, commands]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let reported: readonly unknown[] = [];
    const consider = (state: State): void => {
      const now = [activeCaseOf(state), assessedRefOf(state), state.files.instances] as const;
      if (now.every((each, index) => each === reported[index])) return;
      reported = now;
      clearTimeout(timer);
      // What cannot be fetched now is told of when the report is asked for.
      if (now[0] && now[1]) timer = setTimeout(() => void maker.load().catch(() => undefined), SETTLED_MS);
    };
    consider(session.store.getState());
    // Not by rendering: files that are being read change it several times a second, and the whole page hangs on this.
    const stop = session.store.subscribe(consider);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [session, maker]);
  return maker;
}

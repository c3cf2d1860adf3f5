import { Suspense, useDeferredValue, useEffect, useLayoutEffect } from "react";
import { useLanguage } from "#viewport/useLanguage";
import { DropTarget } from "../import/DropTarget";
import { EmptyPage } from "../import/EmptyPage";
import { part } from "../part";
import { SessionProvider, useSessionState } from "../session/context";
import { hasContent } from "../session/select";
import type { Session } from "../session/session";

/** Fetched when a reader sets about opening something: the page that is met first needs no viewport. */
export const fetchReadingRoom = () => import("./ReadingRoom");

const ReadingRoom = part(async () => ({ default: (await fetchReadingRoom()).ReadingRoom }));

/** The whole interface over one session. */
export function App({ session }: { readonly session: Session }) {
  const language = useLanguage();
  useEffect(() => void session.start(), [session]);
  useLayoutEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <SessionProvider value={session}>
      <DropTarget>
        <Page />
      </DropTarget>
    </SessionProvider>
  );
}

/** The empty page stays until the reading room is there, which is made in small pieces between other tasks. */
function Page() {
  const open = useDeferredValue(useSessionState(hasContent));
  return <Suspense fallback={null}>{open ? <ReadingRoom /> : <EmptyPage />}</Suspense>;
}

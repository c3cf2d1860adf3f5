import { message } from "#text/messages";
import { useCallback } from "react";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, shownReadingOf } from "../session/select";
import { usePageKey } from "../shortcuts/usePageKey";
import { hasGuide } from "./useGuide";

/** The letter that shows and hides the guide. */
export const GUIDE_KEY = "g";

/** Shows and hides the earlier exam's endplates on the image; not there where no earlier exam has any. */
export function GuideButton() {
  const session = useSession();
  const on = useSessionState((state) => state.settings.showGuide);
  const possible = useSessionState((state) => hasGuide(activeCaseOf(state), state.view.examId, shownReadingOf(state)?.reader));
  const toggle = useCallback(() => possible && session.changeSettings({ showGuide: !on }), [possible, session, on]);
  usePageKey(GUIDE_KEY, toggle);
  if (!possible) return null;
  return (
    <button type="button" className="quiet" aria-pressed={on} title={message("compare.guide.tip")} onClick={toggle}>
      {message("compare.guide.name")}
    </button>
  );
}

import { message } from "#text/messages";
import { useEffect } from "react";
import { useSession, useSessionState } from "../session/context";

const SHOWN_FOR_MS = 6000;

/** One line about what just happened. Good news goes by itself; bad news stays until it is dismissed. */
export function Notices() {
  const session = useSession();
  const notice = useSessionState((state) => state.notice);
  useEffect(() => {
    if (notice?.kind !== "done") return undefined;
    const timer = setTimeout(session.dismissNotice, SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [notice, session]);
  return (
    <div className="notices" role={notice?.kind === "problem" ? "alert" : "status"} aria-label={message("ui.notices")}>
      {notice && (
        <p data-kind={notice.kind}>
          {notice.text}
          <button type="button" className="quiet icon" aria-label={message("ui.close")} onClick={session.dismissNotice}>
            <span aria-hidden="true">×</span>
          </button>
        </p>
      )}
    </div>
  );
}

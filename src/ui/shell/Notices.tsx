import { message } from "#text/messages";
import { useEffect, useSyncExternalStore } from "react";
import { isPartMissing, onMissingParts } from "../part";
import { useSession, useSessionState } from "../session/context";

const SHOWN_FOR_MS = 6000;

/** One line about what just happened. Good news goes by itself; bad news stays until it is dismissed, or over. */
export function Notices() {
  const session = useSession();
  const notice = useSessionState((state) => state.notice);
  const isMissing = useSyncExternalStore(onMissingParts, isPartMissing);
  useEffect(() => {
    if (notice?.kind !== "done") return undefined;
    const timer = setTimeout(session.dismissNotice, SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [notice, session]);
  return (
    <div className="notices" role={isMissing || notice?.kind === "problem" ? "alert" : "status"} aria-label={message("ui.notices")}>
      {isMissing && <p data-kind="problem">{message("ui.notice.partMissing")}</p>}
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

import { message } from "#text/messages";
import { useSession, useSessionState } from "../session/context";

/** Long work in counts, with a way out. */
export function OpeningProgress() {
  const session = useSession();
  const progress = useSessionState((state) => state.files.progress);
  if (!progress) return null;
  const label = message("ui.import.progress", progress);
  return (
    <div className="opening" role="status" aria-label={message("ui.import.opening")}>
      <progress max={Math.max(progress.total, 1)} value={progress.done} aria-label={message("ui.import.opening")} />
      <span>{label}</span>
      <button type="button" className="quiet" onClick={session.cancelOpening}>
        {message("ui.cancel")}
      </button>
    </div>
  );
}

import { message } from "#text/messages";
import { useSession, useSessionState } from "../session/context";
import type { Counted } from "../session/core";

/** Long work in counts, with a way out: files that are read, and those of the sample that are fetched first. */
export function OpeningProgress() {
  const session = useSession();
  const progress = useSessionState((state) => state.files.progress);
  const fetching = useSessionState((state) => state.files.fetching);
  const counts = [progress, fetching].filter((each) => each !== null);
  if (counts.length === 0) return null;
  const [done, total] = [sum(counts, "done"), sum(counts, "total")];
  return (
    <div className="opening" role="status" aria-label={message("ui.import.opening")}>
      <progress max={Math.max(total, 1)} value={done} aria-label={message("ui.import.opening")} />
      <span>{total === 0 ? message("ui.import.opening") : message("ui.import.progress", { done: Math.floor(done), total })}</span>
      <button type="button" className="quiet" onClick={session.cancelOpening}>
        {message("ui.import.cancel")}
      </button>
    </div>
  );
}

const sum = (counts: readonly Counted[], of: keyof Counted): number => counts.reduce((total, each) => total + each[of], 0);

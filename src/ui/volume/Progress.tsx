import { message } from "#text/messages";
import { useVolume, useVolumeState } from "../session/volumeContext";

/** Slices that have come, the time left, and a way out; when all are there, how many. */
export function Progress() {
  const volume = useVolume();
  const phase = useVolumeState((state) => state.phase);
  const progress = useVolumeState((state) => state.progress);
  const count = useVolumeState((state) => state.handle?.grid.slices ?? 0);
  const isEarly = useVolumeState(({ phase, imageCount }) => phase === "opening" && imageCount === 0);
  if (phase === "complete") return <span className="muted">{message("volume.complete", { count })}</span>;
  // How far the files are read, and the way out of that, stand where these are chosen.
  if (isEarly) return count > 0 ? <span className="muted">{message("volume.soFar", { count })}</span> : null;
  if (phase !== "opening" && phase !== "loading") return null;
  const { done = 0, total = 1, leftMs } = progress ?? {};
  return (
    <div className="volume-progress" role="status" aria-label={message("volume.opening")}>
      <progress max={total} value={done} aria-label={message("volume.opening")} />
      <span>{progress && message("volume.progress", { done, total })}</span>
      {leftMs !== undefined && leftMs >= 500 && <span className="muted">{message("volume.left", { seconds: Math.ceil(leftMs / 1000) })}</span>}
      <button type="button" className="quiet" onClick={volume.cancel}>
        {message("volume.cancel")}
      </button>
    </div>
  );
}

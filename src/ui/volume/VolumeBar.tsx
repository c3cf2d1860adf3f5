import { message } from "#text/messages";
import { useSessionState } from "../session/context";
import { Findings } from "./Findings";
import { useVolume, useVolumeState } from "../session/volumeContext";
import type { VolumeView } from "./volumeState";
import { Progress } from "./Progress";

const VIEWS: readonly VolumeView[] = ["sagittal", "slices"];

/** What a series of slices is seen as, how much of it has come, and what is to be known of it. */
export function VolumeBar() {
  const volume = useVolume();
  const { phase, view, source, handle, error } = useVolumeState((state) => state);
  const shown = useSessionState((state) => state.view.stack[0]?.instance.series.seriesInstanceUid);
  if (phase === "none" || source?.items[0]?.instance.series.seriesInstanceUid !== shown) return null;
  return (
    <section className="volume-bar" aria-label={message("volume.name")} data-phase={phase}>
      {handle && (
        <div className="segments" role="group" aria-label={message("volume.views")}>
          {VIEWS.map((each) => (
            <button key={each} type="button" aria-pressed={each === view} onClick={() => volume.choose(each)}>
              {message(`volume.view.${each}`)}
            </button>
          ))}
        </div>
      )}
      <Progress />
      {phase === "cancelled" && (
        <>
          <span>{message("volume.cancelled")}</span>
          <button type="button" className="quiet" onClick={volume.reopen}>
            {message("volume.open")}
          </button>
        </>
      )}
      {error && <span role="alert">{message("volume.failed", { reason: message(`image.problem.${error.code}`, error.params) })}</span>}
      <Findings />
    </section>
  );
}

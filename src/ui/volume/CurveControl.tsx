import { message } from "#text/messages";
import { currentStep } from "#viewport/tools/toolState";
import { useEffect } from "react";
import { useSessionState } from "../session/context";
import { useVolume, useVolumeFields } from "../session/volumeContext";
import { curveKind, type CurveKind, withoutBody } from "./curve";

const KINDS: readonly CurveKind[] = ["plane", "found", "marked"];

/** Fewer points are no course. */
const FEWEST = 2;

/** Plane pictures, or curved ones that follow the spine: as it was found, or through bodies marked in the coronal view. */
export function CurveControl() {
  const volume = useVolume();
  const { curve, midline, isMarkingCurve, phase } = useVolumeFields("curve", "midline", "isMarkingCurve", "phase");
  const found = midline?.spine ?? [];
  const kind = isMarkingCurve ? "marked" : curveKind(curve, found);
  const mark = (): void => {
    volume.markCurve(true);
    volume.setPanes(true);
  };
  const choose = (to: CurveKind | undefined): void => {
    volume.setCurve(to === "found" ? found : null);
    if (to === "marked") mark();
    else volume.markCurve(false);
  };
  return (
    <>
      <select aria-label={message("volume.curve.name")} value={kind} onChange={(event) => choose(KINDS.find((each) => each === event.target.value))}>
        {KINDS.map((each) => (
          // The spine is found anew when the last slices have come: what is followed is to be the same after a reload.
          <option key={each} value={each} disabled={each === "found" && (found.length < FEWEST || phase !== "complete")}>
            {message(`volume.curve.${each}`)}
          </option>
        ))}
      </select>
      {isMarkingCurve && <Marking />}
      {kind === "marked" && !isMarkingCurve && (
        <button type="button" className="quiet" onClick={mark}>
          {message("volume.curve.change")}
        </button>
      )}
    </>
  );
}

/** While bodies are marked: what a click does, and the end of it. */
function Marking() {
  const volume = useVolume();
  const { markedBody } = useVolumeFields("markedBody");
  const isAsked = useSessionState(({ tool }) => currentStep(tool) !== null);
  const isBusy = useSessionState(({ tool }) => tool.kind !== "idle");
  const done = (): void => volume.markCurve(false);
  useEscape(!isBusy, done);
  return (
    <>
      <span role="status">{message(isAsked ? "volume.curve.asked" : "volume.curve.marking")}</span>
      {markedBody !== null && (
        <button type="button" className="quiet" onClick={() => withoutBody(volume, markedBody)}>
          {message("volume.curve.remove")}
        </button>
      )}
      <button type="button" onClick={done}>
        {message("volume.curve.done")}
      </button>
    </>
  );
}

/** Before the viewport takes the key, which it does even where it has nothing to cancel. */
function useEscape(isOurs: boolean, run: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (!isOurs || event.key !== "Escape" || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      run();
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => window.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [isOurs, run]);
}

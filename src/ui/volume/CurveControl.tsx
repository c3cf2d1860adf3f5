import { message } from "#text/messages";
import { useVolume, useVolumeState } from "../session/volumeContext";

/** Fewer points are no course. */
const FEWEST = 2;

/** Plane pictures, or curved ones that follow the spine: as it was found, or through bodies marked in the coronal view. */
export function CurveControl() {
  const volume = useVolume();
  const found = useVolumeState((state) => state.midline)?.spine ?? [];
  const curve = useVolumeState((state) => state.curve);
  const isMarking = useVolumeState((state) => state.isMarkingCurve);
  const value = isMarking ? "marked" : curve ? "found" : "plane";
  const choose = (to: string): void => {
    volume.markCurve(to === "marked");
    if (to === "marked") volume.setPanes(true);
    volume.setCurve(to === "found" ? found : null);
  };
  return (
    <>
      <select aria-label={message("volume.curve.name")} value={value} onChange={(event) => choose(event.target.value)}>
        <option value="plane">{message("volume.curve.plane")}</option>
        <option value="found" disabled={found.length < FEWEST}>
          {message("volume.curve.found")}
        </option>
        <option value="marked">{message("volume.curve.marked")}</option>
      </select>
      {isMarking && <span>{message("volume.curve.marking")}</span>}
    </>
  );
}

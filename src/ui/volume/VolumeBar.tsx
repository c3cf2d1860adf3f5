import { frameGeometry } from "#image/attributes";
import { inRank } from "#image/volume/arrange";
import { fixed } from "#text/format";
import { message } from "#text/messages";
import { useMemo } from "react";
import { useSessionState } from "../session/context";
import { useVolume, useVolumeFields, useVolumeState } from "../session/volumeContext";
import { Findings } from "./Findings";
import { CurveControl } from "./CurveControl";
import { planNames } from "./planNames";
import { Progress } from "./Progress";
import { SlabControl } from "./SlabControl";
import { PlaneName, TurnButton } from "./TurnControl";
import type { VolumeView } from "./volumeState";

const VIEWS: readonly VolumeView[] = ["sagittal", "slices"];

/** What a series of slices is seen as, how much of it has come, and what is to be known of it. */
export function VolumeBar() {
  const volume = useVolume();
  const { phase, view, source, handle, error } = useVolumeFields("phase", "view", "source", "handle", "error");
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
      <PlanSelect />
      <Progress />
      {handle && view === "sagittal" && <SagittalControls />}
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

/** Which of the series' volumes, where it holds several; and what is to be said of one whose file doesn't. */
function PlanSelect() {
  const volume = useVolume();
  const { handle, source } = useVolumeFields("handle", "source");
  const plans = useMemo(() => (handle?.plan ? [handle.plan, ...handle.otherPlans].toSorted(inRank) : []), [handle]);
  if (handle && source?.items[0]?.instance.format === "nifti") {
    return (
      <label className="volume-unit">
        <input type="checkbox" checked={handle.unit === "HU"} onChange={(event) => volume.setHounsfield(event.target.checked)} />
        {message("volume.hounsfield")}
      </label>
    );
  }
  if (plans.length < 2) return null;
  const names = planNames(plans);
  return (
    <select className="volume-plan" aria-label={message("volume.plan.name")} value={handle?.plan?.key} onChange={(event) => volume.choosePlan(event.target.value)}>
      {plans.map(({ key }, index) => (
        <option key={key} value={key}>
          {names[index]}
        </option>
      ))}
    </select>
  );
}

/** How the sagittal view is made. */
function SagittalControls() {
  const volume = useVolume();
  const panes = useVolumeState((state) => state.panes);
  const isBoneOpen = useVolumeState((state) => state.bone.isOpen);
  return (
    <>
      <Place />
      <SlabControl />
      <TurnButton />
      <CurveControl />
      <button type="button" className="quiet" aria-pressed={panes} onClick={() => volume.setPanes(!panes)}>
        {message("volume.panes")}
      </button>
      <button type="button" className="quiet" aria-expanded={isBoneOpen} onClick={() => volume.openBone(!isBoneOpen)}>
        {message("volume.bone.name")}
      </button>
      <PlaneName />
    </>
  );
}

/** Where the shown picture lies from side to side; a turned or curved one lies at no one place. */
function Place() {
  const isElsewhere = useVolumeState(({ turn, curve }) => turn.yaw !== 0 || turn.roll !== 0 || (curve?.length ?? 0) > 0);
  const x = useSessionState(({ view }) => {
    const item = view.stack[view.position];
    const geometry = item && frameGeometry(item.instance, item.frameIndex);
    const { imagePositionPatient: p, imageOrientationPatient: o, pixelSpacing: mm } = geometry ?? {};
    return item && p && o && mm ? p[0] + (o[0] * mm[1] * (item.instance.columns - 1) + o[3] * mm[0] * (item.instance.rows - 1)) / 2 : null;
  });
  return x === null || isElsewhere ? null : <span className="muted">{message("volume.place", { x: fixed(x, 1) })}</span>;
}

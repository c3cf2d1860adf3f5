import type { Instance } from "#image/instance";
import type { StandardView } from "#image/volume/plane";
import { scaled, type Vector3 } from "#image/volume/vector";
import { voxelMmAlong } from "#image/volume/grid";
import { storedFromImage } from "#image/sagittalFrame";
import { fixed } from "#text/format";
import { message } from "#text/messages";
import { commitEdit } from "#viewport/tools/edits";
import { currentStep } from "#viewport/tools/toolState";
import type { View } from "#viewport/engine";
import { Pane } from "#viewport/volume/Pane";
import { pictureNormal, Regions } from "#viewport/volume/Regions";
import { useMemo, type ReactElement } from "react";
import { useSession, useSessionState } from "../session/context";
import { shownReadingOf } from "../session/select";
import { useVolume, useVolumeFields, useVolumeState } from "../session/volumeContext";
import { nearest, offPicture, onPicture, stepped } from "./linked";
import { MarkedBodies } from "./MarkedBodies";
import { TurnControl } from "./TurnControl";
import { useRegions } from "./useRegions";
import type { VolumeState } from "./volumeState";

/** The coronal and the axial view beside the sagittal one. */
export function VolumePanes() {
  const hasPanes = useVolumeState(({ handle, view, panes }) => handle !== null && view === "sagittal" && panes);
  const item = useSessionState(({ view }) => view.stack[view.position]);
  const volume = useVolume();
  if (!item || !volume.isShown()) return null;
  if (!hasPanes) return <OnSagittal />;
  return (
    <div className="volume-panes">
      <OnSagittal />
      <OnePane view="coronal" />
      <OnePane view="axial" />
    </div>
  );
}

/** On the sagittal picture, at the side away from the spine. */
function OnSagittal() {
  const { isTurning, curve, view } = useVolumeFields("isTurning", "curve", "view");
  const isCurved = (curve?.length ?? 0) > 0;
  if (view !== "sagittal" || !(isTurning || isCurved)) return null;
  return (
    <div className="volume-notes">
      {isTurning && <TurnControl />}
      {isCurved && <p className="volume-curved">{message("volume.curve.mark")}</p>}
    </div>
  );
}

function OnePane({ view }: { readonly view: Exclude<StandardView, "sagittal"> }) {
  const session = useSession();
  const volume = useVolume();
  const { stack, position, reading: at } = useSessionState((state) => state.view);
  const reading = useSessionState(shownReadingOf);
  const step = useSessionState((state) => currentStep(state.tool));
  const { cross, turn, slab, handle, curve, isMarkingCurve, greys } = useVolumeFields("cross", "turn", "slab", "handle", "curve", "isMarkingCurve", "greys");
  const { regions, hand } = useRegions();
  const item = stack[position];
  const meeting = useMemo(() => (item ? onPicture(item, cross) : cross), [item, cross]);
  // While slices arrive the picture is made anew a few times, not for each of them.
  const stage = useVolumeState(stageOf);
  const look = useMemo(() => ({ turn, slab, stage }), [turn, slab, stage]);
  const instance = useMemo(() => volume.picture(view, meeting, look), [volume, view, meeting, look]);
  if (!instance || !handle) return null;
  const stepMm = voxelMmAlong(handle.grid, pictureNormal(instance) ?? [0, 0, 1]);
  const inHand = regions.find(({ isActive }) => isActive);
  // Seen close while one of its regions is in hand; it stays where it is while that moves.
  const active = inHand?.roi.kind === "ellipse" ? meeting : null;
  // What the protocol asks for goes before a body.
  const isMarking = isMarkingCurve && view === "coronal" && step === null;
  const over = (paneView: View): ReactElement => (
    <g pointerEvents={step === null ? undefined : "none"}>
      {isMarking && <MarkedBodies instance={instance} view={paneView} />}
      <Regions instance={instance} view={paneView} nearMm={Math.max(stepMm / 2, slab.mm / 2) * 1.01} stepMm={stepMm} regions={regions} hand={hand} />
    </g>
  );
  const moveTo = (to: Vector3): void => {
    volume.setCross(to);
    session.goTo(nearest(stack, to));
  };
  const scroll = (steps: number): void => {
    const normal = offPicture({ instance, frameIndex: 0 }, meeting)?.normal;
    if (!normal) return;
    // The coronal picture's normal points to the back, the axial one's to the head.
    const sign = Math.sign(view === "axial" ? -steps : steps);
    volume.setCross(stepped(handle.grid, meeting, scaled(sign * voxelMmAlong(handle.grid, normal), normal), Math.abs(steps)));
  };
  return (
    <Pane
      name={message(`volume.view.${view}`)}
      place={placeOf(view, instance, meeting)}
      library={session.library}
      instance={instance}
      reading={reading}
      cross={meeting}
      nearMm={Math.max(slab.mm / 2, NEAR_MM)}
      {...(view === "coronal" && curve && { curve })}
      greys={greys}
      close={view === "axial" && active ? { point: active, mm: CLOSE_MM } : null}
      over={over}
      isPlacing={isMarking || (step !== null && at !== null)}
      onCross={moveTo}
      onScroll={scroll}
      onPlace={(point) => {
        const marked = isMarking ? storedFromImage(instance, 0, { kind: "volume" }, point) : undefined;
        if (marked?.length === 3) return volume.setCurve(byHeight([...(curve ?? []), marked]));
        if (!step || !at || !reading) return;
        const commit = commitEdit({ at, reading, instance, frameIndex: 0 }, step, point);
        if (!commit) return;
        session.edit(commit.edit);
        session.onTool({ kind: "placed" });
      }}
    />
  );
}

/** Where a picture lies from front to back, or from foot to head; a turned one lies at no one place. */
function placeOf(view: keyof typeof AXES, instance: Instance, at: Vector3): string | null {
  const along = Math.abs(pictureNormal(instance)?.[AXES[view]] ?? 0);
  return along > 1 - 1e-9 ? message(`volume.at.${view}`, { place: fixed(at[AXES[view]], 1) }) : null;
}

const AXES = { coronal: 1, axial: 2 } as const;

const stageOf = ({ phase, progress }: VolumeState): number => (phase === "complete" ? 9 : Math.floor((8 * (progress?.done ?? 0)) / Math.max(1, progress?.total ?? 1)));

const byHeight = (points: readonly Vector3[]): readonly Vector3[] => points.toSorted((a, b) => a[2] - b[2]);

/** What of an axial picture is seen while a region in it is in hand: a vertebra with its arch. */
const CLOSE_MM = 90;
/** About half of a slice. */
const NEAR_MM = 1;

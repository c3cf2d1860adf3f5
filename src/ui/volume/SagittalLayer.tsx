import { voxelMmAlong } from "#image/volume/grid";
import type { View } from "#viewport/engine";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import { CrossLines } from "#viewport/volume/CrossLines";
import { pictureNormal, Regions } from "#viewport/volume/Regions";
import { useEffect, useMemo } from "react";
import { useSessionState } from "../session/context";
import { useVolume, useVolumeFields, useVolumeState } from "../session/volumeContext";
import { onPicture } from "./linked";
import { useRegions } from "./useRegions";

/** Over the sagittal picture: where the other views lie, and the regions in which bone density is read. */
export function SagittalLayer({ view, item }: { readonly view: View; readonly item: StackItem }) {
  const volume = useVolume();
  const isShown = useVolumeState(({ handle, view: chosen }) => handle !== null && chosen === "sagittal") && volume.isShown();
  const { voi, invert } = view.display;
  useEffect(() => {
    if (isShown) volume.pictured();
  }, [volume, isShown]);
  useEffect(() => {
    if (isShown) volume.setGreys({ voi, invert });
  }, [volume, isShown, voi, invert]);
  return isShown ? <Shown view={view} item={item} /> : null;
}

/** About half of a slice. */
const NEAR_MM = 1;

function Shown({ view, item }: { readonly view: View; readonly item: StackItem }) {
  const volume = useVolume();
  const { cross, panes, turn, slab, handle } = useVolumeFields("cross", "panes", "turn", "slab", "handle");
  const isPlacing = useSessionState(({ tool }) => tool.kind !== "idle");
  const { regions, hand } = useRegions();
  const meeting = onPicture(item, cross);
  const normal = pictureNormal(item.instance);
  const stepMm = handle && normal ? voxelMmAlong(handle.grid, normal) : NEAR_MM;
  const place = useMemo(() => ({ turn, slab, stage: 9 }), [turn, slab]);
  const others = panes
    ? (["coronal", "axial"] as const).flatMap((name) => {
        const instance = volume.picture(name, meeting, place);
        return instance ? [{ name, instance }] : [];
      })
    : [];
  return (
    <g data-layer="volume" pointerEvents={isPlacing ? "none" : undefined}>
      <CrossLines instance={item.instance} view={view} meeting={meeting} others={others} onMove={volume.setCross} />
      <Regions view={view} instance={item.instance} nearMm={Math.max(stepMm / 2, slab.mm / 2) * 1.01} stepMm={stepMm} regions={regions} hand={hand} />
    </g>
  );
}

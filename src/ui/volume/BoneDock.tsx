import { Suspense } from "react";
import { part } from "../part";
import { useSessionState } from "../session/context";
import { useVolume, useVolumeState } from "../session/volumeContext";

const BonePanel = part(() => import("./BonePanel"));

/** Bone density in the place of the results, while it is being read. */
export function BoneDock() {
  const volume = useVolume();
  const stackId = useSessionState((state) => state.view.stackId);
  const isOpen = useVolumeState(({ bone, handle, view }) => bone.isOpen && handle !== null && view === "sagittal");
  if (!isOpen || stackId === null || !volume.isShown()) return null;
  return (
    <Suspense fallback={null}>
      <BonePanel />
    </Suspense>
  );
}

import type { Instance } from "#image/instance";
import { heldWithin } from "#image/volume/grid";
import type { View } from "#viewport/engine";
import { CurvePoints, type CurveHand } from "#viewport/volume/CurvePoints";
import { useMemo } from "react";
import { useVolume, useVolumeFields } from "../session/volumeContext";
import { withoutBody } from "./curve";

/** The bodies that were marked for the curve, to be moved and removed. */
export function MarkedBodies({ instance, view }: { readonly instance: Instance; readonly view: View }) {
  const volume = useVolume();
  const { curve, markedBody, handle } = useVolumeFields("curve", "markedBody", "handle");
  const hand = useMemo<CurveHand>(
    () => ({
      take: volume.takeBody,
      draft: (index, to) => {
        if (curve && handle) volume.draftCurve(curve.with(index, heldWithin(handle.grid, to)));
      },
      settle: volume.settleTurn,
      remove: (index) => withoutBody(volume, index),
    }),
    [volume, curve, handle],
  );
  return <CurvePoints instance={instance} view={view} points={curve ?? []} chosen={markedBody} hand={hand} />;
}

import { partOf } from "#case/landmarkPart";
import type { Reading } from "#case/patientCase";
import { imageFromStored } from "#image/sagittalFrame";
import type { PointAddress } from "#spine/landmark";
import { fixed } from "#text/format";
import { message } from "#text/messages";
import { ownLandmark } from "#viewport/tools/edits";
import { pointName } from "./names";
import { markOf, type Scene } from "./scene";
import type { StackItem } from "./viewportProps";

interface OffPictureProps {
  readonly scene: Scene | null;
  readonly reading: Reading | null;
  readonly stack: readonly StackItem[];
  readonly nearMm: number;
  readonly tell: (notice: string | null) => void;
  readonly onPosition: (position: number) => void;
}

export interface OffPicture {
  readonly tellAway: (address: PointAddress) => void;
  readonly goTo: (address: PointAddress) => void;
}

/** What can be done about a point that doesn't lie on the picture: it is said how far off it lies, or gone to. */
export function offPicture({ scene, reading, stack, nearMm, tell, onPosition }: OffPictureProps): OffPicture {
  const said = (address: PointAddress, offPlaneMm: number) => ({ point: pointName(address), distance: fixed(offPlaneMm, 1) });
  return {
    tellAway: (address) => {
      const mark = scene && markOf(scene, address);
      if (mark) tell(message("viewport.notice.away", said(address, mark.offPlaneMm)));
    },
    goTo: (address) => {
      const nearest = reading && nearestTo(stack, reading, address);
      if (!nearest) return;
      onPosition(nearest.position);
      tell(nearest.offPlaneMm > nearMm ? message("viewport.notice.outside", said(address, nearest.offPlaneMm)) : null);
    },
  };
}

/** The picture of a stack that one point of a reading lies nearest to, and how far off; null where none says where it lies. */
export function nearestTo(stack: readonly StackItem[], reading: Reading, { landmark, part }: PointAddress): { readonly position: number; readonly offPlaneMm: number } | null {
  const point = partOf(ownLandmark(reading, landmark), part);
  const seen = stack.flatMap(({ instance, frameIndex }, position) => {
    const at = point && imageFromStored(instance, frameIndex, reading.image, point);
    return at ? [{ position, offPlaneMm: Math.abs(at.offPlaneMm) }] : [];
  });
  return seen.reduce<(typeof seen)[number] | null>((best, each) => (best === null || each.offPlaneMm < best.offPlaneMm ? each : best), null);
}

import { partsOf } from "#case/landmarkPart";
import { bindingOf, imageKeyOf } from "#case/matching";
import type { Reading } from "#case/patientCase";
import type { Instance } from "#image/instance";
import { imageFromStored } from "#image/sagittalFrame";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import { allStacks, likelihood } from "../session/stacks";

export const isPictureOf = ({ image }: Reading, { instance, frameIndex }: StackItem): boolean => bindingOf(image, imageKeyOf(instance, frameIndex)) === "same";

/** The open picture that a reading is printed on: its film, or the sagittal slice of its series nearest to its points. */
export function pictureOf(instances: readonly Instance[], reading: Reading): StackItem | "no-image" | "volume" {
  const bound = allStacks(instances).filter(({ items }) => items.some((item) => isPictureOf(reading, item)));
  const usable = reading.image.kind === "projection" ? bound : bound.filter((stack) => likelihood(stack) >= SAGITTAL);
  const items = usable.flatMap((stack) => stack.items.filter((item) => isPictureOf(reading, item)));
  const [nearest] = items.map((item) => ({ item, away: distance(reading, item) })).toSorted((a, b) => a.away - b.away);
  return nearest?.item ?? (bound.length > 0 ? "volume" : "no-image");
}

const SAGITTAL = 2;

/** Of a reading's points from a slice, millimetres: their mean; 0 on a film. */
function distance({ image, landmarks }: Reading, { instance, frameIndex }: StackItem): number {
  const away = Object.values(landmarks).flatMap((stored) =>
    partsOf(stored).flatMap(([, point]) => Math.abs(imageFromStored(instance, frameIndex, image, point)?.offPlaneMm ?? Infinity)),
  );
  return away.length === 0 ? 0 : away.reduce((a, b) => a + b) / away.length;
}

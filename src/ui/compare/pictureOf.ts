import { bindingOf, imageKeyOf } from "#case/matching";
import type { Reading } from "#case/patientCase";
import type { Instance } from "#image/instance";
import type { Vector3 } from "#image/volume/vector";
import { nearestPicture, planeOfPicture } from "#viewport/compare/picturePlane";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import { stackOfReading } from "../session/stacks";

/** What can be shown of a reading: a picture that is open, slices that no view from the side has been made of, or nothing. */
export type Found = { readonly kind: "picture"; readonly item: StackItem } | { readonly kind: "not-sagittal" } | { readonly kind: "closed" };

export interface OpenPictures {
  readonly instances: readonly Instance[];
  /** What the main page shows: derived pictures of a volume stand nowhere else. */
  readonly stack: readonly StackItem[];
  readonly position: number;
  /** A sagittal picture of the volume that is open, where it is of this image. */
  readonly throughVolume: (reading: Reading, through: Vector3 | null) => Instance | null;
}

/** The picture of a reading that its points lie on: its film, or the slice or the picture of a volume nearest to them. */
export function pictureOf(reading: Reading, { instances, stack, position, throughVolume }: OpenPictures): Found {
  const isSagittal = (item: StackItem): boolean => planeOfPicture(reading, item, "left") !== null;
  const isOf = ({ instance, frameIndex }: StackItem): boolean => bindingOf(reading.image, imageKeyOf(instance, frameIndex)) === "same";
  const filed = stackOfReading(instances, reading);
  const inFiles = filed && nearestPicture(reading, filed.stack.items, filed.position);
  if (inFiles && isSagittal(inFiles)) return { kind: "picture", item: inFiles };
  const shown = stack.filter(isOf);
  const onPage = shown.length > 0 ? nearestPicture(reading, shown, Math.min(position, shown.length - 1)) : undefined;
  if (onPage && isSagittal(onPage)) return { kind: "picture", item: onPage };
  const made = throughVolume(reading, middleOf(reading));
  if (made) return { kind: "picture", item: { instance: made, frameIndex: 0 } };
  return inFiles || onPage ? { kind: "not-sagittal" } : { kind: "closed" };
}

/** Where a volume's points are, LPS millimetres. */
function middleOf({ landmarks }: Reading): Vector3 | null {
  const points = Object.values(landmarks).flatMap(({ posterior, anterior }) => [posterior, anterior].flatMap((point) => (point?.length === 3 ? [point] : [])));
  if (points.length === 0) return null;
  const mean = (axis: 0 | 1 | 2): number => points.reduce((total, point) => total + point[axis], 0) / points.length;
  return [mean(0), mean(1), mean(2)];
}

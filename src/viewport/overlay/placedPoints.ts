import { partsOf } from "#case/landmarkPart";
import { bindingOf, imageKeyOf } from "#case/matching";
import type { Reading } from "#case/patientCase";
import { imageFromStored } from "#image/sagittalFrame";
import type { ImagePoint } from "#geometry/points";
import { addressKey, type PointAddress } from "#spine/landmark";
import type { StackItem } from "./viewportProps";

/** A point of the reading as it is seen on the picture that is shown. */
export interface PlacedPoint {
  readonly address: PointAddress;
  readonly image: ImagePoint;
  /** Distance from the slice, 0 on a projection; such points are drawn fainter. */
  readonly offPlaneMm: number;
}

/** Whether a reading's points belong on this picture: the same film and frame, a slice of the same series or of one in the same frame of reference. */
export function isReadingOf(reading: Reading, { instance, frameIndex }: StackItem): boolean {
  return bindingOf(reading.image, imageKeyOf(instance, frameIndex)) !== "none";
}

/** Every point of the reading where it is seen on this picture. */
export function placedPoints(reading: Reading, item: StackItem): readonly PlacedPoint[] {
  return Object.entries(reading.landmarks).flatMap(([landmark, stored]) =>
    partsOf(stored).flatMap(([part, point]) => {
      const seen = imageFromStored(item.instance, item.frameIndex, reading.image, point);
      return seen === undefined ? [] : [{ address: { landmark, part }, image: seen.point, offPlaneMm: Math.abs(seen.offPlaneMm) }];
    }),
  );
}

export const pointsByAddress = (points: readonly PlacedPoint[]): ReadonlyMap<string, PlacedPoint> =>
  new Map(points.map((point) => [addressKey(point.address), point]));

import type { SagittalPoint } from "#geometry/points";
import type { Level } from "./level";

export type EndplateSide = "superior" | "inferior";

/**
 * "<level>.superior", "<level>.inferior" (endplates), "<level>.centroid", "<level>.superior.middle",
 * "<level>.inferior.middle" (points), "hip.1", "hip.2" (femoral heads). The same names stand in the case file.
 */
export type LandmarkId = string;

/** The part of a landmark that one click places. */
export type LandmarkPart = "posterior" | "anterior" | "point" | "center" | `along.${number}` | `rim.${number}`;

/** One clickable point: the unit of placing, dragging, undo and error propagation. */
export interface PointAddress {
  readonly landmark: LandmarkId;
  readonly part: LandmarkPart;
}

/** A landmark in the sagittal frame. Endplates may be half placed; whoever needs both corners says which is missing. */
export type SagittalLandmark =
  | {
      readonly kind: "endplate";
      readonly posterior?: SagittalPoint;
      readonly anterior?: SagittalPoint;
      readonly along?: readonly SagittalPoint[];
    }
  | { readonly kind: "point"; readonly point: SagittalPoint }
  | { readonly kind: "circle"; readonly center?: SagittalPoint; readonly radiusMm?: number; readonly rim?: readonly SagittalPoint[] };

export type SagittalLandmarks = ReadonlyMap<LandmarkId, SagittalLandmark>;

export const endplateId = (level: Level, side: EndplateSide): LandmarkId => `${level}.${side}`;

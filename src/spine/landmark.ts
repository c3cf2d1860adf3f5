import type { SagittalPoint } from "#geometry/points";
import { isLevel, type Level } from "./level";

export type EndplateSide = "superior" | "inferior";
export type Corner = "posterior" | "anterior";
/** Of an endplate on a frontal film: at the patient's right and left margin of the body. */
export type FrontalCorner = "right" | "left";

/**
 * "<level>.superior", "<level>.inferior" (endplates), "<level>.centroid", "<level>.superior.middle",
 * "<level>.inferior.middle" (points), "hip.1", "hip.2" (femoral heads). The same names stand in the case file.
 */
export type LandmarkId = string;

/** Whether a part is a corner of an endplate, on a lateral or a frontal film. */
export const isCorner = (part: LandmarkPart): part is Corner | FrontalCorner => part === "posterior" || part === "anterior" || part === "right" || part === "left";

/** The part of a landmark that one click places. `along` and `rim` are indices into the stored lists, from 0. */
export type LandmarkPart = Corner | FrontalCorner | "point" | "center" | `along.${number}` | `rim.${number}`;

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
      /** Of a volume: how far apart the corners lie from left to right, which the sagittal plane doesn't show. */
      readonly acrossMm?: number;
    }
  | { readonly kind: "point"; readonly point: SagittalPoint }
  | { readonly kind: "circle"; readonly center?: SagittalPoint; readonly radiusMm?: number; readonly rim?: readonly SagittalPoint[] };

export type SagittalLandmarks = ReadonlyMap<LandmarkId, SagittalLandmark>;

export type LandmarkKind = SagittalLandmark["kind"];

export const FEMORAL_HEADS = ["hip.1", "hip.2"] as const;

export const endplateId = (level: Level, side: EndplateSide): LandmarkId => `${level}.${side}`;
export const centroidId = (level: Level): LandmarkId => `${level}.centroid`;
export const middleId = (level: Level, side: EndplateSide): LandmarkId => `${level}.${side}.middle`;

/** A landmark id taken apart. */
export type ParsedLandmark =
  | { readonly kind: "endplate"; readonly level: Level; readonly side: EndplateSide }
  | { readonly kind: "centroid"; readonly level: Level }
  | { readonly kind: "middle"; readonly level: Level; readonly side: EndplateSide }
  | { readonly kind: "femoral-head"; readonly number: 1 | 2 };

/** Null for anything that is not the id of a landmark. */
export function parseLandmark(id: LandmarkId): ParsedLandmark | null {
  if (id === "hip.1") return { kind: "femoral-head", number: 1 };
  if (id === "hip.2") return { kind: "femoral-head", number: 2 };
  const match = /^([A-Z]\d+)\.(superior|inferior|centroid)(\.middle)?$/.exec(id);
  const [, level, what, middle] = match ?? [];
  if (level === undefined || !isLevel(level)) return null;
  if (what === "centroid") return middle === undefined ? { kind: "centroid", level } : null;
  const side = what === "superior" ? "superior" : "inferior";
  return { kind: middle === undefined ? "endplate" : "middle", level, side };
}

const KIND_OF: Readonly<Record<ParsedLandmark["kind"], LandmarkKind>> = {
  endplate: "endplate",
  centroid: "point",
  middle: "point",
  "femoral-head": "circle",
};

/** How the landmark of this id is stored; null for anything that is not the id of a landmark. */
export function landmarkKind(id: LandmarkId): LandmarkKind | null {
  const parsed = parseLandmark(id);
  return parsed && KIND_OF[parsed.kind];
}

/** Every landmark that a spine of these levels can have, cranial to caudal. The sacrum is used by its upper endplate. */
export const landmarkIds = (levels: readonly Level[]): readonly LandmarkId[] => [
  ...levels.flatMap((level) => (level === "S1" ? [endplateId(level, "superior")] : landmarksOf(level))),
  ...FEMORAL_HEADS,
];

const landmarksOf = (level: Level): readonly LandmarkId[] => [
  endplateId(level, "superior"),
  middleId(level, "superior"),
  centroidId(level),
  endplateId(level, "inferior"),
  middleId(level, "inferior"),
];

const CLICKS: Readonly<Record<LandmarkKind, readonly LandmarkPart[]>> = { endplate: ["posterior", "anterior"], point: ["point"], circle: ["center"] };

/** The clicks that place a landmark on a lateral picture; none of what is no landmark. */
export function clicksOf(id: LandmarkId): readonly PointAddress[] {
  const kind = landmarkKind(id);
  return kind === null ? [] : CLICKS[kind].map((part) => ({ landmark: id, part }));
}

/** The same text for the same point, for sets and keys. */
export const addressKey = ({ landmark, part }: PointAddress): string => `${landmark}/${part}`;

/** The points that a landmark has, in order. */
export function pointsOf(id: LandmarkId, landmark: SagittalLandmark): readonly (PointAddress & { readonly at: SagittalPoint })[] {
  const one = (part: LandmarkPart, at: SagittalPoint | undefined) => (at ? [{ landmark: id, part, at }] : []);
  const many = (part: "along" | "rim", list: readonly SagittalPoint[] | undefined) =>
    (list ?? []).map((at, index) => ({ landmark: id, part: `${part}.${index}` as const, at }));
  switch (landmark.kind) {
    case "endplate":
      return [...one("posterior", landmark.posterior), ...one("anterior", landmark.anterior), ...many("along", landmark.along)];
    case "point":
      return one("point", landmark.point);
    case "circle":
      return [...one("center", landmark.center), ...many("rim", landmark.rim)];
  }
}

import { coronalFrameOf, toCoronal, type CoronalFrame } from "#image/coronalFrame";
import type { CoronalEndplate, CoronalReading } from "#spine/coronalEndplate";
import { parseLandmark, type LandmarkId } from "#spine/landmark";
import type { Level } from "#spine/level";
import type { Reading, ReadingImage, StoredLandmark } from "./patientCase";

/** A reading of a film from the front or the back: nothing sagittal is computed of it, nor is it a baseline of anything. */
export const isFrontal = ({ image }: Pick<Reading, "image">): boolean => image.kind === "projection" && image.view === "frontal";

/** The plane of a frontal film; undefined for any other image. */
export const coronalFrameOfImage = (image: ReadingImage): CoronalFrame | undefined =>
  image.kind === "projection" && image.view === "frontal" ? coronalFrameOf(image) : undefined;

export interface FrontalSides {
  readonly coronal: CoronalReading;
  /** Endplates whose left and right were named the wrong way round and have been put right. */
  readonly exchanged: readonly LandmarkId[];
}

/** The endplates of a frontal film that have both corners, in its plane; undefined for any other reading. */
export function coronalReading(levels: readonly Level[], { image, landmarks }: Pick<Reading, "image" | "landmarks">): FrontalSides | undefined {
  const frame = coronalFrameOfImage(image);
  if (frame === undefined) return undefined;
  if (frame.scale === "none") return { coronal: { scale: "none", endplates: [] }, exchanged: [] };
  const exchanged: LandmarkId[] = [];
  const endplates = Object.entries(landmarks).flatMap(([id, stored]): readonly CoronalEndplate[] => {
    const parsed = parseLandmark(id);
    if (parsed?.kind !== "endplate" || !levels.includes(parsed.level) || !stored.right || !stored.left) return [];
    const sides = orderedSides(frame, stored);
    if (sides.exchanged) exchanged.push(id);
    const { right = stored.right, left = stored.left } = sides.endplate;
    return [{ level: parsed.level, side: parsed.side, right: toCoronal(frame, right), left: toCoronal(frame, left) }];
  });
  return { coronal: { scale: frame.scale, endplates }, exchanged };
}

/** An endplate of a frontal film with its corners on the sides that they are named after, and whether they had to be exchanged. */
export function orderedSides(frame: CoronalFrame, endplate: StoredLandmark): { readonly endplate: StoredLandmark; readonly exchanged: boolean } {
  const { right, left } = endplate;
  if (!right || !left || frame.scale === "none") return { endplate, exchanged: false };
  const exchanged = toCoronal(frame, left).leftMm < toCoronal(frame, right).leftMm;
  return { endplate: exchanged ? { ...endplate, right: left, left: right } : endplate, exchanged };
}

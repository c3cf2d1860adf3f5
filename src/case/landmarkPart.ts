import type { LandmarkPart } from "#spine/landmark";
import type { StoredLandmark, StoredPoint } from "./patientCase";

type Listed = "along" | "rim";

/** The points of a stored landmark, each with the part it is, in the order of the file. */
export function partsOf(landmark: StoredLandmark): readonly (readonly [LandmarkPart, StoredPoint])[] {
  const parts: (readonly [LandmarkPart, StoredPoint])[] = [];
  for (const key of ["posterior", "anterior", "right", "left", "point", "center"] as const) {
    const point = landmark[key];
    if (point !== undefined) parts.push([key, point]);
  }
  landmark.along?.forEach((point, i) => parts.push([`along.${i}`, point]));
  landmark.rim?.forEach((point, i) => parts.push([`rim.${i}`, point]));
  return parts;
}

/** The point that one part of a landmark is, or undefined while it isn't placed. */
export function partOf(landmark: StoredLandmark | undefined, part: LandmarkPart): StoredPoint | undefined {
  if (landmark === undefined) return undefined;
  const listed = listPart(part);
  return listed === undefined ? landmark[part as SinglePart] : landmark[listed.list]?.[listed.index];
}

type SinglePart = "posterior" | "anterior" | "right" | "left" | "point" | "center";

function listPart(part: LandmarkPart): { readonly list: Listed; readonly index: number } | undefined {
  const [list, index] = part.split(".");
  return index === undefined ? undefined : { list: list as Listed, index: Number(index) };
}

/**
 * A landmark with one part set, or removed when `to` is undefined. A landmark without any point left is undefined. The
 * numbers of a list have no holes: the next free one appends, and removing one moves the later ones down.
 * @throws RangeError when a listed part's number is beyond the next free one.
 */
export function withPart(landmark: StoredLandmark | undefined, part: LandmarkPart, to: StoredPoint | undefined): StoredLandmark | undefined {
  const listed = listPart(part);
  const key = listed?.list ?? (part as SinglePart);
  const value = listed === undefined ? to : withItem(landmark?.[listed.list] ?? [], listed.index, to, part);
  const { [key]: _replaced, ...rest } = landmark ?? {};
  const changed: StoredLandmark = value === undefined ? rest : { ...rest, [key]: value };
  return partsOf(changed).length === 0 ? undefined : changed;
}

function withItem(points: readonly StoredPoint[], index: number, to: StoredPoint | undefined, part: string): readonly StoredPoint[] | undefined {
  if (!(index <= points.length)) throw new RangeError(`"${part}" is past the next free number, ${points.length}`);
  const changed = to === undefined ? points.toSpliced(index, 1) : points.toSpliced(index, 1, to);
  return changed.length === 0 ? undefined : changed;
}

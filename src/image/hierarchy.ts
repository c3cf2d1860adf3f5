import { type FrameGeometry, frameGeometry } from "./attributes";
import type { Instance } from "./instance";

export type NonEmpty<T> = readonly [T, ...(readonly T[])];

/** In groups of one key each, in the order of the first of each group. */
export function groups<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly [string, NonEmpty<T>])[] {
  const found = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = found.get(key);
    if (group) group.push(item);
    else found.set(key, [item]);
  }
  return [...found];
}

/**
 * Images of a series that are looked through together: of one size and one direction (Image Orientation (Patient), PS3.3
 * C.7.6.2.1.1, to 0.6 degrees; what slices of one scan differ by is rounding). In the order of the first of each.
 */
export function planesOf(series: NonEmpty<Instance>): readonly NonEmpty<Instance>[] {
  const planes: [Instance, ...Instance[]][] = [];
  for (const instance of series) {
    const plane = planes.find(([first]) => first.rows === instance.rows && first.columns === instance.columns && isSameDirection(first, instance));
    if (plane) plane.push(instance);
    else planes.push([instance]);
  }
  return planes;
}

/**
 * Images of a series in the order in which they are looked through: along the normal when all have a position and share one
 * orientation (PS3.3 C.7.6.2.1.1) and no two lie in one place; else by Acquisition and Instance Number, then by name.
 */
export function sortImages<T extends readonly Instance[]>(instances: T): { readonly instances: T; readonly isSpatial: boolean } {
  const positions = positionsAlongNormal(instances);
  // The same images in another order: as many as there were.
  const inOrder = (order: (a: Instance, b: Instance) => number): T => instances.toSorted(order) as readonly Instance[] as T;
  if (positions) return { instances: inOrder((a, b) => (positions.get(a) ?? 0) - (positions.get(b) ?? 0)), isSpatial: true };
  const byNumber = (a: Instance, b: Instance): number =>
    compareNumber(a.acquisitionNumber, b.acquisitionNumber) || compareNumber(a.instanceNumber, b.instanceNumber) || names.compare(a.fileName, b.fileName);
  return { instances: inOrder(byNumber), isSpatial: false };
}

/** "IM10" after "IM9", the same in every language of the machine. */
const names = new Intl.Collator("en", { numeric: true });

type Vector = readonly [number, number, number];

/** Two orientations are one when no cosine differs by more (about 0.6 degrees); two positions when nearer than this, mm. */
const sameCosine = 0.01;
const samePositionMm = 0.01;

function orientationOf(instance: Instance): FrameGeometry["imageOrientationPatient"] {
  return frameGeometry(instance, 0)?.imageOrientationPatient;
}

/** Images without an orientation are of one kind. */
function isSameDirection(a: Instance, b: Instance): boolean {
  const [first, second] = [orientationOf(a), orientationOf(b)];
  if (!first || !second) return first === second;
  return first.every((cosine, index) => Math.abs(cosine - (second[index] ?? 0)) <= sameCosine);
}

/** Millimetres along the normal of the first image. */
function positionsAlongNormal(instances: readonly Instance[]): ReadonlyMap<Instance, number> | undefined {
  const [first] = instances;
  const orientation = first && orientationOf(first);
  if (!orientation || instances.length < 2) return undefined;
  const normal = normalOf(orientation);
  const positions = new Map<Instance, number>();
  for (const instance of instances) {
    const position = frameGeometry(instance, 0)?.imagePositionPatient;
    if (!position || !isSameDirection(first, instance)) return undefined;
    positions.set(instance, position[0] * normal[0] + position[1] * normal[1] + position[2] * normal[2]);
  }
  const sorted = [...positions.values()].sort((a, b) => a - b);
  return sorted.some((value, index) => index > 0 && value - (sorted[index - 1] ?? 0) < samePositionMm) ? undefined : positions;
}

function normalOf([a, b, c, d, e, f]: NonNullable<FrameGeometry["imageOrientationPatient"]>): Vector {
  return [b * f - c * e, c * d - a * f, a * e - b * d];
}

/** Missing numbers stand last. */
function compareNumber(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return a - b;
}

import { frameGeometry } from "#image/attributes";
import { heldWithin, type VolumeGrid } from "#image/volume/grid";
import { add, cross, dot, length, moved, subtract, unit, type Vector3 } from "#image/volume/vector";
import type { StackItem } from "#viewport/overlay/ImageViewport";

/** How far a point lies from a picture, along the picture's normal (columns x rows); undefined without a place. */
export function offPicture({ instance, frameIndex }: StackItem, point: Vector3): { readonly mm: number; readonly normal: Vector3 } | undefined {
  const { imageOrientationPatient: o, imagePositionPatient: p } = frameGeometry(instance, frameIndex) ?? {};
  if (!o || !p) return undefined;
  const normal = unit(cross([o[0], o[1], o[2]], [o[3], o[4], o[5]]));
  return { mm: dot(subtract(point, p), normal), normal };
}

/** The point of the shown picture that lies beside `point`. */
export function onPicture(item: StackItem, point: Vector3): Vector3 {
  const off = offPicture(item, point);
  return off ? moved(point, -off.mm, off.normal) : point;
}

/** So many steps on from a point; they end where the volume does. */
export function stepped(grid: VolumeGrid, from: Vector3, step: Vector3, count: number): Vector3 {
  const outsideMm = (point: Vector3): number => length(subtract(point, heldWithin(grid, point)));
  let at = from;
  for (let done = 0; done < count; done += 1) {
    const next = add(at, step);
    // From where a turned plane left it, outside, there is a way back.
    if (outsideMm(next) > Math.max(outsideMm(at), SAME_MM)) return at;
    at = next;
  }
  return at;
}

/** Steps of a voxel reach the last one but for rounding. */
const SAME_MM = 1e-6;

/** The picture of a stack that lies nearest to a point. */
export function nearest(stack: readonly StackItem[], point: Vector3): number {
  const distances = stack.map((item) => Math.abs(offPicture(item, point)?.mm ?? Infinity));
  return Math.max(0, distances.indexOf(Math.min(...distances)));
}

import { voxelFromPatient, type VolumeGrid } from "./grid";
import type { Roi } from "./roi";
import { add, cross, dot, length, moved, scaled, type Vector3 } from "./vector";

/** What a hand does to a flat region: values in, values out, LPS millimetres. */

export type RoiAxis = "halfU" | "halfV";

/** Smaller holds next to no voxel, larger no vertebral body. */
export const HALF_MM = { least: 1, most: 30 } as const;

/** So many points draw an ellipse without a corner. */
const ROUND = 48;

/** Points along the outline, in order; the last one is not the first again. */
export function outlineOf({ kind, centre, halfU, halfV }: Roi): readonly Vector3[] {
  const at = (u: number, v: number): Vector3 => moved(moved(centre, u, halfU), v, halfV);
  if (kind === "rectangle") return [at(1, 1), at(-1, 1), at(-1, -1), at(1, -1)];
  return Array.from({ length: ROUND }, (_, index) => {
    const angle = (2 * Math.PI * index) / ROUND;
    return at(Math.cos(angle), Math.sin(angle));
  });
}

/** Unit vector at right angles to the region. */
export function roiNormal({ halfU, halfV }: Pick<Roi, "halfU" | "halfV">): Vector3 {
  const normal = cross(halfU, halfV);
  return scaled(1 / length(normal), normal);
}

/** Moved within its own plane: what of `by` leads out of it is left out. */
export function slidRoi(roi: Roi, by: Vector3): Roi {
  const normal = roiNormal(roi);
  return { ...roi, centre: add(roi.centre, moved(by, -dot(by, normal), normal)) };
}

/** Moved out of its plane. */
export const liftedRoi = (roi: Roi, mm: number): Roi => ({ ...roi, centre: moved(roi.centre, mm, roiNormal(roi)) });

/** With one half axis of another length, within what a region may be; its middle stays. */
export function resizedRoi(roi: Roi, axis: RoiAxis, halfMm: number): Roi {
  const mm = Math.min(HALF_MM.most, Math.max(HALF_MM.least, halfMm));
  return { ...roi, [axis]: scaled(mm / length(roi[axis]), roi[axis]) };
}

/** Whether all of a region lies in the voxels that are kept: of one that leaves them a part would be measured for the whole. */
export const liesInside = (grid: VolumeGrid, roi: Roi): boolean =>
  outlineOf(roi).every((point) => {
    const { column, row, slice } = voxelFromPatient(grid, point);
    const isWithin = (at: number, count: number): boolean => at >= -0.5 && at <= count - 0.5;
    return isWithin(column, grid.columns) && isWithin(row, grid.rows) && isWithin(slice, grid.slices);
  });

/** A region of a usual trabecular size (15 mm deep; 15 mm wide, or 9 mm high) in the patient's own planes. */
export const usualRoi = (kind: Roi["kind"], centre: Vector3): Roi =>
  kind === "ellipse" ? { kind, centre, halfU: [0, -7.5, 0], halfV: [7.5, 0, 0] } : { kind, centre, halfU: [0, -7.5, 0], halfV: [0, 0, 4.5] };

import type { FrameGeometry } from "../attributes";
import { boundsOf, type VolumeGrid, voxelMmAlong } from "./grid";
import { add, cross, dot, length, moved, scaled, subtract, unit, type Vector3 } from "./vector";

/** A picture's place in the patient: LPS millimetres. Steps are at right angles to each other. */
export interface ReformatPlane {
  /** Centre of the first pixel (Image Position (Patient), PS3.3 C.7.6.2.1.1). */
  readonly origin: Vector3;
  /** From one pixel to the next in a row, and from one row to the next. */
  readonly columnStep: Vector3;
  readonly rowStep: Vector3;
  readonly columns: number;
  readonly rows: number;
}

/** Unit vector at right angles to the plane: columns x rows. */
export const planeNormal = ({ columnStep, rowStep }: Pick<ReformatPlane, "columnStep" | "rowStep">): Vector3 => unit(cross(columnStep, rowStep));

/**
 * The plane as the geometry of a frame, so that what maps points on films maps them here (image/sagittalFrame).
 * @throws RangeError when the steps are not at right angles: no picture could say so.
 */
export function planeGeometry({ origin, columnStep, rowStep }: ReformatPlane): FrameGeometry & Required<Pick<FrameGeometry, "imageOrientationPatient" | "imagePositionPatient" | "pixelSpacing">> {
  const across = unit(columnStep);
  const down = unit(rowStep);
  if (Math.abs(dot(across, down)) > 1e-6) throw new RangeError(`steps [${columnStep.join(", ")}] and [${rowStep.join(", ")}] are not at right angles`);
  return { imageOrientationPatient: [...across, ...down], imagePositionPatient: origin, pixelSpacing: [length(rowStep), length(columnStep)] };
}

export type StandardView = "sagittal" | "coronal" | "axial";

/** How the three views lie: anterior, or the patient's right, on the left; cranial on top; an axial seen from the feet. */
const views: Readonly<Record<StandardView, { readonly right: Vector3; readonly down: Vector3 }>> = {
  sagittal: { right: [0, 1, 0], down: [0, 0, -1] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1] },
  axial: { right: [1, 0, 0], down: [0, 1, 0] },
};

/** Slices further apart than so many pixels are interpolated in between; nearer ones are shown as they are. */
const leastAspect = 1.5;

/**
 * A whole view of the volume at `atMm` (x of a sagittal, y of a coronal, z of an axial one). Its pixels stand on the
 * voxels' centres where the volume's own directions are the patient's.
 */
export function standardPlane(grid: VolumeGrid, view: StandardView, atMm: number): ReformatPlane {
  const { min, max } = boundsOf(grid);
  const { right, down } = views[view];
  const [columnMm, rowMm] = pitchOf(voxelMmAlong(grid, right), voxelMmAlong(grid, down));
  const extent = subtract(max, min);
  const count = (direction: Vector3, mm: number): number => Math.floor(Math.abs(dot(extent, direction)) / mm + 1e-6) + 1;
  const corners: Readonly<Record<StandardView, Vector3>> = { sagittal: [atMm, min[1], max[2]], coronal: [min[0], atMm, max[2]], axial: [min[0], min[1], atMm] };
  return { origin: corners[view], columnStep: scaled(columnMm, right), rowStep: scaled(rowMm, down), columns: count(right, columnMm), rows: count(down, rowMm) };
}

/** Each direction's own voxel, but no pixel much longer than wide: a slice of 3 mm is cut into smaller ones. */
function pitchOf(a: number, b: number): readonly [number, number] {
  const finer = Math.min(a, b);
  return [a > leastAspect * finer ? finer : a, b > leastAspect * finer ? finer : b];
}

/** The plane turned about an axis through `centre` by `degrees` (right-hand rule). */
export function turnedPlane(plane: ReformatPlane, centre: Vector3, axis: Vector3, degrees: number): ReformatPlane {
  const turn = (vector: Vector3): Vector3 => rotated(vector, unit(axis), (degrees * Math.PI) / 180);
  return {
    ...plane,
    origin: add(centre, turn(subtract(plane.origin, centre))),
    columnStep: turn(plane.columnStep),
    rowStep: turn(plane.rowStep),
  };
}

/** The plane moved along its normal. */
export const shiftedPlane = (plane: ReformatPlane, mm: number): ReformatPlane => ({ ...plane, origin: moved(plane.origin, mm, planeNormal(plane)) });

/** Rodrigues' rotation. */
function rotated(vector: Vector3, axis: Vector3, radians: number): Vector3 {
  const along = dot(axis, vector) * (1 - Math.cos(radians));
  return add(add(scaled(Math.cos(radians), vector), scaled(Math.sin(radians), cross(axis, vector))), scaled(along, axis));
}

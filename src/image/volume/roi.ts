import { patientFromVoxel, voxelFromPatient, voxelMmAlong } from "./grid";
import { modalityOf } from "./modality";
import { add, cross, dot, length, moved, scaled, subtract, unit, type Vector3 } from "./vector";
import type { Volume } from "./volume";

/** A flat region in the patient (LPS millimetres): an ellipse by its half axes, a rectangle by its half sides. */
export interface Roi {
  readonly kind: "ellipse" | "rectangle";
  readonly centre: Vector3;
  /** At right angles to each other. */
  readonly halfU: Vector3;
  readonly halfV: Vector3;
}

export type RoiStatistics =
  | {
      readonly kind: "measured";
      readonly unit: "HU" | "none";
      readonly mean: number;
      /** Of the voxels, n - 1; 0 for one. */
      readonly sd: number;
      readonly min: number;
      readonly max: number;
      /** Of the outline, mm2. */
      readonly areaMm2: number;
      readonly voxels: number;
      /** Voxels in the outline that have no value; they took no part. */
      readonly noData: number;
      /** Metal, by its values: so many voxels above 2000 HU or at the top of what the pixels can hold. */
      readonly metal: number;
    }
  | { readonly kind: "empty"; readonly areaMm2: number; readonly noData: number };

const metalHu = 2000;

/**
 * Statistics of the voxels whose centres lie in the outline and within half a voxel of its plane: values as they were
 * stored, none interpolated. Only slices that have arrived count; the others are no data.
 * @throws RangeError when the half axes have no length or are not at right angles.
 */
export function measureRoi(volume: Volume, roi: Roi): RoiStatistics {
  const areaMm2 = (roi.kind === "ellipse" ? Math.PI : 4) * length(roi.halfU) * length(roi.halfV);
  const { values, noData } = voxelsIn(volume, roi);
  if (values.length === 0) return { kind: "empty", areaMm2, noData };
  const converted = values.map((stored) => modalityOf(volume, stored));
  const mean = converted.reduce((sum, value) => sum + value, 0) / converted.length;
  const squares = converted.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const isMetal = (value: number, index: number): boolean => volume.unit === "HU" && (value > metalHu || values[index] === volume.storable.max);
  const extreme = (pick: (a: number, b: number) => number): number => converted.reduce((a, b) => pick(a, b));
  return {
    kind: "measured",
    unit: volume.unit,
    mean,
    sd: converted.length > 1 ? Math.sqrt(squares / (converted.length - 1)) : 0,
    min: extreme(Math.min),
    max: extreme(Math.max),
    areaMm2,
    voxels: converted.length,
    noData,
    metal: converted.filter(isMetal).length,
  };
}

/** Voxels of a region so large are no trabecular bone; arrays of them would be. */
const mostVoxels = 2 ** 22;

function voxelsIn(volume: Volume, { kind, centre, halfU, halfV }: Roi): { readonly values: readonly number[]; readonly noData: number } {
  const { grid } = volume;
  const [u, v] = [unit(halfU), unit(halfV)];
  if (Math.abs(dot(u, v)) > 1e-3) throw new RangeError(`half axes [${halfU.join(", ")}] and [${halfV.join(", ")}] are not at right angles`);
  const normal = cross(u, v);
  const [sizeU, sizeV, reach] = [length(halfU), length(halfV), voxelMmAlong(grid, normal) / 2];
  const box = boxOf(volume, [centre, halfU, halfV, scaled(reach, normal)]);
  const values: number[] = [];
  let noData = 0;
  for (let slice = box.min[2]; slice <= box.max[2]; slice += 1) {
    for (let row = box.min[1]; row <= box.max[1]; row += 1) {
      for (let column = box.min[0]; column <= box.max[0]; column += 1) {
        const from = subtract(patientFromVoxel(grid, { column, row, slice }), centre);
        const [a, b, off] = [dot(from, u) / sizeU, dot(from, v) / sizeV, dot(from, normal)];
        // Of two voxels at the same distance on both sides the one behind counts.
        const inside = kind === "ellipse" ? a * a + b * b <= 1 : Math.abs(a) <= 1 && Math.abs(b) <= 1;
        if (!inside || off < -reach - 1e-9 || off >= reach - 1e-9) continue;
        const value = volume.slices[slice]?.[row * grid.columns + column] ?? volume.noData;
        if (value === volume.noData) noData += 1;
        else values.push(value);
        if (values.length > mostVoxels) throw new RangeError(`a region of more than ${mostVoxels} voxels`);
      }
    }
  }
  return { values, noData };
}

/** Whole voxel coordinates around a region given by its centre and half extents. */
function boxOf({ grid }: Volume, [centre, ...halves]: readonly [Vector3, Vector3, Vector3, Vector3]): { readonly min: Vector3; readonly max: Vector3 } {
  const corners = halves.reduce<readonly Vector3[]>((points, half) => points.flatMap((point) => [add(point, half), subtract(point, half)]), [centre]);
  const voxels = corners.map((corner) => voxelFromPatient(grid, corner));
  const range = (pick: (voxel: (typeof voxels)[number]) => number, count: number): readonly [number, number] => [
    Math.max(0, Math.floor(Math.min(...voxels.map(pick)))),
    Math.min(count - 1, Math.ceil(Math.max(...voxels.map(pick)))),
  ];
  const [columns, rows, slices] = [range((p) => p.column, grid.columns), range((p) => p.row, grid.rows), range((p) => p.slice, grid.slices)];
  return { min: [columns[0], rows[0], slices[0]], max: [columns[1], rows[1], slices[1]] };
}

/** The corners of a vertebral body in the sagittal plane, LPS. */
export interface BodyCorners {
  readonly superiorAnterior: Vector3;
  readonly superiorPosterior: Vector3;
  readonly inferiorAnterior: Vector3;
  readonly inferiorPosterior: Vector3;
}

/** Share of the body's depth, and of its height, that a proposed region takes: cortex and basivertebral vein stay out. */
const depthShare = 0.5;
const heightShare = 0.4;
/** Forward of the middle by so much of the depth, away from the vein's entry. */
const forwardShare = 0.05;

/**
 * A trabecular region inside a body: a rectangle along the body in the sagittal plane in use (`left`: its normal), and an
 * axial ellipse (at right angles to z) at its middle, as wide as it is deep, since the corners don't say how wide the body
 * is. Corners that were placed on different pictures lie beside one another; the region lies in one plane in their midst.
 * @throws RangeError when the corners enclose nothing.
 */
export function proposeTrabecular(corners: BodyCorners, left: Vector3 = [1, 0, 0]): { readonly sagittal: Roi; readonly axial: Roi } {
  const { superiorAnterior: sa, superiorPosterior: sp, inferiorAnterior: ia, inferiorPosterior: ip } = corners;
  const middle = (a: Vector3, b: Vector3): Vector3 => scaled(0.5, add(a, b));
  const across = unit(left);
  const inPlane = (vector: Vector3): Vector3 => moved(vector, -dot(vector, across), across);
  const depth = inPlane(subtract(middle(sa, ia), middle(sp, ip)));
  const height = inPlane(subtract(middle(sa, sp), middle(ia, ip)));
  const centre = moved(middle(middle(sa, ia), middle(sp, ip)), forwardShare, depth);
  const forward = unit(depth);
  const up = unit(moved(height, -dot(height, forward), forward));
  const tall = Math.abs(dot(height, up));
  const halfDepth = (depthShare / 2) * length(depth);
  const level: Vector3 = unit([depth[0], depth[1], 0]);
  return {
    sagittal: { kind: "rectangle", centre, halfU: scaled(halfDepth, forward), halfV: scaled((heightShare / 2) * tall, up) },
    axial: { kind: "ellipse", centre, halfU: scaled(halfDepth, level), halfV: scaled(halfDepth, cross([0, 0, 1], level)) },
  };
}

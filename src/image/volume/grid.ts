import { type Gap, spacingOf } from "./spacing";
import { cross, dot, length, moved, subtract, unit, type Vector3 } from "./vector";

/**
 * Where the voxels of a volume lie in the patient (LPS millimetres). Voxel coordinates are continuous, with the centre
 * of the first voxel at (0, 0, 0). Slices stand in space order along `normal`, each with a first voxel of its own: so a
 * tilted gantry (every slice shifted against the one before), variable spacing and a shift of the table are all exact,
 * and no affine matrix is assumed. Plain values, so that it can be handed to a worker.
 */
export interface VolumeGrid {
  readonly columns: number;
  readonly rows: number;
  readonly slices: number;
  readonly columnMm: number;
  readonly rowMm: number;
  /** Unit vectors at right angles: of increasing columns, increasing rows, increasing slices. */
  readonly columnDirection: Vector3;
  readonly rowDirection: Vector3;
  readonly normal: Vector3;
  /** Centre of the first voxel of each slice, LPS. */
  readonly origins: readonly Vector3[];
  /** Each slice's place along the normal, ascending, millimetres. */
  readonly alongMm: Float64Array;
  /** Where each slice's first voxel lies along columns and rows, in voxels: coordinate = projection / spacing - shift. */
  readonly columnShift: Float64Array;
  readonly rowShift: Float64Array;
  /** Median spacing, gaps left out. */
  readonly sliceMm: number;
  readonly gaps: readonly Gap[];
}

export interface GridSource {
  readonly columns: number;
  readonly rows: number;
  readonly columnMm: number;
  readonly rowMm: number;
  /** Directions of increasing columns and rows, as in Image Orientation (Patient). */
  readonly orientation: readonly [number, number, number, number, number, number];
  /** Image Position (Patient) of each slice, in ascending order along the normal. */
  readonly origins: readonly Vector3[];
}

/** The two directions of a slice made orthonormal, and the normal (columns x rows). @throws RangeError without directions. */
export function directionsOf(orientation: GridSource["orientation"]): Pick<VolumeGrid, "columnDirection" | "rowDirection" | "normal"> {
  const [a, b, c, d, e, f] = orientation;
  const columnDirection = unit([a, b, c]);
  const stated: Vector3 = [d, e, f];
  const rowDirection = unit(moved(stated, -dot(stated, columnDirection), columnDirection));
  return { columnDirection, rowDirection, normal: cross(columnDirection, rowDirection) };
}

/** @throws RangeError when the slices do not ascend along the normal, or there are fewer than two. */
export function gridOf(source: GridSource): VolumeGrid {
  const { columns, rows, columnMm, rowMm, origins } = source;
  const directions = directionsOf(source.orientation);
  const alongMm = Float64Array.from(origins, (origin) => dot(origin, directions.normal));
  alongMm.forEach((place, index) => {
    if (index > 0 && !(place > (alongMm[index - 1] ?? 0))) throw new RangeError(`slice ${index} at ${place} mm does not lie beyond the one before`);
  });
  const { nominalMm, gaps } = spacingOf(alongMm);
  return {
    columns,
    rows,
    slices: origins.length,
    columnMm,
    rowMm,
    ...directions,
    origins,
    alongMm,
    columnShift: Float64Array.from(origins, (origin) => dot(origin, directions.columnDirection) / columnMm),
    rowShift: Float64Array.from(origins, (origin) => dot(origin, directions.rowDirection) / rowMm),
    sliceMm: nominalMm,
    gaps,
  };
}

/** Continuous voxel coordinates; (0, 0, 0) is the centre of the first voxel. */
export interface VoxelPoint {
  readonly column: number;
  readonly row: number;
  readonly slice: number;
}

/** LPS millimetres of a voxel coordinate; slices in between and beyond are placed on the line of their neighbours. */
export function patientFromVoxel(grid: VolumeGrid, { column, row, slice }: VoxelPoint): Vector3 {
  const below = Math.max(0, Math.min(grid.slices - 2, Math.floor(slice)));
  const a = grid.origins[below];
  const b = grid.origins[below + 1];
  if (a === undefined || b === undefined) throw new RangeError(`slice ${slice} of ${grid.slices}`);
  const origin = moved(a, slice - below, subtract(b, a));
  return moved(moved(origin, column * grid.columnMm, grid.columnDirection), row * grid.rowMm, grid.rowDirection);
}

/** The way back, exact: `patientFromVoxel(grid, voxelFromPatient(grid, p))` is p. */
export function voxelFromPatient(grid: VolumeGrid, point: Vector3): VoxelPoint {
  const slice = sliceAt(grid, dot(point, grid.normal));
  const below = Math.max(0, Math.min(grid.slices - 2, Math.floor(slice)));
  const at = (shift: Float64Array): number => {
    const a = shift[below] ?? 0;
    return a + (slice - below) * ((shift[below + 1] ?? a) - a);
  };
  return {
    column: dot(point, grid.columnDirection) / grid.columnMm - at(grid.columnShift),
    row: dot(point, grid.rowDirection) / grid.rowMm - at(grid.rowShift),
    slice,
  };
}

/** Continuous slice coordinate of a place along the normal; beyond the ends the end's spacing goes on. */
export function sliceAt({ alongMm, slices }: Pick<VolumeGrid, "alongMm" | "slices">, along: number): number {
  let low = 0;
  let high = slices - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((alongMm[middle] ?? 0) <= along) low = middle;
    else high = middle;
  }
  const a = alongMm[low] ?? 0;
  return low + (along - a) / ((alongMm[high] ?? 0) - a);
}

/** How the slices are shifted in their own plane against a stack without tilt. */
export interface Tilt {
  /** Angle between the slices' normal and the line along which their first voxels lie, degrees. */
  readonly degrees: number;
  /** The largest distance of a first voxel from that line, millimetres: slices shifted by themselves. */
  readonly residualMm: number;
}

/** The straight line (least squares) through the slices' first voxels. */
export function tiltOf(grid: VolumeGrid): Tilt {
  const n = grid.slices;
  const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / n;
  const centre = mean(grid.alongMm);
  const along = Array.from(grid.alongMm, (value) => value - centre);
  const spread = along.reduce((sum, value) => sum + value * value, 0);
  const fits = [
    { shift: grid.columnShift, mm: grid.columnMm },
    { shift: grid.rowShift, mm: grid.rowMm },
  ].map(({ shift, mm }) => {
    const middle = mean(shift);
    const offsets = Array.from(shift, (value) => (value - middle) * mm);
    const slope = offsets.reduce((sum, value, index) => sum + value * (along[index] ?? 0), 0) / spread;
    return { slope, residuals: offsets.map((value, index) => value - slope * (along[index] ?? 0)) };
  });
  const [columns, rows] = fits;
  const residualMm = Math.max(...along.map((_, index) => Math.hypot(columns?.residuals[index] ?? 0, rows?.residuals[index] ?? 0)));
  return { degrees: (Math.atan(Math.hypot(columns?.slope ?? 0, rows?.slope ?? 0)) * 180) / Math.PI, residualMm };
}

/** The eight corners of the volume's outermost voxel centres, LPS. */
export function cornersOf(grid: VolumeGrid): readonly Vector3[] {
  return [0, grid.slices - 1].flatMap((slice) =>
    [0, grid.rows - 1].flatMap((row) => [0, grid.columns - 1].map((column) => patientFromVoxel(grid, { column, row, slice }))),
  );
}

/** Smallest and largest x, y and z of the volume's voxel centres, LPS millimetres. */
export function boundsOf(grid: VolumeGrid): { readonly min: Vector3; readonly max: Vector3 } {
  const corners = cornersOf(grid);
  const extent = (pick: (...values: number[]) => number): Vector3 => [
    pick(...corners.map(([x]) => x)),
    pick(...corners.map(([, y]) => y)),
    pick(...corners.map(([, , z]) => z)),
  ];
  return { min: extent(Math.min), max: extent(Math.max) };
}

/** The point itself within the volume's bounds, else the nearest one of theirs. */
export function heldWithin(grid: VolumeGrid, [x, y, z]: Vector3): Vector3 {
  const { min, max } = boundsOf(grid);
  return [Math.max(min[0], Math.min(max[0], x)), Math.max(min[1], Math.min(max[1], y)), Math.max(min[2], Math.min(max[2], z))];
}

/** Length of one voxel along a direction, millimetres: how finely a slab across it has to be sampled. */
export function voxelMmAlong(grid: VolumeGrid, direction: Vector3): number {
  const d = unit(direction);
  const steps: Vector3 = [dot(d, grid.columnDirection) / grid.columnMm, dot(d, grid.rowDirection) / grid.rowMm, dot(d, grid.normal) / grid.sliceMm];
  return 1 / length(steps);
}

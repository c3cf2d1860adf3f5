/** Known bodies, scanned by an ideal scanner (every voxel the mean over its own extent), measured through the reformat. */
import { describe, expect, it } from "vitest";
import { storedFromImage } from "#image/sagittalFrame";
import { gridOf, type VolumeGrid } from "#image/volume/grid";
import { type ReformatPlane, standardPlane, turnedPlane } from "#image/volume/plane";
import { reformat, type Reformatted } from "#image/volume/reformat";
import { cross, dot, subtract, unit, type Vector3 } from "#image/volume/vector";
import { type Orientation, regular, volumeLike } from "./series";

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const AXIAL: Orientation = [1, 0, 0, 0, 1, 0];

/** Slices over x, y in +-28 mm and z in 0..80 mm. */
function scan({ mm, orientation = AXIAL, z, way = [0, 0, 1] }: { mm: readonly [number, number]; orientation?: Orientation; z: readonly number[]; way?: Vector3 }): VolumeGrid {
  const [columnMm, rowMm] = mm;
  const side = 72;
  const columns = Math.round(side / columnMm);
  const rows = Math.round(side / rowMm);
  const c: Vector3 = [orientation[0], orientation[1], orientation[2]];
  const r: Vector3 = [orientation[3], orientation[4], orientation[5]];
  const at = (place: number, axis: 0 | 1 | 2): number => place * way[axis] - (columns / 2) * columnMm * c[axis] - (rows / 2) * rowMm * r[axis];
  return gridOf({ columns, rows, columnMm, rowMm, orientation, origins: z.map((place): Vector3 => [at(place, 0), at(place, 1), at(place, 2)]) });
}

/** How far a voxel reaches along a direction: what its edge is blurred over. */
function blurAlong(grid: VolumeGrid, normal: Vector3): number {
  return Math.abs(dot(normal, grid.columnDirection)) * grid.columnMm + Math.abs(dot(normal, grid.rowDirection)) * grid.rowMm + Math.abs(dot(normal, grid.normal)) * grid.sliceMm;
}

const part = (distanceInside: number, blur: number): number => Math.max(0, Math.min(1, 0.5 + distanceInside / blur));

const tilt = radians(18);
/** The gantry tilted about the left-right axis, the table still moving along z. */
const TILTED: Orientation = [1, 0, 0, 0, Math.cos(tilt), Math.sin(tilt)];
const turn = radians(12);

const scans: readonly [string, VolumeGrid][] = [
  ["isotropic 0.7 mm", scan({ mm: [0.7, 0.7], z: regular(116, 0, 0.7) })],
  ["anisotropic 0.4 x 0.4 x 3 mm", scan({ mm: [0.4, 0.4], z: regular(28, 0, 3) })],
  ["tilted gantry, 2 mm", scan({ mm: [0.6, 0.6], orientation: TILTED, z: regular(45, -2, 2) })],
  ["variable spacing, 1.5 then 2.5 mm", scan({ mm: [0.6, 0.6], z: [...regular(26, 0, 1.5), ...regular(18, 40, 2.5)] })],
  ["slices turned about two axes", scan({ mm: [0.6, 0.6], orientation: [Math.cos(turn), Math.sin(turn), 0, -Math.sin(turn) * Math.cos(turn), Math.cos(turn) ** 2, -Math.sin(turn)], z: regular(56, -5, 1.6) })],
];

const centre: Vector3 = [3.3, -4.7, 39.1];
const radius = 17;

const sphereIn = (grid: VolumeGrid) =>
  volumeLike({ grid }, (point) => {
    const from = subtract(point, centre);
    const distance = Math.hypot(...from);
    return 1000 * part(radius - distance, blurAlong(grid, distance > 0 ? unit(from) : [1, 0, 0]));
  });

const header = (picture: Reformatted) => ({ frames: [picture.geometry], spacing: {} });
const patientAt = (picture: Reformatted, column: number, row: number): Vector3 =>
  storedFromImage(header(picture), 0, { kind: "volume" }, { columnPx: column + 0.5, rowPx: row + 0.5 }) as Vector3;

/** Centre (by weight) and radius (by area) of what is bright, through the geometry that the picture carries. */
function discIn(picture: Reformatted): { readonly centre: Vector3; readonly radius: number } {
  const { columns, rows, values } = picture.frame;
  let weight = 0;
  let c = 0;
  let r = 0;
  values.forEach((value, index) => {
    if (value === picture.noData) return;
    weight += value;
    c += value * (index % columns);
    r += value * Math.floor(index / columns);
  });
  expect(rows * columns).toBe(values.length);
  const [rowMm, columnMm] = picture.geometry.pixelSpacing;
  return { centre: patientAt(picture, c / weight, r / weight), radius: Math.sqrt(((weight / 1000) * rowMm * columnMm) / Math.PI) };
}

const apart = (a: Vector3, b: Vector3): number => Math.hypot(...subtract(a, b));

/** A fine square section through `middle`, its pixels on nothing. */
function section(middle: Vector3, right: Vector3, down: Vector3): ReformatPlane {
  const pixel = 0.45;
  const size = 146;
  const corner = (axis: 0 | 1 | 2): number => middle[axis] - (size / 2 - 0.3) * pixel * (right[axis] + down[axis]);
  const step = (vector: Vector3): Vector3 => [vector[0] * pixel, vector[1] * pixel, vector[2] * pixel];
  return { origin: [corner(0), corner(1), corner(2)], columnStep: step(right), rowStep: step(down), columns: size, rows: size };
}

describe.each(scans)("%s", (_, grid) => {
  const sphere = sphereIn(grid);
  const sagittal = section(centre, [0, 1, 0], [0, 0, -1]);
  const oblique = turnedPlane(turnedPlane(sagittal, centre, [0, 0, 1], 25), centre, [0, 1, 0], 14);

  it.each([
    ["sagittal", sagittal],
    ["coronal", section(centre, [1, 0, 0], [0, 0, -1])],
    ["oblique", oblique],
  ] as const)("a sphere is round, where it is and as large as it is: %s", (__, plane) => {
    const disc = discIn(reformat(sphere, plane, { interpolation: "linear" }));
    expect(apart(disc.centre, centre)).toBeLessThan(0.1);
    expect(Math.abs(disc.radius - radius)).toBeLessThan(0.1);
  });

  it("the whole-volume sagittal plane says the same", () => {
    const disc = discIn(reformat(sphere, standardPlane(grid, "sagittal", centre[0]), { interpolation: "linear" }));
    expect(apart(disc.centre, centre)).toBeLessThan(0.1);
    expect(Math.abs(disc.radius - radius)).toBeLessThan(0.1);
  });

  // Sharp edges are known no better than slices sample them: over the whole width, what they are off by evens out. Edges
  // blurred over several slices have nothing to even out: there the reformat alone is measured.
  describe.each([
    ["sharp", (normal: Vector3) => blurAlong(grid, normal), 0.1],
    ["soft", () => 10, 0.02],
  ] as const)("a tilted plate with %s edges is where it is, as steep and as thick as it is", (__, blurOf, within) => {
    const steep = radians(17);
    const normal: Vector3 = [0, Math.sin(steep), Math.cos(steep)];
    const half = 7;
    const plate = volumeLike({ grid }, (point) => {
      const from = dot(subtract(point, centre), normal);
      const blur = blurOf(normal);
      return 1000 * (part(half - from, blur) + part(half + from, blur) - 1);
    });

    it.each([
      ["sagittal", sagittal],
      ["oblique", oblique],
    ] as const)("%s", (___, plane) => {
      const surfaces = crossings(reformat(plate, plane, { interpolation: "linear" }));
      for (const [points, side] of [[surfaces.upper, 1], [surfaces.lower, -1]] as const) {
        expect(points.length).toBeGreaterThan(100);
        const off = points.map((point) => dot(subtract(point, centre), normal) - side * half);
        expect(Math.abs(off.reduce((sum, value) => sum + value, 0) / off.length)).toBeLessThan(within);
        expect(angle(lineDirection(points), intersection(normal, plane))).toBeLessThan(within);
      }
    });
  });
});

/** Where each column of the picture passes half of the plate's value, from above and from below, in the patient. */
function crossings(picture: Reformatted): { readonly upper: readonly Vector3[]; readonly lower: readonly Vector3[] } {
  const { columns, rows, values } = picture.frame;
  const upper: Vector3[] = [];
  const lower: Vector3[] = [];
  for (let column = 0; column < columns; column += 1) {
    const at = (row: number): number => values[row * columns + column] ?? 0;
    for (let row = 0; row + 1 < rows; row += 1) {
      const [a, b] = [at(row), at(row + 1)];
      if (a === picture.noData || b === picture.noData || a < 500 === b < 500) continue;
      (b > a ? upper : lower).push(patientAt(picture, column, row + (500 - a) / (b - a)));
    }
  }
  return { upper, lower };
}

/** Direction of the least-squares line through points that lie on a line, from the first to the last. */
function lineDirection(points: readonly Vector3[]): Vector3 {
  const mean = (axis: 0 | 1 | 2): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const middle: Vector3 = [mean(0), mean(1), mean(2)];
  const first = points[0] ?? middle;
  const last = points.at(-1) ?? middle;
  const rough = unit(subtract(last, first));
  const sums: [number, number, number] = [0, 0, 0];
  for (const point of points) {
    const from = subtract(point, middle);
    const along = dot(from, rough);
    from.forEach((value, axis) => (sums[axis as 0 | 1 | 2] += along * value));
  }
  return unit(sums);
}

/** Along which the plate is seen in the picture. */
const intersection = (normal: Vector3, plane: ReformatPlane): Vector3 => unit(cross(normal, unit(cross(plane.columnStep, plane.rowStep))));

/** Between two lines, degrees. */
const angle = (a: Vector3, b: Vector3): number => (Math.asin(Math.min(1, Math.hypot(...cross(a, b)))) * 180) / Math.PI;

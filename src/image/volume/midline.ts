import { sliceAxisOf } from "./axis";
import { boundsOf } from "./grid";
import { modalityOf } from "./modality";
import { lineOf, lineSampler } from "./sample";
import type { Vector3 } from "./vector";
import { hasValues, type Volume } from "./volume";

export interface Midline {
  /** "bone": found; "centre": the middle of the volume, because there was no bone to follow. */
  readonly method: "bone" | "centre";
  /** Of the mid-sagittal plane, LPS millimetres. */
  readonly xMm: number;
  /** The spine from foot to head, LPS, one point for every 20 mm or so of it; empty where none was found. */
  readonly spine: readonly Vector3[];
}

/** Cortical bone and most of the trabecular; above vessels without contrast. */
const boneHu = 200;
/** Sampling of the search, millimetres: a spine is no finer thing. */
const pixelMm = 2.5;
const slabMm = 5;
/** A vertebra with its arch: left-right, anterior-posterior. */
const boxMm = [36, 70] as const;
/** The spine goes sideways no steeper than this, pixels of the search a slab: some 55 degrees. */
const steepest = 3;
/** What a step aside costs, as a share of a box full of bone. */
const stepCost = 0.02;
/** What lying at the side of the volume costs, as a share of a box full of bone: shoulders and hips are bone too. */
const sideCost = 0.08;
/** Less bone than this share of the box, and a slab has no spine. */
const leastBone = 0.06;
const spineStepMm = 20;

/**
 * The mid-sagittal plane and the spine's course: in every axial slab the place where a vertebra-sized box holds most
 * bone, joined to the path through all slabs that holds most (dynamic programming, so that one slab of shoulder doesn't
 * draw it aside); the midline is the path's median. Works on what has arrived so far.
 */
export function findMidline(volume: Volume): Midline {
  const { min, max } = boundsOf(volume.grid);
  const none: Midline = { method: "centre", xMm: (min[0] + max[0]) / 2, spine: [] };
  if (volume.unit !== "HU" || !hasValues(volume)) return none;
  const slabs = slabsOf(volume, min, max);
  const path = bestPath(slabs.map(({ scores }) => scores));
  const found = slabs.flatMap((slab, index): Vector3[] => {
    const at = path[index] ?? 0;
    return (slab.scores[at] ?? 0) >= leastBone ? [centroid(slab, at)] : [];
  });
  if (found.length === 0) return none;
  const xs = found.map(([x]) => x).sort((a, b) => a - b);
  return { method: "bone", xMm: xs[xs.length >> 1] ?? none.xMm, spine: thinned(found) };
}

interface Slab {
  readonly zMm: number;
  readonly origin: readonly [number, number];
  readonly columns: number;
  readonly rows: number;
  /** 1 where there is bone, row by row. */
  readonly bone: Uint8Array;
  /** For a box around each column: the share of bone in it, where along y it has most. */
  readonly scores: Float64Array;
  /** That place along y: first row of the box. */
  readonly firstRow: Int32Array;
}

function slabsOf(volume: Volume, min: Vector3, max: Vector3): readonly Slab[] {
  const columns = Math.floor((max[0] - min[0]) / pixelMm) + 1;
  const rows = Math.floor((max[1] - min[1]) / pixelMm) + 1;
  const sample = lineSampler(volume, sliceAxisOf(volume, false), "nearest");
  const line = new Float64Array(columns);
  const slabs: Slab[] = [];
  for (let zMm = min[2]; zMm <= max[2]; zMm += slabMm) {
    const bone = new Uint8Array(columns * rows);
    let isEmpty = true;
    for (let row = 0; row < rows; row += 1) {
      sample(lineOf(volume.grid, [min[0], min[1] + row * pixelMm, zMm], [pixelMm, 0, 0]), line);
      for (let column = 0; column < columns; column += 1) {
        const stored = line[column] ?? NaN;
        if (Number.isNaN(stored)) continue;
        isEmpty = false;
        if (modalityOf(volume, stored) >= boneHu) bone[row * columns + column] = 1;
      }
    }
    if (!isEmpty) slabs.push({ zMm, origin: [min[0], min[1]], columns, rows, bone, ...scoresOf(bone, columns, rows) });
  }
  return slabs;
}

/** Sums over boxes by sliding: along y, then along x. */
function scoresOf(bone: Uint8Array, columns: number, rows: number): Pick<Slab, "scores" | "firstRow"> {
  const wide = Math.min(columns, Math.round(boxMm[0] / pixelMm));
  const high = Math.min(rows, Math.round(boxMm[1] / pixelMm));
  const scores = new Float64Array(columns);
  const firstRow = new Int32Array(columns);
  const sums = new Int32Array(columns);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const gone = row >= high ? (bone[(row - high) * columns + column] ?? 0) : 0;
      sums[column] = (sums[column] ?? 0) + (bone[row * columns + column] ?? 0) - gone;
    }
    if (row < high - 1) continue;
    let inBox = 0;
    for (let column = 0; column < columns + (wide >> 1); column += 1) {
      inBox += (column < columns ? (sums[column] ?? 0) : 0) - (column >= wide ? (sums[column - wide] ?? 0) : 0);
      const middle = column - (wide >> 1);
      const share = inBox / (wide * high);
      if (middle < 0 || share <= (scores[middle] ?? 0)) continue;
      scores[middle] = share;
      firstRow[middle] = row - high + 1;
    }
  }
  return { scores, firstRow };
}

/** The column in each slab of the path on which the sum of scores, less its steps aside, is highest. */
function bestPath(scores: readonly Float64Array[]): readonly number[] {
  const columns = scores[0]?.length ?? 0;
  const middle = (columns - 1) / 2;
  const cameFrom: Int32Array[] = [];
  let sums = new Float64Array(columns);
  for (const own of scores) {
    const next = new Float64Array(columns);
    const from = new Int32Array(columns);
    for (let column = 0; column < columns; column += 1) {
      let best = -Infinity;
      for (let before = Math.max(0, column - steepest); before <= Math.min(columns - 1, column + steepest); before += 1) {
        const sum = (sums[before] ?? 0) - stepCost * Math.abs(column - before);
        if (sum <= best) continue;
        best = sum;
        from[column] = before;
      }
      next[column] = best + (own[column] ?? 0) - (sideCost * Math.abs(column - middle)) / Math.max(1, middle);
    }
    cameFrom.push(from);
    sums = next;
  }
  const path: number[] = [];
  let at = sums.indexOf(Math.max(...sums));
  for (let slab = scores.length - 1; slab >= 0; slab -= 1) {
    path.unshift(at);
    at = cameFrom[slab]?.[at] ?? at;
  }
  return path;
}

/** Middle of the bone in the box around a column, LPS. */
function centroid({ zMm, origin, columns, rows, bone, firstRow }: Slab, column: number): Vector3 {
  const half = Math.round(boxMm[0] / pixelMm / 2);
  const top = firstRow[column] ?? 0;
  let count = 0;
  let x = 0;
  let y = 0;
  for (let row = top; row < Math.min(rows, top + Math.round(boxMm[1] / pixelMm)); row += 1) {
    for (let c = Math.max(0, column - half); c <= Math.min(columns - 1, column + half); c += 1) {
      if (bone[row * columns + c] !== 1) continue;
      count += 1;
      x += c;
      y += row;
    }
  }
  return count === 0 ? [origin[0] + column * pixelMm, origin[1] + top * pixelMm, zMm] : [origin[0] + (x / count) * pixelMm, origin[1] + (y / count) * pixelMm, zMm];
}

/** One point for every 20 mm, the mean of the slabs around it: an arch or a rib of one slab is no curve. */
function thinned(points: readonly Vector3[]): readonly Vector3[] {
  const groups: Vector3[][] = [];
  const topMm = points.at(-1)?.[2] ?? 0;
  for (const point of points) {
    const last = groups.at(-1);
    const isRest = topMm - point[2] < spineStepMm / 2;
    if (last?.[0] !== undefined && (isRest || point[2] - last[0][2] < spineStepMm)) last.push(point);
    else groups.push([point]);
  }
  return groups.map((group) => {
    const mean = (axis: 0 | 1 | 2): number => group.reduce((sum, point) => sum + point[axis], 0) / group.length;
    return [mean(0), mean(1), mean(2)];
  });
}

import type { Instance } from "#image/instance";
import { add, dot, moved, scaled, subtract, type Vector3 } from "#image/volume/vector";
import { boundsOf, voxelMmAlong, type VolumeGrid } from "#image/volume/grid";
import { planeGeometry, planeNormal, type ReformatPlane, shiftedPlane, type StandardView, standardPlane, turnedPlane } from "#image/volume/plane";
import type { SlabMode } from "#image/volume/reformat";
import { planeTurnOf } from "#image/planeTurn";
import type { SagittalPlane } from "#image/sagittalFrame";

/** How the sagittal plane is turned from the patient's own, degrees; right-hand rule about LPS axes. */
export interface Turn {
  /** About the long axis (z): a rotated pelvis. */
  readonly yaw: number;
  /** About the anterior-posterior axis (y): a tilted head or trunk. */
  readonly roll: number;
  /** About the left-right axis: the picture is turned in its own plane, and no angle changes. */
  readonly pitch: number;
}

export const NO_TURN: Turn = { yaw: 0, roll: 0, pitch: 0 };

/** A slab's thickness, millimetres (0: a section), and what is shown of it. */
export interface Slab {
  readonly mm: number;
  readonly mode: SlabMode;
}

/** Where the views of a volume meet, LPS millimetres. */
export type Centre = Vector3;

export interface StackPlanes {
  /** In ascending order of `atMm`. */
  readonly planes: readonly ReformatPlane[];
  /** Of the plane through the centre. */
  readonly start: number;
}

const axes: Readonly<Record<keyof Turn, Vector3>> = { yaw: [0, 0, 1], roll: [0, 1, 0], pitch: [1, 0, 0] };
const views: Readonly<Record<StandardView, 0 | 1 | 2>> = { sagittal: 0, coronal: 1, axial: 2 };

/** Parallel planes of one view through the whole volume, a voxel apart, one of them (nearly) through `centre`. */
export function planesOf(grid: VolumeGrid, view: StandardView, centre: Centre, turn: Turn): StackPlanes {
  const axis = views[view];
  const flat = standardPlane(grid, view, centre[axis]);
  const turned = turnedBy(grid, flat, centre, turn);
  const normal = planeNormal(turned);
  const stepMm = voxelMmAlong(grid, normal);
  // From the patient's right to the left, front to back, foot to head, whichever way the picture's own normal points.
  const sign = Math.sign(normal[axis]) || 1;
  const at = dot(centre, scaled(sign, normal));
  const { min, max } = boundsOf(grid);
  const places = cornersBetween(min, max).map((corner) => dot(corner, scaled(sign, normal)));
  const isFlat = turned === flat;
  // Without a turn the planes stand on the voxels' centres.
  const first = Math.min(...places);
  const aligned = isFlat ? first + Math.round((at - first) / stepMm) * stepMm : at;
  const below = Math.floor((aligned - first) / stepMm + 1e-6);
  const above = Math.floor((Math.max(...places) - aligned) / stepMm + 1e-6);
  const count = below + above + 1;
  const planes = Array.from({ length: count }, (_, index) => shiftedPlane(turned, sign * (aligned - at + (index - below) * stepMm)));
  return { planes, start: below };
}

/** The plane of a view through a point, turned about that point. */
export const planeThrough = (grid: VolumeGrid, view: StandardView, point: Vector3, turn: Turn): ReformatPlane =>
  turnedBy(grid, standardPlane(grid, view, point[views[view]]), point, turn);

function turnedBy(grid: VolumeGrid, plane: ReformatPlane, centre: Centre, turn: Turn): ReformatPlane {
  const turned = (["pitch", "roll", "yaw"] as const).reduce((before, name) => (turn[name] === 0 ? before : turnedPlane(before, centre, axes[name], turn[name])), plane);
  return turned === plane ? plane : overMiddle(grid, turned);
}

/** Turned about its edge a picture swings off the volume: moved within its own plane it lies over the volume's middle again. */
function overMiddle(grid: VolumeGrid, plane: ReformatPlane): ReformatPlane {
  const { min, max } = boundsOf(grid);
  const { origin, columnStep, rowStep, columns, rows } = plane;
  const middle = moved(moved(origin, (columns - 1) / 2, columnStep), (rows - 1) / 2, rowStep);
  const off = subtract(scaled(0.5, add(min, max)), middle);
  const along = (step: Vector3): number => dot(off, step) / dot(step, step);
  return { ...plane, origin: moved(moved(origin, along(columnStep), columnStep), along(rowStep), rowStep) };
}

const cornersBetween = (min: Vector3, max: Vector3): readonly Vector3[] =>
  [min[0], max[0]].flatMap((x) => [min[1], max[1]].flatMap((y) => [min[2], max[2]].map((z): Vector3 => [x, y, z])));

/** The turn (without pitch) of a reading's sagittal plane, so that the view opens in the plane that is measured in. */
export const turnOf = (plane?: SagittalPlane): Turn => ({ ...planeTurnOf(plane), pitch: 0 });

/** What the pictures of a volume have in common. */
export interface DerivedSource {
  /** One of the slices that it was made from: patient, study and series are its own. */
  readonly instance: Instance;
  readonly noData: number;
  readonly unit: "HU" | "none";
  readonly frameOfReferenceUid: string;
}

/** CT is read in bone; the slices' own windows come after it. */
const BONE = { center: 400, width: 1800, function: "LINEAR" } as const;

/**
 * A picture of a volume as an image of the slices' own series, at its own place in the patient: landmarks, windows and
 * the readings of the case hold for it as they do for the slices. It has no file: see DerivedLibrary.
 */
export function derivedInstance(source: DerivedSource, plane: ReformatPlane, uid: string, name: () => string, slabMm: number, rowOffsetsMm?: Float64Array): Instance {
  const { framePresentations: _one, acquisitionNumber: _two, format: _three, ...instance } = source.instance;
  const { pixelPaddingRangeLimit: _limit, ...presentation } = instance.presentation;
  const geometry = planeGeometry(plane);
  return {
    ...instance,
    source: NOTHING,
    // Of the hundreds of pictures of a view, made anew at every step of a turn, few are ever named.
    get fileName() {
      return name();
    },
    sopInstanceUid: uid,
    series: { ...instance.series, frameOfReferenceUid: source.frameOfReferenceUid },
    imageType: ["DERIVED", "SECONDARY", "REFORMATTED", ...(rowOffsetsMm ? ["CURVED"] : [])],
    rows: plane.rows,
    columns: plane.columns,
    numberOfFrames: 1,
    bitsAllocated: 16,
    bitsStored: 16,
    pixelRepresentation: source.noData < 0 ? 1 : 0,
    spacing: { pixelSpacing: geometry.pixelSpacing },
    frames: [{ ...geometry, ...(slabMm > 0 && { sliceThicknessMm: slabMm }), ...(rowOffsetsMm && { rowOffsetsMm }) }],
    presentation: { ...presentation, windows: source.unit === "HU" ? [BONE, ...presentation.windows] : presentation.windows, pixelPaddingValue: source.noData },
    warnings: [],
  };
}

const NOTHING = new Blob();

import type { ImagePoint, SagittalPoint } from "#geometry/points";
import { DEGREES_PER_RADIAN } from "#geometry/units";
import { frameGeometry, type FrameGeometry, type ImageHeader } from "./attributes";
import { aspectOf, type ImageSpacing } from "./calibration";

/**
 * The one place where film direction, aspect ratio and spacing are settled. Points are stored as they were measured:
 * (column, row) pixels on a projection, (x, y, z) LPS millimetres in a volume. Either way the sagittal coordinates are
 * two dot products, so a sagittal frame is two vectors and a statement of what its numbers are worth.
 */
export type StoredPoint = readonly [number, number] | readonly [number, number, number];

export type Vector3 = readonly [number, number, number];

/** A side of the stored image (before any rotation or flip of the display). */
export type ImageSide = "left" | "right" | "up" | "down";

/** Where a film's anatomy lies: one of the two is left/right, the other up/down. */
export interface FilmOrientation {
  readonly anterior: ImageSide;
  readonly cranial: ImageSide;
}

export interface ProjectionSource {
  readonly kind: "projection";
  readonly spacing?: ImageSpacing;
  /** Absent: unknown, and nothing signed is computed. */
  readonly anterior?: ImageSide;
  /** Absent: up. */
  readonly cranial?: ImageSide;
  /** Absent: lateral. A frontal film shows no sagittal plane (./coronalFrame has its own). */
  readonly view?: FilmView;
}

/** How a film was taken: from the side, or from the front or the back. */
export type FilmView = "lateral" | "frontal";

export interface VolumeSource {
  readonly kind: "volume";
  readonly frameOfReferenceUid?: string;
  /** The sagittal plane in use, LPS unit vectors; absent: anterior = -y, cranial = +z. */
  readonly plane?: SagittalPlane;
}

export interface SagittalPlane {
  readonly anterior: Vector3;
  readonly cranial: Vector3;
}

export type SagittalSource = ProjectionSource | VolumeSource;

export interface SagittalFrame {
  /** "mm": millimetres; "ratio": to scale up to one factor; "none": the anterior side is unknown. */
  readonly scale: "mm" | "ratio" | "none";
  /** Why `scale` is not "mm". */
  readonly scaleReason?: { readonly code: "no-spacing" | "no-anterior" | "frontal-film" };
  /** Coordinates a stored point of this image has: 2 on a projection, 3 in a volume. */
  readonly dimensions: 2 | 3;
  /** The sagittal coordinates of a stored point are its dot products with these two; a projection's third entry is 0. */
  readonly anterior: Vector3;
  readonly cranial: Vector3;
}

export const DEFAULT_PLANE: SagittalPlane = { anterior: [0, -1, 0], cranial: [0, 0, 1] };

/** Unit vectors of image sides in (column, row): rows count downwards. */
const SIDES: Readonly<Record<ImageSide, readonly [number, number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

const isHorizontal = (side: ImageSide): boolean => side === "left" || side === "right";

/** True when the two sides are at right angles, as anterior and cranial must be. */
export const isOrientation = (anterior: ImageSide, cranial: ImageSide): boolean => isHorizontal(anterior) !== isHorizontal(cranial);

/**
 * The sagittal frame of an image. Without a spacing the numbers are column widths ("ratio": angles hold, lengths do
 * not); without an anterior side, or with one that is parallel to cranial, it is "none", and so it is on a
 * frontal film.
 */
export function sagittalFrameOf(source: SagittalSource): SagittalFrame {
  if (source.kind === "volume") {
    const plane = source.plane ?? DEFAULT_PLANE;
    return { scale: "mm", dimensions: 3, anterior: plane.anterior, cranial: plane.cranial };
  }
  const cranial = source.cranial ?? "up";
  const { spacing, anterior } = source;
  const scaled = spacing?.rowMm !== undefined && spacing.columnMm !== undefined;
  const columnSize = scaled ? spacing.columnMm : 1;
  // Not the columns' size times the aspect: of a size near the end of doubles that product is none.
  const rowSize = scaled ? spacing.rowMm : aspectOf(spacing);
  const vector = ([column, row]: readonly [number, number]): Vector3 => [column * columnSize, row * rowSize, 0];
  if (source.view === "frontal" || anterior === undefined || !isOrientation(anterior, cranial)) {
    const code = source.view === "frontal" ? "frontal-film" : "no-anterior";
    return { scale: "none", scaleReason: { code }, dimensions: 2, anterior: [0, 0, 0], cranial: vector(SIDES[cranial]) };
  }
  const directions = { dimensions: 2, anterior: vector(SIDES[anterior]), cranial: vector(SIDES[cranial]) } as const;
  return scaled ? { scale: "mm", ...directions } : { scale: "ratio", scaleReason: { code: "no-spacing" }, ...directions };
}

const dot = (a: readonly number[], b: Vector3): number => (a[0] ?? 0) * b[0] + (a[1] ?? 0) * b[1] + (a[2] ?? 0) * b[2];

/**
 * A stored point in the sagittal frame, in millimetres (in column widths where the scale is "ratio").
 * @throws RangeError when the point has not as many coordinates as the image's points.
 */
export function toSagittal(frame: SagittalFrame, point: StoredPoint): SagittalPoint {
  if (point.length !== frame.dimensions) throw new RangeError(`a point of this image has ${frame.dimensions} coordinates, got [${point.join(", ")}]`);
  return { anteriorMm: dot(point, frame.anterior), cranialMm: dot(point, frame.cranial) };
}

/** How far apart two stored points lie across the frame's plane; undefined on a projection, which doesn't show it. */
export function acrossMm({ dimensions, anterior, cranial }: SagittalFrame, p: StoredPoint, q: StoredPoint): number | undefined {
  if (dimensions === 2 || p.length !== 3 || q.length !== 3) return undefined;
  return Math.abs(dot(combine(1, q, -1, p), cross(anterior, cranial)));
}

/** A plumb line further than this from the frame's cranial axis was not drawn along a vertical. */
export const MAX_PLUMB_TILT_DEGREES = 45;

/**
 * The frame turned so that the line through two stored points (a plumb line or any vertical on the image) is its
 * cranial axis. Returns undefined where the points coincide or lie more than 45 degrees off. The turn is in the
 * sagittal frame, so true shape and film direction are settled before it.
 */
export function plumbed(frame: SagittalFrame, from: StoredPoint, to: StoredPoint): SagittalFrame | undefined {
  const a = toSagittal(frame, from);
  const b = toSagittal(frame, to);
  const sign = Math.sign(b.cranialMm - a.cranialMm);
  const anteriorMm = sign * (b.anteriorMm - a.anteriorMm);
  const cranialMm = sign * (b.cranialMm - a.cranialMm);
  const length = Math.hypot(anteriorMm, cranialMm);
  if (!(cranialMm >= length * Math.cos((MAX_PLUMB_TILT_DEGREES * Math.PI) / 180)) || length === 0) return undefined;
  const sin = anteriorMm / length;
  const cos = cranialMm / length;
  return {
    ...frame,
    anterior: combine(cos, frame.anterior, -sin, frame.cranial),
    cranial: combine(cos, frame.cranial, sin, frame.anterior),
  };
}

const OPPOSITE: Readonly<Record<ImageSide, ImageSide>> = { left: "right", right: "left", up: "down", down: "up" };

/**
 * Where anterior and cranial lie in the stored image: from Patient Orientation (0020,0020), else from Image Orientation
 * (Patient) (0020,0037). Undefined where the file doesn't say both or the image shows no sagittal view: it is asked for
 * then, never guessed.
 */
export function filmOrientationOf(geometry: FrameGeometry): FilmOrientation | undefined {
  const { A: anterior, H: cranial } = sidesOf(geometry);
  return anterior !== undefined && cranial !== undefined ? { anterior, cranial } : undefined;
}

/** The sides of the stored image on which anterior, the head and the patient's left lie, those of them that the file says. */
export function sidesOf(geometry: FrameGeometry): { readonly A?: ImageSide; readonly H?: ImageSide; readonly L?: ImageSide } {
  const stated = geometry.patientOrientation;
  const letters = stated && stated[0] !== "" && stated[1] !== "" ? stated : lettersOf(geometry.imageOrientationPatient);
  const sides: { A?: ImageSide; H?: ImageSide; L?: ImageSide } = {};
  if (letters === undefined) return sides;
  // Patient Orientation names the direction of increasing columns, then of increasing rows; its first letter leads.
  for (const [letter = "", side] of [[letters[0][0], "right"], [letters[1][0], "down"]] as const) {
    if (letter === "A" || letter === "H" || letter === "L") sides[letter] = side;
    const back = BACKWARDS[letter];
    if (back !== undefined) sides[back] = OPPOSITE[side];
  }
  return sides;
}

const BACKWARDS: Readonly<Record<string, "A" | "H" | "L" | undefined>> = { P: "A", F: "H", R: "L" };

type Orientation = readonly [number, number, number, number, number, number];

/** Image Orientation (Patient) as leading letters of Patient Orientation. */
function lettersOf(orientation: Orientation | undefined): readonly [string, string] | undefined {
  if (orientation === undefined) return undefined;
  return [leadingLetter(orientation[0], orientation[1], orientation[2]), leadingLetter(orientation[3], orientation[4], orientation[5])];
}

function leadingLetter(x: number, y: number, z: number): string {
  const [ax, ay, az] = [Math.abs(x), Math.abs(y), Math.abs(z)];
  if (ax >= ay && ax >= az) return x > 0 ? "L" : "R";
  if (ay >= az) return y > 0 ? "P" : "A";
  return z > 0 ? "H" : "F";
}

/** Where the pixels of one slice lie in the patient: PS3.3 C.7.6.2.1.1. */
interface SlicePlane {
  /** Centre of the first pixel, LPS millimetres. */
  readonly origin: Vector3;
  readonly alongColumns: Vector3;
  readonly alongRows: Vector3;
  readonly normal: Vector3;
  readonly rowMm: number;
  readonly columnMm: number;
  /** Of a row, along the normal: 0 on every plane that is one. */
  readonly offsetMm: (rowPx: number) => number;
}

/** The plane of a frame, its two directions made orthonormal so that the way back is exact; undefined without geometry. */
function slicePlaneOf(header: Pick<ImageHeader, "frames" | "spacing">, frameIndex: number): SlicePlane | undefined {
  const geometry = frameGeometry(header, frameIndex);
  const spacing = geometry?.pixelSpacing ?? header.spacing.pixelSpacing;
  const { imageOrientationPatient: o, imagePositionPatient: origin } = geometry ?? {};
  if (o === undefined || origin === undefined || spacing === undefined || !(spacing[0] > 0) || !(spacing[1] > 0)) return undefined;
  const alongColumns = unit([o[0], o[1], o[2]]);
  if (alongColumns === undefined) return undefined;
  const second: Vector3 = [o[3], o[4], o[5]];
  const alongRows = unit(combine(1, second, -dot(second, alongColumns), alongColumns));
  if (alongRows === undefined) return undefined;
  return { origin, alongColumns, alongRows, normal: cross(alongColumns, alongRows), rowMm: spacing[0], columnMm: spacing[1], offsetMm: offsetOf(geometry?.rowOffsetsMm) };
}

/** Linear between the rows' centres, and at the ends as the outermost row. */
function offsetOf(rows: Float64Array | undefined): (rowPx: number) => number {
  if (rows === undefined || rows.length === 0) return () => 0;
  return (rowPx) => {
    const row = Math.max(0, Math.min(rows.length - 1, rowPx - 0.5));
    const at = Math.floor(row);
    const a = rows[at] ?? 0;
    return a + (row - at) * ((rows[at + 1] ?? a) - a);
  };
}

const combine = (u: number, a: Vector3, v: number, b: Vector3): Vector3 => [u * a[0] + v * b[0], u * a[1] + v * b[1], u * a[2] + v * b[2]];

const cross = (a: Vector3, b: Vector3): Vector3 => [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];

function unit(v: Vector3): Vector3 | undefined {
  const length = Math.hypot(...v);
  return length > 1e-6 ? [v[0] / length, v[1] / length, v[2] / length] : undefined;
}

/**
 * What is stored for a point seen on frame `frameIndex` (0-based) of an image: (column, row) as it is on a projection,
 * LPS millimetres in a volume; undefined where the frame's place in the patient is unknown. Image Position (Patient) is
 * the centre of the first pixel, which is (0.5, 0.5) in image coordinates. `offPlaneMm`: as in `PointOnImage`, for a point
 * that is seen there and lies before or behind the slice.
 */
export function storedFromImage(
  header: Pick<ImageHeader, "frames" | "spacing">,
  frameIndex: number,
  binding: Pick<SagittalSource, "kind">,
  point: ImagePoint,
  offPlaneMm = 0,
): StoredPoint | undefined {
  if (binding.kind === "projection") return [point.columnPx, point.rowPx];
  const plane = slicePlaneOf(header, frameIndex);
  if (plane === undefined) return undefined;
  const offset = combine((point.columnPx - 0.5) * plane.columnMm, plane.alongColumns, (point.rowPx - 0.5) * plane.rowMm, plane.alongRows);
  const surface = combine(1, plane.origin, plane.offsetMm(point.rowPx) + offPlaneMm, plane.normal);
  return combine(1, surface, 1, offset);
}

/** Where a stored point is seen, and how far before (+) or behind (-) the slice it lies, along the slice's normal. */
export interface PointOnImage {
  readonly point: ImagePoint;
  readonly offPlaneMm: number;
}

/** The way back: where a stored point is seen on a frame; undefined where the frame's place in the patient is unknown. */
export function imageFromStored(
  header: Pick<ImageHeader, "frames" | "spacing">,
  frameIndex: number,
  binding: Pick<SagittalSource, "kind">,
  stored: StoredPoint,
): PointOnImage | undefined {
  if (binding.kind === "projection") return { point: { columnPx: stored[0], rowPx: stored[1] }, offPlaneMm: 0 };
  const plane = slicePlaneOf(header, frameIndex);
  if (plane === undefined || stored.length !== 3) return undefined;
  const from = combine(1, stored, -1, plane.origin);
  const rowPx = dot(from, plane.alongRows) / plane.rowMm + 0.5;
  return {
    point: { columnPx: dot(from, plane.alongColumns) / plane.columnMm + 0.5, rowPx },
    offPlaneMm: dot(from, plane.normal) - plane.offsetMm(rowPx),
  };
}

/**
 * The sagittal plane that a slice shows: its cranial axis is +z and its anterior axis -y, each seen within the slice, so
 * that an oblique sagittal slice is measured as it is looked at. Undefined where the slice is not sagittal (its normal
 * more than 45 degrees from x), for which the default plane holds, and undefined where it is the default plane.
 */
export function sagittalPlaneOf(header: Pick<ImageHeader, "frames" | "spacing">, frameIndex: number): SagittalPlane | undefined {
  const plane = slicePlaneOf(header, frameIndex);
  if (plane === undefined || Math.abs(plane.normal[0]) < Math.SQRT1_2) return undefined;
  const { normal } = plane;
  const cranial = unit(combine(1, DEFAULT_PLANE.cranial, -normal[2], normal));
  if (cranial === undefined) return undefined;
  const across = cross(cranial, normal);
  const anterior = across[1] < 0 ? across : combine(-1, across, 0, across);
  const off = Math.hypot(...combine(1, anterior, -1, DEFAULT_PLANE.anterior)) + Math.hypot(...combine(1, cranial, -1, DEFAULT_PLANE.cranial));
  return off < 1e-6 ? undefined : { anterior, cranial };
}

/**
 * How far a frame is turned out of the sagittal plane in use, degrees from 0 (it shows that plane) to 90 (it cuts it at
 * right angles): 0 for a projection, undefined where the frame's place in the patient is unknown.
 */
export function degreesOffSagittal(header: Pick<ImageHeader, "frames" | "spacing">, frameIndex: number, frame: SagittalFrame): number | undefined {
  if (frame.dimensions === 2) return 0;
  const plane = slicePlaneOf(header, frameIndex);
  const across = unit(cross(frame.anterior, frame.cranial));
  return plane && across && Math.acos(Math.min(1, Math.abs(dot(plane.normal, across)))) * DEGREES_PER_RADIAN;
}

/** A picture that is turned further out of the sagittal plane is no longer one from the side. */
export const FROM_THE_SIDE_DEGREES = 45;

/** Half the distance between neighbouring slices of a stack, from their positions; undefined for fewer than two places. */
export function halfSliceSpacingMm(slices: readonly FrameGeometry[]): number | undefined {
  const o = slices[0]?.imageOrientationPatient;
  if (o === undefined) return undefined;
  const normal = cross([o[0], o[1], o[2]], [o[3], o[4], o[5]]);
  const places = slices.flatMap((slice) => (slice.imagePositionPatient ? [dot(slice.imagePositionPatient, normal)] : []));
  const sorted = places.sort((a, b) => a - b);
  const gaps = sorted.slice(1).flatMap((place, i) => (place - (sorted[i] ?? place) > 1e-3 ? [place - (sorted[i] ?? place)] : []));
  const median = gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
  return median === undefined ? undefined : median / 2;
}

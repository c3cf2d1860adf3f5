import { frameOfReading } from "#case/sagittalReading";
import type { Reading } from "#case/patientCase";
import type { Affine } from "#geometry/affine";
import { imageFromStored, sagittalFrameOf, storedFromImage, toSagittal, type SagittalFrame } from "#image/sagittalFrame";
import type { SpineReading } from "#spine/assessment";
import type { StackItem } from "../overlay/viewportProps";

/** Where the pixels of an exam's picture lie in its sagittal plane. */
export interface PicturePlane {
  /** (column, row) to (anteriorMm, cranialMm); to column widths where the scale is not "mm". */
  readonly toPlane: Affine;
  /** "none": the anterior side is unknown, and the plane's is only that of the display. */
  readonly scale: SpineReading["scale"];
  readonly columns: number;
  readonly rows: number;
}

/** The side of the display that anterior lies on. */
export type Facing = "left" | "right";

/**
 * The plane of a reading's picture. Where nobody knows its anterior side it is laid as it is stored, for a display whose
 * anterior side is `facing`. Null for a picture that isn't sagittal: an axial slice shows none of the plane but a line.
 */
export function planeOfPicture(reading: Reading, { instance, frameIndex }: StackItem, facing: Facing): PicturePlane | null {
  const { frame } = frameOfReading(reading);
  const { columns, rows } = instance;
  const placed = frame.scale === "none" ? asStored(reading, facing) : frame;
  const at = (columnPx: number, rowPx: number): readonly [number, number] | null => {
    const stored = storedFromImage(instance, frameIndex, reading.image, { columnPx, rowPx });
    if (stored === undefined) return null;
    const { anteriorMm, cranialMm } = toSagittal(placed, stored);
    return [anteriorMm, cranialMm];
  };
  const [origin, right, down] = [at(0, 0), at(columns, 0), at(0, rows)];
  if (!origin || !right || !down) return null;
  const toPlane: Affine = {
    a: (right[0] - origin[0]) / columns,
    b: (right[1] - origin[1]) / columns,
    c: (down[0] - origin[0]) / rows,
    d: (down[1] - origin[1]) / rows,
    e: origin[0],
    f: origin[1],
  };
  return isSagittal(toPlane) ? { toPlane, scale: frame.scale, columns, rows } : null;
}

/** For the eye alone: nothing is measured in it. */
function asStored(reading: Reading, facing: Facing): SagittalFrame {
  return reading.image.kind === "volume" ? sagittalFrameOf({ kind: "volume" }) : sagittalFrameOf({ ...reading.image, anterior: facing, cranial: "up" });
}

/** Foreshortened to less than half of its area a picture is no view from the side. */
function isSagittal({ a, b, c, d }: Affine): boolean {
  return Math.abs(a * d - b * c) > 0.5 * Math.hypot(a, b) * Math.hypot(c, d) && Math.hypot(a, b) > 0;
}

/** The side on which a picture has its anterior, as it is stored. */
export const facingOf = ({ toPlane: { a } }: PicturePlane): Facing => (a > 0 ? "right" : "left");

/** How far from a picture the reading's points lie on average, millimetres; 0 on a film, and where none is placed. */
export function offPlaneMm(reading: Reading, { instance, frameIndex }: StackItem): number {
  const offsets = Object.values(reading.landmarks).flatMap(({ posterior, anterior }) =>
    [posterior, anterior].flatMap((stored) => {
      const seen = stored && imageFromStored(instance, frameIndex, reading.image, stored);
      return seen ? [Math.abs(seen.offPlaneMm)] : [];
    }),
  );
  return offsets.length === 0 ? 0 : offsets.reduce((total, offset) => total + offset, 0) / offsets.length;
}

/** The picture of a stack that a reading's points lie nearest to; `start` where it has none. */
export function nearestPicture(reading: Reading, stack: readonly StackItem[], start: number): StackItem | undefined {
  const ranked = stack.map((item, index) => ({ item, off: offPlaneMm(reading, item), fromStart: Math.abs(index - start) }));
  return ranked.toSorted((p, q) => p.off - q.off || p.fromStart - q.fromStart)[0]?.item;
}


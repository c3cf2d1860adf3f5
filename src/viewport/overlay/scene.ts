import { coronalFrameOfImage, isFrontal } from "#case/coronalReading";
import { frameOfReading } from "#case/sagittalReading";
import type { Reading } from "#case/patientCase";
import type { CanvasPoint } from "#geometry/points";
import { frameGeometry } from "#image/attributes";
import { degreesOffSagittal, FROM_THE_SIDE_DEGREES, imageFromStored, type SagittalFrame, type StoredPoint, type Vector3 } from "#image/sagittalFrame";
import { addressKey } from "#spine/landmark";
import type { Level } from "#spine/level";
import type { View } from "#viewport/engine";
import type { ElementSize } from "#viewport/transform";
import type { CanvasMark, Reach } from "#viewport/tools/hand";
import { isReadingOf, placedPoints, pointsByAddress } from "./placedPoints";
import { from, unit, type Vector } from "./plane";
import { projectorOf, type Projector } from "./projector";
import { DEFAULT_NEAR_MM } from "./shownFacts";
import type { SpineOnCanvas } from "./spineOnCanvas";
import type { StackItem } from "./viewportProps";

/** A reading's points where some view shows them: what is needed to draw them. */
export interface SpineScene {
  readonly view: Pick<View, "size">;
  readonly projector: Projector;
  readonly marks: readonly SceneMark[];
  readonly spine: SpineOnCanvas;
  /** The side of the displayed picture on which anterior lies, on a frontal film the patient's left; null where it is unknown. */
  readonly anterior: "left" | "right" | null;
  /** The picture cuts the plane of measurement instead of showing it: no line between points on it is what is measured. */
  readonly isAcross: boolean;
}

/** The reading as it lies on the canvas: all that overlay, pointer and keys need, made once per change of either. */
export interface Scene extends SpineScene {
  readonly view: View;
}

export interface SceneMark extends CanvasMark {
  readonly offPlaneMm: number;
}

/** Points up to `nearMm` from the picture lie on it. */
export const sceneOf = (view: View, item: StackItem, reading: Reading | null, levels: readonly Level[], uiv: Level | undefined, nearMm?: number): Scene => ({
  ...sceneThrough(projectorOf(view), view.size, item, reading, levels, uiv, nearMm),
  view,
});

/** The same through any projector, of a picture that is turned by any angle, too. Without `nearMm` all points lie on one from the side. */
export function sceneThrough(projector: Projector, size: ElementSize, item: StackItem, reading: Reading | null, levels: readonly Level[], uiv: Level | undefined, nearMm?: number): SpineScene {
  const shown = reading !== null && isReadingOf(reading, item) ? reading : null;
  const turned = shown === null ? 0 : turnOf(shown, item);
  const isAcross = turned > FROM_THE_SIDE_DEGREES;
  const near = nearMm ?? (isAcross ? DEFAULT_NEAR_MM : Infinity);
  const reachOf = (offPlaneMm: number): Reach => (offPlaneMm <= near ? "here" : turned <= PARALLEL_DEGREES ? "beside" : "away");
  const marks = shown === null ? [] : placedPoints(shown, item).map((point) => ({ ...point, at: projector.toCanvas(point.image), reach: reachOf(point.offPlaneMm) }));
  const byAddress = pointsByAddress(marks);
  const at = (landmark: string, part: string): CanvasPoint | undefined => {
    const point = byAddress.get(`${landmark}/${part}`);
    return point && projector.toCanvas(point.image);
  };
  const listed = (list: "along" | "rim") => (landmark: string) =>
    marks.filter(({ address }) => address.landmark === landmark && address.part.startsWith(list)).map((mark) => mark.at);
  const axes = shown === null ? null : axesOnCanvas(shown, item, projector);
  return {
    view: { size },
    projector,
    marks,
    spine: { at, along: listed("along"), rim: listed("rim"), radius: radiusOf(shown, item, projector), levels, uiv, up: axes?.up ?? { x: 0, y: -1 }, view: shown && isFrontal(shown) ? "frontal" : "lateral" },
    anterior: axes?.anterior ? (axes.anterior.x < 0 ? "left" : "right") : null,
    isAcross,
  };
}

/** On a picture turned no further a step is at most 4 % shorter in the plane of measurement than it looks. */
const PARALLEL_DEGREES = 15;

const turnOf = (reading: Reading, { instance, frameIndex }: StackItem): number => degreesOffSagittal(instance, frameIndex, frameOfReading(reading).frame) ?? 0;

function radiusOf(reading: Reading | null, { instance, frameIndex }: StackItem, { cssPerColumn }: Projector): SpineOnCanvas["radius"] {
  const columnMm =
    reading?.image.kind === "projection" ? reading.image.spacing?.columnMm : (frameGeometry(instance, frameIndex)?.pixelSpacing ?? instance.spacing.pixelSpacing)?.[1];
  return (landmark) => {
    const radiusMm = reading?.landmarks[landmark]?.radiusMm;
    return radiusMm === undefined || columnMm === undefined ? null : (radiusMm / columnMm) * cssPerColumn;
  };
}

interface Axes {
  readonly up: Vector | null;
  /** Null where the anterior side is unknown. */
  readonly anterior: Vector | null;
}

/** How the axes of the sagittal frame, or of a frontal film's plane, run on the canvas, plumb line included. */
function axesOnCanvas(reading: Reading, item: StackItem, projector: Projector): Axes {
  const frame = coronalFrameOfImage(reading.image)?.plane ?? frameOfReading(reading).frame;
  const show = (stored: StoredPoint): CanvasPoint | null => {
    const seen = imageFromStored(item.instance, item.frameIndex, reading.image, stored);
    return seen === undefined ? null : projector.toCanvas(seen.point);
  };
  const direction = (step: Vector3 | null): Vector | null => {
    if (step === null) return null;
    const [a, b] = frame.dimensions === 2 ? [show([0, 0]), show([step[0], step[1]])] : [show([0, 0, 0]), show(step)];
    return a === null || b === null ? null : unit(from(a, b));
  };
  return { up: direction(stepOf(frame, "cranial")), anterior: frame.scale === "none" ? null : direction(stepOf(frame, "anterior")) };
}

/**
 * The stored step that goes one way along one axis of the frame and not at all along the other. In a volume that is the
 * axis itself; on a projection it is solved for, since the axes are scaled by the pixel's sides.
 */
function stepOf(frame: SagittalFrame, axis: "anterior" | "cranial"): Vector3 | null {
  if (frame.dimensions === 3) return frame[axis];
  if (frame.scale === "none") return axis === "cranial" ? frame.cranial : null;
  const { anterior: a, cranial: c } = frame;
  const determinant = a[0] * c[1] - a[1] * c[0];
  if (determinant === 0) return null;
  return axis === "anterior" ? [c[1] / determinant, -c[0] / determinant, 0] : [-a[1] / determinant, a[0] / determinant, 0];
}

export const markOf = (scene: Scene, address: Parameters<typeof addressKey>[0]): SceneMark | undefined =>
  scene.marks.find((mark) => addressKey(mark.address) === addressKey(address));

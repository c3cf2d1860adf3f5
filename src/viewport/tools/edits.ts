import type { CaseEdit, ReadingRef } from "#case/edit";
import { coronalFrameOfImage, orderedSides } from "#case/coronalReading";
import { orderedEndplate } from "#case/endplateOrder";
import { partOf, withPart } from "#case/landmarkPart";
import type { Reading, StoredLandmark, StoredPoint, StoredSpacing } from "#case/patientCase";
import { frameOfReading, PLUMB } from "#case/sagittalReading";
import { spacingFromBall, spacingFromLine } from "#image/calibration";
import type { Instance } from "#image/instance";
import { imageFromStored, storedFromImage } from "#image/sagittalFrame";
import type { ImagePoint } from "#geometry/points";
import { parseLandmark, type LandmarkId, type PointAddress } from "#spine/landmark";
import type { Marking, PointAct } from "./toolState";

/** What is edited, and the picture that it is edited on. */
export interface EditTarget {
  readonly at: ReadingRef;
  readonly reading: Reading;
  readonly instance: Instance;
  readonly frameIndex: number;
}

export interface PointCommit {
  readonly edit: CaseEdit;
  /** The endplate whose corners were clicked in the reverse order and have been exchanged; the reader is told. */
  readonly exchanged: LandmarkId | null;
}

const stored = (target: EditTarget, point: ImagePoint, offPlaneMm = 0): StoredPoint | undefined =>
  storedFromImage(target.instance, target.frameIndex, target.reading.image, point, offPlaneMm);

/**
 * Where a point goes. Moved, it goes within the picture only: whatever slice is shown, its distance from that is kept,
 * since what the reader doesn't see move mustn't.
 */
const destination = (target: EditTarget, address: PointAddress, point: ImagePoint, act: PointAct): StoredPoint | undefined =>
  stored(target, point, act === "move" ? offPlaneMm(target, address) : 0);

function offPlaneMm({ instance, frameIndex, reading }: EditTarget, { landmark, part }: PointAddress): number {
  const from = partOf(ownLandmark(reading, landmark), part);
  return (from && imageFromStored(instance, frameIndex, reading.image, from)?.offPlaneMm) ?? 0;
}

/** A point where it is just now; undefined where the picture has no place in the patient to store. */
export function draftEdit(target: EditTarget, address: PointAddress, point: ImagePoint, act: PointAct = "place"): CaseEdit | undefined {
  const { landmark, part } = inList(target.reading, address);
  const to = destination(target, address, point, act);
  return to && { kind: "set-point", at: target.at, landmark, part, to };
}

/** A point to be kept: as the draft, but with an endplate's corners put in order, in the same undo step. */
export function commitEdit(target: EditTarget, address: PointAddress, point: ImagePoint, act: PointAct = "place"): PointCommit | undefined {
  const to = destination(target, address, point, act);
  if (to === undefined) return undefined;
  const { landmark, part } = inList(target.reading, address);
  const ordered = parseLandmark(landmark)?.kind === "endplate" ? order(target.reading, address, to) : undefined;
  if (ordered?.exchanged === true) {
    return { edit: { kind: "set-landmark", at: target.at, landmark, to: ordered.endplate }, exchanged: landmark };
  }
  return { edit: { kind: "set-point", at: target.at, landmark, part, to }, exchanged: null };
}

/** Lists have no holes: a point whose predecessors were passed over, undone or deleted is the next one of its list. */
function inList(reading: Reading, { landmark, part }: PointAddress): PointAddress {
  const [list, number] = part.split(".");
  if (number === undefined || (list !== "along" && list !== "rim")) return { landmark, part };
  const length = ownLandmark(reading, landmark)?.[list]?.length ?? 0;
  return { landmark, part: `${list}.${Math.min(Number(number), length)}` };
}

function order(reading: Reading, { landmark, part }: PointAddress, to: StoredPoint): { readonly endplate: StoredLandmark; readonly exchanged: boolean } | undefined {
  const placed = withPart(ownLandmark(reading, landmark), part, to);
  const frontal = coronalFrameOfImage(reading.image);
  return placed && (frontal ? orderedSides(frontal, placed) : orderedEndplate(frameOfReading(reading).frame, placed));
}

export const ownLandmark = (reading: Reading, landmark: LandmarkId): StoredLandmark | undefined =>
  Object.hasOwn(reading.landmarks, landmark) ? reading.landmarks[landmark] : undefined;

export const removeEdit = (at: ReadingRef, { landmark, part }: PointAddress): CaseEdit => ({ kind: "set-point", at, landmark, part, to: undefined });

/** The plumb line through the two points that were marked. */
export function plumbEdit(target: EditTarget, points: readonly ImagePoint[]): CaseEdit | undefined {
  const [from, to] = points.map((point) => stored(target, point));
  return from && to && { kind: "set-landmark", at: target.at, landmark: PLUMB, to: { along: [from, to] } };
}

/**
 * The reading's spacing from a marked object of known size, in millimetres.
 * @throws RangeError when the size is not a positive number, the marks give none (on one spot, on one line), or it is not theirs.
 */
export function calibrationEdit(target: EditTarget, { purpose, points }: Marking, sizeMm: number): CaseEdit | undefined {
  const { image } = target.reading;
  const [first, second, third] = points;
  if (image.kind !== "projection" || first === undefined || second === undefined) return undefined;
  const calibrated = (spacing: StoredSpacing): CaseEdit => ({ kind: "set-reading-image", at: target.at, to: { ...image, spacing } });
  if (purpose === "line") return calibrated(spacingFromLine(image.spacing, first, second, sizeMm));
  if (purpose === "ball" && third !== undefined) return calibrated(spacingFromBall(image.spacing, [first, second, third], sizeMm));
  return undefined;
}

import { apply, compose, invert, type Affine } from "#geometry/affine";
import type { CanvasPoint, ImagePoint, SagittalPoint } from "#geometry/points";
import type { SpineReading } from "#spine/assessment";
import type { LandmarkId } from "#spine/landmark";
import { registrationForGuide } from "#spine/registration";
import { affineOf } from "./affineOf";
import type { PicturePlane } from "./picturePlane";

/**
 * Endplates of another exam, drawn where they would lie on this one: something to look at while placing or comparing. They
 * are no landmarks: nothing measures them, nothing hits them, and no export carries them.
 */
export interface GhostOnCanvas {
  readonly id: LandmarkId;
  readonly posterior: CanvasPoint;
  readonly anterior: CanvasPoint;
}

export interface GhostOnImage {
  readonly id: LandmarkId;
  readonly posterior: ImagePoint;
  readonly anterior: ImagePoint;
}

/** Every whole endplate of an exam, where a map of its sagittal plane takes it. */
export function ghostsThrough({ landmarks }: SpineReading, planeToCanvas: Affine): readonly GhostOnCanvas[] {
  const at = ({ anteriorMm, cranialMm }: SagittalPoint): CanvasPoint => {
    const [xCss, yCss] = apply(planeToCanvas, anteriorMm, cranialMm);
    return { xCss, yCss };
  };
  return wholeEndplates(landmarks).map(({ id, posterior, anterior }) => ({ id, posterior: at(posterior), anterior: at(anterior) }));
}

export interface Guide {
  readonly endplates: readonly GhostOnImage[];
  /** The endplates that the earlier exam is laid on. */
  readonly on: readonly LandmarkId[];
}

/**
 * The earlier exam's endplates that the one being read lacks, on its picture: by the UIV, else by two endplates that both
 * have. Null before that: there is no telling where they would lie.
 */
export function guideOf(reading: SpineReading, plane: PicturePlane, earlier: SpineReading, clickSdMm: number): Guide | null {
  const registration = registrationForGuide(earlier, reading, clickSdMm);
  if (registration.state !== "registered") return null;
  const placed = new Set(wholeEndplates(reading.landmarks).map(({ id }) => id));
  const toImage = compose(invert(plane.toPlane), affineOf(registration.motion));
  const at = ({ anteriorMm, cranialMm }: SagittalPoint): ImagePoint => {
    const [columnPx, rowPx] = apply(toImage, anteriorMm, cranialMm);
    return { columnPx, rowPx };
  };
  const endplates = wholeEndplates(earlier.landmarks)
    .filter(({ id }) => !placed.has(id))
    .map(({ id, posterior, anterior }) => ({ id, posterior: at(posterior), anterior: at(anterior) }));
  return { endplates, on: registration.on };
}

interface Whole {
  readonly id: LandmarkId;
  readonly posterior: SagittalPoint;
  readonly anterior: SagittalPoint;
}

const wholeEndplates = (landmarks: SpineReading["landmarks"]): readonly Whole[] =>
  [...landmarks].flatMap(([id, landmark]) => (landmark.kind === "endplate" && landmark.posterior && landmark.anterior ? [{ id, posterior: landmark.posterior, anterior: landmark.anterior }] : []));

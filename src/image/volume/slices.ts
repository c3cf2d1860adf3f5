import { frameGeometry } from "../attributes";
import { type Instance, type Presentation, presentationOf } from "../instance";
import type { VolumeFinding } from "./finding";
import { directionsOf } from "./grid";
import { dot, type Vector3 } from "./vector";

/** One frame that can stand in a volume: where its pixels are, and where it lies. */
export interface Slice {
  readonly instance: Instance;
  /** 0-based. */
  readonly frameIndex: number;
  readonly orientation: readonly [number, number, number, number, number, number];
  /** Image Position (Patient). */
  readonly position: Vector3;
  /** Row, column. */
  readonly pixelSpacing: readonly [number, number];
  readonly sliceThicknessMm?: number;
  readonly temporalPosition?: number;
  readonly presentation: Presentation;
}

/** Every frame of the instances that can stand in a volume, in an order that doesn't depend on the files', and what cannot. */
export function slicesOf(instances: readonly Instance[]): { readonly slices: readonly Slice[]; readonly findings: readonly VolumeFinding[] } {
  const slices: Slice[] = [];
  const left = { localizer: 0, "no-geometry": 0, "unsupported-pixels": 0 };
  for (const instance of instances) {
    for (let frameIndex = 0; frameIndex < instance.numberOfFrames; frameIndex += 1) {
      const slice = sliceOf(instance, frameIndex);
      if (typeof slice === "string") left[slice] += 1;
      else slices.push(slice);
    }
  }
  slices.sort(inFileOrder);
  const findings = (["localizer", "no-geometry", "unsupported-pixels"] as const).flatMap((code): VolumeFinding[] =>
    left[code] > 0 ? [{ code, params: { count: left[code] } }] : [],
  );
  return { slices, findings };
}

function sliceOf(instance: Instance, frameIndex: number): Slice | "localizer" | "no-geometry" | "unsupported-pixels" {
  if (instance.imageType.some((value) => value.toUpperCase() === "LOCALIZER")) return "localizer";
  if (instance.samplesPerPixel !== 1 || instance.bitsAllocated > 16 || instance.photometricInterpretation === "PALETTE COLOR") return "unsupported-pixels";
  // Frames that share one place are no stack, whatever they are.
  const geometry = instance.numberOfFrames > 1 && instance.frames.length === 1 ? undefined : frameGeometry(instance, frameIndex);
  const pixelSpacing = geometry?.pixelSpacing ?? instance.spacing.pixelSpacing;
  const { imageOrientationPatient: orientation, imagePositionPatient: position, sliceThicknessMm, temporalPosition } = geometry ?? {};
  if (!orientation || !position || !pixelSpacing || !(pixelSpacing[0] > 0) || !(pixelSpacing[1] > 0)) return "no-geometry";
  return {
    instance,
    frameIndex,
    orientation,
    position,
    pixelSpacing,
    presentation: presentationOf(instance, frameIndex),
    ...(sliceThicknessMm !== undefined && { sliceThicknessMm }),
    ...(temporalPosition !== undefined && { temporalPosition }),
  };
}

/** By what the files say of themselves, so that the same images give the same volumes whatever they are called. */
export function inFileOrder(a: Slice, b: Slice): number {
  return (
    (a.instance.instanceNumber ?? Infinity) - (b.instance.instanceNumber ?? Infinity) ||
    (a.instance.sopInstanceUid < b.instance.sopInstanceUid ? -1 : a.instance.sopInstanceUid > b.instance.sopInstanceUid ? 1 : 0) ||
    a.frameIndex - b.frameIndex
  );
}

/** Names a frame of a series. */
export const sliceKey = ({ instance, frameIndex }: Pick<Slice, "instance" | "frameIndex">): string => `${instance.sopInstanceUid}/${frameIndex}`;

/** A slice with its place along the normal that it shares with its group. */
export interface PlacedSlice extends Slice {
  readonly alongMm: number;
}

/** In space order: by projection of the position on the normal, never by instance number. */
export function inSpace(slices: readonly Slice[]): readonly PlacedSlice[] {
  const [first] = slices;
  if (first === undefined) return [];
  const { normal } = directionsOf(first.orientation);
  const placed = slices.map((slice): PlacedSlice => ({ ...slice, alongMm: dot(slice.position, normal) }));
  return placed.sort((a, b) => a.alongMm - b.alongMm || inFileOrder(a, b));
}

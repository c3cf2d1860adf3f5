import type { Reading } from "#case/patientCase";
import { frameGeometry, type FrameGeometry } from "#image/attributes";
import { calibrationClassOf, decideSpacing, type CalibrationClass, type ImageSpacing } from "#image/calibration";
import { halfSliceSpacingMm, type ImageSide } from "#image/sagittalFrame";
import { isReadingOf } from "./placedPoints";
import type { StackItem } from "./viewportProps";

/** What holds for the picture that is shown: the reader's word where there is one, else the file's. */
export interface ShownFacts {
  readonly geometry: FrameGeometry | undefined;
  readonly spacing: ImageSpacing;
  readonly calibration: CalibrationClass;
}

export function factsOf({ instance, frameIndex }: StackItem, reading: Reading | null): ShownFacts {
  const geometry = frameGeometry(instance, frameIndex);
  if (reading?.image.kind !== "projection" || !isReadingOf(reading, { instance, frameIndex })) {
    const decided = decideSpacing(instance.spacing, geometry, instance.series.modality);
    return { geometry, spacing: decided.spacing, calibration: decided.class };
  }
  const { spacing = {}, anterior, patientLeft, view, cranial = "up" } = reading.image;
  const calibration = calibrationClassOf(spacing);
  const [side, letters] = view === "frontal" ? ([patientLeft, "LR"] as const) : ([anterior, "AP"] as const);
  const patientOrientation = side && ([letterOf("right", side, cranial, letters), letterOf("down", side, cranial, letters)] as const);
  return { geometry: patientOrientation ? { patientOrientation } : geometry, spacing, calibration };
}

const OPPOSITE: Readonly<Record<ImageSide, ImageSide>> = { left: "right", right: "left", up: "down", down: "up" };

/** The direction towards one side of the stored picture, as Patient Orientation (0020,0020) names it; `letters`: of `first` and of its opposite. */
function letterOf(side: ImageSide, first: ImageSide, cranial: ImageSide, [letter, opposite]: string): string {
  if (side === first) return letter ?? "";
  if (side === cranial) return "H";
  return OPPOSITE[side] === first ? (opposite ?? "") : "F";
}

/** Where nothing says how far apart slices are. */
export const DEFAULT_NEAR_MM = 2.5;

/** Points up to this far from a slice belong to it: half the way to the next one. */
export function nearSliceMm(stack: readonly StackItem[]): number {
  const slices = stack.flatMap(({ instance, frameIndex }) => frameGeometry(instance, frameIndex) ?? []);
  // A thick slab shows what lies anywhere in it.
  const slab = stack[0]?.instance.imageType.includes("REFORMATTED") === true ? (slices[0]?.sliceThicknessMm ?? 0) / 2 : 0;
  const half = halfSliceSpacingMm(slices);
  // A point placed on a slice must not fall off it by rounding.
  return half === undefined ? DEFAULT_NEAR_MM : Math.max(half, slab) * 1.01;
}

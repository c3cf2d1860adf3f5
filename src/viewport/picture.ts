import type { Frame } from "#image/frame";
import { frameGeometry } from "#image/attributes";
import { aspectOf, decideSpacing, isCrossSectional } from "#image/calibration";
import { type Instance, presentationOf } from "#image/instance";
import { defaultVoi, voiFromFile, type VoiSource } from "#image/pixels/defaultVoi";
import type { Voi } from "#image/pixels/voi";
import type { DisplayState } from "./display";
import { type ElementSize, fitZoom, type ImageShape } from "./transform";

/** A decoded frame (0-based index) together with the instance it is of. */
export interface Picture {
  readonly instance: Instance;
  readonly frame: Frame;
  readonly frameIndex: number;
}

export function imageShape({ instance, frame, frameIndex }: Picture): ImageShape {
  const decided = decideSpacing(instance.spacing, frameGeometry(instance, frameIndex), instance.series.modality);
  return { columns: frame.columns, rows: frame.rows, columnSpacing: 1, rowSpacing: aspectOf(decided.spacing) };
}

/** What turns this frame's stored values into greys: frames of one enhanced object may differ in it. */
export function greySource({ instance, frameIndex }: Pick<Picture, "instance" | "frameIndex">): VoiSource {
  const { photometricInterpretation, series } = instance;
  return { photometricInterpretation, series, presentation: presentationOf(instance, frameIndex) };
}

/** Colour is shown as it is; the window stands there so that a display state is always whole. */
const COLOUR_VOI: Voi = { kind: "window", window: { center: 127.5, width: 255, function: "LINEAR_EXACT" } };

export function openingVoi(picture: Picture): Voi {
  const { frame } = picture;
  return frame.kind === "grey" ? defaultVoi(greySource(picture), frame) : COLOUR_VOI;
}

/** The whole picture, upright, not inverted. */
export function openingDisplay(picture: Picture, size: ElementSize, voi: Voi): DisplayState {
  return {
    zoom: fitZoom(imageShape(picture), size, 0),
    panXCss: 0,
    panYCss: 0,
    rotationDegrees: 0,
    flipHorizontal: false,
    flipVertical: false,
    voi,
    invert: false,
  };
}

/**
 * The window of the next picture of a series: the reader's, once they have changed it (`current` is not what the picture
 * before `opened` with); else its file's own; and where a section's file has none, what the series has, since sections
 * that each take their own range would flicker.
 */
export function nextVoi(current: Voi, opened: Voi, next: Picture): Voi {
  const { frame } = next;
  const source = greySource(next);
  const applies = current.kind === "window" || current.index < source.presentation.voiLuts.length;
  if (frame.kind === "colour" || (applies && current !== opened)) return current;
  if (applies && isCrossSectional(source.series.modality)) return voiFromFile(source, frame) ?? current;
  return defaultVoi(source, frame);
}

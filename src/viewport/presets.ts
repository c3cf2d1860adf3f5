import type { GreyFrame } from "#image/frame";
import { defaultVoi, fullRangeVoi, percentileVoi, type VoiSource } from "#image/pixels/defaultVoi";
import { isInverted } from "#image/pixels/lut";
import type { Voi } from "#image/pixels/voi";

export type PresetId = "bone" | "soft-tissue" | "film" | "metal" | "full" | "file";

/**
 * A named window. On CT it is one of Hounsfield units; on anything else, whose values have no common scale, it is the
 * part of this picture's own values between two fractions of its pixels, counted from what is shown dark to what is
 * shown bright.
 */
export interface Preset {
  readonly id: PresetId;
  /** The digit that calls it up. */
  readonly key: 1 | 2 | 3 | 4 | 5 | 6;
  readonly hounsfield?: { readonly center: number; readonly width: number };
  readonly fractions?: readonly [number, number];
}

export const PRESETS: readonly Preset[] = [
  { id: "bone", key: 1, hounsfield: { center: 400, width: 1800 }, fractions: [0.25, 0.999] },
  { id: "soft-tissue", key: 2, hounsfield: { center: 40, width: 400 }, fractions: [0.02, 0.9] },
  { id: "film", key: 3, fractions: [0.005, 0.995] },
  { id: "metal", key: 4, hounsfield: { center: 1500, width: 5000 }, fractions: [0.5, 1] },
  { id: "full", key: 5 },
  { id: "file", key: 6 },
];

export function presetVoi(preset: Preset, source: VoiSource, frame: GreyFrame): Voi {
  if (preset.id === "file") return defaultVoi(source, frame);
  if (preset.hounsfield !== undefined && inHounsfield(source)) {
    return { kind: "window", window: { ...preset.hounsfield, function: "LINEAR" } };
  }
  if (preset.fractions === undefined) return fullRangeVoi(source, frame);
  const [from, to] = preset.fractions;
  const brightIsHigh = isInverted(source) === source.presentation.rescaleSlope < 0;
  return brightIsHigh ? percentileVoi(source, frame, from, to) : percentileVoi(source, frame, 1 - to, 1 - from);
}

/** PS3.3 C.8.2.1.1.2: CT without a Rescale Type is in Hounsfield units. */
function inHounsfield(source: VoiSource): boolean {
  const { rescaleType } = source.presentation;
  return source.series.modality === "CT" && (rescaleType === undefined || rescaleType === "HU");
}

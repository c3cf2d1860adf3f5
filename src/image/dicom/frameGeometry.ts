import type { FrameGeometry, SpacingAttributes } from "../instance";
import { code, codes, number, numbers, type Reader } from "./values";

/** Plane attributes that stand at this level of the data set (C.7.6.2, C.7.6.1.1.1); unusable ones are left out with a warning. */
export function geometryOf(reader: Reader): FrameGeometry {
  const orientation = sixOf(reader);
  const position = numbers(reader, "x00200032", "Image Position (Patient)");
  const [x, y, z] = position ?? [];
  const patientOrientation = codes(reader, "x00200020");
  const pixelSpacing = pairOf(reader, "x00280030", "Pixel Spacing");
  const sliceThicknessMm = number(reader, "x00180050", "Slice Thickness");
  const temporalPosition = number(reader, "x00200100", "Temporal Position Identifier");
  return {
    ...(orientation && { imageOrientationPatient: orientation }),
    ...(x !== undefined && y !== undefined && z !== undefined && { imagePositionPatient: [x, y, z] as const }),
    ...(patientOrientation?.[0] && patientOrientation[1] && { patientOrientation: [patientOrientation[0], patientOrientation[1]] as const }),
    ...(pixelSpacing && { pixelSpacing }),
    ...(sliceThicknessMm !== undefined && sliceThicknessMm > 0 && { sliceThicknessMm }),
    ...(temporalPosition !== undefined && { temporalPosition }),
  };
}

/** Six direction cosines, each triple of length 1 and the two perpendicular (to what four written decimals allow). */
function sixOf(reader: Reader): FrameGeometry["imageOrientationPatient"] {
  const cosines = numbers(reader, "x00200037", "Image Orientation (Patient)");
  if (!cosines) return undefined;
  const [a, b, c, d, e, f] = cosines;
  if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined || f === undefined) {
    reader.warn(`Image Orientation (Patient) unusable: "${cosines.join("\\")}"`);
    return undefined;
  }
  const isUnit = (length: number): boolean => Math.abs(length - 1) < 0.01;
  if (!isUnit(Math.hypot(a, b, c)) || !isUnit(Math.hypot(d, e, f)) || Math.abs(a * d + b * e + c * f) > 0.01) {
    reader.warn(`Image Orientation (Patient) unusable: "${cosines.join("\\")}"`);
    return undefined;
  }
  return [a, b, c, d, e, f];
}

/** A pair of positive numbers; zero, negative or single values are unusable. */
function pairOf(reader: Reader, tag: string, name: string): readonly [number, number] | undefined {
  const values = numbers(reader, tag, name);
  if (!values) return undefined;
  const [row, column] = values;
  if (row !== undefined && column !== undefined && row > 0 && column > 0) return [row, column];
  reader.warn(`${name} unusable: "${values.join("\\")}"`);
  return undefined;
}

/** Every spacing the file states; image/calibration decides among them. */
export function spacingOf(reader: Reader): SpacingAttributes {
  const pixelSpacing = pairOf(reader, "x00280030", "Pixel Spacing");
  const imagerPixelSpacing = pairOf(reader, "x00181164", "Imager Pixel Spacing");
  const nominalScannedPixelSpacing = pairOf(reader, "x00182010", "Nominal Scanned Pixel Spacing");
  const pixelAspectRatio = pairOf(reader, "x00280034", "Pixel Aspect Ratio");
  const factor = number(reader, "x00181114", "Estimated Radiographic Magnification Factor");
  const calibrationType = code(reader, "x00280a02");
  const calibrationDescription = code(reader, "x00280a04");
  return {
    ...(pixelSpacing && { pixelSpacing }),
    ...(imagerPixelSpacing && { imagerPixelSpacing }),
    ...(nominalScannedPixelSpacing && { nominalScannedPixelSpacing }),
    ...(pixelAspectRatio && { pixelAspectRatio }),
    ...(factor !== undefined && factor > 0 && { estimatedRadiographicMagnificationFactor: factor }),
    ...(calibrationType !== undefined && { pixelSpacingCalibrationType: calibrationType }),
    ...(calibrationDescription !== undefined && { pixelSpacingCalibrationDescription: calibrationDescription }),
  };
}

import type { Presentation, Window } from "../instance";
import { lookupTables, paletteOf } from "./lookup";
import { asSigned16, code, number, numbers, type Reader, text, unsignedShort } from "./values";

/** What stands between stored values and greys, from the top level of the data set. */
export function presentationOf(reader: Reader, photometricInterpretation: string): Presentation {
  const signed = unsignedShort(reader, "x00280103") === 1;
  const rescale = rescaleOf(reader);
  const modalityLut = lookupTables(reader, "x00283000", signed, "Modality LUT")[0];
  const voiInputSigned = modalityLut === undefined && (signed || (rescale?.rescaleIntercept ?? 0) < 0);
  const palette = photometricInterpretation === "PALETTE COLOR" ? paletteOf(reader) : undefined;
  const shape = code(reader, "x20500020");
  return {
    rescaleSlope: 1,
    rescaleIntercept: 0,
    ...rescale,
    ...(modalityLut && { modalityLut }),
    windows: windowsOf(reader),
    voiLuts: lookupTables(reader, "x00283010", voiInputSigned, "VOI LUT"),
    ...((shape === "IDENTITY" || shape === "INVERSE") && { presentationLutShape: shape }),
    ...paddingOf(reader, signed),
    ...(palette && { palette }),
  };
}

type Rescale = Pick<Presentation, "rescaleSlope" | "rescaleIntercept" | "rescaleType" | "rescaleStated">;

/** Past this nothing is measured, and sums of values would overflow. */
const largestNumber = 1e30;

function boundedNumber(reader: Reader, tag: string, name: string): number | undefined {
  const value = number(reader, tag, name);
  if (value === undefined || Math.abs(value) <= largestNumber) return value;
  reader.warn(`${name} unusable: "${value}"`);
  return undefined;
}

/** Rescale Slope and Intercept where they stand at this level; a slope of 0 would make every pixel the same and is refused. */
export function rescaleOf(reader: Reader): Rescale | undefined {
  const rescaleIntercept = boundedNumber(reader, "x00281052", "Rescale Intercept");
  const stated = boundedNumber(reader, "x00281053", "Rescale Slope");
  if (stated === 0) reader.warn('Rescale Slope unusable: "0"');
  const slope = stated === 0 ? undefined : stated;
  if (rescaleIntercept === undefined && slope === undefined) return undefined;
  const rescaleType = text(reader, "x00281054", "LO");
  return {
    rescaleSlope: slope ?? 1,
    rescaleIntercept: rescaleIntercept ?? 0,
    rescaleStated: true,
    ...(rescaleType !== undefined && { rescaleType }),
  };
}

/** Window Center and Width, all values of them (C.11.2.1.2); widths the function doesn't allow are left out with a warning. */
export function windowsOf(reader: Reader): readonly Window[] {
  const centers = numbers(reader, "x00281050", "Window Center");
  const widths = numbers(reader, "x00281051", "Window Width");
  if (!centers || !widths) return [];
  const explanations = text(reader, "x00281055", "LO")?.split("\\") ?? [];
  const voiFunction = functionOf(reader);
  return centers.flatMap((center, index) => {
    const width = widths[index];
    if (width === undefined || width < (voiFunction === "LINEAR" ? 1 : Number.MIN_VALUE) || width > largestNumber) {
      reader.warn(`Window Width unusable: "${String(width)}"`);
      return [];
    }
    if (Math.abs(center) > largestNumber) {
      reader.warn(`Window Center unusable: "${center}"`);
      return [];
    }
    const explanation = explanations[index]?.trim();
    return [{ center, width, function: voiFunction, ...(explanation ? { explanation } : {}) }];
  });
}

function functionOf(reader: Reader): Window["function"] {
  const stated = code(reader, "x00281056");
  if (stated === undefined || stated === "LINEAR") return "LINEAR";
  if (stated === "LINEAR_EXACT" || stated === "SIGMOID") return stated;
  reader.warn(`VOI LUT Function unusable: "${stated}"`);
  return "LINEAR";
}

/** Pixel Padding Value and Range Limit have the signedness of the pixels, whatever their VR (C.7.5.1.1.2). */
function paddingOf(reader: Reader, signed: boolean): Pick<Presentation, "pixelPaddingValue" | "pixelPaddingRangeLimit"> {
  const valueOf = (tag: string): number | undefined => {
    const value = unsignedShort(reader, tag);
    return value !== undefined && signed ? asSigned16(value) : value;
  };
  const pixelPaddingValue = valueOf("x00280120");
  const pixelPaddingRangeLimit = valueOf("x00280121");
  if (pixelPaddingValue === undefined) return {};
  return { pixelPaddingValue, ...(pixelPaddingRangeLimit !== undefined && { pixelPaddingRangeLimit }) };
}

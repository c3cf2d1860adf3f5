import type { Instance, Presentation } from "../instance";
import { ImageError } from "../problem";
import { frameGroupsOf } from "./functionalGroups";
import { geometryOf, spacingOf } from "./frameGeometry";
import type { Header } from "./header";
import { pixelFormatOf, type PixelFormat } from "./pixelFormat";
import { exposureOf } from "./exposure";
import { placingOf } from "./placing";
import { presentationOf } from "./presentation";
import { dicomDirectorySopClass, isWithoutPixels, sopClassName } from "./sopClass";
import { code, codes, date, number, type Reader, readerOf, text, type Warn } from "./values";

/** A damaged file can have a bad value a frame, and a bad value can be as long as the file. */
const maxWarnings = 50;
const maxWarning = 300;

/** What a worker sends back for one file: an Instance without the Blob, which the main thread holds. */
export type InstanceHeader = Omit<Instance, "source" | "fileName">;

export function isDicomDirectory(header: Header): boolean {
  return header.meta.mediaStorageSopClassUid === dicomDirectorySopClass || header.parsed.dataSet.elements["x00041220"] !== undefined;
}

/** Pixel format of a header; throws as pixelFormatOf does, and "no-pixels" where there are none. */
export function formatOf(header: Header, warn: Warn = () => undefined): PixelFormat {
  const reader = readerOf(header.parsed.dataSet, warn);
  const { pixels, needs } = header.parsed;
  if (!pixels) {
    const sopClassUid = code(reader, "x00080016") ?? header.meta.mediaStorageSopClassUid;
    // An image whose header breaks off before the pixels is a damaged image, not an object without pixels.
    if (needs !== undefined && !isWithoutPixels(sopClassUid)) throw new ImageError("header-truncated", { need: needs, have: header.parsed.dataSet.byteArray.length });
    throw new ImageError("no-pixels", { object: sopClassName(sopClassUid) });
  }
  return pixelFormatOf(reader, pixels.kind);
}

/**
 * Everything the program knows of an image object, from its header; `nameWithoutUid` stands for a missing SOP Instance UID.
 * Throws ImageError as formatOf does.
 */
export function instanceFrom(header: Header, nameWithoutUid: string): InstanceHeader {
  const warnings: string[] = [...header.parsed.warnings];
  const warn: Warn = (long) => {
    const line = long.length > maxWarning ? `${long.slice(0, maxWarning)}...` : long;
    if (warnings.length < maxWarnings && !warnings.includes(line)) warnings.push(line);
  };
  const format = formatOf(header, warn);
  const reader = readerOf(header.parsed.dataSet, warn);
  const groups = frameGroupsOf(reader, format.numberOfFrames);
  const spacing = spacingOf(reader);
  const sharedSpacing = groups?.geometries[0]?.pixelSpacing;
  const own = geometryOf(reader);
  const { isFloat, planarConfiguration: _, highBit: __, ...pixels } = format;
  const sopInstanceUid = code(reader, "x00080018") ?? header.meta.mediaStorageSopInstanceUid;
  const optional = optionalParts(reader);
  const presentations = presentationsOf(reader, format, groups?.presentations);
  if (sopInstanceUid === undefined) warn("SOP Instance UID missing");
  if (isFloat || format.bitsAllocated > 16) warn("values wider than 16 bits: shown scaled to the frame's own range");
  return {
    sopClassUid: code(reader, "x00080016") ?? header.meta.mediaStorageSopClassUid ?? "",
    sopInstanceUid: sopInstanceUid ?? nameWithoutUid,
    transferSyntaxUid: header.meta.transferSyntaxUid,
    patient: patientOf(reader),
    study: studyOf(reader),
    series: seriesOf(reader),
    ...optional,
    ...placingOf(reader),
    ...exposureOf(reader),
    imageType: codes(reader, "x00080008") ?? [],
    ...pixels,
    spacing: !spacing.pixelSpacing && sharedSpacing ? { ...spacing, pixelSpacing: sharedSpacing } : spacing,
    frames: shared(groups ? groups.geometries.map((geometry) => ({ ...own, ...geometry })) : [own]),
    ...presentations,
    warnings,
  };
}

function optionalParts(reader: Reader): Partial<InstanceHeader> {
  const instanceNumber = number(reader, "x00200013", "Instance Number");
  const acquisitionNumber = number(reader, "x00200012", "Acquisition Number");
  const day =
    date(reader, "x00080020", "Study Date") ?? date(reader, "x00080022", "Acquisition Date") ?? date(reader, "x00080023", "Content Date");
  const viewPosition = code(reader, "x00185101");
  return {
    ...(instanceNumber !== undefined && { instanceNumber }),
    ...(acquisitionNumber !== undefined && { acquisitionNumber }),
    ...(day !== undefined && { date: day }),
    ...(viewPosition !== undefined && { viewPosition }),
  };
}

function patientOf(reader: Reader): Instance["patient"] {
  const patientSex = code(reader, "x00100040");
  const patientBirthDate = date(reader, "x00100030", "Patient's Birth Date");
  const patientAge = code(reader, "x00101010");
  const issuerOfPatientId = text(reader, "x00100021", "LO");
  return {
    patientId: text(reader, "x00100020", "LO") ?? "",
    ...(issuerOfPatientId !== undefined && { issuerOfPatientId }),
    patientName: text(reader, "x00100010", "PN") ?? "",
    ...(patientSex !== undefined && { patientSex }),
    ...(patientBirthDate !== undefined && { patientBirthDate }),
    ...(patientAge !== undefined && { patientAge }),
  };
}

function studyOf(reader: Reader): Instance["study"] {
  const studyDate = date(reader, "x00080020", "Study Date");
  const studyTime = code(reader, "x00080030");
  const studyDescription = text(reader, "x00081030", "LO");
  const accessionNumber = text(reader, "x00080050", "SH");
  return {
    studyInstanceUid: code(reader, "x0020000d") ?? "",
    ...(studyDate !== undefined && { studyDate }),
    ...(studyTime !== undefined && { studyTime }),
    ...(studyDescription !== undefined && { studyDescription }),
    ...(accessionNumber !== undefined && { accessionNumber }),
  };
}

function seriesOf(reader: Reader): Instance["series"] {
  const seriesNumber = number(reader, "x00200011", "Series Number");
  const seriesDescription = text(reader, "x0008103e", "LO");
  const bodyPartExamined = code(reader, "x00180015");
  const frameOfReferenceUid = code(reader, "x00200052");
  return {
    seriesInstanceUid: code(reader, "x0020000e") ?? "",
    modality: code(reader, "x00080060") ?? "",
    ...(seriesNumber !== undefined && { seriesNumber }),
    ...(seriesDescription !== undefined && { seriesDescription }),
    ...(bodyPartExamined !== undefined && { bodyPartExamined }),
    ...(frameOfReferenceUid !== undefined && { frameOfReferenceUid }),
  };
}

/** The object's presentation; one a frame as well where the functional groups of frames differ. */
function presentationsOf(
  reader: Reader,
  format: PixelFormat,
  ofFrames: readonly Partial<Presentation>[] | undefined,
): Pick<Instance, "presentation" | "framePresentations"> {
  const whole = presentationOf(reader, format.photometricInterpretation);
  const scaled = (presentation: Presentation): Presentation =>
    format.isFloat || format.bitsAllocated > 16 ? withoutNumbers(presentation) : presentation;
  if (!ofFrames) return { presentation: scaled(whole) };
  const each = shared(ofFrames).map((part) => scaled({ ...whole, ...part }));
  const presentation = each[0] ?? scaled(whole);
  return each.length > 1 ? { presentation, framePresentations: each } : { presentation };
}

/** Frames wider than 16 bits are shown scaled to 16, so rescale and windows of the file no longer fit their values. */
function withoutNumbers(presentation: Presentation): Presentation {
  const { modalityLut: _, rescaleType: __, rescaleStated: ___, pixelPaddingValue: ____, pixelPaddingRangeLimit: _____, ...rest } = presentation;
  return { ...rest, rescaleSlope: 1, rescaleIntercept: 0, windows: [], voiLuts: [] };
}

/** One entry where all agree. */
function shared<T>(values: readonly T[]): readonly T[] {
  const [first] = values;
  if (first === undefined || values.length < 2) return values;
  const text = JSON.stringify(first);
  return values.every((value) => JSON.stringify(value) === text) ? [first] : values;
}

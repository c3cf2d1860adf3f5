import type { ImageHeader } from "#image/attributes";
import type { ReadingRef } from "./edit";
import type { PatientCase, ReadingImage } from "./patientCase";

/** What names a shown image: one frame of an instance, or any slice of a series. */
export interface ImageKey {
  readonly sopInstanceUid: string;
  /** 1-based, as DICOM counts frames. */
  readonly frame: number;
  readonly seriesInstanceUid: string;
  readonly frameOfReferenceUid?: string;
}

/** The key of frame `frameIndex` (0-based) of an image. */
export function imageKeyOf(header: Pick<ImageHeader, "sopInstanceUid" | "series">, frameIndex: number): ImageKey {
  const { seriesInstanceUid, frameOfReferenceUid } = header.series;
  const key = { sopInstanceUid: header.sopInstanceUid, frame: frameIndex + 1, seriesInstanceUid };
  return frameOfReferenceUid === undefined ? key : { ...key, frameOfReferenceUid };
}

/**
 * How a reading's image and a shown one belong together. "same": that film, or that series. "same-space": another series
 * in the same frame of reference, where the reading's points lie at the same places in the patient.
 */
export function bindingOf(image: ReadingImage, key: ImageKey): "same" | "same-space" | "none" {
  if (image.kind === "projection") {
    return image.sopInstanceUid === key.sopInstanceUid && (image.frame ?? 1) === key.frame ? "same" : "none";
  }
  if (image.seriesInstanceUid === key.seriesInstanceUid) return "same";
  return image.frameOfReferenceUid === key.frameOfReferenceUid ? "same-space" : "none";
}

/** The readings of a case that belong to a shown image: those of the image itself first, in the order of the case. */
export function readingsOfImage(patientCase: PatientCase, key: ImageKey): readonly ReadingRef[] {
  const found = { same: [] as ReadingRef[], "same-space": [] as ReadingRef[], none: [] as ReadingRef[] };
  for (const exam of patientCase.exams) {
    for (const reading of exam.readings) found[bindingOf(reading.image, key)].push({ examId: exam.id, readingId: reading.id });
  }
  return [...found.same, ...found["same-space"]];
}

/** The UIDs under which a case is found again: of films, of series and of frames of reference. */
export function imageUidsOf(patientCase: PatientCase): readonly string[] {
  const uids = new Set<string>();
  for (const { readings } of patientCase.exams) {
    for (const { image } of readings) {
      if (image.kind === "projection") uids.add(image.sopInstanceUid);
      else uids.add(image.seriesInstanceUid).add(image.frameOfReferenceUid);
    }
  }
  return [...uids];
}

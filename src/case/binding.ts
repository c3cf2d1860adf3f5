import { frameGeometry, type ImageHeader } from "#image/attributes";
import { decideSpacing, isCrossSectional, type CalibrationNote } from "#image/calibration";
import { frontalOrientationOf } from "#image/coronalFrame";
import { filmOrientationOf, sagittalPlaneOf, storedFromImage } from "#image/sagittalFrame";
import type { Posture, Timepoint } from "#spine/assessment";
import { daysBetween } from "#spine/date";
import type { Exam, PatientCase, Reading, ReadingImage, Subject } from "./patientCase";

/** Whose images a case was made from. It stays in the browser's store and is never written to a case file. */
export interface PatientKey {
  readonly patientId: string;
  readonly issuer?: string;
  /** YYYY-MM-DD. Two people of one number are told apart by it; a file without one says nothing against either. */
  readonly birthDate?: string;
}

export interface BoundImage {
  readonly image: ReadingImage;
  /** What the reader should know of the spacing. */
  readonly notes: readonly CalibrationNote[];
}

/**
 * How frame `frameIndex` (0-based) of an image is measured: a slice of a cross-sectional series that says where it lies
 * in the patient as a volume (any slice of the series takes points), everything else, scanograms too, as a projection.
 * Spacing, view and film direction come from the file; what it doesn't say is left out.
 */
export function bindImage(header: ImageHeader, frameIndex: number): BoundImage {
  const { seriesInstanceUid, frameOfReferenceUid, modality } = header.series;
  const placed = storedFromImage(header, frameIndex, { kind: "volume" }, { columnPx: 0, rowPx: 0 }) !== undefined;
  if (frameOfReferenceUid !== undefined && placed && isCrossSectional(modality) && !header.imageType.includes("LOCALIZER")) {
    const plane = sagittalPlaneOf(header, frameIndex);
    return { image: { kind: "volume", seriesInstanceUid, frameOfReferenceUid, ...(plane ? { plane } : {}) }, notes: [] };
  }
  const geometry = frameGeometry(header, frameIndex);
  const { spacing, notes } = decideSpacing(header.spacing, geometry, modality);
  const orientation = geometry && filmOrientationOf(geometry);
  const frontal = orientation ? undefined : frontalOrientationOf(geometry, header.viewPosition);
  const { cranial = "up" } = orientation ?? frontal ?? {};
  const image: ReadingImage = {
    kind: "projection",
    sopInstanceUid: header.sopInstanceUid,
    frame: frameIndex + 1,
    columns: header.columns,
    rows: header.rows,
    spacing,
    ...(orientation ? { anterior: orientation.anterior } : {}),
    ...(frontal ? { view: "frontal", ...(frontal.patientLeft ? { patientLeft: frontal.patientLeft } : {}) } : {}),
    ...(cranial !== "up" ? { cranial } : {}),
  };
  return { image, notes };
}

/** An empty reading of a shown image. `readAt` is an ISO 8601 instant. */
export function newReading(header: ImageHeader, frameIndex: number, about: { readonly id: string; readonly reader?: string; readonly readAt: string }): Reading {
  return { ...about, image: bindImage(header, frameIndex).image, landmarks: {} };
}

/** An exam of the day the image was made, with one reading. Its posture is the file's (`postureOf`); its timepoint is guessed as `guessTimepoint` does. */
export function newExam(header: ImageHeader, id: string, reading: Reading, surgeryDate: string | undefined): Exam {
  const date = header.date ?? header.study.studyDate;
  const exam: Exam = { id, timepoint: guessTimepoint(date, surgeryDate), posture: postureOf(header), readings: [reading] };
  return date === undefined ? exam : { ...exam, date };
}

/** Scanners that the patient lies in, on the back unless the file says otherwise. */
const SUPINE_MODALITIES = new Set(["CT", "MR"]);
/** Head, feet, left or right first. Decubitus, and whatever else is written there, is neither. */
const LYING = new Map<string, Posture>(["HF", "FF", "LF", "RF"].flatMap((first) => [[`${first}S`, "supine"], [`${first}P`, "prone"]]));

/**
 * How the patient was placed, as far as the file tells: on a film it is for the reader to say, and so it is in a scanner
 * that the patient stood or sat in.
 */
function postureOf({ series: { modality }, patientPosition, isUpright }: ImageHeader): Posture {
  if (!isCrossSectional(modality) || isUpright === true) return "unknown";
  if (patientPosition === undefined) return SUPINE_MODALITIES.has(modality) ? "supine" : "unknown";
  return LYING.get(patientPosition) ?? "unknown";
}

/** Where the reading of a picture goes: into an exam of its day, there maybe in place of a reading that nobody has begun. */
export interface ExamPlace {
  readonly exam: Exam;
  readonly replaced?: Reading;
  /** What the exam's posture becomes with it. */
  readonly posture?: Posture;
}

/**
 * The exam of the day that takes the new exam's reading; undefined where it stays an exam of its own. A standing film and a
 * CT of one day are two exams: what is measured on either depends on how the patient was placed. The reader's word on an
 * exam's posture holds for more pictures of its kind.
 */
export function examTaking(exams: readonly Exam[], fresh: Exam, isUntouched: (reading: Reading) => boolean): ExamPlace | undefined {
  const kinds = new Set(fresh.readings.map(({ image }) => image.kind));
  const ofDay = exams.filter(({ date }) => date !== undefined && date === fresh.date);
  const joined = ofDay.find(({ posture, readings }) => readings.length === 0 || posture === fresh.posture || readings.some(({ image }) => kinds.has(image.kind)));
  if (joined) {
    const replaced = joined.readings.find(isUntouched);
    return replaced ? { exam: joined, replaced } : { exam: joined };
  }
  const onlyLookedAt = ofDay.filter((exam) => exam.readings.every(isUntouched) && isFromFile(exam));
  return onlyLookedAt.flatMap((exam) => exam.readings.map((replaced) => ({ exam, replaced, posture: fresh.posture })))[0];
}

/** Whether an exam's posture may be what its pictures said, and nobody's word: a film says none, and no scanner says standing. */
const isFromFile = ({ posture, readings }: Exam): boolean =>
  readings.every(({ image }) => (image.kind === "projection" ? posture === "unknown" : posture !== "standing"));

/** Days after surgery in which an exam is taken for the postoperative one; later ones are follow-up. */
const POSTOPERATIVE_DAYS = 42;

/**
 * The timepoint that two dates (YYYY-MM-DD) suggest: before surgery preoperative, up to six weeks after it
 * postoperative, later follow-up. Unknown where a date is missing or is none of the calendar, and on the day of surgery itself.
 */
export function guessTimepoint(date: string | undefined, surgeryDate: string | undefined): Timepoint {
  const days = daysBetween(surgeryDate, date);
  if (days === null) return "unknown";
  if (days < 0) return "preoperative";
  if (days > POSTOPERATIVE_DAYS) return "follow-up";
  return days > 0 ? "postoperative" : "unknown";
}

/** A case without exams for the patient of an image. `id` is the study's own pseudonym: no name, number or birth date goes in. */
export function newCase(header: ImageHeader, id: string): PatientCase {
  return { subject: subjectOf(header, id), exams: [] };
}

/** What a case keeps of a patient: sex and age at the exam, where the file gives them. */
export function subjectOf(header: ImageHeader, id: string): Subject {
  const sex = header.patient.patientSex;
  const ageYears = ageOf(header);
  return {
    id,
    ...(sex === "F" || sex === "M" || sex === "O" ? { sex } : {}),
    ...(ageYears === undefined ? {} : { ageYears }),
  };
}

/** Patient's Age (PS3.5 AS: "071Y"), else from birth and exam date; whole years. */
function ageOf({ patient, date, study }: ImageHeader): number | undefined {
  const stated = /^(\d{3})([DWMY])$/.exec(patient.patientAge ?? "");
  if (stated) return Math.floor(Number(stated[1]) / { D: 365.25, W: 52.18, M: 12, Y: 1 }[stated[2] as "D" | "W" | "M" | "Y"]);
  const digits = (day = ""): string => day.replaceAll("-", "");
  const [born, seen] = [digits(patient.patientBirthDate), digits(date ?? study.studyDate)] as const;
  if (!/^\d{8}$/.test(born) || !/^\d{8}$/.test(seen)) return undefined;
  const years = Math.floor((Number(seen) - Number(born)) / 10_000);
  return years >= 0 && years <= 130 ? years : undefined;
}

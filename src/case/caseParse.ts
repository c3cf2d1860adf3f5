import type { BoneDensity, BoneRegion, Exam, Extra, PatientCase, Reading, ReadingImage, StoredLandmark, StoredSpacing, Subject, Surgery } from "./patientCase";

type Value = Readonly<Record<string, unknown>>;

/**
 * The known members of an object of the file, and the others under `extra`. The file has passed the schema, which is what
 * the types of the known members rest on.
 */
function parted<T extends { readonly extra?: Extra }>(value: Value, known: readonly (keyof T & string)[]): T {
  const isKnown = (key: string): boolean => (known as readonly string[]).includes(key);
  const entries = Object.entries(value);
  const rest = entries.filter(([key]) => !isKnown(key));
  return Object.fromEntries([...entries.filter(([key]) => isKnown(key)), ...(rest.length > 0 ? [["extra", Object.fromEntries(rest)]] : [])]) as T;
}

const SURGERY: readonly (keyof Surgery)[] = ["date", "uiv", "liv", "pelvicFixation", "plannedLLChange", "plannedTKChange", "uivFixation", "treatedFracture"];

/** The case of a parsed file that the schema has found valid. */
export function parseCase(file: unknown): PatientCase {
  const { format: _format, version: _version, ...value } = file as Value;
  const { subject, surgery, exams, ...rest } = parted<PatientCase>(value, ["subject", "levels", "surgery", "exams"]);
  return {
    ...rest,
    subject: parted<Subject>(subject as unknown as Value, ["id", "sex", "ageYears", "bmi", "tScore"]),
    ...(surgery ? { surgery: parted<Surgery>(surgery as Value, SURGERY) } : {}),
    exams: exams.map((exam) => parseExam(exam as unknown as Value)),
  };
}

function parseExam(value: Value): Exam {
  const exam = parted<Exam>(value, ["id", "timepoint", "date", "posture", "boneDensity", "readings"]);
  return {
    ...exam,
    timepoint: exam.timepoint ?? "unknown",
    posture: exam.posture ?? "unknown",
    ...(exam.boneDensity ? { boneDensity: parseDensities(exam.boneDensity) } : {}),
    readings: exam.readings.map((reading) => parseReading(reading as unknown as Value)),
  };
}

const parseDensities = (given: NonNullable<Exam["boneDensity"]>): NonNullable<Exam["boneDensity"]> =>
  Object.fromEntries(Object.entries(given).map(([level, density]) => [level, parseDensity(density as unknown as Value)]));

function parseDensity(value: Value): BoneDensity {
  const density = parted<BoneDensity>(value, DENSITY);
  return density.region ? { ...density, region: parted<BoneRegion>(density.region as unknown as Value, REGION) } : density;
}

const REGION: readonly (keyof BoneRegion)[] = ["kind", "seriesInstanceUid", "frameOfReferenceUid", "centre", "halfU", "halfV"];

const DENSITY: readonly (keyof BoneDensity)[] = ["meanHu", "sdHu", "areaMm2", "voxels", "kvp", "contrast", "source", "metalVoxels", "region"];

function parseReading(value: Value): Reading {
  const reading = parted<Reading>(value, ["id", "reader", "readAt", "image", "landmarks", "answers"]);
  const landmarks = Object.entries(reading.landmarks).map(([name, landmark]) => [name, parseLandmark(landmark as Value)] as const);
  return { ...reading, image: parseImage(reading.image as unknown as Value), landmarks: Object.fromEntries(landmarks) };
}

const parseLandmark = (value: Value): StoredLandmark =>
  parted<StoredLandmark>(value, ["posterior", "anterior", "right", "left", "along", "point", "center", "radiusMm", "rim"]);

function parseImage(value: Value): ReadingImage {
  if (value["kind"] === "volume") {
    return parted<Extract<ReadingImage, { kind: "volume" }>>(value, ["kind", "seriesInstanceUid", "frameOfReferenceUid", "plane", "curve"]);
  }
  const image = parted<Extract<ReadingImage, { kind: "projection" }>>(value, ["kind", "sopInstanceUid", "frame", "columns", "rows", "spacing", "anterior", "cranial", "view", "patientLeft"]);
  if (image.spacing === undefined) return image;
  const spacing = parted<StoredSpacing>(image.spacing as Value, ["rowMm", "columnMm", "aspect", "source", "calibrated", "magnification"]);
  return { ...image, spacing };
}

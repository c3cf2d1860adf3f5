import type { BoneDensity, BoneRegion, Exam, PatientCase, Reading, ReadingImage, StoredLandmark, StoredSpacing, Subject, Surgery } from "./patientCase";

/** A case as the plain value that stands in a case file. Absent stays absent; what is unknown comes last. */
export function caseValue({ subject, levels, surgery, exams, extra }: PatientCase): Readonly<Record<string, unknown>> {
  return {
    format: "sagitta-case",
    version: 1,
    subject: subjectValue(subject),
    levels,
    surgery: surgery && surgeryValue(surgery),
    exams: exams.map(examValue),
    ...extra,
  };
}

type Value = Readonly<Record<string, unknown>>;

const subjectValue = ({ id, sex, ageYears, bmi, tScore, extra }: Subject): Value => ({ id, sex, ageYears, bmi, tScore, ...extra });

const surgeryValue = ({ date, uiv, liv, pelvicFixation, plannedLLChange, plannedTKChange, uivFixation, treatedFracture, extra }: Surgery): Value => ({
  date,
  uiv,
  liv,
  pelvicFixation,
  plannedLLChange,
  plannedTKChange,
  uivFixation,
  treatedFracture,
  ...extra,
});

const examValue = ({ id, timepoint, date, posture, boneDensity, readings, extra }: Exam): Value => ({
  id,
  timepoint,
  date,
  posture,
  boneDensity: boneDensity && Object.fromEntries(Object.entries(boneDensity).map(([level, density]) => [level, densityValue(density)])),
  readings: readings.map(readingValue),
  ...extra,
});

const densityValue = ({ meanHu, sdHu, areaMm2, voxels, kvp, contrast, source, metalVoxels, region, extra }: BoneDensity): Value => ({
  meanHu,
  sdHu,
  areaMm2,
  voxels,
  kvp,
  contrast,
  source,
  metalVoxels,
  region: region && regionValue(region),
  ...extra,
});

const regionValue = ({ extra, ...known }: BoneRegion): Value => ({ ...known, ...extra });

const readingValue = ({ id, reader, readAt, image, landmarks, answers, extra }: Reading): Value => ({
  id,
  reader,
  readAt,
  image: imageValue(image),
  landmarks: Object.fromEntries(Object.entries(landmarks).map(([name, landmark]) => [name, landmarkValue(landmark)])),
  answers,
  ...extra,
});

function imageValue(image: ReadingImage): Value {
  if (image.kind === "volume") {
    const { kind, seriesInstanceUid, frameOfReferenceUid, plane, curve, extra } = image;
    return { kind, seriesInstanceUid, frameOfReferenceUid, plane, curve, ...extra };
  }
  const { kind, sopInstanceUid, frame, columns, rows, spacing, anterior, cranial, view, patientLeft, extra } = image;
  return { kind, sopInstanceUid, frame, columns, rows, spacing: spacing && spacingValue(spacing), anterior, cranial, view, patientLeft, ...extra };
}

const spacingValue = ({ extra, ...known }: StoredSpacing): Value => ({ ...known, ...extra });

const landmarkValue = ({ extra, ...known }: StoredLandmark): Value => ({ ...known, ...extra });

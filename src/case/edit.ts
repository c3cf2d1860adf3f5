import type { LandmarkId, LandmarkPart } from "#spine/landmark";
import type { Level } from "#spine/level";
import { withPart } from "./landmarkPart";
import type { Answer, BoneDensity, Exam, PatientCase, Reading, ReadingImage, StoredLandmark, StoredPoint, Subject, Surgery } from "./patientCase";

/** Names one reading of the case. */
export interface ReadingRef {
  readonly examId: string;
  readonly readingId: string;
}

/**
 * Every change of a case is one of these values: undo, autosave, audit trail and tests all use them. `undefined` as the
 * new value removes.
 */
export type CaseEdit =
  | { readonly kind: "set-point"; readonly at: ReadingRef; readonly landmark: LandmarkId; readonly part: LandmarkPart; readonly to: StoredPoint | undefined }
  | { readonly kind: "set-landmark"; readonly at: ReadingRef; readonly landmark: LandmarkId; readonly to: StoredLandmark | undefined }
  | { readonly kind: "set-answer"; readonly at: ReadingRef; readonly question: string; readonly to: Answer | undefined }
  | { readonly kind: "set-reader"; readonly at: ReadingRef; readonly to: string | undefined }
  | { readonly kind: "set-reading-image"; readonly at: ReadingRef; readonly to: ReadingImage }
  | { readonly kind: "set-exam"; readonly examId: string; readonly to: Partial<Pick<Exam, "timepoint" | "posture">> & { readonly date?: string | undefined } }
  | { readonly kind: "set-bone-density"; readonly examId: string; readonly level: Level; readonly to: BoneDensity | undefined }
  | { readonly kind: "insert-exam"; readonly index: number; readonly exam: Exam }
  | { readonly kind: "remove-exam"; readonly examId: string }
  | { readonly kind: "insert-reading"; readonly examId: string; readonly index: number; readonly reading: Reading }
  | { readonly kind: "remove-reading"; readonly at: ReadingRef }
  | { readonly kind: "set-surgery"; readonly to: Surgery | undefined }
  | { readonly kind: "set-levels"; readonly to: readonly Level[] | undefined }
  | { readonly kind: "set-subject"; readonly to: Subject }
  | { readonly kind: "batch"; readonly edits: readonly CaseEdit[] };

export interface Applied {
  readonly case: PatientCase;
  readonly inverse: CaseEdit;
}

/**
 * The case after an edit, and the edit that brings it back: `applyEdit(applied.case, applied.inverse)` equals `patientCase`.
 * Parts that the edit doesn't touch are the same objects, so that identity tells what changed.
 * @throws RangeError when the edit names an exam, a reading or an index that the case lacks, or an id that it already has.
 */
export function applyEdit(patientCase: PatientCase, edit: CaseEdit): Applied {
  switch (edit.kind) {
    case "set-point":
      return editReading(patientCase, edit.at, (reading) => setLandmark(reading, edit, withPart(own(reading.landmarks, edit.landmark), edit.part, edit.to)));
    case "set-landmark":
      return editReading(patientCase, edit.at, (reading) => setLandmark(reading, edit, edit.to));
    case "set-answer":
      return editReading(patientCase, edit.at, (reading) => setAnswer(reading, edit));
    case "set-reader":
      return editReading(patientCase, edit.at, (reading) => ({
        reading: withKey(reading, "reader", edit.to),
        inverse: { kind: "set-reader", at: edit.at, to: reading.reader },
      }));
    case "set-reading-image":
      return editReading(patientCase, edit.at, (reading) => ({
        reading: { ...reading, image: edit.to },
        inverse: { kind: "set-reading-image", at: edit.at, to: reading.image },
      }));
    case "set-exam":
      return setExam(patientCase, edit);
    case "set-bone-density":
      return setBoneDensity(patientCase, edit);
    case "insert-exam":
    case "remove-exam":
      return changeExams(patientCase, edit);
    case "insert-reading":
    case "remove-reading":
      return changeReadings(patientCase, edit);
    case "set-surgery":
      return { case: withKey(patientCase, "surgery", edit.to), inverse: { kind: "set-surgery", to: patientCase.surgery } };
    case "set-levels":
      return { case: withKey(patientCase, "levels", edit.to), inverse: { kind: "set-levels", to: patientCase.levels } };
    case "set-subject":
      return { case: { ...patientCase, subject: edit.to }, inverse: { kind: "set-subject", to: patientCase.subject } };
    case "batch":
      return applyBatch(patientCase, edit.edits);
  }
}

function applyBatch(patientCase: PatientCase, edits: readonly CaseEdit[]): Applied {
  const inverses: CaseEdit[] = [];
  let current = patientCase;
  for (const edit of edits) {
    const applied = applyEdit(current, edit);
    current = applied.case;
    inverses.unshift(applied.inverse);
  }
  return { case: current, inverse: { kind: "batch", edits: inverses } };
}

/** The exam with this id. @throws RangeError when the case has none. */
export function examOf(patientCase: PatientCase, examId: string): Exam {
  const exam = patientCase.exams.find((candidate) => candidate.id === examId);
  if (exam === undefined) throw new RangeError(`the case has no exam "${examId}"`);
  return exam;
}

/** The reading that `at` names. @throws RangeError when the case has none. */
export function readingOf(patientCase: PatientCase, at: ReadingRef): Reading {
  const reading = examOf(patientCase, at.examId).readings.find((candidate) => candidate.id === at.readingId);
  if (reading === undefined) throw new RangeError(`exam "${at.examId}" has no reading "${at.readingId}"`);
  return reading;
}

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

/** A copy with `key` set, or without it when the value is undefined: optional means absent. */
function withKey<T extends object, K extends keyof T>(value: T, key: K, to: T[K] | undefined): T {
  const { [key]: _removed, ...rest } = value;
  return (to === undefined ? rest : { ...rest, [key]: to }) as T;
}

function replaceExam(patientCase: PatientCase, exam: Exam): PatientCase {
  return { ...patientCase, exams: patientCase.exams.map((candidate) => (candidate.id === exam.id ? exam : candidate)) };
}

interface EditedReading {
  readonly reading: Reading;
  readonly inverse: CaseEdit;
}

function editReading(patientCase: PatientCase, at: ReadingRef, change: (reading: Reading) => EditedReading): Applied {
  const exam = examOf(patientCase, at.examId);
  const { reading, inverse } = change(readingOf(patientCase, at));
  const readings = exam.readings.map((candidate) => (candidate.id === reading.id ? reading : candidate));
  return { case: replaceExam(patientCase, { ...exam, readings }), inverse };
}

function setLandmark(reading: Reading, { at, landmark }: { readonly at: ReadingRef; readonly landmark: LandmarkId }, to: StoredLandmark | undefined): EditedReading {
  return {
    reading: { ...reading, landmarks: withKey(reading.landmarks, landmark, to) },
    inverse: { kind: "set-landmark", at, landmark, to: own(reading.landmarks, landmark) },
  };
}

function setAnswer(reading: Reading, { at, question, to }: Extract<CaseEdit, { kind: "set-answer" }>): EditedReading {
  const answers = withKey(reading.answers ?? {}, question, to);
  return {
    reading: withKey(reading, "answers", Object.keys(answers).length === 0 ? undefined : answers),
    inverse: { kind: "set-answer", at, question, to: own(reading.answers ?? {}, question) },
  };
}

function setExam(patientCase: PatientCase, { examId, to }: Extract<CaseEdit, { kind: "set-exam" }>): Applied {
  const exam = examOf(patientCase, examId);
  const { date, ...rest } = to;
  const changed = { ...exam, ...rest };
  const back = {
    ...("timepoint" in to ? { timepoint: exam.timepoint } : {}),
    ...("posture" in to ? { posture: exam.posture } : {}),
    ...("date" in to ? { date: exam.date } : {}),
  };
  return {
    case: replaceExam(patientCase, "date" in to ? withKey(changed, "date", date) : changed),
    inverse: { kind: "set-exam", examId, to: back },
  };
}

function setBoneDensity(patientCase: PatientCase, { examId, level, to }: Extract<CaseEdit, { kind: "set-bone-density" }>): Applied {
  const exam = examOf(patientCase, examId);
  const densities = withKey(exam.boneDensity ?? {}, level, to);
  return {
    case: replaceExam(patientCase, withKey(exam, "boneDensity", Object.keys(densities).length === 0 ? undefined : densities)),
    inverse: { kind: "set-bone-density", examId, level, to: own(exam.boneDensity ?? {}, level) },
  };
}

function changeExams(patientCase: PatientCase, edit: Extract<CaseEdit, { kind: "insert-exam" | "remove-exam" }>): Applied {
  if (edit.kind === "insert-exam") {
    const exams = inserted(patientCase.exams, edit.index, edit.exam, "exam");
    return { case: { ...patientCase, exams }, inverse: { kind: "remove-exam", examId: edit.exam.id } };
  }
  const exam = examOf(patientCase, edit.examId);
  const index = patientCase.exams.indexOf(exam);
  return { case: { ...patientCase, exams: patientCase.exams.toSpliced(index, 1) }, inverse: { kind: "insert-exam", index, exam } };
}

function changeReadings(patientCase: PatientCase, edit: Extract<CaseEdit, { kind: "insert-reading" | "remove-reading" }>): Applied {
  if (edit.kind === "insert-reading") {
    const exam = examOf(patientCase, edit.examId);
    const readings = inserted(exam.readings, edit.index, edit.reading, "reading");
    const at = { examId: exam.id, readingId: edit.reading.id };
    return { case: replaceExam(patientCase, { ...exam, readings }), inverse: { kind: "remove-reading", at } };
  }
  const exam = examOf(patientCase, edit.at.examId);
  const reading = readingOf(patientCase, edit.at);
  const index = exam.readings.indexOf(reading);
  return {
    case: replaceExam(patientCase, { ...exam, readings: exam.readings.toSpliced(index, 1) }),
    inverse: { kind: "insert-reading", examId: exam.id, index, reading },
  };
}

function inserted<T extends { readonly id: string }>(list: readonly T[], index: number, item: T, what: string): readonly T[] {
  if (list.some((candidate) => candidate.id === item.id)) throw new RangeError(`the ${what} "${item.id}" is already there`);
  if (!Number.isInteger(index) || index < 0 || index > list.length) throw new RangeError(`${what} index ${index} is outside 0..${list.length}`);
  return list.toSpliced(index, 0, item);
}

import type { ReadingRef } from "#case/edit";
import type { Exam, PatientCase, Reading } from "#case/patientCase";
import { lateralReadings, readingOfExam } from "#case/select";

/** How many exams may hang beside each other. */
export const COUNTS = [2, 3, 4] as const;

export type Count = (typeof COUNTS)[number];

/** By date, those of one day in the order of the case; undated ones last. */
export const inTime = (exams: readonly Exam[]): readonly Exam[] =>
  exams.toSorted((a, b) => (a.date === undefined || b.date === undefined ? Number(a.date === undefined) - Number(b.date === undefined) : a.date.localeCompare(b.date)));

const isPlaced = ({ landmarks }: Reading): boolean => Object.keys(landmarks).length > 0;

/** The exams that can hang: those with a picture from the side. */
export const hangable = (document: PatientCase): readonly Exam[] => inTime(document.exams).filter((exam) => lateralReadings(exam).length > 0);

/**
 * What hangs without being asked for: of two the last preoperative exam and the latest; of three the first postoperative
 * one between them; of four also the one before the latest. Where none is marked preoperative the first of all stands in,
 * and for the postoperative one the first follow-up, else the next latest.
 */
export function hanging(document: PatientCase, count: Count, reader: string | undefined): readonly ReadingRef[] {
  const exams = hangable(document);
  const latest = exams.findLast(({ date }) => date !== undefined) ?? exams.at(-1);
  const preoperative = exams.findLast(({ timepoint }) => timepoint === "preoperative") ?? exams[0];
  const postoperative = exams.find(({ timepoint }) => timepoint === "postoperative") ?? exams.find(({ timepoint }) => timepoint === "follow-up");
  const wanted = [latest, preoperative, postoperative, ...exams.toReversed()].filter((exam) => exam !== undefined);
  const chosen = new Set([...new Set(wanted)].slice(0, count));
  return exams.filter((exam) => chosen.has(exam)).flatMap((exam) => refTo(exam, readingOfExam(exam, reader)));
}

const refTo = (exam: Exam, reading: Reading | undefined): readonly ReadingRef[] => (reading ? [{ examId: exam.id, readingId: reading.id }] : []);

/** How many hang at first: three, or as many as there are. */
export const firstCount = (document: PatientCase): Count => (hangable(document).length > 2 ? 3 : 2);

export const isComparable = (document: PatientCase): boolean => hangable(document).length > 1;

export interface Choice {
  readonly ref: ReadingRef;
  readonly exam: Exam;
  readonly reading: Reading;
  /** Those of the same exam that could hang instead. */
  readonly others: readonly Reading[];
}

/** Everything that can hang, in time order: every reading with points, and of an exam without any its first. */
export const choices = (document: PatientCase): readonly Choice[] =>
  hangable(document).flatMap((exam) => {
    const placed = lateralReadings(exam).filter(isPlaced);
    const shown = placed.length > 0 ? placed : lateralReadings(exam).slice(0, 1);
    return shown.map((reading) => ({ ref: { examId: exam.id, readingId: reading.id }, exam, reading, others: shown.filter((other) => other !== reading) }));
  });

export const sameRef = (a: ReadingRef, b: ReadingRef): boolean => a.examId === b.examId && a.readingId === b.readingId;

/** The latest exam before this one that has points, for a guide: by date, an undated one by the order of the case. */
export function earlierReading(document: PatientCase, examId: string, reader: string | undefined): { readonly exam: Exam; readonly reading: Reading } | undefined {
  const exams = inTime(document.exams);
  const here = exams.findIndex(({ id }) => id === examId);
  const exam = exams.slice(0, Math.max(0, here)).findLast((each) => lateralReadings(each).some(isPlaced));
  const reading = exam && readingOfExam(exam, reader);
  return exam && reading ? { exam, reading } : undefined;
}

import { assess } from "#spine/assess";
import type { AssessSettings, Assessment, Baselines, SpineReading } from "#spine/assessment";
import { isFrontal } from "./coronalReading";
import { densitiesFor } from "./density";
import { examOf, readingOf, type ReadingRef } from "./edit";
import type { Exam, PatientCase, Reading } from "./patientCase";
import { outsideNotes, sagittalReading, type SagittalReading } from "./sagittalReading";

/**
 * What is derived from a case. Everything here is a function of immutable values and is remembered by their identity, so
 * asking again costs nothing and a dragged point recomputes one reading.
 */

const sagittalReadings = new WeakMap<Reading, { readonly from: readonly unknown[]; readonly result: SagittalReading }>();

function sagittalReadingOf(patientCase: PatientCase, exam: Exam, reading: Reading): SagittalReading {
  const densities = patientCase.exams.flatMap(({ id, boneDensity, timepoint, date }) => (boneDensity ? [id, boneDensity, timepoint, date] : []));
  const from = [patientCase.levels, patientCase.surgery, patientCase.subject, exam.timepoint, exam.posture, exam.date, ...densities];
  const known = sagittalReadings.get(reading);
  if (known?.from.length === from.length && known.from.every((value, i) => value === from[i])) return known.result;
  const seen = sagittalReading(patientCase, exam, reading);
  const result = densities.length === 0 ? seen : { ...seen, reading: { ...seen.reading, boneDensity: densitiesFor(patientCase, exam) } };
  sagittalReadings.set(reading, { from, result });
  return result;
}

/** A reading as the spine sees it: points in the sagittal frame, in millimetres, corners in order. */
export const spineReadingOf = (patientCase: PatientCase, exam: Exam, reading: Reading): SpineReading =>
  sagittalReadingOf(patientCase, exam, reading).reading;

/** A frontal film is no baseline of a lateral one, whatever was placed on it. */
const hasPoints = (reading: Reading): boolean => Object.keys(reading.landmarks).length > 0 && !isFrontal(reading);

/** The readings of an exam that show the spine from the side. */
export const lateralReadings = ({ readings }: Exam): readonly Reading[] => readings.filter((reading) => !isFrontal(reading));

/** What stands for an exam beside others: of its readings from the side with points the reader's own, else the first; else the first there is. */
export function readingOfExam(exam: Exam, reader: string | undefined): Reading | undefined {
  const readings = lateralReadings(exam);
  const placed = readings.filter(hasPoints);
  return placed.find((reading) => reading.reader === reader) ?? placed[0] ?? readings[0];
}

/**
 * The exams that a change is measured against: the latest one marked preoperative and the earliest one marked
 * postoperative, by date (undated ones come last in question, and then in the order of the case), that have a reading
 * with points and are not dated after this one (a revision has a preoperative exam of its own); of several readings, that
 * of `reader` where there is one, else the first. An exam is no baseline of itself: where it is the one, there is none.
 */
export function baselinesOf(patientCase: PatientCase, exam: Exam, reader?: string): Baselines {
  const isLater = ({ date }: Exam): boolean => date !== undefined && exam.date !== undefined && date > exam.date;
  const candidates = patientCase.exams.filter((candidate) => candidate.id === exam.id || (candidate.readings.some(hasPoints) && !isLater(candidate)));
  const byDate = (latest: boolean) => (a: Exam, b: Exam): number => {
    if (a.date === undefined || b.date === undefined) return Number(a.date === undefined) - Number(b.date === undefined);
    return (latest ? -1 : 1) * a.date.localeCompare(b.date);
  };
  const reading = (chosen: Exam | undefined): SpineReading | undefined => {
    if (chosen === undefined || chosen.id === exam.id) return undefined;
    const readings = chosen.readings.filter(hasPoints);
    const preferred = readings.find((candidate) => candidate.reader === reader) ?? readings[0];
    return preferred && spineReadingOf(patientCase, chosen, preferred);
  };
  const marked = (timepoint: Exam["timepoint"]): readonly Exam[] => candidates.filter((candidate) => candidate.timepoint === timepoint);
  const preoperative = reading(marked("preoperative").toSorted(byDate(true))[0]);
  const firstPostoperative = reading(marked("postoperative").toSorted(byDate(false))[0]);
  const isUnread = (timepoint: Exam["timepoint"]): boolean => marked(timepoint).length === 0 && patientCase.exams.some((one) => one.timepoint === timepoint && !isLater(one));
  const unread = [...(isUnread("preoperative") ? (["preoperative"] as const) : []), ...(isUnread("postoperative") ? (["firstPostoperative"] as const) : [])];
  return { ...(preoperative ? { preoperative } : {}), ...(firstPostoperative ? { firstPostoperative } : {}), ...(unread.length > 0 ? { unread } : {}) };
}

interface Remembered {
  readonly settings: AssessSettings;
  readonly byReading: Map<Reading, Assessment>;
}

const assessments = new WeakMap<PatientCase, Remembered>();

/**
 * Everything that is said of one reading of a case, with the notes of how its points came to be millimetres.
 * @throws RangeError when the case has no such reading.
 */
export function assessCase(patientCase: PatientCase, at: ReadingRef, settings: AssessSettings): Assessment {
  const reading = readingOf(patientCase, at);
  const known = assessments.get(patientCase);
  const remembered = known?.settings === settings ? known : { settings, byReading: new Map<Reading, Assessment>() };
  assessments.set(patientCase, remembered);
  const done = remembered.byReading.get(reading);
  if (done) return done;
  const exam = examOf(patientCase, at.examId);
  const sagittal = sagittalReadingOf(patientCase, exam, reading);
  const assessed = assess(sagittal.reading, baselinesOf(patientCase, exam, reading.reader), settings);
  const assessment = withNotes(assessed, { ...sagittal, notes: [...outsideNotes(sagittal.reading.levels, reading), ...sagittal.notes] });
  remembered.byReading.set(reading, assessment);
  return assessment;
}

function withNotes(assessment: Assessment, { notes, lengthNote, planeNote }: SagittalReading): Assessment {
  const measurements = assessment.measurements.map((measurement) => {
    if (measurement.state !== "measured") return measurement;
    const added = [...(lengthNote && measurement.unit === "mm" ? [lengthNote] : []), ...(planeNote ? [planeNote] : [])];
    return added.length === 0 ? measurement : { ...measurement, notes: [...measurement.notes, ...added] };
  });
  const ofPlane = planeNote ? [{ ...planeNote, landmarks: [] }] : [];
  return { ...assessment, measurements, plausibility: [...ofPlane, ...notes, ...assessment.plausibility] };
}

import type { CaseEdit } from "#case/edit";
import type { Exam, PatientCase, Reading } from "#case/patientCase";
import { sameValue } from "../sameValue";

/**
 * What brings the readings of `theirs` into `ours` as one undo step: exams that ours lacks, and readings that ours lacks
 * or has with other points (those come beside ours under a new id, never over them), and densities of vertebrae that ours
 * lacks. Null when nothing is new.
 */
export function mergeEdit(ours: PatientCase, theirs: PatientCase, newId: () => string): CaseEdit | null {
  let exams = ours.exams.length;
  const edits = theirs.exams.flatMap((exam): readonly CaseEdit[] => {
    const known = ours.exams.find(({ id }) => id === exam.id);
    if (!known) return [{ kind: "insert-exam", index: exams++, exam }];
    const readings = missingReadings(known, exam, newId).map((reading, i): CaseEdit => ({
      kind: "insert-reading",
      examId: known.id,
      index: known.readings.length + i,
      reading,
    }));
    return [...readings, ...missingDensities(known, exam)];
  });
  return edits.length === 0 ? null : { kind: "batch", edits };
}

const missingDensities = (ours: Exam, theirs: Exam): readonly CaseEdit[] =>
  Object.entries(theirs.boneDensity ?? {}).flatMap(([level, to]) =>
    Object.hasOwn(ours.boneDensity ?? {}, level) ? [] : [{ kind: "set-bone-density", examId: ours.id, level, to }],
  );

function missingReadings(ours: Exam, theirs: Exam, newId: () => string): readonly Reading[] {
  return theirs.readings.flatMap((reading) => {
    const known = ours.readings.find(({ id }) => id === reading.id);
    if (!known) return [reading];
    return sameValue(known, reading) ? [] : [{ ...reading, id: newId() }];
  });
}

import { examOf, readingOf, type ReadingRef } from "#case/edit";
import type { PatientCase } from "#case/patientCase";
import { baselinesOf, spineReadingOf } from "#case/select";
import { evaluationOf, type Evaluation } from "#spine/construct";

/** A reading of the case under evaluation, with the exams that a change is measured against. */
export function evaluationAt(document: PatientCase, at: ReadingRef): Evaluation {
  const [exam, reading] = [examOf(document, at.examId), readingOf(document, at)];
  const { preoperative, firstPostoperative } = baselinesOf(document, exam, reading.reader);
  return evaluationOf(spineReadingOf(document, exam, reading), {
    ...(preoperative && { preoperative: evaluationOf(preoperative) }),
    ...(firstPostoperative && { firstPostoperative: evaluationOf(firstPostoperative) }),
  });
}

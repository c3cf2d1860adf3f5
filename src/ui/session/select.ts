import { applyEdit, type ReadingRef } from "#case/edit";
import { isFrontal } from "#case/coronalReading";
import { canRedo as historyCanRedo, canUndo as historyCanUndo, type History } from "#case/history";
import { bindingOf, imageKeyOf, readingsOfImage } from "#case/matching";
import type { Exam, PatientCase, Reading } from "#case/patientCase";
import { assessCase } from "#case/select";
import { frameGeometry } from "#image/attributes";
import { degreesOffSagittal, FROM_THE_SIDE_DEGREES, sagittalFrameOf } from "#image/sagittalFrame";
import type { Assessment } from "#spine/assessment";
import { COBB } from "#spine/coronalRow";
import { measuredValue } from "#text/measuredValue";
import { sameValue } from "../sameValue";
import { patientLabel } from "../words";
import type { SessionState } from "./core";
import { patientKey } from "./stacks";

/**
 * What can be computed from the state. Each remembers its last answer by the identity of what it was computed from, so
 * that a component renders again only when its answer is another value.
 */

type Selector<T> = (state: SessionState) => T;

function remembered<const I extends readonly unknown[], T>(inputs: (state: SessionState) => I, compute: (...from: I) => T): Selector<T> {
  let last: { readonly from: I; readonly result: T } | undefined;
  return (state) => {
    const from = inputs(state);
    if (!last?.from.every((value, i) => value === from[i])) last = { from, result: compute(...from) };
    return last.result;
  };
}

/** The answer before where the next one says the same: files that are read one after another change most of them in nothing. */
function steady<T>(select: Selector<T>): Selector<T> {
  let last: { readonly answer: T } | undefined;
  return (state) => {
    const answer = select(state);
    if (!last || !sameValue(last.answer, answer)) last = { answer };
    return last.answer;
  };
}

export const activeHistoryOf = (state: SessionState): History | undefined =>
  state.activeCase === null ? undefined : state.cases.get(state.activeCase);

/** The case as it is kept. */
export const activeCaseOf = (state: SessionState): PatientCase | undefined => activeHistoryOf(state)?.case;

/** Files have been dropped and whose they are isn't known yet: what was chosen for a case now would be lost or go to another. */
export const isCaseComing = (state: SessionState): boolean => activeCaseOf(state) === undefined || (state.showNext && !state.shownEarly);

/** The case with the change in progress. */
export const previewCaseOf: Selector<PatientCase | undefined> = remembered(
  (state) => [activeCaseOf(state), state.draft] as const,
  (document, draft) => (document && draft ? applyEdit(document, draft).case : document),
);

export const canUndo = (state: SessionState): boolean => {
  const history = activeHistoryOf(state);
  return history !== undefined && historyCanUndo(history);
};

export const canRedo = (state: SessionState): boolean => {
  const history = activeHistoryOf(state);
  return history !== undefined && historyCanRedo(history);
};

export const readingAt = (document: PatientCase | undefined, ref: ReadingRef | null): Reading | null =>
  document?.exams.find(({ id }) => id === ref?.examId)?.readings.find(({ id }) => id === ref?.readingId) ?? null;

/** The shown reading's name, null while it isn't in the case: undo can take an exam away that is being looked at. */
export const shownRefOf = (state: SessionState): ReadingRef | null =>
  readingAt(activeCaseOf(state), state.view.reading) ? state.view.reading : null;

export const shownReadingOf = (state: SessionState): Reading | null => readingAt(previewCaseOf(state), state.view.reading);

/** The readings of the shown picture in the exam that is looked at, in the order of the case. */
export const readingsHereOf: Selector<readonly { readonly ref: ReadingRef; readonly reading: Reading }[]> = remembered(
  (state) => [activeCaseOf(state), state.view.stack, state.view.position, state.view.examId] as const,
  (document, stack, position, examId) => {
    const item = stack[position];
    if (!document || !item) return [];
    return readingsOfImage(document, imageKeyOf(item.instance, item.frameIndex)).flatMap((ref) => {
      const reading = ref.examId === examId ? readingAt(document, ref) : null;
      return reading ? [{ ref, reading }] : [];
    });
  },
);

/** The exam that is looked at, its film open or not. */
export const shownExamOf = (state: SessionState): Exam | undefined =>
  activeCaseOf(state)?.exams.find(({ id }) => id === state.view.examId);

/** What the results speak of: the shown reading, else the first one of the chosen exam. */
export const assessedRefOf: Selector<ReadingRef | null> = remembered(
  (state) => [shownRefOf(state), shownExamOf(state)?.id, shownExamOf(state)?.readings[0]?.id] as const,
  (shown, examId, readingId) => shown ?? (examId !== undefined && readingId !== undefined ? { examId, readingId } : null),
);

/** Everything that is said of the reading, the change in progress included. */
export const assessmentOf: Selector<Assessment | null> = remembered(
  (state) => [previewCaseOf(state), assessedRefOf(state), state.settings] as const,
  (document, ref, settings) => (document && ref && readingAt(document, ref) ? assessCase(document, ref, settings) : null),
);

/** The measurements whose construction stands on the image all the time: the junction, and the chosen thoracic kyphosis. */
export const constructionsOf: Selector<readonly string[]> = remembered(
  (state) => [state.settings.tk, frontalShown(state)] as const,
  (tk, frontal) => (frontal ? [COBB] : ["PJA", tk]),
);

/** The film that is looked at was taken from the front or the back. */
export function frontalShown(state: SessionState): boolean {
  const reading = shownReadingOf(state);
  return reading !== null && isFrontal(reading);
}

/** The patient's left is asked for, as anterior is on a lateral film. */
export function patientLeftUnknown(state: SessionState): boolean {
  const image = shownReadingOf(state)?.image;
  return image?.kind === "projection" && image.view === "frontal" && image.patientLeft === undefined;
}

/** The results speak of a frontal film. */
export function frontalAssessed(state: SessionState): boolean {
  const reading = readingAt(activeCaseOf(state), assessedRefOf(state));
  return reading !== null && isFrontal(reading);
}

export const anteriorUnknown = (state: SessionState): boolean => {
  const image = shownReadingOf(state)?.image;
  const item = state.view.stack[state.view.position];
  // A slice that says how it lies, and lies otherwise, has no anterior side to be asked for.
  const lies = item !== undefined && frameGeometry(item.instance, item.frameIndex)?.imageOrientationPatient !== undefined;
  return image?.kind === "projection" && image.view !== "frontal" && image.anterior === undefined && !lies;
};

const PATIENTS_PLANE = sagittalFrameOf({ kind: "volume" });

/** A picture by itself that says how it lies and isn't one from the side: what is measured here can't be read on it. */
export const isAcrossShown = ({ view: { stack } }: SessionState): boolean => {
  const [item, ...others] = stack;
  return item !== undefined && others.length === 0 && (degreesOffSagittal(item.instance, item.frameIndex, PATIENTS_PLANE) ?? 0) > FROM_THE_SIDE_DEGREES;
};

/** How the cases are called on screen whose patients' images are open, by subject id; the others have only that. */
export const caseLabelsOf: Selector<Readonly<Record<string, string>>> = steady(
  remembered(
    (state) => [state.files.instances, state.patients] as const,
    (instances, patients) => {
      const labels: Record<string, string> = {};
      for (const instance of instances) {
        const subjectId = patients.get(patientKey(instance));
        if (subjectId !== undefined) labels[subjectId] ??= patientLabel(instance);
      }
      return labels;
    },
  ),
);

export const hasContent = (state: SessionState): boolean => state.cases.size > 0 || state.files.instances.length > 0;

/** The exams of the case of which an image is open, by id. */
export const openExamsOf: Selector<readonly string[]> = steady(
  remembered(
    (state) => [state.files.instances, activeCaseOf(state)] as const,
    (instances, document) => {
      const isOpen = ({ readings }: Exam): boolean => readings.some(({ image }) => instances.some((instance) => bindingOfAnyFrame(image, instance)));
      return document?.exams.filter(isOpen).map(({ id }) => id) ?? [];
    },
  ),
);

/**
 * The junctional angle of an exam's first measured reading as it is printed; empty where there is none. Of the case as it
 * is kept: a point under way changes no other exam's angle, and those are not measured again for each of its moves.
 */
export const junctionalAngleOf: Selector<(exam: Exam) => string> = remembered(
  (state) => [activeCaseOf(state), state.settings] as const,
  (document, settings) => (exam) => {
    // During a render the list may still hold an exam that undo has just taken away.
    const here = document?.exams.find(({ id }) => id === exam.id);
    if (!document || !here) return "";
    for (const { id } of here.readings) {
      const angle = angleIn(assessCase(document, { examId: here.id, readingId: id }, settings));
      if (angle !== "") return angle;
    }
    return "";
  },
);

/** That of the shown reading, the change in progress included. */
export const shownAngleOf = (state: SessionState): string => angleIn(assessmentOf(state));

function angleIn(assessment: Assessment | null): string {
  const pja = assessment?.measurements.find(({ id }) => id === "PJA");
  return pja?.state === "measured" ? measuredValue(pja.value, pja.id, pja.unit) : "";
}

/** What is said of the reading as it is kept, for the printed page. */
export const keptAssessmentOf: Selector<Assessment | null> = remembered(
  (state) => [activeCaseOf(state), assessedRefOf(state), state.settings] as const,
  (document, ref, settings) => (document && ref && readingAt(document, ref) ? assessCase(document, ref, settings) : null),
);

function bindingOfAnyFrame(image: Reading["image"], instance: Parameters<typeof imageKeyOf>[0]): boolean {
  const frame = image.kind === "projection" ? (image.frame ?? 1) - 1 : 0;
  return bindingOf(image, imageKeyOf(instance, frame)) === "same";
}

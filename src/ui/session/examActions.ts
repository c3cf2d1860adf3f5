import { examTaking, newExam, newReading } from "#case/binding";
import type { CaseEdit, ReadingRef } from "#case/edit";
import type { History } from "#case/history";
import { imageKeyOf, readingsOfImage } from "#case/matching";
import type { Exam, Reading } from "#case/patientCase";
import type { Instance } from "#image/instance";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import { sameValue } from "../sameValue";
import type { CaseStoreActions } from "./caseActions";
import type { SessionCore, SessionState } from "./core";
import { likelihood, patientKey, stacksOf, type Stack } from "./stacks";

export interface BoundReading {
  readonly subjectId: string;
  readonly ref: ReadingRef;
}

export interface ExamActions {
  /** Sees to it that the patient of an image has a case: an open one, a kept one, or a new one. */
  ready(instance: Instance): Promise<void>;
  isReady(instance: Instance): boolean;
  /** The reading of a shown picture, made where there is none. The patient's case has to be `ready`. */
  readingFor(item: StackItem): BoundReading;
  /** Makes exams of the studies that have none yet, each of its likeliest picture. */
  addExams(): void;
  removeExam(examId: string): void;
}

export function examActions(core: SessionCore, cases: CaseStoreActions): ExamActions {
  const state = (): SessionState => core.store.getState();

  async function ready(instance: Instance): Promise<void> {
    const id = subjectOf(state(), instance) ?? (await cases.openFor(instance));
    if (state().patients.get(patientKey(instance)) === id) return;
    core.update(({ patients, activeCase }) => ({ patients: new Map(patients).set(patientKey(instance), id), activeCase: activeCase ?? id }));
  }

  const isReady = (instance: Instance): boolean => subjectOf(state(), instance) !== undefined;

  function readingFor(item: StackItem): BoundReading {
    const subjectId = subjectOf(state(), item.instance);
    const history = subjectId === undefined ? undefined : state().cases.get(subjectId);
    if (subjectId === undefined || !history) throw new RangeError(`no case is open for ${item.instance.fileName}`);
    const [known] = readingsOfImage(history.case, imageKeyOf(item.instance, item.frameIndex));
    if (known) return { subjectId, ref: known };
    const { edit, ref } = bindingEdit(core, history, item);
    cases.amend(subjectId, edit);
    return { subjectId, ref };
  }

  function addExams(): void {
    for (const { studies } of stacksOf(state().files.instances)) {
      for (const { stacks } of studies) {
        const best = likeliest(stacks);
        const item = best?.items[best.start];
        if (item && isReady(item.instance) && !stacks.some((stack) => isBound(state(), stack))) readingFor(item);
      }
    }
  }

  function removeExam(examId: string): void {
    const { activeCase } = state();
    if (activeCase !== null) cases.commit(activeCase, { kind: "remove-exam", examId });
  }

  return { ready, isReady, readingFor, addExams, removeExam };
}

/** The open case of an image: one that has readings of it, else the one that the patient's other images went to. */
function subjectOf({ cases, patients }: SessionState, instance: Instance): string | undefined {
  for (const [id, { case: document }] of cases) {
    if (readingsOfImage(document, imageKeyOf(instance, 0)).length > 0) return id;
  }
  return patients.get(patientKey(instance));
}

function isBound({ cases }: SessionState, { items }: Stack): boolean {
  const documents = [...cases.values()].map(({ case: document }) => document);
  return items.some(({ instance, frameIndex }) =>
    documents.some((document) => readingsOfImage(document, imageKeyOf(instance, frameIndex)).length > 0),
  );
}

export function likeliest(stacks: readonly Stack[]): Stack | undefined {
  const ranked = stacks.map((stack) => ({ stack, rank: likelihood(stack) })).filter(({ rank }) => rank > 0);
  return ranked.toSorted((a, b) => b.rank - a.rank)[0]?.stack;
}

/**
 * What puts a picture into the case. A reading of the same day without any point moves to it, so that looking through a
 * study leaves no empty readings behind; else the exam of that day gets one more, or a new exam is made.
 */
function bindingEdit(core: SessionCore, history: History, item: StackItem): { readonly edit: CaseEdit; readonly ref: ReadingRef } {
  const document = history.case;
  const { reader } = core.store.getState().settings;
  const about = { id: core.ports.newId(), readAt: core.ports.now(), ...(reader === "" ? {} : { reader }) };
  const reading = newReading(item.instance, item.frameIndex, about);
  const fresh = newExam(item.instance, core.ports.newId(), reading, document.surgery?.date);
  const { instances } = core.store.getState().files;
  const taking = examTaking(document.exams, fresh, (candidate) => isUntouched(history, candidate) && isAsBound(instances, candidate));
  if (!taking) {
    const ref = { examId: fresh.id, readingId: reading.id };
    return { edit: { kind: "insert-exam", index: indexByDate(document.exams, fresh), exam: fresh }, ref };
  }
  const { exam, replaced, posture } = taking;
  const ref = { examId: exam.id, readingId: replaced?.id ?? reading.id };
  if (replaced) {
    const moved: CaseEdit = { kind: "set-reading-image", at: ref, to: reading.image };
    const placed: readonly CaseEdit[] = posture === undefined ? [] : [{ kind: "set-exam", examId: exam.id, to: { posture } }];
    return { edit: placed.length === 0 ? moved : { kind: "batch", edits: [moved, ...placed] }, ref };
  }
  return { edit: { kind: "insert-reading", examId: exam.id, index: exam.readings.length, reading }, ref };
}

/** Without points and answers, and none that undo or redo could bring back; not one that the reader has asked for. */
const isUntouched = ({ steps }: History, { id, landmarks, answers = {} }: Reading): boolean =>
  Object.keys(landmarks).length === 0 && Object.keys(answers).length === 0 && !steps.some(({ forward }) => concerns(forward, id));

function concerns(edit: CaseEdit, readingId: string): boolean {
  if (edit.kind === "batch") return edit.edits.some((each) => concerns(each, readingId));
  return edit.kind === "insert-reading" ? edit.reading.id === readingId : "at" in edit && edit.at.readingId === readingId;
}

/** Whether its image is just what the file says: a scale, a side or a plumb line that a reader or another program gave it is no other film's. */
function isAsBound(instances: readonly Instance[], { image }: Reading): boolean {
  const frameIndex = image.kind === "projection" ? (image.frame ?? 1) - 1 : 0;
  return instances.some((instance) => frameIndex < instance.numberOfFrames && sameValue(newReading(instance, frameIndex, { id: "", readAt: "" }).image, image));
}

function indexByDate(exams: readonly Exam[], { date }: Exam): number {
  const later = date === undefined ? -1 : exams.findIndex((exam) => exam.date === undefined || exam.date > date);
  return later < 0 ? exams.length : later;
}

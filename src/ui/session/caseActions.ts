import { guessTimepoint, newCase, type PatientKey } from "#case/binding";
import type { CaseEdit } from "#case/edit";
import { applyEdit } from "#case/edit";
import { commit, newHistory, redo, undo, type History } from "#case/history";
import type { PatientCase, ProjectionImage } from "#case/patientCase";
import type { Instance } from "#image/instance";
import type { ImageSide } from "#image/sagittalFrame";
import { END_VERTEBRAE } from "#spine/coronalRow";
import type { Level } from "#spine/level";
import { message } from "#text/messages";
import type { SessionCore } from "./core";
import { activeCaseOf, activeHistoryOf, shownReadingOf, shownRefOf } from "./select";

export interface CaseActions {
  /** One change, one undo step, one save. */
  edit(edit: CaseEdit): void;
  draft(edit: CaseEdit | null): void;
  undo(): void;
  redo(): void;
  setUiv(level: Level | undefined): void;
  /** Of the shown reading: about which vertebra the points of the fracture protocol lie. */
  setFractureLevel(level: Level | undefined): void;
  /** Exams whose timepoint nobody has said yet get the one that the two dates suggest. */
  setSurgeryDate(date: string | undefined): void;
  /** The side of the stored image on which anterior lies; `top`: the side that the reader has turned upwards. */
  setAnterior(side: ImageSide, top: ImageSide): void;
  /** The film is a frontal one, and the patient's left lies on this side of the stored image; `top` as in `setAnterior`. */
  setPatientLeft(side: ImageSide, top: ImageSide): void;
  /** Of the shown reading: an end vertebra of the curve; undefined leaves it to the tilts. */
  setEndVertebra(end: "upper" | "lower", level: Level | undefined): void;
}

export interface CaseStoreActions {
  /** Puts a case among the open ones as it is kept. */
  open(history: History): void;
  /** Puts a case among the open ones, or a new state of an open one, and keeps it. */
  put(history: History): void;
  commit(subjectId: string, edit: CaseEdit): void;
  /** A change that undo does not take back: what follows from the files themselves. */
  amend(subjectId: string, edit: CaseEdit): void;
  /** What the store gives; a store that fails says so and counts as empty. */
  tried<T>(what: string, ask: () => Promise<T>): Promise<T | undefined>;
  /** Opens the case that an image belongs to, kept or new, and names its subject. */
  openFor(instance: Instance): Promise<string>;
}

/** Saves in order, the newest state of a case replacing those of it that still wait. */
function saver(core: SessionCore): (history: History) => void {
  const waiting = new Map<string, History>();
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    for (let next = waiting.entries().next(); !next.done; next = waiting.entries().next()) {
      const [id, history] = next.value;
      waiting.delete(id);
      await tried(core, id, () => core.ports.keeper.save(history));
    }
    running = false;
  };
  return (history) => {
    waiting.set(history.case.subject.id, history);
    if (!running) void run();
  };
}

export function caseStore(core: SessionCore): CaseStoreActions {
  const save = saver(core);
  const show = (history: History): void =>
    core.update(({ cases }) => ({ cases: new Map(cases).set(history.case.subject.id, history) }));
  const put = (history: History): void => {
    show(history);
    save(history);
  };
  const change = (subjectId: string, step: (history: History) => History): void => {
    const history = core.store.getState().cases.get(subjectId);
    if (history) put(step(history));
  };
  return {
    open: show,
    put,
    tried: (what, ask) => tried(core, what, ask),
    commit: (subjectId, edit) => change(subjectId, (history) => commit(history, edit)),
    amend: (subjectId, edit) => change(subjectId, (history) => ({ ...history, case: applyEdit(history.case, edit).case })),
    openFor: async (instance) => {
      const { id, document } = await caseFor(core, instance);
      // Another binding may have opened it while the store was read.
      if (!core.store.getState().cases.has(id)) show(document);
      return id;
    },
  };
}

/** A kept case with readings of the image, else that of its patient, else a new one. */
async function caseFor(core: SessionCore, instance: Instance): Promise<{ readonly id: string; readonly document: History }> {
  const { keeper, newId } = core.ports;
  const { seriesInstanceUid, frameOfReferenceUid } = instance.series;
  const uids = [instance.sopInstanceUid, seriesInstanceUid, ...(frameOfReferenceUid === undefined ? [] : [frameOfReferenceUid])];
  const found = await tried(core, instance.fileName, () => keeper.findByImage(uids));
  const id = found?.[0]?.subjectId ?? (await tried(core, instance.fileName, () => keeper.subjectIdFor(patientOf(instance), newId))) ?? newId();
  const kept = await tried(core, id, () => keeper.load(id));
  return { id, document: kept ?? newHistory(newCase(instance, id)) };
}

/** Images without a patient number are kept apart by their study. */
const patientOf = ({ patient: { patientId, issuerOfPatientId, patientBirthDate }, study }: Instance): PatientKey => ({
  patientId: patientId === "" ? study.studyInstanceUid : patientId,
  ...(issuerOfPatientId !== undefined && { issuer: issuerOfPatientId }),
  ...(patientBirthDate !== undefined && { birthDate: patientBirthDate }),
});

async function tried<T>(core: SessionCore, what: string, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const isConflict = error instanceof Error && error.name === "StoreConflict";
    core.notify("problem", isConflict ? message("ui.notice.storeConflict", { what }) : message("ui.notice.storeFailed", { what, reason: String(error) }));
    return undefined;
  }
}

function surgeryDateEdit(document: PatientCase, date: string | undefined): CaseEdit {
  const { date: _before, ...rest } = document.surgery ?? {};
  const surgery: CaseEdit = { kind: "set-surgery", to: date === undefined ? rest : { ...rest, date } };
  const guessed = document.exams.flatMap((exam): readonly CaseEdit[] => {
    const timepoint = guessTimepoint(exam.date, date);
    return exam.timepoint === "unknown" && timepoint !== "unknown" ? [{ kind: "set-exam", examId: exam.id, to: { timepoint } }] : [];
  });
  return guessed.length === 0 ? surgery : { kind: "batch", edits: [surgery, ...guessed] };
}

/** Where the file says which side is cranial, that holds, unless the side that is told now is to lie on the same axis. */
function facing(image: ProjectionImage, told: { readonly anterior: ImageSide } | { readonly view: "frontal"; readonly patientLeft: ImageSide }, top: ImageSide): ProjectionImage {
  const { cranial = "up", anterior, patientLeft, view: _view, ...rest } = image;
  const side = "anterior" in told ? told.anterior : told.patientLeft;
  const lying = (other: ImageSide): boolean => other === "left" || other === "right";
  const keeps = (anterior ?? patientLeft) !== undefined && lying(cranial) !== lying(side);
  const to = keeps ? cranial : top;
  return { ...rest, ...told, ...(to === "up" ? {} : { cranial: to }) };
}

export function caseActions(core: SessionCore, cases: CaseStoreActions): CaseActions {
  const change = (step: (history: History) => History): void => {
    const history = activeHistoryOf(core.store.getState());
    if (!history) return;
    core.update(() => ({ draft: null }));
    const next = step(history);
    if (next !== history) cases.put(next);
  };
  const edit = (value: CaseEdit): void => change((history) => commit(history, value));
  const turn = (told: Parameters<typeof facing>[1], top: ImageSide): void => {
    const at = shownRefOf(core.store.getState());
    const reading = shownReadingOf(core.store.getState());
    if (!at || reading?.image.kind !== "projection") return;
    edit({ kind: "set-reading-image", at, to: facing(reading.image, told, top) });
  };
  return {
    edit,
    draft: (value) => core.update(() => ({ draft: value })),
    undo: () => change(undo),
    redo: () => change(redo),
    setUiv: (level) => {
      const history = activeHistoryOf(core.store.getState());
      const { uiv: _before, ...rest } = history?.case.surgery ?? {};
      edit({ kind: "set-surgery", to: level === undefined ? rest : { ...rest, uiv: level } });
    },
    setFractureLevel: (level) => {
      const at = shownRefOf(core.store.getState());
      if (at) edit({ kind: "set-answer", at, question: "fractureLevel", to: level });
    },
    setSurgeryDate: (date) => {
      const document = activeCaseOf(core.store.getState());
      if (document) edit(surgeryDateEdit(document, date));
    },
    setAnterior: (anterior, top) => turn({ anterior }, top),
    setPatientLeft: (patientLeft, top) => turn({ view: "frontal", patientLeft }, top),
    setEndVertebra: (end, level) => {
      const at = shownRefOf(core.store.getState());
      if (at) edit({ kind: "set-answer", at, question: END_VERTEBRAE[end].id, to: level });
    },
  };
}

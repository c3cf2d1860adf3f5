import { newReading } from "#case/binding";
import type { ReadingRef } from "#case/edit";
import { imageKeyOf, readingsOfImage } from "#case/matching";
import { IDLE } from "#viewport/tools/toolState";
import type { CaseStoreActions } from "./caseActions";
import type { SessionCore, SessionState } from "./core";
import { activeCaseOf, shownReadingOf, shownRefOf } from "./select";

export interface ReadingActions {
  /** Another reading of the picture that is shown. */
  chooseReading(at: ReadingRef): void;
  /** The same picture once more, without points: a second reader, or a repeat. One undo step. */
  addReading(): void;
  removeReading(at: ReadingRef): void;
}

export function readingActions(core: SessionCore, cases: CaseStoreActions, begin: () => void): ReadingActions {
  const chooseReading = (at: ReadingRef): void =>
    core.update(({ view }) => ({ view: { ...view, examId: at.examId, reading: at }, tool: IDLE, draft: null, highlighted: null }));

  return {
    chooseReading,
    addReading: () => {
      const state = core.store.getState();
      const { activeCase, view, settings } = state;
      const [item, at, shown] = [view.stack[view.position], shownRefOf(state), shownReadingOf(state)];
      const exam = activeCaseOf(state)?.exams.find(({ id }) => id === at?.examId);
      if (activeCase === null || !item || !at || !shown || !exam) return;
      const about = { id: core.ports.newId(), readAt: core.ports.now(), ...(settings.reader === "" ? {} : { reader: settings.reader }) };
      // The scale and the direction that were said of the picture hold for whoever reads it.
      const reading = { ...newReading(item.instance, item.frameIndex, about), image: shown.image };
      cases.commit(activeCase, { kind: "insert-reading", examId: exam.id, index: exam.readings.length, reading });
      chooseReading({ examId: exam.id, readingId: reading.id });
      begin();
    },
    removeReading: (at) => {
      const { activeCase } = core.store.getState();
      if (activeCase !== null) cases.commit(activeCase, { kind: "remove-reading", at });
    },
  };
}

/** Another reading of the shown picture where the one that was shown is gone, by removing it or by undo. */
export function readingInstead(state: SessionState): ReadingRef | undefined {
  const { stack, position, reading } = state.view;
  const item = stack[position];
  const document = activeCaseOf(state);
  if (!item || !document || reading === null || shownRefOf(state)) return undefined;
  return readingsOfImage(document, imageKeyOf(item.instance, item.frameIndex))[0];
}

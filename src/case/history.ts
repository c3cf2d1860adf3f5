import { applyEdit, type CaseEdit } from "./edit";
import type { PatientCase } from "./patientCase";

/** One undo step: what was done, and what takes it back. Plain values, so that a history survives a reload. */
export interface Step {
  readonly forward: CaseEdit;
  readonly inverse: CaseEdit;
}

/**
 * A case with everything that was ever done to it. `steps[0..position)` are in the case, those after it are what redo
 * brings back. Without limit. Steps are never changed, only added or dropped at the end, so two histories of one case
 * share their beginning by identity.
 */
export interface History {
  readonly case: PatientCase;
  readonly steps: readonly Step[];
  readonly position: number;
}

export const newHistory = (patientCase: PatientCase): History => ({ case: patientCase, steps: [], position: 0 });

/** The history after one more edit; what could have been redone is gone. @throws RangeError as `applyEdit`. */
export function commit(history: History, edit: CaseEdit): History {
  const applied = applyEdit(history.case, edit);
  const steps = [...history.steps.slice(0, history.position), { forward: edit, inverse: applied.inverse }];
  return { case: applied.case, steps, position: steps.length };
}

export const canUndo = (history: History): boolean => history.position > 0;

export const canRedo = (history: History): boolean => history.position < history.steps.length;

/** One step back; the same history when there is none. */
export function undo(history: History): History {
  const step = history.steps[history.position - 1];
  if (step === undefined) return history;
  return { ...history, case: applyEdit(history.case, step.inverse).case, position: history.position - 1 };
}

/** One step forward again; the same history when there is none. */
export function redo(history: History): History {
  const step = history.steps[history.position];
  if (step === undefined) return history;
  return { ...history, case: applyEdit(history.case, step.forward).case, position: history.position + 1 };
}

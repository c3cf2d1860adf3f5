import type { CaseEdit, ReadingRef } from "#case/edit";
import { densityExamsFor } from "#case/density";
import type { BoneDensity, Exam, PatientCase, Reading, Subject, Surgery } from "#case/patientCase";
import { DENSITY_LEVELS, type DensityLevel } from "#spine/boneDensity";
import { DEFAULT_LEVELS, resolveLevel, type Level } from "#spine/level";

/** What the form asks, as it stands in the case, and the edits that its fields make: pure functions of the case. */

function withKey<T extends object, K extends keyof T>(value: T, key: K, to: T[K] | undefined): T {
  const { [key]: _before, ...rest } = value;
  return (to === undefined ? rest : { ...rest, [key]: to }) as T;
}

export const subjectEdit = <K extends "ageYears" | "sex" | "bmi" | "tScore">({ subject }: PatientCase, key: K, to: Subject[K] | undefined): CaseEdit => ({
  kind: "set-subject",
  to: withKey(subject, key, to),
});

export function surgeryEdit<K extends Exclude<keyof Surgery, "extra">>({ surgery = {} }: PatientCase, key: K, to: Surgery[K] | undefined): CaseEdit {
  const changed = withKey(surgery, key, to);
  return { kind: "set-surgery", to: Object.keys(changed).length === 0 ? undefined : changed };
}

/** One edit of two that belong together: the field is undone in one step. */
const together = (edit: CaseEdit, also: CaseEdit | null): CaseEdit => (also ? { kind: "batch", edits: [edit, also] } : edit);

/** An answer of a file of before goes when the field is filled in or emptied: it would stand in for what was taken away. */
const answerGone = (at: ReadingRef, answers: Reading["answers"], question: string): CaseEdit | null =>
  answers !== undefined && Object.hasOwn(answers, question) ? { kind: "set-answer", at, question, to: undefined } : null;

const numberIn = (answers: Reading["answers"], question: string): number | undefined => {
  const answer = answers?.[question];
  return typeof answer === "number" ? answer : undefined;
};

export type Plan = "plannedLLChange" | "plannedTKChange";

export const planOf = ({ surgery }: PatientCase, plan: Plan, answers: Reading["answers"]): number | undefined => surgery?.[plan] ?? numberIn(answers, plan);

export const planEdit = (document: PatientCase, plan: Plan, to: number | undefined, at: ReadingRef, answers: Reading["answers"]): CaseEdit =>
  together(surgeryEdit(document, plan, to), answerGone(at, answers, plan));

export interface DensityField {
  readonly role: DensityLevel;
  readonly level: Level;
  readonly meanHu: number | undefined;
  readonly source: BoneDensity["source"] | undefined;
}

/** The vertebrae about the UIV where that is known, and L1, which may be one of them; each once. */
export function densityLevels(levels: readonly Level[], uiv: Level | undefined): readonly { readonly role: DensityLevel; readonly level: Level }[] {
  const all = DENSITY_LEVELS.flatMap((role) => {
    const resolved = resolveLevel(role, levels, uiv);
    return "level" in resolved ? [{ role, level: resolved.level }] : [];
  });
  return all.filter(({ level }, i) => all.findIndex((each) => each.level === level) === i);
}

/** One field a vertebra. */
export const densityFields = ({ levels = DEFAULT_LEVELS, surgery = {} }: PatientCase, exam: Exam, answers: Reading["answers"]): readonly DensityField[] =>
  densityLevels(levels, surgery.uiv).map(({ role, level }) => {
    const known = exam.boneDensity?.[level];
    return { role, level, meanHu: known?.meanHu ?? numberIn(answers, `hu.${role}`), source: known?.source };
  });

/** Where a density is written: the exam whose densities stand for this one, else the preoperative exam, else this one. */
export const densityExamOf = (document: PatientCase, exam: Exam): Exam =>
  densityExamsFor(document, exam)[0] ?? document.exams.find(({ timepoint }) => timepoint === "preoperative") ?? exam;

export const densityEdit = (exam: Exam, { role, level }: DensityField, meanHu: number | undefined, at: ReadingRef, answers: Reading["answers"]): CaseEdit =>
  together(
    { kind: "set-bone-density", examId: exam.id, level, to: meanHu === undefined ? undefined : { meanHu, source: "typed" } },
    answerGone(at, answers, `hu.${role}`),
  );

/** How much of it is known, for the line above the form. */
export function knownOf({ subject, surgery = {} }: PatientCase, answers: Reading["answers"], densities: readonly DensityField[]): { readonly known: number; readonly total: number } {
  const plans = (["plannedLLChange", "plannedTKChange"] as const).map((plan) => surgery[plan] ?? numberIn(answers, plan));
  const { ageYears, sex, bmi, tScore } = subject;
  const { uiv, liv, pelvicFixation, uivFixation, treatedFracture } = surgery;
  const all = [ageYears, sex, bmi, tScore, uiv, liv, pelvicFixation, uivFixation, treatedFracture, ...plans, ...densities.map(({ meanHu }) => meanHu)];
  return { known: all.filter((value) => value !== undefined).length, total: all.length };
}

import type { SpineReading } from "./assessment";
import { incomplete, found, type Outcome } from "./outcome";
import type { Question } from "./question";

/**
 * Forms: questions that one class or score asks, in order. The answers lie with the reading by the question's id, a choice
 * by the id of its option. Words and definitions of the options are in `text` (spine.option.<question>.<option>).
 */
export interface Form {
  readonly id: FormId;
  readonly questions: readonly (Question | Choice)[];
}

export type FormId = "yagi-boachie" | "hart-issg" | "fracture-class" | "of-score";

export interface Choice {
  readonly id: string;
  readonly kind: "choice";
  readonly options: readonly Option[];
}

export interface Option {
  readonly id: string;
  /** What a score gives for it; 0 where none does. */
  readonly points: number;
}

const choice = (id: string, points: Readonly<Record<string, number>>): Choice => ({
  id,
  kind: "choice",
  options: Object.entries(points).map(([option, given]) => ({ id: option, points: given })),
});

const yesNo = (id: string): Question => ({ id, kind: "yes-no" });

/** Type of failure: disc and ligament, bone, or the interface of implant and bone. */
export const YAGI_TYPE = choice("yagi.type", { "1": 0, "2": 0, "3": 0 });
export const YAGI_SLIP = yesNo("yagi.spondylolisthesis");

/** Points of the Hart-ISSG scale; those for the change in kyphosis are measured. */
export const HART_CHOICES: readonly Choice[] = [
  choice("hart.neurologic", { none: 0, "radicular-pain": 2, "myelopathy-or-motor-deficit": 4 }),
  choice("hart.pain", { none: 0, "to-4": 1, "from-5": 3 }),
  choice("hart.instrumentation", { none: 0, "partial-fixation-loss": 1, prominence: 1, "complete-fixation-loss": 2 }),
  choice("hart.fracture", { none: 0, compression: 1, "burst-or-chance": 2, translation: 3 }),
];
export const HART_LIGAMENT = yesNo("hart.ligamentFailure");

/** Twice the class counts in the OF score. */
export const OF_CLASS = choice("of.class", { OF1: 2, OF2: 4, OF3: 6, OF4: 8, OF5: 10 });
export const AO_CLASS = choice("ao.class", { A0: 0, A1: 0, A2: 0, A3: 0, A4: 0 });

/** Points of the OF score for a yes and for a no; what is not known counts 0. */
export const OF_ITEMS: readonly { readonly question: Question; readonly yes: number; readonly no: number }[] = [
  { question: yesNo("of.severeOsteoporosis"), yes: 1, no: 0 },
  { question: yesNo("of.progression"), yes: 1, no: -1 },
  { question: yesNo("of.pain"), yes: 1, no: -1 },
  { question: yesNo("of.neurology"), yes: 2, no: 0 },
  { question: yesNo("of.mobilised"), yes: -1, no: 1 },
];

/** Each takes a point away, two at most. */
export const OF_HEALTH: readonly Question[] = ["of.asa", "of.frailty", "of.anticoagulation"].map(yesNo);

export const FORMS: readonly Form[] = [
  { id: "yagi-boachie", questions: [YAGI_TYPE, YAGI_SLIP] },
  { id: "hart-issg", questions: [...HART_CHOICES, HART_LIGAMENT] },
  { id: "fracture-class", questions: [{ id: "fractureLevel", kind: "level" }, OF_CLASS, AO_CLASS] },
  { id: "of-score", questions: [...OF_ITEMS.map(({ question }) => question), ...OF_HEALTH] },
];

/** The option that the reader chose; an answer that is none of them counts as none. */
export function chosen({ answers }: SpineReading, { id, options }: Choice): Outcome<Option> {
  const option = options.find((one) => one.id === answers?.[id]);
  return option ? found(option) : incomplete({ code: "not-answered", params: { question: id } });
}

/** Null where the reader has not said. */
export function saidYes({ answers }: SpineReading, { id }: Question): boolean | null {
  const answer = answers?.[id];
  return typeof answer === "boolean" ? answer : null;
}

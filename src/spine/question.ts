import type { SpineReading } from "./assessment";
import { isLevel } from "./level";
import { incomplete, type Outcome, type Value, found } from "./outcome";
import { constant } from "#geometry/traced";

/**
 * What no image measurement gives and the reader may answer; kept with the reading by these ids. The plan ("deg") and the
 * densities ("hu") are asked for the case now; an answer of a file of before is read where the case has none.
 */
export interface Question {
  readonly id: string;
  readonly kind: "yes-no" | "percent" | "mm" | "deg" | "hu" | "level";
}

export const QUESTIONS: readonly Question[] = [
  { id: "uivHeightLoss", kind: "percent" },
  { id: "uivListhesis", kind: "mm" },
  { id: "uivScrewDislodged", kind: "yes-no" },
  { id: "plannedLLChange", kind: "deg" },
  { id: "plannedTKChange", kind: "deg" },
  { id: "fractureLevel", kind: "level" },
  { id: "hu.UIV", kind: "hu" },
  { id: "hu.UIV+1", kind: "hu" },
  { id: "hu.UIV+2", kind: "hu" },
  { id: "hu.L1", kind: "hu" },
];

/** A number or a yes (1) or no (0), taken as exact; an answer of another type counts as none. */
export function answerOf({ answers }: SpineReading, id: string): Outcome<Value> {
  const answer = answers?.[id];
  if (typeof answer === "boolean") return found(constant(answer ? 1 : 0));
  if (typeof answer === "number" && Number.isFinite(answer)) return found(constant(answer));
  return incomplete({ code: "not-answered", params: { question: id } });
}

export function levelAnswerOf({ answers }: Pick<SpineReading, "answers">, id: string): string | undefined {
  const answer = answers?.[id];
  return typeof answer === "string" && isLevel(answer) ? answer : undefined;
}

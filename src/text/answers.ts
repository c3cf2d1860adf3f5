import { FORMS, type Choice } from "#spine/form";
import { QUESTIONS, type Question } from "#spine/question";
import { formatThreshold, plainNumber } from "./format";
import { message } from "./messages";
import { optionName, questionName } from "./spineNames";

type Answer = boolean | number | string;

/** A question that the reader has answered, both in words. */
export interface Answered {
  readonly question: string;
  readonly answer: string;
}

const ASKED: readonly (Question | Choice)[] = [...QUESTIONS, ...FORMS.flatMap(({ questions }) => questions)];

/** In the order in which they are asked; an answer to a question that this version does not ask stands as it is. */
export function answered(answers: Readonly<Record<string, Answer>>): readonly Answered[] {
  const order = new Map(ASKED.map(({ id }, i) => [id, i]));
  return Object.entries(answers)
    .toSorted(([a], [b]) => (order.get(a) ?? ASKED.length) - (order.get(b) ?? ASKED.length))
    .map(([id, answer]) => ({ question: questionName(id), answer: answerText(ASKED.find((each) => each.id === id), id, answer) }));
}

function answerText(question: Question | Choice | undefined, id: string, answer: Answer): string {
  if (typeof answer === "boolean") return message(answer ? "ui.answers.yes" : "ui.answers.no");
  if (typeof answer === "string") return question?.kind === "choice" ? optionName(id, answer) : answer;
  switch (question?.kind) {
    case "percent":
    case "mm":
    case "deg":
      return formatThreshold(answer, question.kind);
    case "hu":
      return message("report.findings.hu", { value: plainNumber(answer) });
    default:
      return plainNumber(answer);
  }
}

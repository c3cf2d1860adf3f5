import type { Assessment } from "#spine/assessment";
import { FORMS, type Choice } from "#spine/form";
import { QUESTIONS, type Question } from "#spine/question";
import { message } from "#text/messages";
import { formName } from "#text/spineNames";
import { criterionName, criterionStateText, measurementName, valueText } from "../words";

/** Questions that belong together, and what is decided by their answers. */
export interface Group {
  readonly id: string;
  readonly name: () => string;
  readonly questions: readonly (Question | Choice)[];
  /** Ids of criteria and measurements, said beside the name. */
  readonly decides: readonly string[];
}

const asked = (...ids: readonly string[]): readonly Question[] => QUESTIONS.filter(({ id }) => ids.some((each) => id === each || id.startsWith(`${each}.`)));

const DECIDES: Readonly<Record<string, readonly string[]>> = {
  "yagi-boachie": ["Yagi-Boachie.2011", "Yagi-Boachie.2014"],
  "hart-issg": ["Hart-ISSG"],
  "of-score": ["OF-score"],
};

export const GROUPS: readonly Group[] = [
  {
    id: "failure",
    name: () => message("forms.group.failure"),
    questions: asked("uivHeightLoss", "uivListhesis", "uivScrewDislodged"),
    decides: ["pjf-asls"],
  },
  ...FORMS.map(({ id, questions }): Group => ({ id, name: () => formName(id), questions, decides: DECIDES[id] ?? [] })),
];

/** What the answers so far have decided, in words: a criterion's state, a score's value. */
export function decisionsOf({ criteria, measurements }: Pick<Assessment, "criteria" | "measurements">, { decides }: Group): readonly string[] {
  return decides.flatMap((id) => {
    const criterion = criteria.find((each) => each.id === id);
    if (criterion) return [message("forms.criterion", { name: criterionName(id), state: criterionStateText(criterion) })];
    const measurement = measurements.find((each) => each.id === id);
    return measurement?.state === "measured" ? [message("forms.result", { name: measurementName(id), value: valueText(measurement) })] : [];
  });
}

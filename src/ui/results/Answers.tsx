import type { Answer } from "#case/patientCase";
import { DEFAULT_LEVELS, type Level } from "#spine/level";
import { QUESTIONS, type Question } from "#spine/question";
import { message } from "#text/messages";
import { useId } from "react";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, shownReadingOf } from "../session/select";
import { LevelSelect } from "../shell/LevelSelect";
import { questionName } from "../words";

/** What criteria and factors need and no image gives. Unanswered stays unanswered: it is not a no. */
export function Answers() {
  const session = useSession();
  const ref = useSessionState(assessedRefOf);
  const answers = useSessionState((state) => shownReadingOf(state)?.answers);
  const levels = useSessionState((state) => activeCaseOf(state)?.levels) ?? DEFAULT_LEVELS;
  if (!ref) return null;
  return (
    <details className="answers">
      <summary>{message("ui.answers.name")}</summary>
      <div className="form">
        {QUESTIONS.map((question) => (
          <Field
            key={question.id}
            question={question}
            levels={levels}
            answer={answers?.[question.id]}
            onAnswer={(to) => session.edit({ kind: "set-answer", at: ref, question: question.id, to })}
          />
        ))}
      </div>
    </details>
  );
}

interface FieldProps {
  readonly question: Question;
  readonly levels: readonly Level[];
  readonly answer: Answer | undefined;
  readonly onAnswer: (answer: Answer | undefined) => void;
}

function Field({ question, levels, answer, onAnswer }: FieldProps) {
  const id = useId();
  return (
    <div className="field answer">
      <label htmlFor={id}>{questionName(question.id)}</label>
      <Input {...{ id, question, levels, answer, onAnswer }} />
    </div>
  );
}

function Input({ id, question: { kind }, levels, answer, onAnswer }: FieldProps & { readonly id: string }) {
  if (kind === "level") return <LevelSelect id={id} levels={levels} value={typeof answer === "string" ? answer : undefined} onChange={onAnswer} />;
  if (kind === "yes-no") return <YesNo id={id} answer={answer} onAnswer={onAnswer} />;
  return (
    <span className="with-unit">
      <input
        id={id}
        type="number"
        step="any"
        key={String(answer)}
        defaultValue={typeof answer === "number" ? answer : ""}
        onBlur={(event) => {
          const value = event.target.value === "" ? undefined : event.target.valueAsNumber;
          if (value !== answer) onAnswer(value);
        }}
      />
      <span className="muted">{message(`ui.answers.unit.${kind}`)}</span>
    </span>
  );
}

function YesNo({ id, answer, onAnswer }: Pick<FieldProps, "answer" | "onAnswer"> & { readonly id: string }) {
  return (
    <select
      id={id}
      value={typeof answer === "boolean" ? String(answer) : ""}
      onChange={(event) => onAnswer(event.target.value === "" ? undefined : event.target.value === "true")}
    >
      <option value="">{message("ui.answers.unanswered")}</option>
      <option value="true">{message("ui.answers.yes")}</option>
      <option value="false">{message("ui.answers.no")}</option>
    </select>
  );
}

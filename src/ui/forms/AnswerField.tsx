import type { Answer } from "#case/patientCase";
import type { Choice } from "#spine/form";
import type { Level } from "#spine/level";
import type { Question } from "#spine/question";
import { message } from "#text/messages";
import { optionDefinition, optionName } from "#text/spineNames";
import { useId } from "react";
import { LevelSelect } from "../shell/LevelSelect";
import { NumberInput } from "../shell/NumberInput";
import { questionName } from "../words";
import { ClassDrawing, hasDrawings } from "./ClassDrawing";

interface AnswerFieldProps {
  readonly question: Question | Choice;
  readonly levels: readonly Level[];
  readonly answer: Answer | undefined;
  readonly onAnswer: (question: string, answer: Answer | undefined) => void;
}

/** One question and its answer, which may be taken back: unanswered is not a no. */
export function AnswerField({ question, levels, answer, onAnswer }: AnswerFieldProps) {
  const id = useId();
  const onChange = (to: Answer | undefined): void => onAnswer(question.id, to);
  if (question.kind === "choice") return <Choices question={question} answer={answer} onChange={onChange} />;
  return (
    <div className="field answer">
      <label htmlFor={id}>{questionName(question.id)}</label>
      <Input {...{ id, question, levels, answer, onChange }} />
    </div>
  );
}

/** Every option with its definition: a class is chosen by what it means. */
function Choices({ question, answer, onChange }: { readonly question: Choice; readonly answer: Answer | undefined; readonly onChange: (to: Answer | undefined) => void }) {
  const name = useId();
  const pictured = hasDrawings(question.id);
  const known = question.options.some(({ id }) => id === answer);
  return (
    <fieldset className={pictured ? "choices drawn" : "choices"}>
      <legend>{questionName(question.id)}</legend>
      {question.options.map(({ id: option }) => (
        <label key={option} className={pictured ? "choice drawn" : "choice"}>
          <input type="radio" name={name} checked={answer === option} onChange={() => onChange(option)} />
          <ClassDrawing question={question.id} option={option} />
          <span>
            {optionName(question.id, option)}
            <span className="choice-definition">{optionDefinition(question.id, option)}</span>
          </span>
        </label>
      ))}
      <label className="choice">
        <input type="radio" name={name} checked={!known} onChange={() => onChange(undefined)} />
        <span className="muted">{message("forms.unanswered")}</span>
      </label>
    </fieldset>
  );
}

interface InputProps {
  readonly id: string;
  readonly question: Question;
  readonly levels: readonly Level[];
  readonly answer: Answer | undefined;
  readonly onChange: (answer: Answer | undefined) => void;
}

function Input({ id, question: { kind }, levels, answer, onChange }: InputProps) {
  if (kind === "level") return <LevelSelect id={id} levels={levels} value={typeof answer === "string" ? answer : undefined} onChange={onChange} />;
  if (kind === "yes-no") return <YesNo id={id} answer={answer} onChange={onChange} />;
  return (
    <span className="with-unit">
      <NumberInput id={id} optional step={1} value={typeof answer === "number" ? answer : undefined} onNumber={onChange} />
      <span className="muted">{message(`ui.answers.unit.${kind}`)}</span>
    </span>
  );
}

function YesNo({ id, answer, onChange }: Pick<InputProps, "id" | "answer" | "onChange">) {
  return (
    <select
      id={id}
      value={typeof answer === "boolean" ? String(answer) : ""}
      onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value === "true")}
    >
      <option value="">{message("ui.answers.unanswered")}</option>
      <option value="true">{message("ui.answers.yes")}</option>
      <option value="false">{message("ui.answers.no")}</option>
    </select>
  );
}

import type { Answer } from "#case/patientCase";
import { DEFAULT_LEVELS } from "#spine/level";
import { message } from "#text/messages";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, assessmentOf, readingAt } from "../session/select";
import { AnswerField } from "./AnswerField";
import { decisionsOf, GROUPS, type Group } from "./groups";

/**
 * What criteria, scores and factors need and no image gives, as the reader finds it. Each answer is one edit of the
 * reading: undone and saved like a point, and its effect stands beside the group at once.
 */
export function Findings() {
  const session = useSession();
  const ref = useSessionState(assessedRefOf);
  const answers = useSessionState((state) => readingAt(activeCaseOf(state), assessedRefOf(state))?.answers);
  const levels = useSessionState((state) => activeCaseOf(state)?.levels) ?? DEFAULT_LEVELS;
  const assessment = useSessionState(assessmentOf);
  if (!ref || !assessment) return null;
  const onAnswer = (question: string, to: Answer | undefined): void => session.edit({ kind: "set-answer", at: ref, question, to });
  return (
    <details className="answers findings">
      <summary>{message("forms.name")}</summary>
      <p className="muted small">{message("forms.hint")}</p>
      {GROUPS.map((group) => (
        <details key={group.id} className="findings-group">
          <Summary group={group} decisions={decisionsOf(assessment, group)} />
          <div className="form">
            {group.questions.map((question) => (
              <AnswerField key={question.id} question={question} levels={levels} answer={answers?.[question.id]} onAnswer={onAnswer} />
            ))}
          </div>
        </details>
      ))}
    </details>
  );
}

function Summary({ group, decisions }: { readonly group: Group; readonly decisions: readonly string[] }) {
  return (
    <summary>
      {group.name()}
      {decisions.map((text) => (
        <span key={text} className="findings-decision">
          {text}
        </span>
      ))}
    </summary>
  );
}

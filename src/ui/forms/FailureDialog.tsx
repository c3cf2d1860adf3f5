import type { Answer } from "#case/patientCase";
import type { Assessment, CriterionResult } from "#spine/assessment";
import { criterionOf } from "#spine/criterion";
import { HART_CHOICES, HART_LIGAMENT, YAGI_SLIP, YAGI_TYPE, type Choice } from "#spine/form";
import { DEFAULT_LEVELS } from "#spine/level";
import { QUESTIONS, type Question } from "#spine/question";
import { message } from "#text/messages";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, assessmentOf, readingAt } from "../session/select";
import { Dialog } from "../shell/Dialog";
import { StateGlyph } from "../results/StateGlyph";
import { criterionCitation, criterionName, criterionRule, criterionStateText, noteTexts, probabilityText, reasonBesideTests, subTestText } from "../words";
import { AnswerField } from "./AnswerField";
import { HartTable } from "./HartTable";
import { YagiTable } from "./YagiTable";
import "./failure.css";

const FAILURE = ["pjf-asls", "pjf-lafage"] as const;

const ASKED = ["uivHeightLoss", "uivListhesis", "uivScrewDislodged"].flatMap((id) => QUESTIONS.filter((question) => question.id === id));

/** Everything that is said of a failing junction: the criteria with each test, both classifications with what they rest on, and what is asked for them. */
export default function FailureDialog({ onClose }: { readonly onClose: () => void }) {
  const assessment = useSessionState(assessmentOf);
  if (!assessment) return null;
  return (
    <Dialog title={message("forms.failure.title")} onClose={onClose}>
      <div className="failure">
        <div>
          <Criteria assessment={assessment} />
          <YagiTable assessment={assessment} />
          <HartTable assessment={assessment} />
        </div>
        <Answers />
      </div>
    </Dialog>
  );
}

function Criteria({ assessment }: { readonly assessment: Assessment }) {
  const criteria = FAILURE.flatMap((id) => assessment.criteria.filter((criterion) => criterion.id === id));
  return (
    <section aria-label={message("forms.failure.criteria")}>
      <h3>{message("forms.failure.criteria")}</h3>
      {criteria.map((criterion) => (
        <Criterion key={criterion.id} criterion={criterion} />
      ))}
    </section>
  );
}

function Criterion({ criterion }: { readonly criterion: CriterionResult }) {
  const [certainty, reason] = [probabilityText(criterion), reasonBesideTests(criterion)];
  return (
    <div className="failure-criterion" data-criterion={criterion.id} data-state={criterion.state}>
      <p className="failure-verdict">
        <StateGlyph state={criterion.state} /> <strong>{criterionName(criterion.id)}</strong> {criterionStateText(criterion)}
        {certainty && <span className="muted"> {certainty}</span>}
      </p>
      <p className="muted small">{criterionRule(criterion.id)}</p>
      <ul>
        {criterion.subTests.map((test) => (
          <li key={test.measurement} data-state={test.state}>
            <StateGlyph state={test.state} size={9} /> {subTestText(test)}
          </li>
        ))}
      </ul>
      {criterion.state === "undecidable" && reason && <p className="note">{reason}</p>}
      {noteTexts(criterion.notes).map((text) => (
        <p key={text} className="note">
          {text}
        </p>
      ))}
      <p className="citation">{message("forms.failure.version", { citation: criterionCitation(criterion.id), version: criterionOf(criterion.id).version })}</p>
    </div>
  );
}

/** The same answers as among the findings. */
function Answers() {
  const session = useSession();
  const ref = useSessionState(assessedRefOf);
  const answers = useSessionState((state) => readingAt(activeCaseOf(state), assessedRefOf(state))?.answers);
  const levels = useSessionState((state) => activeCaseOf(state)?.levels) ?? DEFAULT_LEVELS;
  if (!ref) return null;
  const onAnswer = (question: string, to: Answer | undefined): void => session.edit({ kind: "set-answer", at: ref, question, to });
  const asked: readonly (Question | Choice)[] = [...ASKED, YAGI_TYPE, YAGI_SLIP, ...HART_CHOICES, HART_LIGAMENT];
  return (
    <section className="failure-answers answers findings" aria-label={message("forms.failure.answers")}>
      <h3>{message("forms.failure.answers")}</h3>
      <p className="muted small">{message("forms.hint")}</p>
      <div className="form">
        {asked.map((question) => (
          <AnswerField key={question.id} question={question} levels={levels} answer={answers?.[question.id]} onAnswer={onAnswer} />
        ))}
      </div>
    </section>
  );
}

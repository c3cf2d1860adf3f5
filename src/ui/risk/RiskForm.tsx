import type { Exam, PatientCase, Reading, UivFixation } from "#case/patientCase";
import type { CaseEdit, ReadingRef } from "#case/edit";
import { DEFAULT_LEVELS, type Level } from "#spine/level";
import { message } from "#text/messages";
import { useId, useState } from "react";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, readingAt } from "../session/select";
import { endLevels } from "../shell/endLevels";
import { dateText, timepointText } from "../words";
import { ChoiceField, NumberField } from "./fields";
import { densityEdit, densityExamOf, densityFields, knownOf, planEdit, planOf, subjectEdit, surgeryEdit, type DensityField, type Plan } from "./riskInputs";

interface PartProps {
  readonly document: PatientCase;
  readonly onEdit: (edit: CaseEdit) => void;
}

interface OfReading extends PartProps {
  readonly at: ReadingRef;
  readonly answers: Reading["answers"];
}

/** What factors need and no image gives, in one place: each field is one edit of the case, undone and saved like a point. */
export function RiskForm() {
  const session = useSession();
  const document = useSessionState(activeCaseOf);
  const at = useSessionState(assessedRefOf);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = document?.exams.find(({ id }) => id === at?.examId);
  if (!document || !at || !shown) return null;
  const answers = readingAt(document, at)?.answers;
  const exam = document.exams.find(({ id }) => id === chosen) ?? densityExamOf(document, shown);
  const densities = densityFields(document, exam, answers);
  const part = { document, onEdit: session.edit };
  return (
    <details className="risk-form">
      <summary>
        <span>{message("risk.form.name")}</span>
        <span className="muted">{message("risk.form.known", knownOf(document, answers, densities))}</span>
      </summary>
      <p className="muted small">{message("risk.form.hint")}</p>
      <Patient {...part} />
      <Operation {...part} at={at} answers={answers} />
      <p className="field-hint">{message("risk.form.recorded")}</p>
      <Density {...part} at={at} answers={answers} exam={exam} densities={densities} onExam={setChosen} />
    </details>
  );
}

function Patient({ document, onEdit }: PartProps) {
  const { ageYears, sex, bmi } = document.subject;
  return (
    <fieldset className="risk-fields">
      <legend>{message("risk.form.patient")}</legend>
      <NumberField
        label={message("risk.form.age")}
        unit={message("risk.form.unit.years")}
        value={ageYears}
        least={0}
        most={150}
        onChange={(to) => onEdit(subjectEdit(document, "ageYears", to))}
      />
      <ChoiceField
        label={message("risk.form.sex")}
        options={(["F", "M", "O"] as const).map((value) => ({ value, text: message(`risk.sexOf.${value}`) }))}
        value={sex}
        onChange={(to) => onEdit(subjectEdit(document, "sex", to))}
      />
      <NumberField
        label={message("risk.form.bmi")}
        unit={message("risk.form.unit.bmi")}
        value={bmi}
        least={5}
        most={150}
        onChange={(to) => onEdit(subjectEdit(document, "bmi", to))}
      />
    </fieldset>
  );
}

const FIXATIONS: readonly UivFixation[] = ["pedicle-screws", "cemented-screws", "hooks", "bands", "other"];

const asOptions = (levels: readonly Level[]): readonly { readonly value: Level; readonly text: string }[] => levels.map((level) => ({ value: level, text: level }));

function Operation({ document, onEdit, at, answers }: OfReading) {
  const { levels = DEFAULT_LEVELS, surgery = {} } = document;
  const { pelvicFixation } = surgery;
  return (
    <fieldset className="risk-fields">
      <legend>{message("risk.form.plan")}</legend>
      {(["uiv", "liv"] as const).map((end) => (
        <ChoiceField
          key={end}
          label={message(`risk.form.${end}`)}
          options={asOptions(endLevels(document, end))}
          value={surgery[end]}
          onChange={(to) => onEdit(surgeryEdit(document, end, to))}
        />
      ))}
      <ChoiceField
        label={message("risk.form.pelvicFixation")}
        options={(["yes", "no"] as const).map((value) => ({ value, text: message(`ui.answers.${value}`) }))}
        value={pelvicFixation === undefined ? undefined : pelvicFixation ? "yes" : "no"}
        onChange={(to) => onEdit(surgeryEdit(document, "pelvicFixation", to && to === "yes"))}
      />
      <ChoiceField
        label={message("risk.form.uivFixation")}
        options={FIXATIONS.map((value) => ({ value, text: message(`risk.fixation.${value}`) }))}
        value={surgery.uivFixation}
        onChange={(to) => onEdit(surgeryEdit(document, "uivFixation", to))}
      />
      {PLANS.map((plan) => (
        <NumberField
          key={plan}
          label={message(`risk.form.${plan}`)}
          unit={message("risk.form.unit.deg")}
          value={planOf(document, plan, answers)}
          least={-180}
          most={180}
          onChange={(to) => onEdit(planEdit(document, plan, to, at, answers))}
        />
      ))}
      <ChoiceField
        label={message("risk.form.treatedFracture")}
        options={asOptions(levels)}
        value={surgery.treatedFracture}
        onChange={(to) => onEdit(surgeryEdit(document, "treatedFracture", to))}
      />
    </fieldset>
  );
}

const PLANS: readonly Plan[] = ["plannedLLChange", "plannedTKChange"];

interface DensityProps extends OfReading {
  readonly exam: Exam;
  readonly densities: readonly DensityField[];
  readonly onExam: (id: string) => void;
}

/** Densities lie with the exam whose CT they were read on, which need not be the one that is looked at. */
function Density({ document, onEdit, at, answers, exam, densities, onExam }: DensityProps) {
  const id = useId();
  return (
    <fieldset className="risk-fields">
      <legend>{message("risk.form.density")}</legend>
      <NumberField
        label={message("risk.form.tScore")}
        unit={message("risk.form.unit.none")}
        value={document.subject.tScore}
        least={-15}
        most={15}
        onChange={(to) => onEdit(subjectEdit(document, "tScore", to))}
      />
      <div className="risk-field wide">
        <label htmlFor={id}>{message("risk.form.exam")}</label>
        <select id={id} value={exam.id} onChange={(event) => onExam(event.target.value)}>
          {document.exams.map((each) => (
            <option key={each.id} value={each.id}>
              {message("risk.form.examName", { timepoint: timepointText(each.timepoint), date: dateText(each.date) })}
            </option>
          ))}
        </select>
      </div>
      {document.surgery?.uiv === undefined && <p className="field-hint">{message("risk.form.noUiv")}</p>}
      {densities.map((field) => (
        <NumberField
          key={`${exam.id} ${field.level}`}
          label={field.role === field.level ? message("risk.form.huOf", { level: field.level }) : message("risk.form.hu", { role: field.role, level: field.level })}
          unit={message("risk.form.unit.hu")}
          value={field.meanHu}
          least={-2000}
          most={32000}
          hint={field.source === "roi" ? message("risk.form.measured") : undefined}
          onChange={(to) => onEdit(densityEdit(exam, field, to, at, answers))}
        />
      ))}
    </fieldset>
  );
}

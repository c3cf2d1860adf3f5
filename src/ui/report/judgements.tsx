import type { Assessment, CriterionResult, RiskFactorResult } from "#spine/assessment";
import { isDensityCutOff } from "#spine/boneDensity";
import { answered } from "#text/answers";
import { message } from "#text/messages";
import { StateGlyph } from "../results/StateGlyph";
import { criterionName, criterionStateText, noteText, noteTexts, probabilityText, reasonText, riskFactorName, riskFactorStateText, riskFactorValueText, subTestText } from "../words";
import { Part } from "./Part";
import { changeOf, type ReportContents } from "./reportContents";
import { changeNotes } from "./reportRows";

/** The criteria beside the headline, each with its state and what decided it. */
export function Criteria({ contents }: { readonly contents: ReportContents }) {
  const { assessment } = contents.today;
  const known = new Set(consideredOf(contents));
  const others = assessment.criteria.filter(({ id }) => id !== assessment.headline.id);
  return (
    <Part name={message("report.criteria")}>
      <ul className="report-list">
        {others.map((criterion) => (
          <li key={criterion.id} data-state={criterion.state}>
            <StateGlyph state={criterion.state} size={8} /> {message("report.criterion", { name: criterionName(criterion.id), state: criterionStateText(criterion) })}
            <p className="report-small">{because(criterion, assessment.headline).filter((text) => !known.has(text)).join("; ")}</p>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** What decided it: the missing input, unless the headline has just said it, or each rule with its value, and how sure that is. */
function because(criterion: CriterionResult, headline: CriterionResult): readonly string[] {
  const { state, reason, subTests, notes } = criterion;
  const known = headline.state === "undecidable" && headline.reason.code === reason.code;
  const decided = state === "undecidable" ? (known ? [] : [reasonText(reason)]) : [...subTests.map(subTestText), probabilityText(criterion)];
  return [...decided, ...noteTexts(notes)].filter((text) => text !== "");
}

/** What is present or absent, with what is to be known of each; the others by name. */
export function RiskFactors({ assessment: { riskFactors } }: { readonly assessment: Assessment }) {
  const known = riskFactors.filter(({ state }) => state !== "not-measured");
  const unknown = riskFactors.filter(({ state }) => state === "not-measured");
  return (
    <Part name={message("report.risk.name")}>
      <ul className="report-list">
        {known.map((factor) => (
          <li key={factor.id} data-state={factor.state}>
            {!isDensityCutOff(factor.id) && <StateGlyph state={factor.state} size={8} />} {factorText(factor)}
            {factor.notes.length > 0 && <p className="report-small">{noteTexts(factor.notes).join(". ")}</p>}
          </li>
        ))}
      </ul>
      {unknown.length > 0 && <p className="report-small">{message("report.risk.unknown", { names: unknown.map(({ id }) => riskFactorName(id)).join("; ") })}</p>}
    </Part>
  );
}

function factorText(factor: RiskFactorResult): string {
  // Whether a cut-off of density is passed is no finding of a risk: those published do not agree.
  const cutOff = message(factor.state === "present" ? "risk.cutOff.yes" : "risk.cutOff.no");
  const [name, value, state] = [riskFactorName(factor.id), riskFactorValueText(factor), isDensityCutOff(factor.id) ? cutOff : riskFactorStateText(factor)];
  return value === "" ? message("report.risk.factor", { name, state }) : message("report.risk.factorValue", { name, state, value });
}

/** What the reader has answered, and the scores that follow from it. */
export function Findings({ contents }: { readonly contents: ReportContents }) {
  const answers = answered(contents.today.reading.answers ?? {});
  if (answers.length === 0) return null;
  return (
    <Part name={message("report.findings.name")}>
      <ul className="report-list">
        {answers.map(({ question, answer }) => (
          <li key={question}>{message("report.findings.answer", { question, answer })}</li>
        ))}
      </ul>
    </Part>
  );
}

/** What would be overlooked: doubts about the verdict, about the points, about the comparison. Each once. */
export function Notes({ contents }: { readonly contents: ReportContents }) {
  const texts = consideredOf(contents);
  if (texts.length === 0) return null;
  return (
    <Part name={message("report.notes.name")}>
      <ul className="report-list">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Part>
  );
}

/** A frontal film has no verdict to doubt. */
function consideredOf(contents: ReportContents): readonly string[] {
  const { headline, plausibility } = contents.today.assessment;
  const compared = changeOf(contents, "PJA");
  return [...new Set([...(contents.frontal ? [] : noteTexts(headline.notes)), ...plausibility.map(noteText), ...(compared ? noteTexts(changeNotes(compared)) : [])])];
}

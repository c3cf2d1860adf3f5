import { baselinesOf } from "#case/select";
import type { Assessment, CriterionResult, Measurement } from "#spine/assessment";
import { message } from "#text/messages";
import type { ReportPicture } from "#viewport/overlay/ImageViewport";
import { useCallback } from "react";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, keptAssessmentOf, readingAt, shownExamOf } from "../session/select";
import { StateGlyph } from "../results/StateGlyph";
import {
  decidingText,
  baselineText,
  criterionCitation,
  criterionName,
  criterionStateText,
  dateText,
  headlineSentence,
  intervalText,
  levelText,
  measuredIntervalText,
  measurementName,
  normText,
  noteText,
  postureText,
  reasonText,
  riskFactorName,
  riskFactorStateText,
  riskFactorValueText,
  spacingText,
  subTestText,
  timepointText,
  valueText,
} from "../words";

/** One page: the whole marked film, what was measured on it, and by what rules. */
export function PrintReport({ picture }: { readonly picture: ReportPicture | null }) {
  const session = useSession();
  const document = useSessionState(activeCaseOf);
  const exam = useSessionState(shownExamOf);
  const reading = useSessionState((state) => readingAt(activeCaseOf(state), assessedRefOf(state)));
  const assessment = useSessionState(keptAssessmentOf);
  const settings = useSessionState((state) => state.settings);
  if (!document || !exam || !assessment) return null;
  const uiv = document.surgery?.uiv;
  return (
    <article className="print-report" aria-hidden="true">
      <header>
        <h1>{message("ui.report.title")}</h1>
        <p>
          {message("ui.report.subject", { id: document.subject.id })} · {timepointText(exam.timepoint)} · {dateText(exam.date)} ·{" "}
          {postureText(exam.posture)} · {message("ui.report.uiv", { level: levelText(uiv) })}
        </p>
        <p>{baselineText(baselinesOf(document, exam, reading?.reader))}</p>
      </header>
      <div className="print-columns">
        {picture && <Film picture={picture} />}
        <div>
          <Headline assessment={assessment} />
          <Criteria assessment={assessment} />
          <Factors assessment={assessment} />
          <Notes assessment={assessment} />
        </div>
      </div>
      <Values measurements={assessment.measurements} />
      <footer>
        <p>
          {message("ui.report.provenance", {
            criterion: criterionName(assessment.headline.id),
            spacing: spacingText(reading?.image),
            sd: settings.clickSdMm,
            reader: reading?.reader ?? message("ui.dash"),
            version: session.programVersion,
          })}
        </p>
        <p>{message("ui.researchUse")}</p>
      </footer>
    </article>
  );
}

/** The film as it was drawn for print, with its points and lines over it. */
function Film({ picture: { canvas, overlay } }: { readonly picture: ReportPicture }) {
  const put = useCallback((place: HTMLElement | null) => place?.replaceChildren(canvas), [canvas]);
  return (
    <div className="print-film">
      <div ref={put} />
      {overlay}
    </div>
  );
}

function Headline({ assessment: { headline } }: { readonly assessment: Assessment }) {
  return (
    <section>
      <h2>{criterionName(headline.id)}</h2>
      <p className="print-headline">
        <strong>{decidingText(headline)}</strong>{" "}
        {headline.interval && intervalText(headline.interval, headline.unit)}
      </p>
      <p>
        <StateGlyph state={headline.state} /> {headlineSentence(headline)}
      </p>
      {headline.state === "undecidable" && <p>{reasonText(headline.reason)}</p>}
      <p className="citation">{criterionCitation(headline.id)}</p>
    </section>
  );
}

function Criteria({ assessment }: { readonly assessment: Assessment }) {
  const others = assessment.criteria.filter(({ id }) => id !== assessment.headline.id);
  return (
    <section>
      <h2>{message("ui.verdict.otherCriteria")}</h2>
      <ul>
        {others.map((criterion) => (
          <li key={criterion.id}>
            <StateGlyph state={criterion.state} size={8} /> {criterionName(criterion.id)}: {criterionStateText(criterion)}
            <p className="because">{because(criterion)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What decided it: the missing input, or each rule with its value. */
const because = (criterion: CriterionResult): string =>
  criterion.state === "undecidable" ? reasonText(criterion.reason) : criterion.subTests.map(subTestText).join("; ");

function Factors({ assessment }: { readonly assessment: Assessment }) {
  const known = assessment.riskFactors.filter(({ state }) => state !== "not-measured");
  if (known.length === 0) return null;
  return (
    <section>
      <h2>{message("ui.risk.name")}</h2>
      <ul>
        {known.map((factor) => (
          <li key={factor.id}>
            <StateGlyph state={factor.state} size={8} /> {riskFactorName(factor.id)}: {riskFactorStateText(factor)} {riskFactorValueText(factor)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** More than these say that the reading has to be looked at again, and not what is wrong with it. */
const NOTES_PRINTED = 4;

function Notes({ assessment }: { readonly assessment: Assessment }) {
  const notes = [...assessment.headline.notes, ...assessment.plausibility];
  if (notes.length === 0) return null;
  return (
    <section>
      <h2>{message("ui.plausibility")}</h2>
      <ul>
        {notes.slice(0, NOTES_PRINTED).map((note) => (
          <li key={JSON.stringify(note)}>{noteText(note)}</li>
        ))}
        {notes.length > NOTES_PRINTED && <li>{message("ui.report.moreNotes", { count: notes.length - NOTES_PRINTED })}</li>}
      </ul>
    </section>
  );
}

/** So many rows and more stand in three columns. */
const DENSE_FROM = 26;

/** What was not measured is left out here but for the junction, which is always said. */
function Values({ measurements }: { readonly measurements: readonly Measurement[] }) {
  const shown = measurements.filter(({ id, state }) => state === "measured" || id === "PJA" || id === "PJA1");
  const dense = shown.length > DENSE_FROM;
  return (
    <table data-dense={dense}>
      <caption>{message(dense ? "ui.report.columnsDense" : "ui.report.columns")}</caption>
      <tbody>
        {shown.map((measurement) => (
          <tr key={measurement.id}>
            <th scope="row">{measurementName(measurement.id)}</th>
            <td>{valueText(measurement)}</td>
            <td>{measuredIntervalText(measurement)}</td>
            <td>{normText(measurement.id)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

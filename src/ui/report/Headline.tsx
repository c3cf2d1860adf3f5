import { message } from "#text/messages";
import { StateGlyph } from "../results/StateGlyph";
import { criterionName, criterionRule, dateText, decidingText, headlineSentence, intervalText, reasonText } from "../words";
import type { ReportContents } from "./reportContents";

/** The answer, how sure it is, and against what it is given. */
export function Headline({ contents: { today, baseline } }: { readonly contents: ReportContents }) {
  const { headline } = today.assessment;
  return (
    <section className="report-headline" aria-label={message("report.verdict")}>
      <p className="report-value">
        <strong>{decidingText(headline)}</strong>
        {headline.interval && <span>{intervalText(headline.interval, headline.unit)}</span>}
      </p>
      <div>
        <p className="report-state">
          <StateGlyph state={headline.state} size={13} /> {headlineSentence(headline)}
        </p>
        {headline.state === "undecidable" && <p>{reasonText(headline.reason)}</p>}
        <p className="report-small">
          {criterionName(headline.id)}: {criterionRule(headline.id)}
        </p>
        <p className="report-small">
          {baseline
            ? message("report.comparedWith", { baseline: message(`report.baseline.${baseline.since}`), date: dateText(baseline.exam.date) })
            : message("report.notCompared")}
        </p>
      </div>
    </section>
  );
}

import type { Measurement } from "#spine/assessment";
import { COBB } from "#spine/coronalRow";
import { interval95 } from "#spine/uncertainty";
import { formatProbability } from "#text/format";
import { message } from "#text/messages";
import { StateGlyph } from "../results/StateGlyph";
import { criterionIntervalText, criterionName, criterionRule, dateText, decidingText, headlineSentence, intervalText, missingText, reasonText, valueText } from "../words";
import type { ReportContents } from "./reportContents";

/** The answer, how sure it is, and against what it is given. */
export const Headline = ({ contents }: { readonly contents: ReportContents }) => (contents.frontal ? <Curvature contents={contents} /> : <Verdict contents={contents} />);

function Verdict({ contents: { today, baseline } }: { readonly contents: ReportContents }) {
  const { headline } = today.assessment;
  const interval = criterionIntervalText(headline);
  return (
    <section className="report-headline" aria-label={message("report.verdict")}>
      <p className="report-value">
        <strong>{decidingText(headline)}</strong>
        {interval !== undefined && <span>{interval}</span>}
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
          {comparedText(baseline)}
        </p>
      </div>
    </section>
  );
}

/** What a frontal film says in the verdict's place. */
function Curvature({ contents: { today } }: { readonly contents: ReportContents }) {
  const row = (id: string): Measurement | undefined => today.assessment.measurements.find((each) => each.id === id);
  const [cobb, scoliosis] = [row(COBB), row(`${COBB}.scoliosis`)];
  if (!cobb) return null;
  const interval = cobb.state === "measured" && typeof cobb.value === "number" ? interval95(cobb.value, cobb.sd) : null;
  return (
    <section className="report-headline" aria-label={message("forms.coronal.name")}>
      <p className="report-value">
        <strong>{valueText(cobb)}</strong>
        {interval && <span>{intervalText(interval, cobb.unit)}</span>}
      </p>
      <div>
        <p className="report-state">{message("forms.coronal.name")}</p>
        {scoliosis?.state === "measured" && <p>{scoliosisText(scoliosis)}</p>}
        {cobb.state === "incomplete" && <p>{missingText(cobb)}</p>}
        {cobb.state === "degenerate" && <p>{reasonText(cobb.reason)}</p>}
        <p className="report-small">{message("forms.coronal.lateral")}</p>
      </div>
    </section>
  );
}

function scoliosisText({ value, probability = null }: Extract<Measurement, { readonly state: "measured" }>): string {
  const said = message(value === "scoliosis" ? "forms.coronal.scoliosis" : "forms.coronal.noScoliosis");
  return probability === null ? said : message("forms.coronal.withProbability", { said, probability: formatProbability(probability) });
}

function comparedText(baseline: ReportContents["baseline"]): string {
  if (!baseline) return message("report.notCompared");
  const { date } = baseline.exam;
  const name = message(`report.baseline.${baseline.since}`);
  return date === undefined ? message("report.comparedWithUndated", { baseline: name }) : message("report.comparedWith", { baseline: name, date: dateText(date) });
}

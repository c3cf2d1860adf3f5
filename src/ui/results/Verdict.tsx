import type { CriterionResult } from "#spine/assessment";
import { message } from "#text/messages";
import { CriteriaList } from "./CriteriaList";
import { StateGlyph } from "./StateGlyph";
import { comparisonNotes, criterionIntervalText, criterionName, criterionRule, decidingText, headlineSentence, noteTexts, reasonText } from "../words";

interface VerdictProps {
  readonly headline: CriterionResult;
  readonly criteria: readonly CriterionResult[];
  readonly onHighlight: (measurement: string | null) => void;
}

/** The one answer this program is for, with how sure it is; every other criterion stands below it. */
export function Verdict({ headline, criteria, onHighlight }: VerdictProps) {
  const others = criteria.filter((criterion) => criterion.id !== headline.id);
  const measurement = headline.subTests[0]?.measurement ?? null;
  const interval = criterionIntervalText(headline);
  return (
    <section
      className="verdict"
      aria-label={message("ui.verdict.name")}
      data-state={headline.state}
      data-within-error={headline.withinError ?? false}
      onMouseEnter={() => onHighlight(measurement)}
      onMouseLeave={() => onHighlight(null)}
    >
      <h2>{criterionName(headline.id)}: {criterionRule(headline.id)}</h2>
      <p className="verdict-value">
        <strong>{decidingText(headline)}</strong>
        {interval !== undefined && <span className="muted">{interval}</span>}
      </p>
      <p className="verdict-state" role="status">
        <StateGlyph state={headline.state} size={16} />
        <span>{headlineSentence(headline)}</span>
      </p>
      {headline.state === "undecidable" && <p className="muted">{reasonText(headline.reason)}</p>}
      {interval !== undefined && headline.interval && headline.threshold !== null && headline.value !== null && (
        <IntervalBar value={headline.value} interval={headline.interval} threshold={headline.threshold} />
      )}
      {noteTexts(headline.notes).map((text) => (
        <p key={text} className="note">
          {text}
        </p>
      ))}
      <CriteriaList criteria={others} known={headline.reason} />
      {comparisonNotes(others, headline.notes).map((text) => (
        <p key={text} className="note">
          {text}
        </p>
      ))}
    </section>
  );
}

interface IntervalBarProps {
  readonly value: number;
  readonly interval: readonly [number, number];
  readonly threshold: number;
}

const BAR_WIDTH = 320;

/** The value with its 95 % interval against the threshold: the same numbers as the words above, for the eye. */
function IntervalBar({ value, interval, threshold }: IntervalBarProps) {
  const low = Math.min(0, interval[0], threshold);
  const high = Math.max(threshold * 2, interval[1] + 5);
  const x = (number: number) => ((number - low) / (high - low)) * BAR_WIDTH;
  return (
    <svg className="interval-bar" viewBox={`0 0 ${BAR_WIDTH} 26`} aria-hidden="true">
      <path d={`M0 12H${BAR_WIDTH}`} className="axis" />
      <path d={`M${x(threshold)} 3V21`} className="threshold" />
      <path d={`M${x(interval[0])} 12H${x(interval[1])}`} className="interval" />
      <circle cx={x(value)} cy="12" r="4.5" className="value" />
    </svg>
  );
}

import type { RiskFactorResult, ScorePart } from "#spine/assessment";
import { isDensityCutOff } from "#spine/boneDensity";
import { message } from "#text/messages";
import { citationOf } from "#text/spineNames";
import { useLanguage } from "#viewport/useLanguage";
import { memo } from "react";
import { StateGlyph } from "../results/StateGlyph";
import { sameValue } from "../sameValue";
import { isPublishedElsewhere, noteTexts, reasonText, riskFactorBareState, riskFactorName, riskFactorProbabilityText, riskFactorRule, riskFactorValueText, subTestText } from "../words";
import { PointScore } from "./PointScore";

interface RiskFactorProps {
  readonly factor: RiskFactorResult;
  /** What it adds to a score that stands above it. */
  readonly part: ScorePart | undefined;
}

/** One factor: its name, its value, whether it is there; opened, its rule, how sure that is, and where it is from. */
export const RiskFactor = memo(Factor, sameValue);

function Factor({ factor, part }: RiskFactorProps) {
  useLanguage();
  return (
    <li data-state={factor.state} data-within-error={factor.withinError ?? "unknown"} data-factor={factor.id}>
      <details>
        <summary>
          {isDensityCutOff(factor.id) ? <span className="glyph-space" /> : <StateGlyph state={factor.state} />}
          <span className="factor-name">{riskFactorName(factor.id)}</span>
          <span className="factor-value">{riskFactorValueText(factor)}</span>
          <span className="factor-state">{stateText(factor)}</span>
          {part && <span className="factor-points">{pointsText(part)}</span>}
        </summary>
        <Detail factor={factor} />
      </details>
      {isPublishedElsewhere(factor) && <p className="criterion-reason">{message("risk.publishedPreoperative")}</p>}
      {factor.score && <PointScore factor={factor} score={factor.score} />}
    </li>
  );
}

/** Whether a cut-off is passed is no finding of a risk. */
function stateText(factor: RiskFactorResult): string {
  if (!isDensityCutOff(factor.id) || factor.state === "not-measured") return riskFactorBareState(factor);
  return message(factor.state === "present" ? "risk.cutOff.yes" : "risk.cutOff.no");
}

function pointsText({ points, most }: ScorePart): string {
  return points === null ? message("risk.score.partOpen", { points: most }) : message("risk.score.part", { points });
}

function Detail({ factor }: { readonly factor: RiskFactorResult }) {
  const certainty = riskFactorProbabilityText(factor);
  return (
    <div className="detail">
      <p>{riskFactorRule(factor.id)}</p>
      {factor.subTests?.map((test) => (
        <p key={`${test.measurement}${test.comparator}`}>
          <StateGlyph state={test.state} size={9} /> {subTestText(test)}
        </p>
      ))}
      {factor.reason && <p>{reasonText(factor.reason)}</p>}
      {certainty && <p>{certainty}</p>}
      {noteTexts(factor.notes).map((text) => (
        <p key={text}>{text}</p>
      ))}
      <p className="citation">{citationOf(factor.citation)}</p>
    </div>
  );
}

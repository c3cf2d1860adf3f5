import type { RiskFactorResult } from "#spine/assessment";
import { message } from "#text/messages";
import { useLanguage } from "#viewport/useLanguage";
import { memo } from "react";
import { sameValue } from "../sameValue";
import { StateGlyph } from "./StateGlyph";
import { certaintyText, noteTexts, reasonText, riskFactorName, riskFactorRule, riskFactorStateText, riskFactorValueText } from "../words";

/** Named factors, each by itself; never folded into a score of our own. */
export function RiskFactors({ factors }: { readonly factors: readonly RiskFactorResult[] }) {
  const measured = factors.filter((factor) => factor.state !== "not-measured");
  const rest = factors.filter((factor) => factor.state === "not-measured");
  return (
    <section className="risk-factors" aria-label={message("ui.risk.name")}>
      <h2>{message("ui.risk.name")}</h2>
      <ul>
        {[...measured, ...rest].map((factor) => (
          <RiskFactor key={factor.id} factor={factor} />
        ))}
      </ul>
    </section>
  );
}

const RiskFactor = memo(Factor, sameValue);

function Factor({ factor }: { readonly factor: RiskFactorResult }) {
  useLanguage();
  const certainty = certaintyText(factor);
  return (
    <li data-state={factor.state} data-within-error={factor.withinError} data-factor={factor.id}>
      <details>
        <summary>
          <StateGlyph state={factor.state} />
          <span className="factor-name">{riskFactorName(factor.id)}</span>
          <span className="factor-value">{riskFactorValueText(factor)}</span>
          <span className="factor-state">{riskFactorStateText(factor)}</span>
        </summary>
        <div className="detail">
          <p>{riskFactorRule(factor.id)}</p>
          {factor.reason && <p>{reasonText(factor.reason)}</p>}
          {certainty && <p>{certainty}</p>}
          {noteTexts(factor.notes).map((text) => (
            <p key={text}>{text}</p>
          ))}
          <p className="citation">{factor.citation}</p>
        </div>
      </details>
    </li>
  );
}

import type { Assessment, RiskFactorResult } from "#spine/assessment";
import { message } from "#text/messages";
import { certaintyText, classProbabilityText, measurementName, normText, noteTexts, probabilityText, reasonText, riskFactorBareState, sdText, valueText } from "../words";
import { StateGlyph } from "./StateGlyph";

interface KyphosisProps {
  readonly assessment: Assessment;
  readonly tk: string;
  readonly onHighlight: (measurement: string | null) => void;
}

const conditionsOf = ({ threshold }: RiskFactorResult) => (threshold === null ? [] : [{ comparator: ">", threshold, unit: "deg" } as const]);

/** Beside "present" the probability is that of it. */
const sureText = (flag: RiskFactorResult): string => (flag.state === "present" ? classProbabilityText(flag) : probabilityText({ ...flag, subTests: conditionsOf(flag) }));

/** Thoracic kyphosis with the flag beside it, and the norm beside the flag: 30 degrees lie below the healthy mean. */
export function Kyphosis({ assessment, tk, onHighlight }: KyphosisProps) {
  const measurement = assessment.measurements.find(({ id }) => id === tk);
  const flag = assessment.riskFactors.find(({ id }) => id === "TK>30");
  if (!measurement || !flag) return null;
  const isUnknown = measurement.state === "measured" && measurement.sd === null;
  const certainty = isUnknown ? certaintyText({ ...flag, interval: null }) : sureText(flag);
  return (
    <section
      className="kyphosis"
      aria-label={message("ui.kyphosis.name")}
      onMouseEnter={() => onHighlight(tk)}
      onMouseLeave={() => onHighlight(null)}
    >
      <h2>{measurementName(tk)}</h2>
      <p className="kyphosis-value">
        <strong>{valueText(measurement)}</strong> <span className="muted">{sdText(measurement)}</span>
        <span className="muted">{message("ui.kyphosis.norm", { norm: normText(tk) })}</span>
      </p>
      <p className="kyphosis-flag" data-state={flag.state}>
        <StateGlyph state={flag.state} />
        <span>{message("ui.kyphosis.flag", { state: riskFactorBareState(flag) })}</span>
        {certainty && <span className="muted">{certainty}</span>}
      </p>
      {(flag.reason ? [reasonText(flag.reason)] : noteTexts(flag.notes)).map((text) => (
        <p key={text} className="note">
          {text}
        </p>
      ))}
    </section>
  );
}

import type { Measurement } from "#spine/assessment";
import { gradeProbabilities } from "#spine/bodyTable";
import type { Evaluation } from "#spine/construct";
import type { Level } from "#spine/level";
import { formatProbability, formatSd } from "#text/format";
import { measuredValue } from "#text/measuredValue";
import { message } from "#text/messages";
import { measurementCitation } from "../words";
import { whyNot } from "./cells";

interface GradeProps {
  readonly level: Level;
  readonly genant: Measurement | undefined;
  readonly loss: Measurement | undefined;
  readonly evaluation: Evaluation;
  readonly clickSdMm: number;
}

/** Of a thousand draws: none of them is not never, and all of them not always. */
const drawnShare = (share: number, clickSdMm: number): number => (clickSdMm > 0 ? Math.min(0.9999, Math.max(0.0001, share)) : share);

const NAMES = ["forms.fracture.grade.0", "forms.fracture.grade.1", "forms.fracture.grade.2", "forms.fracture.grade.3"] as const;

/** The grade by the rule, and how probable each is: the bounds lie closer together than heights can be measured. */
export function Grade({ level, genant, loss, evaluation, clickSdMm }: GradeProps) {
  if (!genant) return null;
  if (genant.state !== "measured") return <p className="muted">{message("forms.fracture.notGraded", { level, reason: whyNot(genant) })}</p>;
  const shares = gradeProbabilities(evaluation, level, clickSdMm);
  const name = NAMES[Number(genant.value)];
  return (
    <div className="fracture-grade">
      <p className="verdict-value">
        <strong>{message("forms.fracture.graded", { grade: genant.value })}</strong>
        <span className="muted">{name && message(name)}</span>
      </p>
      {loss?.state === "measured" && (
        <p>{message("forms.fracture.loss", { level, loss: measuredValue(loss.value, loss.id, "percent"), sd: formatSd(loss.sd, "percent") })}</p>
      )}
      {shares ? (
        <ol className="fracture-shares" aria-label={message("forms.fracture.probabilities")} start={0}>
          {shares.map((share, grade) => (
            <li key={NAMES[grade]} data-grade={grade} data-stated={grade === genant.value}>
              <span>{message("forms.fracture.share", { grade, probability: formatProbability(drawnShare(share, clickSdMm)) })}</span>
              <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                <path d="M0 2H100" className="axis" />
                <path d={`M0 2H${100 * share}`} className="share" />
              </svg>
            </li>
          ))}
        </ol>
      ) : (
        <p className="note">{message("forms.fracture.noError")}</p>
      )}
      <p className="citation">{measurementCitation(genant.id)}</p>
    </div>
  );
}

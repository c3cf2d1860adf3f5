import type { PointScore as Score, RiskFactorResult } from "#spine/assessment";
import { LAFAGE_INCIDENCE } from "#spine/pointScore";
import { formatProbability } from "#text/format";
import { message } from "#text/messages";
import { reasonText, riskFactorName } from "../words";

interface PointScoreProps {
  readonly factor: RiskFactorResult;
  readonly score: Score;
}

/** The sum with the incidence that was published for it; while something is not known, what it can still be. */
export function PointScore({ factor, score: { parts, range } }: PointScoreProps) {
  return (
    <div className="point-score">
      {typeof factor.value === "number" ? (
        <p>{incidenceText(factor.value)}</p>
      ) : (
        <>
          <p>{message("risk.score.open", { factors: lackingText(parts) })}</p>
          <p>{rangeText(range)}</p>
        </>
      )}
      <table className="score-scale" aria-label={message("risk.score.scale")}>
        <tbody>
          <tr>
            {POINTS.map((points) => (
              <th key={points} scope="col" data-possible={range[0] <= points && points <= range[1]}>
                {message("risk.score.column", { points })}
              </th>
            ))}
          </tr>
          <tr>
            {POINTS.map((points) => (
              <td key={points} data-possible={range[0] <= points && points <= range[1]}>
                {percent(points)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** Each factor that is not known, and why; the two halves of the spine that an unknown UIV may lie in once. */
function lackingText(parts: Score["parts"]): string {
  const byReason = new Map(parts.toReversed().flatMap(({ factor, reason }) => (reason ? [[reasonText(reason), factor] as const] : [])));
  const texts = [...byReason].map(([reason, factor]) => message("risk.score.lacking", { factor: riskFactorName(factor), reason }));
  return texts.toReversed().join("; ");
}

const POINTS: readonly number[] = Object.keys(LAFAGE_INCIDENCE).map(Number);

/** The published figure; an em dash where none was. */
const percent = (points: number): string => {
  const published = LAFAGE_INCIDENCE[points];
  return formatProbability(published === undefined ? null : published / 100);
};

const incidenceText = (points: number): string =>
  points in LAFAGE_INCIDENCE ? message("risk.score.incidence", { points, percent: percent(points) }) : message("risk.score.noIncidence");

const rangeText = ([least, most]: Score["range"]): string =>
  least in LAFAGE_INCIDENCE
    ? message("risk.score.rangeIncidence", { least, most, low: percent(least), high: percent(most) })
    : message("risk.score.range", { least, most });

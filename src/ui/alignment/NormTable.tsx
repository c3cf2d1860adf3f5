import type { AlignmentRow, Estimated } from "#spine/alignment";
import type { Unit } from "#spine/assessment";
import { fixed, formatChange, formatSd, formatValue, MISSING, signed } from "#text/format";
import { message } from "#text/messages";
import { measurementName, normText, reasonText, sdText, valueText } from "../words";
import { RangeBar } from "./RangeBar";

/** Everything the picture shows, and what it cannot: each parameter with its norm, where it lies and the target for the age. */
export function NormTable({ rows }: { readonly rows: readonly AlignmentRow[] }) {
  return (
    <div className="alignment-table" tabIndex={0} role="region" aria-label={message("alignment.table.name")}>
      <table aria-label={message("alignment.table.name")}>
        <thead>
          <tr>
            <th scope="col">{message("alignment.table.parameter")}</th>
            <th scope="col">{message("alignment.table.value")}</th>
            <th scope="col">{message("alignment.table.norm")}</th>
            <th scope="col">{message("alignment.table.place")}</th>
            <th scope="col">{message("alignment.table.standing")}</th>
            <th scope="col">{message("alignment.table.target")}</th>
          </tr>
        </thead>
        <tbody>
          {measuredFirst(rows).map((row) => (
            <tr key={row.measurement.id} data-measurement={row.measurement.id}>
              <th scope="row">{measurementName(row.measurement.id)}</th>
              <td className="alignment-value">
                <strong>{valueText(row.measurement)}</strong> <span className="muted">{sdText(row.measurement)}</span>
              </td>
              <td className="muted">{normText(row.measurement.id)}</td>
              <td>
                <RangeBar row={row} />
              </td>
              <td>{standingText(row)}</td>
              <td>{targetText(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const isMeasured = ({ measurement }: AlignmentRow): boolean => measurement.state === "measured";

const measuredFirst = (rows: readonly AlignmentRow[]): readonly AlignmentRow[] => [...rows.filter(isMeasured), ...rows.filter((row) => !isMeasured(row))];

/** "+1.2 SD (±0.3)", "within the range"; an em dash where nothing can be said, with the reason where it is not the missing value. */
export function standingText({ measurement, standing, reason }: AlignmentRow): string {
  if (measurement.state !== "measured") return MISSING;
  if (!standing) return reason ? reasonText(reason) : MISSING;
  switch (standing.kind) {
    case "mean":
      return zText(standing.z);
    case "range":
      return message(`alignment.range.${standing.place}`);
    case "expected":
      return message("alignment.expected", { difference: formatChange(standing.difference.value, measurement.unit), expected: formatValue(standing.expected, measurement.unit) });
  }
}

const zText = ({ value, sd }: Estimated): string => (sd === null ? message("alignment.z", { z: signed(value, 1) }) : message("alignment.zWithSd", { z: signed(value, 1), sd: fixed(sd, 1) }));

function targetText({ measurement: { unit }, target }: AlignmentRow): string {
  if (!target) return "";
  return target.difference ? message("alignment.target", withDifference(target.value, target.difference, unit)) : formatValue(target.value, unit);
}

const withDifference = (target: number, { value, sd }: Estimated, unit: Unit) => ({
  target: formatValue(target, unit),
  difference: formatChange(value, unit),
  sd: sd === null ? "" : formatSd(sd, unit),
});

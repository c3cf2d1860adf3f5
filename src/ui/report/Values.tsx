import { message } from "#text/messages";
import type { ReportContents } from "./reportContents";
import { reportTable, type ReportRow } from "./reportRows";

/** Every value with its error and its change, and what is to be known of it. */
export function Values({ contents }: { readonly contents: ReportContents }) {
  const { rows, notes, notMeasured, belowMdc } = reportTable(contents);
  const { baseline } = contents;
  const since = baseline && message(`report.baseline.${baseline.since}`);
  return (
    <div>
      <table className="report-table">
        <caption>{message("report.values.name")}</caption>
        <thead>
          <tr>
            <th scope="col">{message("report.values.parameter")}</th>
            <th scope="col">{message("report.values.value")}</th>
            <th scope="col">{message("report.values.sd")}</th>
            <th scope="col">{message("report.values.interval")}</th>
            {since && <th scope="col">{message("report.values.changeSince", { exam: since })}</th>}
            <th scope="col">{message("report.values.norm")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.id} row={row} compared={since !== null} />
          ))}
        </tbody>
      </table>
      <div className="report-small report-footnotes">
        {notes.map((text, i) => (
          <p key={text}>{message("report.values.note", { number: i + 1, text })}</p>
        ))}
        {belowMdc && <p>{message("report.values.mdc")}</p>}
        {notMeasured > 0 && <p>{message("report.values.notMeasured", { count: notMeasured })}</p>}
      </div>
    </div>
  );
}

function Row({ row, compared }: { readonly row: ReportRow; readonly compared: boolean }) {
  return (
    <tr>
      <th scope="row">
        {row.name}
        {row.notes.length > 0 && <sup>{row.notes.join(", ")}</sup>}
      </th>
      <td>
        <strong>{row.value}</strong>
      </td>
      <td>{row.sd}</td>
      <td>{row.interval}</td>
      {compared && <td>{row.change}</td>}
      <td>{row.norm}</td>
    </tr>
  );
}

import type { Unit } from "#spine/assessment";
import type { Change } from "#spine/change";
import { fixed, formatChange, formatInterval, formatSd, MISSING } from "#text/format";
import { changeBesideLimit, measuredChange, measuredValue } from "#text/measuredValue";
import { message } from "#text/messages";
import { dateText, noteTexts, timepointText } from "../words";
import { rowNotes, type Course, type CourseRow } from "./courseRows";

/** Every value of the chart, and what the chart cannot say. */
export function CourseTable({ course: { id, rows, unit, baseline } }: { readonly course: Course }) {
  const since = baseline && message(`course.baseline.${baseline}`);
  return (
    <div className="course-table" tabIndex={0} role="region" aria-label={message("course.table.name")}>
      <table aria-label={message("course.table.name")}>
        <thead>
          <tr>
            <th scope="col">{message("course.table.exam")}</th>
            <th scope="col">{message("course.table.weeks")}</th>
            <th scope="col">{message("course.table.value")}</th>
            <th scope="col">{message("course.table.interval")}</th>
            <th scope="col">{since ? message("course.table.change", { exam: since }) : message("course.table.changeUnknown")}</th>
            <th scope="col">{message("course.table.rate")}</th>
            <th scope="col">{message("course.table.notes")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.index} row={row} id={id} unit={unit} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, id, unit }: { readonly row: CourseRow; readonly id: string; readonly unit: Unit }) {
  return (
    <tr>
      <th scope="row">{message("course.exam", { date: dateText(row.date ?? undefined), timepoint: timepointText(row.timepoint) })}</th>
      <td>{row.weeksSinceSurgery === null ? MISSING : fixed(row.weeksSinceSurgery, 1)}</td>
      <td>
        <strong>{row.value === null ? MISSING : measuredValue(row.value, id, unit)}</strong>
      </td>
      <td className="course-interval">{formatInterval(row.interval, unit)}</td>
      <td>
        {changeText(row.change, id)} <Quiet text={changeCaveat(row.change, id)} />
      </td>
      <td>
        {rateText(row.sinceBefore)} <Quiet text={rateCaveat(row.sinceBefore, id)} />
      </td>
      <td className="course-notes">
        {noteTexts(rowNotes(row)).map((text) => (
          <p key={text}>{text}</p>
        ))}
      </td>
    </tr>
  );
}

/** "+16.0° ±4.1°" of the measurement `id`; an em dash where there is none. */
export function changeText(change: Change | null, id: string): string {
  if (change?.state !== "measured") return MISSING;
  const { value, sd, mdc, unit } = change;
  const shown = mdc === null ? measuredChange(value, `d${id}.pre`, unit) : changeBesideLimit(value, mdc, `d${id}.pre`, unit).change;
  return message("course.withSd", { value: shown, sd: formatSd(sd, unit) });
}

export function rateText(change: Change | null): string {
  if (change?.state !== "measured" || change.perMonth.state !== "measured") return MISSING;
  const { value, sd } = change.perMonth;
  return message("course.perMonth", { value: formatChange(value, change.unit), sd: formatSd(sd, change.unit) });
}

type Measured = Extract<Change, { state: "measured" }>;

const isUndetectable = (change: Change | null): change is Measured => change?.state === "measured" && change.exceedsMdc === false;

function mdcOf({ value, mdc, unit }: Measured, id: string) {
  if (mdc === null) return { change: formatChange(value, unit), mdc: MISSING };
  const { change, limit } = changeBesideLimit(value, mdc, `d${id}.pre`, unit);
  return { change, mdc: limit };
}

/** That a change is too small to be told from none; empty where it isn't. */
export const changeCaveat = (change: Change | null, id: string): string => (isUndetectable(change) ? message("course.belowMdc", mdcOf(change, id)) : "");

/** The same of the change that a rate per month comes from. */
export const rateCaveat = (change: Change | null, id: string): string => (isUndetectable(change) && change.perMonth.state === "measured" ? message("course.rateBelowMdc", mdcOf(change, id)) : "");

const Quiet = ({ text }: { readonly text: string }) => text !== "" && <span className="course-undetectable">{text}</span>;

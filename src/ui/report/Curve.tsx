import { fixed, formatInterval, MISSING } from "#text/format";
import { measuredValue } from "#text/measuredValue";
import { message } from "#text/messages";
import { CourseChart, saysEveryValue, type ChartSize } from "../course/CourseChart";
import { changeCaveat, changeText, rateCaveat, rateText } from "../course/CourseTable";
import { courseRows, drawable, undrawn, type Course, type CourseRow } from "../course/courseRows";
import { dateText, reasonText, timepointText } from "../words";
import { Part } from "./Part";
import type { ReportContents } from "./reportContents";

/** Words of 12 are 7.5 points on paper. */
const SIZE: ChartSize = { width: 340, height: 190 };

/** The junctional angle over all exams; nothing where there is but one. */
export function Curve({ contents }: { readonly contents: ReportContents }) {
  const course = courseOf(contents);
  if (course === null) return null;
  const missing = undrawn(course.rows);
  const { points } = drawable(course.rows);
  const row = course.rows.find(({ reading }) => reading === contents.today.reading) ?? points.at(-1);
  return (
    <Part name={message("report.curve.name")}>
      <CourseChart course={course} size={SIZE} />
      {row && <Trend row={row} course={course} />}
      {missing.length > 0 && <p className="report-small">{message("report.curve.undrawn", { exams: missing.map((each) => undrawnText(each, course)).join("; ") })}</p>}
      <p className="report-small">{message("report.curve.legend")}</p>
    </Part>
  );
}

const courseOf = ({ document, settings, today }: ReportContents): Course | null =>
  document.exams.length < 2 ? null : courseRows(document, "PJA", settings, today.reading.reader);

function Trend({ row: { change, sinceBefore }, course: { id, baseline } }: { readonly row: CourseRow; readonly course: Course }) {
  const rate = rateText(sinceBefore);
  return (
    <p>
      {change?.state === "measured" && baseline && (
        <>
          {message("report.curve.change", { exam: message(`course.baseline.${baseline}`), change: changeText(change, id) })} <Caveat text={changeCaveat(change, id)} />
        </>
      )}
      {rate !== MISSING && (
        <>
          {message("report.curve.rate", { rate })} <Caveat text={rateCaveat(sinceBefore, id)} />
        </>
      )}
    </p>
  );
}

/** Of the change just said. */
const Caveat = ({ text }: { readonly text: string }) => text !== "" && <span className="report-small">{message("report.curve.caveat", { text })} </span>;

function undrawnText({ timepoint, date, value, reason, notes }: CourseRow, { id, unit }: Course): string {
  const why = reason ?? notes.find(({ code }) => code === "no-exam-date");
  return message("report.curve.undrawnExam", {
    timepoint: timepointText(timepoint),
    date: dateText(date ?? undefined),
    value: value === null ? MISSING : measuredValue(value, id, unit),
    reason: why ? reasonText(why) : MISSING,
  });
}

/** Every exam with its value, where the chart has no room to say each. */
export function CourseValues({ contents }: { readonly contents: ReportContents }) {
  const course = courseOf(contents);
  if (course === null || saysEveryValue(course, SIZE)) return null;
  const { rows, unit, id, baseline } = course;
  return (
    <table className="report-table report-course">
      <caption>{message("report.curve.table")}</caption>
      <thead>
        <tr>
          <th scope="col">{message("course.table.exam")}</th>
          <th scope="col">{message("course.table.weeks")}</th>
          <th scope="col">{message("course.table.value")}</th>
          <th scope="col">{message("course.table.interval")}</th>
          <th scope="col">{baseline ? message("course.table.change", { exam: message(`course.baseline.${baseline}`) }) : message("course.table.changeUnknown")}</th>
          <th scope="col">{message("course.table.rate")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.index}>
            <th scope="row">{message("course.exam", { date: dateText(row.date ?? undefined), timepoint: timepointText(row.timepoint) })}</th>
            <td>{row.weeksSinceSurgery === null ? MISSING : fixed(row.weeksSinceSurgery, 1)}</td>
            <td>{row.value === null ? MISSING : measuredValue(row.value, id, unit)}</td>
            <td>{formatInterval(row.interval, unit)}</td>
            <td>{changeText(row.change, id)}</td>
            <td>{rateText(row.sinceBefore)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

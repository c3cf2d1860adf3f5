import { MISSING } from "#text/format";
import { message } from "#text/messages";
import { dateText, levelText, postureText, sinceSurgery, timepointText } from "../words";
import { Alignment, hasAlignment } from "./Alignment";
import { CourseValues, Curve } from "./Curve";
import { Criteria, Findings, Notes, RiskFactors } from "./judgements";
import { Headline } from "./Headline";
import { Figure, ScaleWords } from "./Pictures";
import { Provenance } from "./Provenance";
import type { ReportProps } from "./reportProps";
import { Values } from "./Values";

/**
 * The report for a surgeon: one page where it fits, and more pages under the same head where it doesn't. A table around it
 * all, because its head and foot are what browsers repeat on every page; it is one for the eye only.
 */
export function Report(props: ReportProps) {
  const { contents, identity } = props;
  return (
    <table className="report" role="presentation">
      <thead>
        <tr>
          <td>
            <Head contents={contents} identity={identity} />
          </td>
        </tr>
      </thead>
      <tfoot>
        <tr>
          <td>
            <p className="report-words">{message("spine.researchUse")}</p>
          </td>
        </tr>
      </tfoot>
      <tbody>
        <tr>
          <td>
            <Headline contents={contents} />
            <Body {...props} />
            <Provenance {...props} />
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Body({ contents, films }: ReportProps) {
  const { today, baseline, frontal } = contents;
  return (
    <>
      <div className="report-top">
        {baseline && films.baseline && <Figure role="baseline" of={baseline} film={films.baseline} />}
        <Figure role="today" of={today} film={films.today} />
        {films.sameScale !== null && <ScaleWords same={films.sameScale} />}
        {!frontal && <Criteria contents={contents} />}
      </div>
      {!frontal && (
        <div className="report-middle">
          <Curve contents={contents} />
          <RiskFactors assessment={today.assessment} />
        </div>
      )}
      <Values contents={contents} />
      {!frontal && <CourseValues contents={contents} />}
      <div className="report-columns">
        {hasAlignment(contents) && <Alignment contents={contents} />}
        <div>
          <Findings contents={contents} />
          <Notes contents={contents} />
        </div>
      </div>
    </>
  );
}

function Head({ contents: { document, today }, identity }: Pick<ReportProps, "contents" | "identity">) {
  const { surgery } = document;
  const since = sinceSurgery(today.exam, surgery?.date);
  const facts = { posture: postureText(today.exam.posture), uiv: levelText(surgery?.uiv), liv: levelText(surgery?.liv), surgery: surgery?.date === undefined ? MISSING : dateText(surgery.date) };
  return (
    <header className="report-head">
      <h1>{message("report.title")}</h1>
      <p>{message("report.running", { id: document.subject.id, timepoint: timepointText(today.exam.timepoint), date: dateText(today.exam.date) })}</p>
      {identity && <p>{message("report.patient", { name: identity.name, number: identity.number, born: identity.born === null ? MISSING : dateText(identity.born) })}</p>}
      <p>{since === "" ? message("report.facts", facts) : message("report.factsSince", { ...facts, since })}</p>
    </header>
  );
}

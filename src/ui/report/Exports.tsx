import { writeCaseFile } from "#case/caseFile";
import { message } from "#text/messages";
import type { ViewportCommands } from "#viewport/overlay/ImageViewport";
import { useId, type RefObject } from "react";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, shownExamOf } from "../session/select";
import { CopyText } from "./CopyText";
import { fileBase, save } from "./download";
import { useReporting } from "./ReportContext";

/** What can be taken along, where the values are. */
export function Exports({ commands }: { readonly commands: RefObject<ViewportCommands | null> }) {
  const hint = useId();
  const session = useSession();
  const reporting = useReporting();
  const document = useSessionState(activeCaseOf);
  const exam = useSessionState(shownExamOf);
  const ref = useSessionState(assessedRefOf);
  const settings = useSessionState((state) => state.settings);
  const imageOpen = useSessionState((state) => state.view.stack.length > 0);
  if (!document || !exam || !ref) return null;
  const name = fileBase(document.subject.id, exam.date);
  const imageFailed = (error: unknown): void => session.notify("problem", message("ui.notice.imageFailed", { reason: String(error) }));
  const saveImage = (): void => {
    // A picture goes its own ways: what it shows, how that was measured and what it is not for stand under it.
    commands.current?.exportPng([session.formats.reportText(document, ref, settings, "paragraph")]).then((png) => save(png, `${name}.png`), imageFailed);
  };
  return (
    <div className="exports" role="group" aria-label={message("ui.exports.name")}>
      <CopyText document={document} at={ref} />
      <button type="button" onClick={reporting.print}>
        {message("ui.exports.print")}
      </button>
      <button type="button" onClick={reporting.saveFile}>
        {message("report.export.html")}
      </button>
      <button type="button" onClick={() => save(csvBlob(session.formats.csv(document, settings)), `${fileBase(document.subject.id)}.csv`)}>
        {message("ui.exports.csv")}
      </button>
      <button type="button" onClick={() => save(jsonBlob(writeCaseFile(document)), `${fileBase(document.subject.id)}.json`)}>
        {message("ui.exports.caseFile")}
      </button>
      <button type="button" disabled={!imageOpen} onClick={saveImage}>
        {message("ui.exports.image")}
      </button>
      <label className="identify" title={message("report.export.identifyHint")}>
        <input type="checkbox" aria-describedby={hint} checked={reporting.identified} onChange={(event) => reporting.identify(event.target.checked)} />
        <span>{message("report.export.identify")}</span>
      </label>
      <span id={hint} className="visually-hidden">
        {message("report.export.identifyHint")}
      </span>
    </div>
  );
}

const csvBlob = (text: string): Blob => new Blob([text], { type: "text/csv;charset=utf-8" });
const jsonBlob = (text: string): Blob => new Blob([text], { type: "application/json" });

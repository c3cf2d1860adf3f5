import type { PatientCase } from "#case/patientCase";
import type { Change } from "#spine/change";
import { DEFAULT_LEVELS, type Level } from "#spine/level";
import { formatChange, formatInterval, formatSd, MISSING } from "#text/format";
import { changeBesideLimit } from "#text/measuredValue";
import { message } from "#text/messages";
import { useId, useMemo, useState } from "react";
import { useSessionState } from "../session/context";
import { assessedRefOf, readingAt } from "../session/select";
import { Dialog } from "../shell/Dialog";
import { LevelSelect } from "../shell/LevelSelect";
import { dateText, measurementName, noteTexts, postureText, reasonText, spacingText, timepointText } from "../words";
import { Cell } from "./cells";
import { likelyPair, restored, type Restored, type RestoredLine } from "./restored";
import "./fracture.css";

interface BeforeAfterDialogProps {
  readonly document: PatientCase;
  readonly begin: Level | undefined;
  readonly onClose: () => void;
}

/** What vertebroplasty or kyphoplasty gave back: heights and angles of one vertebra in two exams of the reader's choice. */
export default function BeforeAfterDialog({ document, begin, onClose }: BeforeAfterDialogProps) {
  const settings = useSessionState((state) => state.settings);
  const reader = useSessionState((state) => readingAt(document, assessedRefOf(state))?.reader);
  const [likelyBefore, likelyAfter] = likelyPair(document);
  const [before, setBefore] = useState(likelyBefore);
  const [after, setAfter] = useState(likelyAfter);
  const [level, setLevel] = useState<Level | undefined>(begin);
  const found = useMemo(
    () => (level === undefined || before === after ? null : restored(document, [before, after], level, settings, reader)),
    [document, before, after, level, settings, reader],
  );
  const levelId = useId();
  return (
    <Dialog title={level === undefined ? message("forms.beforeAfter.titleOpen") : message("forms.beforeAfter.title", { level })} onClose={onClose}>
      <div className="before-after">
        <div className="before-after-choices">
          <ExamSelect name={message("forms.beforeAfter.before")} exams={document.exams} value={before} onChange={setBefore} />
          <ExamSelect name={message("forms.beforeAfter.after")} exams={document.exams} value={after} onChange={setAfter} />
          <div className="field">
            <label htmlFor={levelId}>{message("forms.beforeAfter.level")}</label>
            <LevelSelect id={levelId} levels={document.levels ?? DEFAULT_LEVELS} value={level} onChange={setLevel} />
          </div>
        </div>
        {before === after ? <p className="ask">{message("forms.beforeAfter.same")}</p> : found && <Comparison restored={found} />}
      </div>
    </Dialog>
  );
}

interface ExamSelectProps {
  readonly name: string;
  readonly exams: PatientCase["exams"];
  readonly value: string;
  readonly onChange: (id: string) => void;
}

function ExamSelect({ name, exams, value, onChange }: ExamSelectProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{name}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {exams.map((exam) => (
          <option key={exam.id} value={exam.id}>
            {message("forms.beforeAfter.exam", { date: dateText(exam.date), timepoint: timepointText(exam.timepoint), posture: postureText(exam.posture) })}
          </option>
        ))}
      </select>
    </div>
  );
}

function Comparison({ restored: { lines, notes, dates, readings } }: { readonly restored: Restored }) {
  return (
    <>
      <div className="before-after-table">
        <table className="fracture-table" aria-label={message("forms.beforeAfter.table")}>
          <thead>
            <tr>
              <th scope="col">{message("forms.beforeAfter.parameter")}</th>
              <th scope="col">{message("forms.beforeAfter.before")}</th>
              <th scope="col">{message("forms.beforeAfter.after")}</th>
              <th scope="col">{message("forms.beforeAfter.gained")}</th>
              <th scope="col">{message("forms.beforeAfter.interval")}</th>
              <th scope="col">{message("forms.beforeAfter.mdc")}</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="muted small">{message("forms.beforeAfter.hint")}</p>
      {noteTexts(notes).map((text) => (
        <p key={text} className="note">
          {text}
        </p>
      ))}
      {dates && <p className="note">{message("forms.beforeAfter.dates", { reason: reasonText(dates) })}</p>}
      <p className="muted small">{message("forms.beforeAfter.scale", { before: spacingText(readings[0].image), after: spacingText(readings[1].image) })}</p>
    </>
  );
}

function Line({ line: { id, before, after, change } }: { readonly line: RestoredLine }) {
  const measured = change.state === "measured" ? change : null;
  return (
    <tr data-measurement={id}>
      <th scope="row">{measurementName(id)}</th>
      <Cell of={before} id={id} unit={before.unit} />
      <Cell of={after} id={id} unit={after.unit} />
      <td>
        {measured ? (
          <>
            <strong>{gainedText(measured)}</strong> {measured.sd !== null && <span className="muted">{formatSd(measured.sd, change.unit)}</span>}
          </>
        ) : (
          MISSING
        )}
      </td>
      <td>{measured ? formatInterval(measured.interval, change.unit) : MISSING}</td>
      <td>{change.state === "measured" ? mdcText(change) : reasonText(change.reason)}</td>
    </tr>
  );
}

type Measured = Extract<Change, { state: "measured" }>;

const gainedText = ({ value, mdc, unit }: Measured): string => (mdc === null ? formatChange(value, unit) : changeBesideLimit(value, mdc, "", unit).change);

function mdcText({ value, mdc, exceedsMdc, unit }: Measured): string {
  if (mdc === null) return message("forms.beforeAfter.unknown");
  return message(exceedsMdc === true ? "forms.beforeAfter.exceeds" : "forms.beforeAfter.below", { mdc: changeBesideLimit(value, mdc, "", unit).limit });
}

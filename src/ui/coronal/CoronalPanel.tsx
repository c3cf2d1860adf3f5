import type { Assessment, Measurement, Reason } from "#spine/assessment";
import { COBB, END_VERTEBRAE } from "#spine/coronalRow";
import { DEFAULT_LEVELS, type Level } from "#spine/level";
import { interval95 } from "#spine/uncertainty";
import { formatProbability } from "#text/format";
import { message } from "#text/messages";
import { useId } from "react";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, readingAt, shownReadingOf } from "../session/select";
import { intervalText, measurementCitation, missingText, noteTexts, questionName, reasonText, valueText } from "../words";
import "./coronal.css";

interface CoronalPanelProps {
  readonly assessment: Assessment;
  readonly onHighlight: (measurement: string | null) => void;
}

/** What a frontal film says, in place of the verdict that a lateral one gives: the curve, its ends, its side and its apex. */
export function CoronalPanel({ assessment: { measurements }, onHighlight }: CoronalPanelProps) {
  const row = (id: string): Measurement | undefined => measurements.find((each) => each.id === id);
  const cobb = row(COBB);
  if (!cobb) return null;
  return (
    <section className="coronal" aria-label={message("forms.coronal.name")} data-state={cobb.state} onMouseEnter={() => onHighlight(COBB)} onMouseLeave={() => onHighlight(null)}>
      <h2>{message("forms.coronal.name")}</h2>
      <Angle cobb={cobb} scoliosis={row("Cobb.scoliosis")} />
      <div className="coronal-ends">
        <End end="upper" row={row("Cobb.upper")} />
        <End end="lower" row={row("Cobb.lower")} />
      </div>
      <dl className="coronal-facts">
        <Fact name={message("forms.coronal.convexity")} row={row("Cobb.convexity")} />
        <Fact name={message("forms.coronal.apex")} row={row("Cobb.apex")} />
      </dl>
      {cobb.state === "measured" && noteTexts(cobb.notes.filter(isNews)).map((text) => <Note key={text} text={text} />)}
      <Note text={message("forms.coronal.lateral")} />
      <p className="citation">{measurementCitation(COBB)}</p>
    </section>
  );
}

/** Whose the end vertebrae are stands in their fields. */
const isNews = ({ code }: Reason): boolean => !/^(upper|lower)-end-/.test(code);

const Note = ({ text }: { readonly text: string }) => <p className="note">{text}</p>;

function Angle({ cobb, scoliosis }: { readonly cobb: Measurement; readonly scoliosis: Measurement | undefined }) {
  const interval = cobb.state === "measured" && typeof cobb.value === "number" ? interval95(cobb.value, cobb.sd) : null;
  return (
    <>
      <p className="verdict-value">
        <strong>{valueText(cobb)}</strong>
        {interval && <span className="muted">{intervalText(interval, "deg")}</span>}
      </p>
      {cobb.state === "measured" && scoliosis?.state === "measured" ? <p className="coronal-state">{scoliosisText(scoliosis)}</p> : <p className="muted">{undecidedText(cobb)}</p>}
    </>
  );
}

function scoliosisText(row: Extract<Measurement, { state: "measured" }>): string {
  const { probability = null, value } = row;
  const said = message(value === "scoliosis" ? "forms.coronal.scoliosis" : "forms.coronal.noScoliosis");
  return probability === null ? said : message("forms.coronal.withProbability", { said, probability: formatProbability(probability) });
}

const undecidedText = (cobb: Measurement): string => (cobb.state === "incomplete" ? missingText(cobb) : cobb.state === "degenerate" ? reasonText(cobb.reason) : "");

/** An end of the curve: the reader's, or by its tilt. */
function End({ end, row }: { readonly end: "upper" | "lower"; readonly row: Measurement | undefined }) {
  const session = useSession();
  const id = useId();
  const question = END_VERTEBRAE[end].id;
  const chosen = useSessionState((state) => readingAt(activeCaseOf(state), assessedRefOf(state))?.answers?.[question]);
  const levels = useSessionState((state) => activeCaseOf(state)?.levels) ?? DEFAULT_LEVELS;
  const writable = useSessionState((state) => shownReadingOf(state) !== null);
  const suggested = row?.state === "measured" && chosen === undefined ? String(row.value) : null;
  const onChange = (to: Level | undefined): void => session.setEndVertebra(end, to);
  return (
    <div className="field">
      <label htmlFor={id}>{questionName(question)}</label>
      <select id={id} disabled={!writable} value={typeof chosen === "string" ? chosen : ""} onChange={(event) => onChange(event.target.value === "" ? undefined : event.target.value)}>
        <option value="">{suggested === null ? message("forms.coronal.byTilt") : message("forms.coronal.suggested", { level: suggested })}</option>
        {levels
          .filter((level) => level !== "S1")
          .map((level) => (
            <option key={level}>{level}</option>
          ))}
      </select>
    </div>
  );
}

function Fact({ name, row }: { readonly name: string; readonly row: Measurement | undefined }) {
  if (!row) return null;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {valueText(row)}
        {row.state !== "measured" && row.reason.code.startsWith("apex") && <span className="muted small"> {reasonText(row.reason)}</span>}
      </dd>
    </div>
  );
}

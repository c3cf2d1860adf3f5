import type { Assessment, Measurement } from "#spine/assessment";
import { bodyIdOf } from "#spine/definition";
import { OF_SCORE } from "#spine/ofScore";
import { DEFAULT_LEVELS, type Level } from "#spine/level";
import { message } from "#text/messages";
import { useId, useMemo, useState } from "react";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, assessedRefOf, previewCaseOf, readingAt } from "../session/select";
import { LevelSelect } from "../shell/LevelSelect";
import { measurementName, noteTexts } from "../words";
import { BeforeAfterButton } from "./BeforeAfterButton";
import { Cell, notesOf, whyNot } from "./cells";
import { evaluationAt } from "./evaluationAt";
import { Grade } from "./Grade";
import { Heights } from "./Heights";
import { OfScore } from "./OfScore";
import "./fracture.css";

/** Everything about one fractured vertebra in one place: heights and what is lost of them, grade, angles, classes. */
export default function FracturePanel({ assessment }: { readonly assessment: Assessment }) {
  const session = useSession();
  const id = useId();
  const ref = useSessionState(assessedRefOf);
  const document = useSessionState(previewCaseOf);
  const named = useSessionState((state) => readingAt(activeCaseOf(state), assessedRefOf(state))?.answers?.["fractureLevel"]);
  const graded = assessment.measurements.flatMap((row) => (bodyIdOf(row.id)?.name === "Genant" ? [bodyIdOf(row.id)?.level ?? ""] : []));
  const [looked, setLooked] = useState<Level | null>(null);
  const level = looked !== null && graded.includes(looked) ? looked : graded[0];
  if (!ref || !document || (level === undefined && !assessment.measurements.some((row) => row.id === OF_SCORE.id))) return null;
  const setLevel = (to: Level | undefined): void => session.edit({ kind: "set-answer", at: ref, question: "fractureLevel", to });
  return (
    <section className="fracture" aria-label={message("forms.fracture.name")}>
      <header>
        <h2>{message("forms.fracture.name")}</h2>
        <BeforeAfterButton document={document} level={level} />
      </header>
      <div className="field fracture-level">
        <label htmlFor={id}>{message("forms.fracture.level")}</label>
        <LevelSelect id={id} levels={document.levels ?? DEFAULT_LEVELS} value={typeof named === "string" ? named : undefined} onChange={setLevel} />
      </div>
      {graded.length > 1 && <Looked levels={graded} level={level} onLook={setLooked} />}
      {level !== undefined && <OneBody key={level} level={level} assessment={assessment} />}
      <OfScore assessment={assessment} />
    </section>
  );
}

/** Where no vertebra is named, those with six points are all shown, one at a time. */
function Looked({ levels, level, onLook }: { readonly levels: readonly Level[]; readonly level: Level | undefined; readonly onLook: (level: Level) => void }) {
  return (
    <div className="button-group" role="group" aria-label={message("forms.fracture.shown")}>
      {levels.map((each) => (
        <button key={each} type="button" className="small" aria-pressed={each === level} onClick={() => onLook(each)}>
          {each}
        </button>
      ))}
    </div>
  );
}

const RATIOS = ["wedgeRatio", "biconcaveRatio", "crushRatio"] as const;
const ANGLES = ["wedge", "segmentalKyphosis", "localKyphosis"] as const;

/** Whose notes stand below the tables. */
const NOTED = ["heightLoss", "crushRatio", "wedge", "heightLossSince"] as const;

function OneBody({ level, assessment }: { readonly level: Level; readonly assessment: Assessment }) {
  const document = useSessionState(previewCaseOf);
  const ref = useSessionState(assessedRefOf);
  const clickSdMm = useSessionState((state) => state.settings.clickSdMm);
  const evaluation = useMemo(() => document && ref && evaluationAt(document, ref), [document, ref]);
  const row = (name: string): Measurement | undefined => assessment.measurements.find((each) => each.id === `${name}.${level}`);
  if (!evaluation) return null;
  const since = row("heightLossSince");
  const notes = NOTED.flatMap((name) => noteTexts(notesOf(row(name)).filter(({ code }) => code !== "height-lost-at")).map((text) => message("forms.fracture.noteOf", { name: measurementName(`${name}.${level}`), text })));
  return (
    <>
      <Grade level={level} genant={row("Genant")} loss={row("heightLoss")} {...{ evaluation, clickSdMm }} />
      <Heights {...{ evaluation, level, clickSdMm }} />
      <table className="fracture-table" aria-label={message("forms.fracture.ratios", { level })}>
        <tbody>
          {[...RATIOS, ...ANGLES, "heightLossSince" as const].map((name) => {
            const found = row(name);
            return (
              found && (
                <tr key={name} data-measurement={found.id}>
                  <th scope="row">{measurementName(found.id)}</th>
                  <Cell of={found} id={found.id} unit={found.unit} />
                </tr>
              )
            );
          })}
        </tbody>
      </table>
      {since && since.state !== "measured" && <p className="note">{message("forms.fracture.sinceNot", { reason: whyNot(since) })}</p>}
      {notes.map((text) => (
        <p key={text} className="note">
          {text}
        </p>
      ))}
    </>
  );
}

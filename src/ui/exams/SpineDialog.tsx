import type { PatientCase, Surgery } from "#case/patientCase";
import { DEFAULT_LEVELS, levelsOf, type Level } from "#spine/level";
import { message } from "#text/messages";
import { useId } from "react";
import { useSession } from "../session/context";
import { Dialog } from "../shell/Dialog";
import { endLevels } from "../shell/endLevels";
import { LevelSelect } from "../shell/LevelSelect";
import { NumberInput } from "../shell/NumberInput";

interface SpineDialogProps {
  readonly document: PatientCase;
  readonly onClose: () => void;
}

/** The patient's spine and surgery: what no image says. */
export function SpineDialog({ document, onClose }: SpineDialogProps) {
  const session = useSession();
  const id = useId();
  const surgery = document.surgery ?? {};
  const levels = document.levels ?? DEFAULT_LEVELS;
  const change = (to: Surgery): void => session.edit({ kind: "set-surgery", to });
  return (
    <Dialog title={message("ui.spine.title")} onClose={onClose}>
      <div className="form">
        <div className="field">
          <label htmlFor={`${id}date`}>{message("ui.spine.surgeryDate")}</label>
          <input
            id={`${id}date`}
            type="date"
            value={surgery.date ?? ""}
            onChange={(e) => session.setSurgeryDate(e.target.value === "" ? undefined : e.target.value)}
          />
        </div>
        <div className="field">
          <label htmlFor={`${id}liv`}>{message("ui.spine.liv")}</label>
          <LevelSelect
            id={`${id}liv`}
            levels={endLevels(document, "liv")}
            value={surgery.liv}
            onChange={(level) => change(level === undefined ? withoutLiv(surgery) : { ...surgery, liv: level })}
          />
        </div>
        <label className="check">
          <input
            type="checkbox"
            checked={surgery.pelvicFixation ?? false}
            onChange={(e) => change({ ...surgery, pelvicFixation: e.target.checked })}
          />
          {message("ui.spine.pelvicFixation")}
        </label>
        <SubjectFields document={document} />
        <LevelFields levels={levels} surgery={surgery} />
        <footer>
          <button type="button" className="primary" onClick={onClose}>
            {message("ui.done")}
          </button>
        </footer>
      </div>
    </Dialog>
  );
}

function SubjectFields({ document }: { readonly document: PatientCase }) {
  const session = useSession();
  const id = useId();
  const { ageYears, ...subject } = document.subject;
  return (
    <div className="field">
      <label htmlFor={id}>{message("ui.spine.age")}</label>
      <NumberInput
        id={id}
        live
        optional
        min={0}
        max={120}
        step={1}
        value={ageYears}
        onNumber={(age) => session.edit({ kind: "set-subject", to: age === undefined ? subject : { ...subject, ageYears: age } })}
      />
    </div>
  );
}

/** The numbers of vertebrae that people are born with; the case owns the list that comes of it. */
function LevelFields({ levels, surgery: { uiv, liv, treatedFracture } }: { readonly levels: readonly Level[]; readonly surgery: Surgery }) {
  const session = useSession();
  const id = useId();
  const count = (region: string): number => levels.filter((level) => level.startsWith(region)).length;
  const set = (thoracic: number, lumbar: number): void => {
    const to = levelsOf(thoracic, lumbar);
    session.edit({ kind: "set-levels", to: sameLevels(to, DEFAULT_LEVELS) ? undefined : to });
  };
  // A spine without a vertebra that the surgery names would be no case.
  const lacking = (thoracic: number, lumbar: number): readonly Level[] =>
    [uiv, liv, treatedFracture].filter((level) => level !== undefined && !levelsOf(thoracic, lumbar).includes(level)) as readonly Level[];
  const lacks = (thoracic: number, lumbar: number): boolean => lacking(thoracic, lumbar).length > 0;
  const needed = [...new Set([...[11, 12, 13].flatMap((n) => lacking(n, count("L"))), ...[4, 5, 6].flatMap((n) => lacking(count("T"), n))])];
  return (
    <fieldset className="two-fields">
      <legend>{message("ui.spine.levels")}</legend>
      <div className="field">
        <label htmlFor={`${id}t`}>{message("ui.spine.thoracic")}</label>
        <select id={`${id}t`} value={count("T")} onChange={(e) => set(Number(e.target.value), count("L"))}>
          {[11, 12, 13].map((n) => (
            <option key={n} disabled={lacks(n, count("L"))}>
              {n}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}l`}>{message("ui.spine.lumbar")}</label>
        <select id={`${id}l`} value={count("L")} onChange={(e) => set(count("T"), Number(e.target.value))}>
          {[4, 5, 6].map((n) => (
            <option key={n} disabled={lacks(count("T"), n)}>
              {n}
            </option>
          ))}
        </select>
      </div>
      {needed.length > 0 && <p className="muted small two-wide">{message("ui.spine.needed", { levels: needed.join(", ") })}</p>}
    </fieldset>
  );
}

const sameLevels = (a: readonly Level[], b: readonly Level[]): boolean => a.join() === b.join();

function withoutLiv({ liv: _gone, ...rest }: Surgery): Surgery {
  return rest;
}

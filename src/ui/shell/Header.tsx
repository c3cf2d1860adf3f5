import { message } from "#text/messages";
import { Suspense, useId, useState } from "react";
import { part } from "../part";
import { useSession, useSessionState } from "../session/context";
import { activeCaseOf, canRedo, canUndo, caseLabelsOf, frontalShown, isCaseComing } from "../session/select";
import { endLevels } from "./endLevels";
import { LevelSelect } from "./LevelSelect";
import { ProtocolSelect } from "./ProtocolSelect";
import { SkipToImage } from "./SkipToImage";

const SettingsDialog = part(async () => ({ default: (await import("../settings/SettingsDialog")).SettingsDialog }));
const ShortcutsDialog = part(async () => ({ default: (await import("../shortcuts/ShortcutsDialog")).ShortcutsDialog }));

/** What holds for the whole case: whose it is, where the instrumentation ends, what to measure. */
export function Header() {
  return (
    <header className="app-header">
      <h1>{message("ui.product")}</h1>
      <CaseSelect />
      <UivSelect />
      <ProtocolSelect />
      <SkipToImage />
      <span className="grow" />
      <ProblemCount />
      <UndoRedo />
      <Dialogs />
    </header>
  );
}

function CaseSelect() {
  const session = useSession();
  const cases = useSessionState((state) => state.cases);
  const active = useSessionState((state) => state.activeCase);
  const labels = useSessionState(caseLabelsOf);
  const kept = useSessionState((state) => state.kept).filter(({ subjectId }) => !cases.has(subjectId));
  const choose = (subjectId: string): void => {
    if (cases.has(subjectId)) session.chooseCase(subjectId);
    else void session.openKept(subjectId);
  };
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{message("ui.header.patient")}</label>
      <select id={id} value={active ?? ""} onChange={(event) => choose(event.target.value)}>
        {[...cases.keys()].map((subject) => (
          <option key={subject} value={subject}>
            {labels[subject] ?? subject}
          </option>
        ))}
        {kept.length > 0 && (
          <optgroup label={message("ui.kept.name")}>
            {kept.map(({ subjectId }) => (
              <option key={subjectId} value={subjectId}>
                {subjectId}
              </option>
            ))}
          </optgroup>
        )}
      </select>
    </div>
  );
}

function UivSelect() {
  const session = useSession();
  const document = useSessionState(activeCaseOf);
  const coming = useSessionState(isCaseComing);
  // Nothing on a film from the front asks for it.
  const frontal = useSessionState(frontalShown);
  const id = useId();
  return (
    <div className="field uiv-field" data-missing={!coming && document?.surgery?.uiv === undefined && !frontal}>
      <label htmlFor={id}>{message("ui.header.uiv")}</label>
      <LevelSelect id={id} levels={endLevels(document ?? {}, "uiv")} value={document?.surgery?.uiv} onChange={session.setUiv} disabled={coming} />
    </div>
  );
}

/** That something was not used is seen from anywhere; the list of it is one click away. */
function ProblemCount() {
  const count = useSessionState((state) => state.files.problems.filter(({ quiet }) => !quiet).length);
  if (count === 0) return null;
  const show = (): void => {
    const list = document.getElementById("problems");
    list?.scrollIntoView({ block: "nearest" });
    list?.focus();
  };
  return (
    <button type="button" className="problem-count" onClick={show}>
      <span aria-hidden="true">!</span> {message("ui.problems.count", { count })}
    </button>
  );
}

function UndoRedo() {
  const session = useSession();
  const undoable = useSessionState(canUndo);
  const redoable = useSessionState(canRedo);
  return (
    <div className="button-group">
      <button type="button" title={message("ui.undoTip")} disabled={!undoable} onClick={session.undo}>
        {message("ui.undo")}
      </button>
      <button type="button" title={message("ui.redoTip")} disabled={!redoable} onClick={session.redo}>
        {message("ui.redo")}
      </button>
    </div>
  );
}

function Dialogs() {
  const [open, setOpen] = useState<"settings" | "shortcuts" | null>(null);
  const close = (): void => setOpen(null);
  return (
    <div className="button-group">
      <button type="button" className="quiet" onClick={() => setOpen("settings")}>
        {message("ui.settings.name")}
      </button>
      <button type="button" className="quiet icon" aria-label={message("ui.shortcuts.name")} onClick={() => setOpen("shortcuts")}>
        <span aria-hidden="true">?</span>
      </button>
      <Suspense fallback={null}>
        {open === "settings" && <SettingsDialog onClose={close} />}
        {open === "shortcuts" && <ShortcutsDialog onClose={close} />}
      </Suspense>
    </div>
  );
}

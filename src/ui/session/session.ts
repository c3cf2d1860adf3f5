import type { ImageLibrary } from "#image/library";
import { message } from "#text/messages";
import { CORONAL_COBB } from "#spine/protocol";
import type { StoreApi } from "zustand/vanilla";
import { caseActions, caseStore, type CaseActions } from "./caseActions";
import { createCore, type SessionCore, type SessionState } from "./core";
import { examActions, type ExamActions } from "./examActions";
import { fileActions, type FileActions } from "./fileActions";
import { importActions, type ImportActions } from "./importActions";
import type { CaseFormats, SessionPorts } from "./ports";
import { chosenEndsOf, fractureLevelOf, protocolIdOf } from "./protocols";
import { activeCaseOf } from "./select";
import { loadSettings } from "./settings";
import { readingActions, readingInstead, type ReadingActions } from "./readingActions";
import { settingsActions, type SettingsActions } from "./settingsActions";
import { showing, type Showing } from "./showing";
import { viewActions, type ViewActions } from "./viewActions";

/** One sitting of a reader: the state and everything that can be done to it. */
export interface Session extends CaseActions, ImportActions, FileActions, SettingsActions, ReadingActions, ViewActions, Pick<Showing, "show" | "chooseExam" | "chooseCase">, Pick<ExamActions, "removeExam"> {
  readonly store: StoreApi<SessionState>;
  readonly library: ImageLibrary;
  readonly formats: CaseFormats;
  readonly programVersion: string;
  /** Looks up what this browser keeps. */
  start(): Promise<void>;
}

export function createSession(ports: SessionPorts): Session {
  const { settings: loaded, refused } = loadSettings(ports.settings);
  const core = createCore(ports, loaded);
  if (refused.length > 0) core.notify("problem", message("ui.notice.settingsRefused", { values: refused.join("; ") }));
  const cases = caseStore(core);
  const edits = caseActions(core, cases);
  const settings = settingsActions(core);
  const exams = examActions(core, cases);
  const view = viewActions(core, exams);
  const shown = showing(core, exams, view.startProtocol);
  const readings = readingActions(core, cases, view.startProtocol);
  const files = fileActions(core, cases, shown);
  const opened = importActions(core, {
    arrived: shown.arrived,
    finished: shown.finished,
    openCaseText: files.openCaseText,
  });
  followSpine(core, view.startProtocol);
  // A reading that is gone while its picture is shown leaves room for another one of it.
  core.store.subscribe((now, before) => {
    const instead = now.cases === before.cases ? undefined : readingInstead(now);
    if (instead) readings.chooseReading(instead);
  });
  return {
    store: core.store,
    library: ports.library,
    formats: ports.formats,
    programVersion: ports.programVersion,
    start: () => files.refreshKept(),
    removeExam: exams.removeExam,
    ...edits,
    ...opened,
    ...files,
    ...settings,
    ...readings,
    ...view,
    show: shown.show,
    chooseExam: shown.chooseExam,
    chooseCase: shown.chooseCase,
    // Saying where the instrumentation ends, or what to measure, is the wish to be led through its points.
    setUiv: (level) => {
      edits.setUiv(level);
      if (level !== undefined) view.startProtocol();
    },
    setFractureLevel: (level) => {
      edits.setFractureLevel(level);
      if (level !== undefined && protocolIdOf(core.store.getState()) === "fracture") view.startProtocol();
    },
    setEndVertebra: (end, level) => {
      edits.setEndVertebra(end, level);
      const { upper, lower } = chosenEndsOf(core.store.getState());
      if (upper !== undefined && lower !== undefined) view.startProtocol();
    },
    chooseProtocol: (id) => {
      settings.chooseProtocol(id);
      view.startProtocol();
    },
  };
}

/** A protocol under way is meant for this spine: where that changes, by undo too, its points are found anew. */
function followSpine(core: SessionCore, start: () => void): void {
  core.store.subscribe((now, before) => {
    if (now.tool.kind !== "placing" || now.activeCase !== before.activeCase) return;
    const [is, was] = [activeCaseOf(now), activeCaseOf(before)];
    const fractureMoved = protocolIdOf(now) === "fracture" && fractureLevelOf(now) !== fractureLevelOf(before);
    const endMoved = protocolIdOf(now) === CORONAL_COBB && JSON.stringify(chosenEndsOf(now)) !== JSON.stringify(chosenEndsOf(before));
    if (is?.levels !== was?.levels || is?.surgery?.uiv !== was?.surgery?.uiv || fractureMoved || endMoved) start();
  });
}

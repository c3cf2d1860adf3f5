import type { CaseProblem } from "#case/caseProblem";
import type { CaseEdit, ReadingRef } from "#case/edit";
import type { History } from "#case/history";
import type { PatientCase } from "#case/patientCase";
import type { Instance } from "#image/instance";
import type { Problem } from "#image/problem";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import { IDLE, type ToolState } from "#viewport/tools/toolState";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { KeptCase, SessionPorts } from "./ports";
import { DEFAULT_SETTINGS, type Settings } from "./settings";

/** Everything the interface shows, as one immutable value. What can be computed from it is a selector, not a field. */
export interface SessionState {
  readonly files: FilesState;
  /** The open cases, by subject id. */
  readonly cases: ReadonlyMap<string, History>;
  readonly activeCase: string | null;
  /** The subject id of each patient (`patientKey`) whose images are open. */
  readonly patients: ReadonlyMap<string, string>;
  readonly kept: readonly KeptCase[];
  readonly view: ViewState;
  /** A change in progress, shown and not kept: beside the case, not in it. */
  readonly draft: CaseEdit | null;
  readonly tool: ToolState;
  /** The measurement that the reader points at. */
  readonly highlighted: string | null;
  readonly settings: Settings;
  readonly notice: Notice | null;
  /** A case file that differs from the case that is kept: the reader says what becomes of it. */
  readonly incoming: Incoming | null;
  /** Of the files that were opened last, the image (SOP Instance UID) to be shown as soon as it is there. */
  readonly wanted: string | null;
  /** Files were opened just now: the first useful picture of them is shown, whatever is on the screen. */
  readonly showNext: boolean;
  /** One of them is on the screen already, a slice series that is still being read; a film may come in its place. */
  readonly shownEarly: boolean;
  /** Who made the images of the sample, as their licence asks, and whose case they are of. */
  readonly attribution: { readonly subjectId: string; readonly text: string } | null;
}

export interface Incoming {
  readonly case: PatientCase;
  readonly fileName: string;
}

export interface FilesState {
  readonly instances: readonly Instance[];
  readonly problems: readonly FileProblem[];
  readonly progress: Counted | null;
  /** The sample's images are on their way: not yet read, and not among those that are. */
  readonly fetching: Counted | null;
  /** The reader has cancelled: of what is open there may be more. */
  readonly isCut: boolean;
}

export interface Counted {
  readonly done: number;
  readonly total: number;
}

export interface FileProblem {
  /** Path or name as the user knows it. */
  readonly fileName: string;
  /** Kept as it is and not in words: these are in the language of the moment. */
  readonly what: { readonly of: "image"; readonly problem: Problem } | { readonly of: "case"; readonly problem: CaseProblem };
  /** Nothing is wrong with the reader's images: another kind of file, a second copy. */
  readonly quiet: boolean;
}

export interface ViewState {
  /** Of the stack, so that it grows while the rest of its series is still being read. */
  readonly stackId: string | null;
  readonly stack: readonly StackItem[];
  readonly position: number;
  /** The reader has not scrolled yet. */
  readonly atStart: boolean;
  /** The exam that is looked at; without its image when the film isn't open. */
  readonly examId: string | null;
  readonly reading: ReadingRef | null;
}

export interface Notice {
  readonly kind: "done" | "problem";
  readonly text: string;
}

/** What every group of actions works on. */
export interface SessionCore {
  readonly store: StoreApi<SessionState>;
  readonly ports: SessionPorts;
  update(change: (state: SessionState) => Partial<SessionState>): void;
  notify(kind: Notice["kind"], text: string): void;
  addProblems(problems: readonly FileProblem[]): void;
}

export const NOTHING_SHOWN: ViewState = { stackId: null, stack: [], position: 0, atStart: true, examId: null, reading: null };

const INITIAL: SessionState = {
  files: { instances: [], problems: [], progress: null, fetching: null, isCut: false },
  cases: new Map(),
  activeCase: null,
  patients: new Map(),
  kept: [],
  view: NOTHING_SHOWN,
  draft: null,
  tool: IDLE,
  highlighted: null,
  settings: DEFAULT_SETTINGS,
  notice: null,
  incoming: null,
  wanted: null,
  showNext: false,
  shownEarly: false,
  attribution: null,
};

export function createCore(ports: SessionPorts, settings: Settings): SessionCore {
  const store = createStore<SessionState>(() => ({ ...INITIAL, settings }));
  const update: SessionCore["update"] = (change) => store.setState(change);
  return {
    store,
    ports,
    update,
    notify: (kind, text) => update(() => ({ notice: { kind, text } })),
    addProblems: (added) => update(({ files }) => ({ files: { ...files, problems: [...files.problems, ...added] } })),
  };
}

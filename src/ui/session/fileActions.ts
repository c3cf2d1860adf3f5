import { CASE_FORMAT, readCaseFile } from "#case/caseFile";
import { newHistory, type History } from "#case/history";
import { message } from "#text/messages";
import type { CaseStoreActions } from "./caseActions";
import type { Incoming, SessionCore } from "./core";
import { mergeEdit } from "./merge";
import type { Showing } from "./showing";
import { sameValue } from "../sameValue";

export interface FileActions {
  /** Opens a case file. Where another state of the case is kept already, the reader is asked, or with `keep` that one stays. */
  openCaseText(text: string, fileName: string, otherwise?: "ask" | "keep"): Promise<void>;
  answerIncoming(answer: "replace" | "merge" | "cancel"): void;
  openKept(subjectId: string): Promise<void>;
  removeKept(subjectId: string): Promise<void>;
  refreshKept(): Promise<void>;
}

export function fileActions(core: SessionCore, cases: CaseStoreActions, view: Pick<Showing, "chooseCase">): FileActions {
  const { keeper } = core.ports;
  /** Questions that wait for the answer to the one before. */
  const asking: Incoming[] = [];
  const show = (history: History): void => {
    cases.put(history);
    view.chooseCase(history.case.subject.id);
  };
  /** As it is kept: another tab may have it open, and what nobody has changed is not saved. */
  const showKept = (history: History): void => {
    cases.open(history);
    view.chooseCase(history.case.subject.id);
  };

  async function load(subjectId: string): Promise<History | undefined> {
    const open = core.store.getState().cases.get(subjectId);
    return open ?? cases.tried(subjectId, () => keeper.load(subjectId));
  }

  async function openCaseText(text: string, fileName: string, otherwise: "ask" | "keep" = "ask"): Promise<void> {
    const read = readCaseFile(text);
    // Other programs write JSON too: the sidecar of a NIfTI is no damaged case.
    const quiet = !read.case && !text.includes(CASE_FORMAT);
    core.addProblems(read.problems.map((problem) => ({ fileName, what: { of: "case", problem }, quiet })));
    if (!read.case) return;
    const known = await load(read.case.subject.id);
    // A case that is being looked at stays where it is until the reader has answered.
    if (!known) return show(newHistory(read.case));
    if (core.store.getState().activeCase !== known.case.subject.id) showKept(known);
    if (otherwise === "keep" || sameValue(known.case, read.case)) return;
    asking.push({ case: read.case, fileName });
    core.update(({ incoming }) => ({ incoming: incoming ?? asking.shift() ?? null }));
  }

  async function refreshKept(): Promise<void> {
    const kept = await cases.tried(message("ui.kept.name"), () => keeper.list());
    core.update(() => ({ kept: kept ?? [] }));
  }

  return {
    openCaseText,
    answerIncoming: (answer) => {
      const { incoming, cases: open } = core.store.getState();
      core.update(() => ({ incoming: asking.shift() ?? null }));
      if (!incoming || answer === "cancel") return;
      const { id } = incoming.case.subject;
      const known = open.get(id);
      if (answer === "replace" || !known) return show(newHistory(incoming.case));
      const edit = mergeEdit(known.case, incoming.case, core.ports.newId);
      if (edit) cases.commit(id, edit);
      else core.notify("done", message("ui.incoming.nothingNew", { file: incoming.fileName }));
    },
    openKept: async (subjectId) => {
      const history = await load(subjectId);
      if (history) showKept(history);
    },
    removeKept: async (subjectId) => {
      await cases.tried(subjectId, () => keeper.remove(subjectId));
      await refreshKept();
    },
    refreshKept,
  };
}

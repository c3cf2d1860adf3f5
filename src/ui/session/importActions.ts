import { readCaseFile } from "#case/caseFile";
import type { Instance } from "#image/instance";
import type { NamedFile } from "#image/library";
import { isQuiet, type Problem } from "#image/problem";
import { message } from "#text/messages";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import type { SessionCore } from "./core";
import { joinInstances } from "./joinInstances";
import type { Sample } from "./ports";
import { pictureToCome } from "./showing";

export interface ImportActions {
  /** Reads what was dropped or chosen. Resolves when everything is read or the reader cancelled. */
  open(files: readonly NamedFile[]): Promise<void>;
  cancelOpening(): void;
  /** Fetches the sample's files and case, and shows them. */
  openSample(): Promise<void>;
  addProblem(problem: Problem): void;
  dismissProblems(): void;
}

interface ImportHooks {
  /** New images are here: bind them to cases, show one. */
  readonly arrived: (found: readonly Instance[]) => Promise<void>;
  /** All is read: what was not bound yet becomes an exam. */
  readonly finished: () => void;
  readonly openCaseText: (text: string, fileName: string, otherwise: "ask" | "keep") => Promise<void>;
}

export function importActions(core: SessionCore, hooks: ImportHooks): ImportActions {
  let running: AbortController | null = null;

  const { addProblem, addProblems, add, progress } = fileState(core);

  async function openImages(files: readonly NamedFile[]): Promise<void> {
    running?.abort();
    const controller = new AbortController();
    running = controller;
    core.update(({ files: before }) => ({ showNext: true, files: { ...before, progress: { done: 0, total: files.length } } }));
    // Bindings run one after another, in the order of arrival: each of them may make a case or an exam.
    let binding = Promise.resolve();
    const decodeAhead = aheadOf(core);
    const on = {
      instances: (found: readonly Instance[]) => {
        decodeAhead(found);
        add(found);
        binding = binding.then(() => hooks.arrived(found));
      },
      problems: addProblems,
      progress: (done: number, total: number) => progress({ done, total }),
    };
    await core.ports.library.open(files, on, controller.signal);
    await binding;
    if (running === controller) {
      running = null;
      progress(null);
    }
    hooks.finished();
  }

  async function open(files: readonly NamedFile[]): Promise<void> {
    const cases = files.filter((file) => file.path.toLowerCase().endsWith(".json"));
    for (const file of cases) await hooks.openCaseText(await file.blob.text(), file.path, "ask");
    const images = files.filter((file) => !cases.includes(file));
    if (images.length > 0) await openImages(images);
  }

  return {
    open,
    cancelOpening: () => {
      running?.abort();
      running = null;
      progress(null);
    },
    openSample: async () => {
      let sample: Sample;
      try {
        sample = await core.ports.fetchSample();
      } catch (error) {
        core.notify("problem", message("ui.notice.sampleFailed", { reason: String(error) }));
        return;
      }
      // A sample that was worked on already is kept like any other case.
      await hooks.openCaseText(sample.caseText, sample.caseName, "keep");
      const subjectId = readCaseFile(sample.caseText).case?.subject.id ?? "";
      core.update(() => ({ wanted: sample.openSopInstanceUid, attribution: { subjectId, text: sample.attribution } }));
      await open(sample.files);
    },
    addProblem,
    dismissProblems: () => core.update(({ files }) => ({ files: { ...files, problems: [] } })),
  };
}

/** The first picture is decoded while its case is looked up and the page is laid out: the viewport then finds it at hand. */
function aheadOf(core: SessionCore): (found: readonly Instance[]) => void {
  let ahead: StackItem | undefined;
  return (found) => {
    if (ahead) return;
    ahead = pictureToCome(core.store.getState(), found);
    if (ahead) core.ports.library.frame(ahead.instance, ahead.frameIndex).catch(() => undefined);
  };
}

/** What is known of the opened files. */
function fileState(core: SessionCore) {
  const addProblems = (problems: readonly Problem[]): void =>
    core.addProblems(problems.map((problem) => ({ fileName: problem.fileName, what: { of: "image", problem }, quiet: isQuiet(problem) })));
  const addProblem = (problem: Problem): void => addProblems([problem]);

  const add = (found: readonly Instance[]): void => {
    const { instances, problems } = joinInstances(core.store.getState().files.instances, found);
    core.update(({ files }) => ({ files: { ...files, instances } }));
    if (problems.length > 0) addProblems(problems);
  };

  const progress = (value: { done: number; total: number } | null): void =>
    core.update(({ files }) => ({ files: { ...files, progress: value } }));

  return { addProblem, addProblems, add, progress };
}

import { readCaseFile } from "#case/caseFile";
import type { Instance } from "#image/instance";
import type { NamedFile } from "#image/library";
import { asImageError, isQuiet, type Problem } from "#image/problem";
import { message } from "#text/messages";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import type { SessionCore } from "./core";
import { joinInstances } from "./joinInstances";
import { openingNotices, type OpeningNotices } from "./openingNotices";
import { sampleFetch } from "./sampleFetch";
import { pictureToCome } from "./showing";

export interface ImportActions {
  /** Reads what was dropped or chosen. Resolves when everything is read or the reader cancelled. */
  open(files: readonly NamedFile[]): Promise<void>;
  /** Of what is read, and of the sample that is fetched. */
  cancelOpening(): void;
  /** Fetches the sample's files and case, and shows them. */
  openSample(): Promise<void>;
  addProblem(problem: Problem): void;
  dismissProblems(): void;
}

interface ImportHooks {
  /** New images are here: bind them to cases; of the files that were opened last, show one. */
  readonly arrived: (found: readonly Instance[], mayShow: boolean) => Promise<void>;
  /** All is read: what was not bound yet becomes an exam. */
  readonly finished: () => void;
  readonly openCaseText: (text: string, fileName: string, otherwise: "ask" | "keep") => Promise<void>;
}

/** One drop that is being read. */
interface Reading {
  readonly controller: AbortController;
  done: number;
  total: number;
}

interface ImageReading {
  /** Resolves when everything is read or the reader cancelled. `wanted`: which film of them is to be shown (its SOP Instance UID). */
  open(files: readonly NamedFile[], wanted: string | null): Promise<void>;
  cancel(): void;
}

/** What is dropped while other files are being read is read beside them: nothing that was opened is given up for it. */
function imageReading(core: SessionCore, hooks: ImportHooks, notices: OpeningNotices, { addProblems, add, progress }: ReturnType<typeof fileState>): ImageReading {
  const readings = new Set<Reading>();
  let latest: Reading | undefined;
  // Bindings run one after another, in the order of arrival: each of them may make a case or an exam.
  let binding: Promise<void> = Promise.resolve();

  const sum = (of: (reading: Reading) => number): number => [...readings].reduce((total, reading) => total + of(reading), 0);
  const tell = (): void => progress(readings.size === 0 ? null : { done: sum(({ done }) => done), total: sum(({ total }) => total) });

  return {
    open: async (files, wanted) => {
      const reading: Reading = { controller: new AbortController(), done: 0, total: files.length };
      const { signal } = reading.controller;
      readings.add(reading);
      latest = reading;
      core.update(({ files: before }) => ({ showNext: true, shownEarly: false, wanted, files: { ...before, isCut: false } }));
      tell();
      const decodeAhead = aheadOf(core);
      const on = {
        instances: (found: readonly Instance[]) => {
          if (latest === reading) decodeAhead(found);
          add(found);
          binding = binding.then(() => hooks.arrived(found, latest === reading)).catch((error: unknown) => core.notify("problem", String(error)));
        },
        problems: addProblems,
        progress: (done: number, total: number) => {
          Object.assign(reading, { done, total });
          // What a cancelled reading still says of itself is nobody's progress.
          if (!signal.aborted) tell();
        },
      };
      try {
        await core.ports.library.open(files, on, signal);
        await binding;
      } finally {
        readings.delete(reading);
        tell();
        if (readings.size === 0) hooks.finished();
      }
    },
    cancel: () => {
      if (readings.size === 0) return;
      const left = sum(({ done, total }) => total - done);
      for (const { controller } of readings) controller.abort();
      readings.clear();
      core.update(({ files }) => ({ files: { ...files, isCut: true } }));
      if (left > 0) notices.say("problem", message("ui.notice.openingCancelled", { count: left }));
      tell();
    },
  };
}

export function importActions(core: SessionCore, hooks: ImportHooks): ImportActions {
  const files = fileState(core);
  const { addProblem } = files;
  const notices = openingNotices(core);
  const images = imageReading(core, hooks, notices, files);
  const samples = sampleFetch(core, notices.say);

  /** A file that can't be read is one problem, and the others are opened. */
  async function openCase({ path, blob }: NamedFile): Promise<void> {
    try {
      await hooks.openCaseText(await blob.text(), path, "ask");
    } catch (thrown) {
      addProblem(asImageError(thrown).problem(path));
    }
  }

  async function open(all: readonly NamedFile[], wanted: string | null = null): Promise<void> {
    const cases = all.filter((file) => file.path.toLowerCase().endsWith(".json"));
    for (const file of cases) await openCase(file);
    const others = all.filter((file) => !cases.includes(file));
    if (others.length > 0) await images.open(others, wanted);
  }

  return {
    open: (all) => {
      notices.clear();
      return open(all);
    },
    cancelOpening: () => {
      samples.cancel();
      images.cancel();
    },
    openSample: async () => {
      notices.clear();
      const sample = await samples.fetch();
      if (!sample) return;
      // A sample that was worked on already is kept like any other case.
      await hooks.openCaseText(sample.caseText, sample.caseName, "keep");
      const subjectId = readCaseFile(sample.caseText).case?.subject.id ?? "";
      core.update(() => ({ attribution: { subjectId, text: sample.attribution } }));
      await open(sample.files, sample.openSopInstanceUid);
    },
    addProblem,
    dismissProblems: () => core.update(({ files: before }) => ({ files: { ...before, problems: [] } })),
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

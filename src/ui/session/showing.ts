import type { Reading } from "#case/patientCase";
import { groups } from "#image/hierarchy";
import type { Instance } from "#image/instance";
import type { StackItem } from "#viewport/overlay/ImageViewport";
import { IDLE } from "#viewport/tools/toolState";
import { NOTHING_SHOWN, type SessionCore, type SessionState } from "./core";
import { likeliest, type ExamActions } from "./examActions";
import { protocolProgress } from "./protocols";
import { activeCaseOf, frontalShown, readingAt } from "./select";
import { allStacks, isFrontalFilm, likelihood, patientKey, stackOfReading, type Stack } from "./stacks";

/** What comes to stand on the screen: on demand, and by itself while files are being read. */
export interface Showing {
  /** Shows a stack and the reading of its picture; the case follows the patient. */
  show(stack: Stack): Promise<void>;
  chooseExam(examId: string): void;
  chooseCase(subjectId: string): void;
  /** New images are here: their patients get cases, and the first useful one of a drop is shown. */
  arrived(found: readonly Instance[], mayShow?: boolean): Promise<void>;
  /** Everything is read: studies get their exams, and something is shown. */
  finished(): void;
}

export function showing(core: SessionCore, exams: ExamActions, begin: () => void): Showing {
  const state = (): SessionState => core.store.getState();

  function showReady(shown: Stack, position: number): void {
    const { id, items, start } = shown;
    const item = items[position];
    if (!item) return;
    const bound = exams.readingFor(item);
    core.update(() => ({
      activeCase: bound.subjectId,
      view: { stackId: id, stack: items, position, atStart: position === start, examId: bound.ref.examId, reading: bound.ref },
      tool: IDLE,
      draft: null,
      highlighted: null,
      wanted: null,
      showNext: false,
    }));
    // Where the instrumentation ends is known from an earlier film: nothing stands between this one and its first point.
    // A protocol that was left in the middle goes on where it was.
    const untouched = Object.keys(readingAt(activeCaseOf(state()), bound.ref)?.landmarks ?? {}).length === 0;
    const { open, total } = protocolProgress(state());
    const isOpen = untouched || (open > 0 && open < total);
    // Of a frontal film the reader may choose the ends of the curve before all its vertebrae are asked for.
    if (isOpen && !frontalShown(state()) && activeCaseOf(state())?.surgery?.uiv !== undefined && likelihood(shown) > 0) begin();
  }

  function chooseExam(examId: string): void {
    const found = stackOfExam(state(), examId);
    if (found) showReady(found.stack, found.position);
    else core.update(() => ({ view: { ...NOTHING_SHOWN, examId }, tool: IDLE, draft: null }));
  }

  function showAmong(instances: readonly Instance[], atLast: boolean): void {
    const { view, showNext } = state();
    if (view.stack.length > 0 && !showNext) return;
    const chosen = view.stack.length === 0 && view.examId !== null ? stackOfExam(state(), view.examId) : undefined;
    const next = awaited(state(), instances.filter(exams.isReady), atLast);
    if (chosen && state().wanted === null) showReady(chosen.stack, chosen.position);
    else if (next) showReady(next, next.start);
  }

  return {
    chooseExam,
    show: async (stack) => {
      const item = stack.items[stack.start];
      if (!item) return;
      await exams.ready(item.instance);
      showReady(stack, stack.start);
    },
    chooseCase: (subjectId) => {
      core.update(() => ({ activeCase: subjectId, view: NOTHING_SHOWN, tool: IDLE, draft: null, highlighted: null }));
      const last = activeCaseOf(state())?.exams.at(-1);
      if (last) chooseExam(last.id);
    },
    arrived: async (found, mayShow = true) => {
      for (const [, [instance]] of groups(found, patientKey)) await exams.ready(instance);
      if (mayShow) showAmong(found, false);
      growStack(core);
    },
    finished: () => {
      exams.addExams();
      showAmong(state().files.instances, true);
      core.update(() => ({ showNext: false, wanted: null }));
    },
  };
}

/** The picture that will be shown of what was just described, before its case is known; undefined where that isn't told yet. */
export function pictureToCome(state: SessionState, found: readonly Instance[]): StackItem | undefined {
  if (state.view.stack.length > 0 && !state.showNext) return undefined;
  const next = awaited(state, found, false);
  return next?.items[next.start];
}

/** The film that is waited for, else the likeliest one; in the end any. */
function awaited({ wanted, view }: SessionState, instances: readonly Instance[], atLast: boolean): Stack | undefined {
  const stacks = allStacks(instances);
  const found = stacks.find(({ items }) => items.some(({ instance }) => instance.sopInstanceUid === wanted));
  if (found ?? (wanted !== null && !atLast)) return found;
  if (atLast && view.stack.length > 0) return undefined;
  return likeliest(atLast ? stacks : stacks.filter((stack) => !isFrontalFilm(stack))) ?? (atLast ? most(stacks) : undefined);
}

/** Where nothing lies sagittal: the longest series, which is the one to be seen as a volume. */
const most = (stacks: readonly Stack[]): Stack | undefined => stacks.toSorted((a, b) => b.items.length - a.items.length)[0];

function stackOfExam(state: SessionState, examId: string): ReturnType<typeof stackOfReading> {
  const readings: readonly Reading[] = activeCaseOf(state)?.exams.find(({ id }) => id === examId)?.readings ?? [];
  return readings.map((reading) => stackOfReading(state.files.instances, reading)).find((each) => each !== undefined);
}

/** The shown series with the slices that have come since; the reader stays where he is. */
function growStack(core: SessionCore): void {
  const { files, view } = core.store.getState();
  const { stack, stackId, position, atStart } = view;
  if (stackId === null) return;
  const grown = allStacks(files.instances).find(({ id }) => id === stackId);
  if (!grown || grown.items.length === stack.length) return;
  const here = stack[position]?.instance.sopInstanceUid;
  const found = grown.items.findIndex(({ instance }) => instance.sopInstanceUid === here);
  core.update(() => ({ view: { ...view, stack: grown.items, position: atStart || found < 0 ? grown.start : found } }));
}

import { partOf } from "#case/landmarkPart";
import type { Reading } from "#case/patientCase";
import type { Instance } from "#image/instance";
import { toolReducer } from "#viewport/tools/toolReducer";
import { IDLE, type ToolEvent } from "#viewport/tools/toolState";
import { NOTHING_SHOWN, type Notice, type SessionCore, type SessionState } from "./core";
import { likeliest, type ExamActions } from "./examActions";
import { protocolSteps } from "./protocols";
import { activeCaseOf, readingAt, shownRefOf } from "./select";
import { allStacks, groups, patientKey, stackOfReading, type Stack } from "./stacks";

export interface ViewActions {
  /** Shows a stack and the reading of its picture; the case follows the patient. */
  show(stack: Stack): Promise<void>;
  /** New images are here: their patients get cases, and the first useful one is shown where nothing is. */
  arrived(found: readonly Instance[]): Promise<void>;
  /** Everything is read: studies get their exams, and something is shown. */
  finished(): void;
  goTo(position: number): void;
  chooseExam(examId: string): void;
  chooseCase(subjectId: string): void;
  onTool(event: ToolEvent): void;
  /** Asks for the points of the protocol that are not placed yet. */
  startProtocol(): void;
  highlight(measurement: string | null): void;
  notify(kind: Notice["kind"], text: string): void;
  dismissNotice(): void;
  setReportImage(image: HTMLImageElement | null): void;
}

export function viewActions(core: SessionCore, exams: ExamActions): ViewActions {
  const state = (): SessionState => core.store.getState();

  async function show(stack: Stack): Promise<void> {
    const item = stack.items[stack.start];
    if (!item) return;
    await exams.ready(item.instance);
    showReady(stack, stack.start);
  }

  function showReady({ id, items, start }: Stack, position: number): void {
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
    }));
  }

  /** Shows the film that is waited for, else the likeliest one while nothing is shown. */
  function showArrived(atLast: boolean): void {
    const { files, wanted, view } = state();
    if (view.stack.length > 0) return;
    const stacks = allStacks(files.instances.filter(exams.isReady));
    const awaited = stacks.find(({ items }) => items.some(({ instance }) => instance.sopInstanceUid === wanted));
    const chosen = awaited ?? (wanted !== null && !atLast ? undefined : (likeliest(stacks) ?? (atLast ? stacks[0] : undefined)));
    if (chosen) showReady(chosen, chosen.start);
  }

  /** The shown series with the slices that have come since; the reader stays where he is. */
  function growStack(): void {
    const { files, view } = state();
    const { stack, stackId, position, atStart } = view;
    if (stackId === null) return;
    const grown = allStacks(files.instances).find(({ id }) => id === stackId);
    if (!grown || grown.items.length === stack.length) return;
    const here = stack[position]?.instance.sopInstanceUid;
    const found = grown.items.findIndex(({ instance }) => instance.sopInstanceUid === here);
    core.update(() => ({ view: { ...view, stack: grown.items, position: atStart || found < 0 ? grown.start : found } }));
  }

  function showReadings(readings: readonly Reading[], examId: string | null): void {
    const { instances } = state().files;
    const found = readings.map((reading) => stackOfReading(instances, reading)).find((each) => each !== undefined);
    if (found) showReady(found.stack, found.position);
    else core.update(() => ({ view: { ...NOTHING_SHOWN, examId }, tool: IDLE, draft: null }));
  }

  const chooseExam = (examId: string): void =>
    showReadings(activeCaseOf(state())?.exams.find(({ id }) => id === examId)?.readings ?? [], examId);

  const onTool = (event: ToolEvent): void =>
    core.update((current) => {
      const reading = readingAt(activeCaseOf(current), current.view.reading);
      const isPlaced = ({ landmark, part }: Parameters<typeof isPlacedIn>[1]): boolean => isPlacedIn(reading, { landmark, part });
      return { tool: toolReducer(current.tool, event, { isPlaced }) };
    });

  return {
    show,
    arrived: async (found) => {
      for (const [instance] of groups(found, patientKey).map(([, each]) => each)) await exams.ready(instance);
      growStack();
      showArrived(false);
    },
    finished: () => {
      exams.addExams();
      showArrived(true);
    },
    goTo: (position) => {
      const { stack, reading } = state().view;
      const item = stack[position];
      if (!item) return;
      const bound = exams.readingFor(item);
      const same = bound.ref.readingId === reading?.readingId && bound.ref.examId === reading.examId;
      core.update(({ view, tool, draft }) => ({
        view: { ...view, position, atStart: false, examId: bound.ref.examId, reading: same ? reading : bound.ref },
        // Scrolling inside a volume goes on with the same points; another picture is another reading.
        tool: same ? tool : IDLE,
        draft: same ? draft : null,
      }));
    },
    chooseExam,
    chooseCase: (subjectId) => {
      core.update(() => ({ activeCase: subjectId, view: NOTHING_SHOWN, tool: IDLE, draft: null, highlighted: null }));
      const last = activeCaseOf(state())?.exams.at(-1);
      if (last) chooseExam(last.id);
    },
    onTool,
    startProtocol: () => {
      if (shownRefOf(state())) onTool({ kind: "start", steps: protocolSteps(state()) });
    },
    highlight: (measurement) => core.update(() => ({ highlighted: measurement })),
    notify: core.notify,
    setReportImage: (image) => {
      const before = state().reportImage;
      if (before) URL.revokeObjectURL(before.src);
      core.update(() => ({ reportImage: image }));
    },
    dismissNotice: () => core.update(() => ({ notice: null })),
  };
}

const isPlacedIn = (reading: Reading | null, { landmark, part }: { readonly landmark: string; readonly part: Parameters<typeof partOf>[1] }): boolean =>
  partOf(reading?.landmarks[landmark], part) !== undefined;

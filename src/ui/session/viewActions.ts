import { partOf } from "#case/landmarkPart";
import type { Reading } from "#case/patientCase";
import type { PointAddress } from "#spine/landmark";
import { toolReducer } from "#viewport/tools/toolReducer";
import { IDLE, type ToolEvent } from "#viewport/tools/toolState";
import type { Notice, SessionCore, SessionState } from "./core";
import type { ExamActions } from "./examActions";
import { protocolSteps } from "./protocols";
import { activeCaseOf, readingAt, shownRefOf } from "./select";

export interface ViewActions {
  /** Scrolls; another picture can be another reading. */
  goTo(position: number): void;
  onTool(event: ToolEvent): void;
  /** Asks for the points of the protocol that are not placed yet. */
  startProtocol(): void;
  /** Asks for these points, whatever the protocol is at. */
  placePoints(points: readonly PointAddress[]): void;
  highlight(measurement: string | null): void;
  notify(kind: Notice["kind"], text: string): void;
  dismissNotice(): void;
}

export function viewActions(core: SessionCore, exams: ExamActions): ViewActions {
  const state = (): SessionState => core.store.getState();

  const onTool = (event: ToolEvent): void =>
    core.update((current) => {
      const reading = readingAt(activeCaseOf(current), current.view.reading);
      const isPlaced = ({ landmark, part }: Parameters<typeof isPlacedIn>[1]): boolean => isPlacedIn(reading, { landmark, part });
      return { tool: toolReducer(current.tool, event, { isPlaced }) };
    });

  return {
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
    onTool,
    startProtocol: () => {
      if (!shownRefOf(state())) return;
      // Where a level has to be said first there are none, and what stands over the image asks for it.
      onTool({ kind: "start", steps: protocolSteps(state()) });
    },
    placePoints: (steps) => {
      if (shownRefOf(state())) onTool({ kind: "start", steps });
    },
    highlight: (measurement) => core.update(() => ({ highlighted: measurement })),
    notify: core.notify,
    dismissNotice: () => core.update(() => ({ notice: null })),
  };
}

const isPlacedIn = (reading: Reading | null, { landmark, part }: { readonly landmark: string; readonly part: Parameters<typeof partOf>[1] }): boolean =>
  partOf(reading?.landmarks[landmark], part) !== undefined;

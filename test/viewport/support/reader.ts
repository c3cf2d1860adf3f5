/**
 * A reader at one film, in the reader's own words, without a browser: pointer input goes through the recogniser, the hand
 * and the edits into a real case, as in the viewport. The film is shown at two CSS pixels a pixel, its corner at (100, 50).
 */
import { applyEdit, type CaseEdit } from "#case/edit";
import { partOf } from "#case/landmarkPart";
import type { PatientCase, Reading } from "#case/patientCase";
import type { CanvasPoint, ImagePoint } from "#geometry/points";
import type { PointAddress } from "#spine/landmark";
import { AT_REST, HOLD_MS, recognise, type Device, type GestureState, type PointerInput } from "#viewport/pointer/gesture";
import { commitEdit, draftEdit, type EditTarget } from "#viewport/tools/edits";
import { abort, EMPTY_HAND, handle, type Action, type Hand, type Handled } from "#viewport/tools/hand";
import { toolReducer } from "#viewport/tools/toolReducer";
import { IDLE, type ToolEvent, type ToolState } from "#viewport/tools/toolState";
import { placedPoints } from "../../../src/viewport/overlay/placedPoints";
import { instance } from "../../image/support/instance";

export const AT = { examId: "e", readingId: "r" } as const;
const FILM = instance({ rows: 2000, columns: 1000 });
export const css = (columnPx: number, rowPx: number): CanvasPoint => ({ xCss: 100 + 2 * columnPx, yCss: 50 + 2 * rowPx });
const toImage = ({ xCss, yCss }: CanvasPoint): ImagePoint => ({ columnPx: (xCss - 100) / 2, rowPx: (yCss - 50) / 2 });

export const posterior = (landmark: string): PointAddress => ({ landmark, part: "posterior" });
export const anterior = (landmark: string): PointAddress => ({ landmark, part: "anterior" });
export const endplate = (landmark: string): readonly PointAddress[] => [posterior(landmark), anterior(landmark)];

export interface Reader {
  /** Everything that was asked for, in order, drafts and view changes too. */
  readonly actions: Action[];
  readonly edits: CaseEdit[];
  tool: ToolState;
  readonly does: (event: ToolEvent) => void;
  readonly presses: (at: CanvasPoint, device?: Device, button?: number) => void;
  readonly moves: (to: CanvasPoint) => void;
  readonly releases: (at?: CanvasPoint) => void;
  readonly clicks: (at: CanvasPoint) => void;
  readonly taps: (at: CanvasPoint) => void;
  readonly holds: () => void;
  readonly waits: (ms: number) => void;
  readonly secondFinger: (at: CanvasPoint) => void;
  readonly escapes: () => void;
  readonly losesPointer: () => void;
  readonly point: (address: PointAddress) => readonly number[] | undefined;
  /** The point as it is seen just now, draft included. */
  readonly seen: (address: PointAddress) => readonly number[] | undefined;
}

export function reader(landmarks: Reading["landmarks"] = {}, { stackLength = 1 }: { readonly stackLength?: number } = {}): Reader {
  const start: Reading = { id: "r", image: { kind: "projection", sopInstanceUid: "1.2.3", columns: 1000, rows: 2000, anterior: "left" }, landmarks };
  let patientCase: PatientCase = { subject: { id: "S" }, exams: [{ id: "e", timepoint: "unknown", posture: "unknown", readings: [start] }] };
  let draft: CaseEdit | undefined;
  let state: GestureState = AT_REST;
  let hand: Hand = EMPTY_HAND;
  let timeMs = 0;
  let last: CanvasPoint = css(0, 0);
  let device: Device = "mouse";

  const readingIn = (of: PatientCase): Reading => of.exams[0]?.readings[0] ?? start;
  const shown = (): Reading => readingIn(draft ? applyEdit(patientCase, draft).case : patientCase);
  const target = (): EditTarget => ({ at: AT, reading: shown(), instance: FILM, frameIndex: 0 });
  const place = (of: Reading, { landmark, part }: PointAddress) => partOf(Object.hasOwn(of.landmarks, landmark) ? of.landmarks[landmark] : undefined, part);

  const me: Reader = {
    actions: [],
    edits: [],
    tool: IDLE,
    does: (event) => {
      me.tool = toolReducer(me.tool, event, { isPlaced: (address) => place(readingIn(patientCase), address) !== undefined });
    },
    presses: (at, by = "mouse", button = 0) => {
      device = by;
      last = at;
      take({ type: "down", id: 1, device, button, at, timeMs });
    },
    moves: (at) => {
      last = at;
      take({ type: "move", id: 1, device, at, timeMs });
    },
    releases: (at = last) => take({ type: "up", id: 1, device, at, timeMs }),
    clicks: (at) => {
      me.waits(1000);
      me.presses(at);
      me.releases();
    },
    taps: (at) => {
      me.waits(1000);
      me.presses(at, "touch");
      me.releases();
    },
    holds: () => {
      me.waits(HOLD_MS);
      take({ type: "tick", timeMs });
    },
    waits: (ms) => {
      timeMs += ms;
    },
    secondFinger: (at) => take({ type: "down", id: 2, device: "touch", button: 0, at, timeMs }),
    escapes: () => carryOut(abort(hand)),
    losesPointer: () => take({ type: "cancel", id: 1 }),
    point: (address) => place(readingIn(patientCase), address),
    seen: (address) => place(shown(), address),
  };

  function take(input: PointerInput): void {
    const recognised = recognise(state, input);
    state = recognised.state;
    for (const gesture of recognised.gestures) {
      const item = { instance: FILM, frameIndex: 0 };
      const marks = placedPoints(shown(), item).map((point) => ({ ...point, at: css(point.image.columnPx, point.image.rowPx) }));
      carryOut(handle(hand, gesture, { tool: me.tool, writable: true, marks, stackLength, columns: 1000, rows: 2000, toImage }));
    }
  }

  function carryOut({ hand: next, actions }: Handled): void {
    hand = next;
    for (const action of actions) {
      me.actions.push(action);
      if (action.kind === "tool") me.does(action.event);
      if (action.kind === "draft") draft = draftEdit(target(), action.address, action.to);
      if (action.kind === "end-draft") draft = undefined;
      if (action.kind === "commit") keep(commitEdit(target(), action.address, action.to)?.edit);
    }
  }

  function keep(edit: CaseEdit | undefined): void {
    if (edit === undefined) return;
    me.edits.push(edit);
    patientCase = applyEdit(patientCase, edit).case;
  }
  return me;
}

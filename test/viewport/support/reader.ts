/**
 * A reader at one film, in the reader's own words, without a browser: pointer input goes through the recogniser, the hand
 * and the edits into a real case, as in the viewport. The film is shown at two CSS pixels a pixel, its corner at (100, 50).
 */
import { applyEdit, type CaseEdit } from "#case/edit";
import { partOf } from "#case/landmarkPart";
import type { PatientCase, Reading } from "#case/patientCase";
import type { CanvasPoint } from "#geometry/points";
import type { Instance } from "#image/instance";
import type { PointAddress } from "#spine/landmark";
import { DEFAULT_LEVELS } from "#spine/level";
import { AT_REST, HOLD_MS, recognise, type Device, type GestureState, type PointerInput } from "#viewport/pointer/gesture";
import { commitEdit, draftEdit, type EditTarget } from "#viewport/tools/edits";
import { abort, EMPTY_HAND, handle, type Action, type Hand, type Handled } from "#viewport/tools/hand";
import { toolReducer } from "#viewport/tools/toolReducer";
import { IDLE, sameAddress, type ToolEvent, type ToolState } from "#viewport/tools/toolState";
import { projectorThrough } from "../../../src/viewport/overlay/projector";
import { sceneThrough } from "../../../src/viewport/overlay/scene";
import { instance } from "../../image/support/instance";

export const AT = { examId: "e", readingId: "r" } as const;
const FILM = instance({ rows: 2000, columns: 1000 });
export const css = (columnPx: number, rowPx: number): CanvasPoint => ({ xCss: 100 + 2 * columnPx, yCss: 50 + 2 * rowPx });
const PROJECTOR = projectorThrough({ a: 2, b: 0, c: 0, d: 2, e: 100, f: 50 }, 2);

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
  /** Where a point is seen on the picture. */
  readonly marksAt: (address: PointAddress) => CanvasPoint;
  /** The point as it is seen just now, draft included. */
  readonly seen: (address: PointAddress) => readonly number[] | undefined;
}

export interface Desk {
  readonly stackLength?: number;
  /** Another picture than the film: a slice of a volume. */
  readonly slice?: Instance;
}

/** Points up to so far from a slice lie on it. */
export const NEAR_MM = 1;
const FILM_IMAGE = { kind: "projection", sopInstanceUid: "1.2.3", columns: 1000, rows: 2000, anterior: "left" } as const;
const VOLUME_IMAGE = { kind: "volume", seriesInstanceUid: "1.2.1", frameOfReferenceUid: "1.2.9" } as const;

export function reader(landmarks: Reading["landmarks"] = {}, { stackLength = 1, slice }: Desk = {}): Reader {
  const start: Reading = { id: "r", image: slice ? VOLUME_IMAGE : FILM_IMAGE, landmarks };
  const item = { instance: slice ?? FILM, frameIndex: 0 };
  let patientCase: PatientCase = { subject: { id: "S" }, exams: [{ id: "e", timepoint: "unknown", posture: "unknown", readings: [start] }] };
  let draft: CaseEdit | undefined;
  let state: GestureState = AT_REST;
  let hand: Hand = EMPTY_HAND;
  let timeMs = 0;
  let last: CanvasPoint = css(0, 0);
  let device: Device = "mouse";

  const readingIn = (of: PatientCase): Reading => of.exams[0]?.readings[0] ?? start;
  const shown = (): Reading => readingIn(draft ? applyEdit(patientCase, draft).case : patientCase);
  const target = (): EditTarget => ({ at: AT, reading: shown(), ...item });
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
    marksAt: (address) => marks().find((mark) => sameAddress(mark.address, address))?.at ?? css(NaN, NaN),
    seen: (address) => place(shown(), address),
  };

  const marks = () => sceneThrough(PROJECTOR, { widthCss: 2200, heightCss: 4100 }, item, shown(), DEFAULT_LEVELS, undefined, NEAR_MM).marks;

  function take(input: PointerInput): void {
    const recognised = recognise(state, input);
    state = recognised.state;
    for (const gesture of recognised.gestures) {
      carryOut(handle(hand, gesture, { tool: me.tool, writable: true, marks: marks(), stackLength, columns: 1000, rows: 2000, toImage: PROJECTOR.toImage }));
    }
  }

  function carryOut({ hand: next, actions }: Handled): void {
    hand = next;
    for (const action of actions) {
      me.actions.push(action);
      if (action.kind === "tool") me.does(action.event);
      if (action.kind === "draft") draft = draftEdit(target(), action.address, action.to, action.act);
      if (action.kind === "end-draft") draft = undefined;
      if (action.kind === "commit") keep(commitEdit(target(), action.address, action.to, action.act)?.edit);
    }
  }

  function keep(edit: CaseEdit | undefined): void {
    if (edit === undefined) return;
    me.edits.push(edit);
    patientCase = applyEdit(patientCase, edit).case;
  }
  return me;
}

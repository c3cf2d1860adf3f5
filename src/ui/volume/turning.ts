import type { CaseEdit } from "#case/edit";
import { sagittalPlaneOf } from "#image/sagittalFrame";
import { activeCaseOf, readingAt } from "../session/select";
import { sameValue } from "../sameValue";
import { type Centre, type Turn, turnOf } from "./derived";
import type { Viewing } from "./viewing";
import type { VolumeCore } from "./volumeCore";

/**
 * The plane that is looked at is the one that angles are measured in, and no distance is measured across a curved picture:
 * both are the reading's own, which undo takes back too.
 */
export interface Turning {
  /** Shows and measures in the turned plane, as a change in progress. */
  turn(to: Turn): void;
  /** Follows these LPS points from side to side, and keeps it; null: plane again. */
  bend(to: readonly Centre[] | null): void;
  /** The same as a change in progress. */
  draftBend(to: readonly Centre[]): void;
  /** Keeps it: one edit, one undo step. */
  settle(): void;
  /** The reading has another plane or curve than the one that is looked at. */
  follow(): void;
}

/** Turns that differ by less are one: planes are kept as unit vectors. */
const sameDegrees = 1e-2;

export function turning(core: VolumeCore, view: Viewing): Turning {
  const { session, store } = core;
  const { turnTo, bendTo } = showing(core, view);

  const readingImage = () => {
    const state = session.store.getState();
    const image = readingAt(activeCaseOf(state), state.view.reading)?.image;
    return image?.kind === "volume" && state.view.reading ? { at: state.view.reading, image } : null;
  };

  /** What makes the shown plane the reading's; null where it is. */
  const edit = (): CaseEdit | null => {
    const reading = readingImage();
    const shown = session.store.getState().view.stack[0];
    if (!reading || !shown || !view.isShown()) return null;
    const { turn, curve } = store.getState();
    const isTurned = !same(turnOf(reading.image.plane), turn);
    if (!isTurned && sameCurve(reading.image.curve, curve)) return null;
    const { plane: before, curve: _curve, ...rest } = reading.image;
    const plane = isTurned ? sagittalPlaneOf(shown.instance, shown.frameIndex) : before;
    return { kind: "set-reading-image", at: reading.at, to: { ...rest, ...(plane && { plane }), ...(curve?.length && { curve }) } };
  };

  const settle = (): void => {
    const change = edit();
    if (change) session.edit(change);
    else session.draft(null);
  };

  return {
    turn: (turn) => {
      turnTo(turn);
      // The reader has chosen where he is.
      session.store.setState(({ view: shown }) => ({ view: { ...shown, atStart: false } }));
      session.draft(edit());
    },
    bend: (curve) => {
      bendTo(curve);
      settle();
    },
    draftBend: (curve) => {
      bendTo(curve);
      session.draft(edit());
    },
    settle,
    follow: () => {
      const reading = readingImage();
      const { turn, curve } = store.getState();
      if (!reading || session.store.getState().draft !== null || !core.opened()) return;
      const kept = turnOf(reading.image.plane);
      const isTurned = !same(kept, turn);
      if (isTurned) turnTo({ ...kept, pitch: turn.pitch });
      if (!sameCurve(reading.image.curve, curve)) bendTo(reading.image.curve ?? null);
    },
  };
}

/** What is shown of another plane, and of another curve. */
function showing({ store, set }: VolumeCore, view: Viewing): { turnTo(turn: Turn): void; bendTo(curve: readonly Centre[] | null): void } {
  const isCurved = (): boolean => (store.getState().curve?.length ?? 0) > 0;
  return {
    /** The plane turns about what is looked at, which then lies on the picture that is shown. */
    turnTo: (turn) => {
      const centre = view.meeting();
      set({ turn, centre, cross: centre });
      // Curved pictures stand beside the curve, wherever that lies.
      if (isCurved()) view.refresh();
      else view.refreshAtCentre();
    },
    /** The first picture of a curve is the one along it, wherever the plane one was. */
    bendTo: (curve) => {
      const wasCurved = isCurved();
      set({ curve });
      if (isCurved() && !wasCurved) view.refreshAtCentre();
      else view.refresh();
    },
  };
}

/** No points are no curve. */
const sameCurve = (a: readonly Centre[] | undefined, b: readonly Centre[] | null): boolean => sameValue(a ?? [], b ?? []);

const same = (a: Turn, b: Turn): boolean => Math.abs(a.yaw - b.yaw) < sameDegrees && Math.abs(a.roll - b.roll) < sameDegrees;

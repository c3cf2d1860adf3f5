import type { CaseEdit } from "#case/edit";
import { sagittalPlaneOf } from "#image/sagittalFrame";
import { activeCaseOf, readingAt } from "../session/select";
import { type Turn, turnOf } from "./derived";
import type { Viewing } from "./viewing";
import type { VolumeCore } from "./volumeCore";

/** The plane that is looked at is the one that angles are measured in: the reading's own, which undo takes back too. */
export interface Turning {
  /** Shows and measures in the turned plane, as a change in progress. */
  turn(to: Turn): void;
  /** Keeps it: one edit, one undo step. */
  settle(): void;
  /** The reading has another plane than the one that is looked at. */
  follow(): void;
}

/** Turns that differ by less are one: planes are kept as unit vectors. */
const sameDegrees = 1e-2;

export function turning(core: VolumeCore, view: Viewing): Turning {
  const { session, store, set } = core;

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
    if (same(turnOf(reading.image.plane), store.getState().turn)) return null;
    const { plane: _before, ...rest } = reading.image;
    const plane = sagittalPlaneOf(shown.instance, shown.frameIndex);
    return { kind: "set-reading-image", at: reading.at, to: plane ? { ...rest, plane } : rest };
  };

  return {
    turn: (turn) => {
      set({ turn });
      view.refresh();
      session.draft(edit());
    },
    settle: () => {
      const change = edit();
      if (change) session.edit(change);
      else session.draft(null);
    },
    follow: () => {
      const reading = readingImage();
      const { turn } = store.getState();
      if (!reading || session.store.getState().draft !== null || !core.opened()) return;
      const kept = turnOf(reading.image.plane);
      if (same(kept, turn)) return;
      set({ turn: { ...kept, pitch: turn.pitch } });
      view.refresh();
    },
  };
}

const same = (a: Turn, b: Turn): boolean => Math.abs(a.yaw - b.yaw) < sameDegrees && Math.abs(a.roll - b.roll) < sameDegrees;

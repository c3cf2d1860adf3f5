import type { Centre } from "./derived";
import { onPicture } from "./linked";
import type { VolumeCore } from "./volumeCore";

/** The sagittal view on the screen. */
export interface Viewing {
  show(): Promise<void>;
  /** Makes the shown pictures anew, of what is there now; the reader stays as far from the midline as he is. */
  refresh(): void;
  /** The same, and the one through the centre is shown. */
  refreshAtCentre(): void;
  /** Where the views meet on what is shown; of a curved picture, on the plane that it is curved about. */
  meeting(): Centre;
  isShown(): boolean;
  /** Milliseconds since the pictures were made. */
  age(): number;
}

export function viewing(core: VolumeCore): Viewing {
  const { session, opened, pictures } = core;
  let madeAt = -Infinity;
  let start = 0;

  const isShown = (): boolean => session.store.getState().view.stackId === pictures().idOf("sagittal");

  const remake = (stays: boolean): void => {
    const volume = opened();
    if (!volume || !isShown()) return;
    madeAt = performance.now();
    const stack = pictures().make(volume, "sagittal");
    const before = start;
    ({ start } = stack);
    session.store.setState(({ view }) => {
      const from = !stays || view.atStart ? start : view.position - before + start;
      return { view: { ...view, stack: stack.items, position: Math.max(0, Math.min(from, stack.items.length - 1)) } };
    });
  };

  return {
    isShown,
    age: () => performance.now() - madeAt,
    show: async () => {
      const volume = opened();
      if (!volume || core.store.getState().view !== "sagittal") return;
      madeAt = performance.now();
      const stack = pictures().make(volume, "sagittal");
      ({ start } = stack);
      // Made while its place on the page is; why it can't be is told by whoever shows it.
      const first = stack.items[start];
      if (first) session.library.frame(first.instance, first.frameIndex, new AbortController().signal).catch(() => undefined);
      await session.show(stack);
    },
    refresh: () => remake(true),
    refreshAtCentre: () => remake(false),
    meeting: () => {
      const { cross, curve } = core.store.getState();
      const { stack, position } = session.store.getState().view;
      const item = stack[curve?.length ? start : position];
      return item && isShown() ? onPicture(item, cross) : cross;
    },
  };
}

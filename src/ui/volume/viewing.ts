import type { VolumeCore } from "./volumeCore";

/** The sagittal view on the screen. */
export interface Viewing {
  show(): Promise<void>;
  /** Makes the shown pictures anew, of what is there now; the reader stays as far from the midline as he is. */
  refresh(): void;
  isShown(): boolean;
  /** Milliseconds since the pictures were made. */
  age(): number;
}

export function viewing(core: VolumeCore): Viewing {
  const { session, opened, pictures } = core;
  let madeAt = -Infinity;
  let start = 0;

  const isShown = (): boolean => session.store.getState().view.stackId === pictures().idOf("sagittal");

  return {
    isShown,
    age: () => performance.now() - madeAt,
    show: async () => {
      const volume = opened();
      if (!volume || core.store.getState().view !== "sagittal") return;
      madeAt = performance.now();
      const stack = pictures().make(volume, "sagittal");
      ({ start } = stack);
      await session.show(stack);
    },
    refresh: () => {
      const volume = opened();
      if (!volume || !isShown()) return;
      madeAt = performance.now();
      const stack = pictures().make(volume, "sagittal");
      const before = start;
      ({ start } = stack);
      session.store.setState(({ view }) => {
        const from = view.atStart ? start : view.position - before + start;
        return { view: { ...view, stack: stack.items, position: Math.max(0, Math.min(from, stack.items.length - 1)) } };
      });
    },
  };
}

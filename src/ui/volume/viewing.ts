import type { VolumeCore } from "./volumeCore";

/** The sagittal view on the screen. */
export interface Viewing {
  show(): Promise<void>;
  /** Makes the shown pictures anew, of what is there now. */
  refresh(): void;
  isShown(): boolean;
  /** Milliseconds since the pictures were made. */
  age(): number;
}

export function viewing(core: VolumeCore): Viewing {
  const { session, opened, pictures } = core;
  let madeAt = -Infinity;

  const isShown = (): boolean => session.store.getState().view.stackId === pictures().idOf("sagittal");

  return {
    isShown,
    age: () => performance.now() - madeAt,
    show: async () => {
      const volume = opened();
      if (!volume || core.store.getState().view !== "sagittal") return;
      madeAt = performance.now();
      await session.show(pictures().make(volume, "sagittal"));
    },
    refresh: () => {
      const volume = opened();
      if (!volume || !isShown()) return;
      madeAt = performance.now();
      const stack = pictures().make(volume, "sagittal");
      session.store.setState(({ view }) => ({
        view: { ...view, stack: stack.items, position: view.atStart ? stack.start : Math.min(view.position, stack.items.length - 1) },
      }));
    },
  };
}

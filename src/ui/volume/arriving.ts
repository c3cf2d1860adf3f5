import type { Loading } from "./loading";
import { arrivals, earlyStack } from "./volumable";
import type { Viewing } from "./viewing";
import type { VolumeCore } from "./volumeCore";

/** What comes to stand on the screen of the files of a drop. */
export interface Arriving {
  /** Some have been read: of a series of slices the first are looked at, one series in a drop, and those that come after them. */
  some(): void;
  /** All are read: a drop is answered by what came with it, whatever was looked at before. */
  all(): void;
}

export function arriving({ session, store }: VolumeCore, view: Viewing, volumes: Loading): Arriving {
  const arrived = arrivals();
  let isLookedAt = false;
  return {
    some: () => {
      const { files, showNext, wanted } = session.store.getState();
      if (isLookedAt) return void volumes.grow(files.instances);
      if (files.progress === null || !showNext || wanted !== null) return;
      const stack = earlyStack(files.instances);
      if (!stack || stack.id === store.getState().source?.id) return;
      isLookedAt = true;
      // A multi-frame object is many pictures and one file.
      void volumes.preview(stack, [...new Set(stack.items.map(({ instance }) => instance))]);
    },
    all: () => {
      isLookedAt = false;
      // A film has come in its place.
      const { source, imageCount, phase } = store.getState();
      const isCancelled = phase === "cancelled";
      if (source !== null && imageCount === 0 && !isCancelled && !view.isShown()) volumes.close();
      const { files, view: shown } = session.store.getState();
      const stack = arrived(files.instances, shown.stackId);
      // What is looked at already while the rest was read stays on the screen.
      // So do the slices of a volume that was cancelled meanwhile.
      if (stack && !((view.isShown() || isCancelled) && stack.id === store.getState().source?.id)) void session.show(stack);
    },
  };
}

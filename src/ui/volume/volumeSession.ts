import type { VolumeService } from "#image/volume/service";
import type { Session } from "../session/session";
import { allStacks, type Stack } from "../session/stacks";
import { createVolumeStore, type VolumeSession } from "../session/volumeContext";
import type { DerivedLibrary } from "./derivedLibrary";
import { loading } from "./loading";
import { turning } from "./turning";
import { viewing } from "./viewing";
import { volumableOf } from "./volumable";
import { createVolumeCore } from "./volumeCore";

/**
 * Opens the volume of a stack of slices as soon as that is shown and all its files are read, and shows it from the side
 * instead. One volume at a time: it is closed when another one is opened, or another case is looked at.
 */
export function createVolumeSession(session: Session, library: DerivedLibrary, service: VolumeService): VolumeSession {
  const store = createVolumeStore();
  const core = createVolumeCore(session, library, service, store);
  const view = viewing(core);
  const volumes = loading(core, view);
  const turns = turning(core, view);

  function reopen(source: Pick<Stack, "id">): void {
    const { instances } = session.store.getState().files;
    const stack = allStacks(instances).find(({ id }) => id === source.id);
    const volumable = stack && volumableOf(stack, instances);
    if (stack && volumable) void volumes.open(stack, volumable);
  }

  /** What is on the screen has changed, or all files are read. */
  function consider(): void {
    const { view: shown, files } = session.store.getState();
    const { source, phase, view: chosen, imageCount } = store.getState();
    if (files.progress !== null || shown.stackId === null) return;
    if (source?.id !== shown.stackId) {
      if (!view.isShown()) reopen({ id: shown.stackId });
      return;
    }
    const ofSeries = files.instances.filter(({ series }) => series.seriesInstanceUid === source.items[0]?.instance.series.seriesInstanceUid);
    if (phase !== "cancelled" && ofSeries.length !== imageCount) reopen(source);
    else if (chosen === "sagittal") void view.show();
  }

  session.store.subscribe((now, before) => {
    if (now.cases !== before.cases || now.view.reading !== before.view.reading) queueMicrotask(turns.follow);
    if (now.activeCase !== before.activeCase && before.activeCase !== null) volumes.close();
    const isRead = now.files.progress === null && before.files.progress !== null;
    // Whoever changed the view may still be about to use it.
    if (isRead || now.view.stackId !== before.view.stackId) queueMicrotask(consider);
  });

  return { store, setTurn: turns.turn, settleTurn: turns.settle, ...choices() };

  function choices(): Omit<VolumeSession, "store" | "setTurn" | "settleTurn"> {
    const showSource = (): void => {
      const { source } = store.getState();
      if (source) void session.show(source);
    };
    return {
      choose: (chosen) => {
        core.set({ view: chosen });
        if (chosen === "sagittal") void view.show();
        else showSource();
      },
      cancel: () => {
        const { source, findings, imageCount } = store.getState();
        volumes.close();
        core.set({ phase: "cancelled", source, findings, imageCount, view: "slices" });
        showSource();
      },
      setSlab: (slab) => {
        core.set({ slab });
        view.refresh();
      },
      reopen: () => {
        const { source } = store.getState();
        if (source) reopen(source);
      },
    };
  }
}

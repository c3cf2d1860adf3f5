import { asImageError } from "#image/problem";
import type { Instance } from "#image/instance";
import type { VolumeEvents, VolumeHandle, VolumeService } from "#image/volume/service";
import type { Stack } from "../session/stacks";
import { earlyLooks, meetingOf } from "./earlyLook";
import type { Viewing } from "./viewing";
import type { Volumable } from "./volumable";
import type { VolumeCore } from "./volumeCore";
import { NO_VOLUME } from "./volumeState";

export interface Loading {
  /**
   * Closes what is open, and makes the volume of a stack; it is shown as soon as there is something to see. `unit` is
   * what the reader says of the values of a file that doesn't.
   */
  open(source: Stack, volumable: Volumable, unit: VolumeHandle["unit"]): Promise<void>;
  /** Shows what there is of a stack whose other files are still being read, until `open` shows all of it. */
  preview(source: Stack, instances: readonly Instance[]): Promise<void>;
  /** More has been read of it. */
  grow(read: readonly Instance[]): Promise<void>;
  /** A picture of it is on the screen. */
  pictured(): void;
  /** Gives the memory back. */
  close(): void;
}

/** While slices arrive, what is shown is made anew no more often than this. */
const refreshMs = 300;

export function loading(core: VolumeCore, view: Viewing): Loading {
  const { store, set, service, session } = core;
  let running = new AbortController();
  const early = earlyLooks(core, view, () => close());

  const close = (): void => {
    running.abort();
    early.end();
    store.getState().handle?.close();
    // How the reader wants volumes to be looked at stays.
    const { panes, greys, bone } = store.getState();
    set({ ...NO_VOLUME, panes, greys, bone: { ...NO_VOLUME.bone, isOpen: bone.isOpen, kind: bone.kind } });
  };

  /** With all slices the midline is known better; a reader who has scrolled already stays where he is. */
  async function complete(signal: AbortSignal): Promise<void> {
    const { handle } = store.getState();
    const midline = await handle?.midline(signal).catch(() => undefined);
    if (signal.aborted || !handle) return;
    set({ phase: "complete", ...(midline && { midline }) });
    if (midline && session.store.getState().view.atStart) set(meetingOf(handle, midline));
    view.refresh();
  }

  async function open(source: Stack, volumable: Volumable, unit: VolumeHandle["unit"]): Promise<void> {
    const shownBefore = view.isShown() ? session.store.getState().view.stackId : source.id;
    const look = early.take(source.id);
    if (!look) {
      close();
      core.newPictures();
    }
    // Of a look that shows nothing yet nothing can become of use.
    if (!look?.volume) look?.ending.abort();
    const { signal } = (running = look?.volume ? look.ending : new AbortController());
    set({ phase: "opening", source, imageCount: volumable.instances.length });
    // The last slices may come while the midline is still looked for, before there is anything to complete.
    let isReady = false;
    const on = eventsOf(core, view, signal, () => {
      isReady = true;
      if (!signal.aborted && store.getState().phase === "loading") void complete(signal);
    });
    try {
      // What is looked at already becomes the whole volume, where it can.
      const grown = await look?.volume?.finish(volumable.instances, on, volumable.planKey);
      if (signal.aborted) return;
      const handle = grown ?? (await begin(service, volumable, unit, on, signal));
      // That of what was looked at does until all slices are there.
      const midline = (grown && store.getState().midline) || (await handle.midline(signal));
      if (signal.aborted) return;
      const { stackId, atStart } = session.store.getState().view;
      set({ phase: "loading", handle, midline, ...((!look || atStart) && meetingOf(handle, midline)) });
      if (isReady) void complete(signal);
      if (look && view.isShown()) view.refresh();
      else if (stackId === source.id || stackId === shownBefore) await view.show();
    } catch (error) {
      if (!signal.aborted) failed(core, view, error);
    }
  }

  return { open, preview: early.look, grow: early.grow, pictured: early.pictured, close };
}

function eventsOf(core: VolumeCore, view: Viewing, signal: AbortSignal, ready: () => void): VolumeEvents {
  return {
    findings: (findings) => !signal.aborted && core.set({ findings }),
    progress: (progress) => {
      if (signal.aborted) return;
      core.set({ progress });
      if (view.age() > refreshMs) view.refresh();
    },
    ready,
    failed: (error) => signal.aborted || failed(core, view, error),
  };
}

function begin(service: VolumeService, { instances, planKey }: Volumable, unit: VolumeHandle["unit"], on: VolumeEvents, signal: AbortSignal): Promise<VolumeHandle> {
  const [first] = instances;
  if (first?.format === "nifti") return service.openNifti({ path: first.fileName, blob: first.source }, unit, on, signal);
  return service.open(instances, on, signal, planKey);
}

/** The slices are shown as they are. */
function failed({ store, set, session }: VolumeCore, view: Viewing, error: unknown): void {
  const { source } = store.getState();
  const wasShown = view.isShown();
  set({ phase: "failed", error: asImageError(error), handle: null, view: "slices" });
  if (source && wasShown) void session.show(source);
}

import { asImageError } from "#image/problem";
import type { Instance } from "#image/instance";
import { boundsOf } from "#image/volume/grid";
import type { Midline } from "#image/volume/midline";
import type { VolumeEvents, VolumeHandle } from "#image/volume/service";
import type { Vector3 } from "#image/volume/vector";
import type { Stack } from "../session/stacks";
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
  /** Gives the memory back. */
  close(): void;
}

/** While slices arrive, what is shown is made anew no more often than this. */
const refreshMs = 300;

export function loading(core: VolumeCore, view: Viewing): Loading {
  const { store, set, service, session } = core;
  let running = new AbortController();

  const close = (): void => {
    running.abort();
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
    if (midline && session.store.getState().view.atStart) set(meetingAt(centreOf(handle, midline)));
    view.refresh();
  }

  function fail(error: unknown): void {
    const { source } = store.getState();
    const wasShown = view.isShown();
    set({ phase: "failed", error: asImageError(error), handle: null, view: "slices" });
    if (source && wasShown) void session.show(source);
  }

  const eventsOf = (signal: AbortSignal): VolumeEvents => ({
    findings: (findings) => !signal.aborted && set({ findings }),
    progress: (progress) => {
      if (signal.aborted) return;
      set({ progress });
      if (view.age() > refreshMs) view.refresh();
    },
    ready: () => void (signal.aborted || complete(signal)),
    failed: (error) => signal.aborted || fail(error),
  });

  const begin = (instances: readonly Instance[], planKey: string, unit: VolumeHandle["unit"], signal: AbortSignal): Promise<VolumeHandle> => {
    const [first] = instances;
    if (first?.format === "nifti") return service.openNifti({ path: first.fileName, blob: first.source }, unit, eventsOf(signal), signal);
    return service.open(instances, eventsOf(signal), signal, planKey);
  };

  async function open(source: Stack, { instances, planKey }: Volumable, unit: VolumeHandle["unit"]): Promise<void> {
    const shownBefore = view.isShown() ? session.store.getState().view.stackId : source.id;
    close();
    running = new AbortController();
    const { signal } = running;
    core.newPictures();
    set({ phase: "opening", source, imageCount: instances.length });
    try {
      const handle = await begin(instances, planKey, unit, signal);
      const midline = await handle.midline(signal);
      if (signal.aborted) return;
      set({ phase: "loading", handle, midline, ...meetingAt(centreOf(handle, midline)) });
      const { stackId } = session.store.getState().view;
      if (stackId === source.id || stackId === shownBefore) await view.show();
    } catch (error) {
      if (!signal.aborted) fail(error);
    }
  }

  return { open, close };
}

const meetingAt = (centre: Vector3) => ({ centre, cross: centre });

/** On the midline, at the height of the volume's middle and in the middle of the spine. */
function centreOf({ grid }: VolumeHandle, { xMm, spine }: Midline): Vector3 {
  const { min, max } = boundsOf(grid);
  const middle = spine[spine.length >> 1];
  return [xMm, middle?.[1] ?? (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
}

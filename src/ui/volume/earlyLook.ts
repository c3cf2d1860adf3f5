import type { Instance } from "#image/instance";
import { boundsOf } from "#image/volume/grid";
import type { Midline } from "#image/volume/midline";
import type { GrowingVolume, VolumeHandle } from "#image/volume/service";
import type { Vector3 } from "#image/volume/vector";
import type { Session } from "../session/session";
import { patientKey, type Stack } from "../session/stacks";
import type { Viewing } from "./viewing";
import type { VolumeCore } from "./volumeCore";
import type { VolumeState } from "./volumeState";

export interface EarlyLooks {
  /** Shows what there is of a stack whose other files are still being read. */
  look(source: Stack, instances: readonly Instance[]): Promise<void>;
  /** More of what is looked at has been read. */
  grow(read: readonly Instance[]): Promise<void>;
  /** A picture of it is on the screen. */
  pictured(): void;
  /** Leaves the look at a stack to whoever opens all of it; null where there is none at it. */
  take(sourceId: string): EarlyLook | null;
  end(): void;
}

/** A volume that grows with what is read of its series, and what ends it. */
export interface EarlyLook {
  readonly source: Stack;
  readonly ending: AbortController;
  /** Once there is something to see. */
  readonly volume: GrowingVolume | null;
}

/** What is shown is made anew no more often than this, and of so many times the slices, so that the reader sees it sharpen and can work meanwhile. */
const growMs = 500;
const growBy = 1.25;

/** A volume of the slices that have been read first, on the screen until it has become that of all slices. */
export function earlyLooks({ session, service, set, newPictures }: VolumeCore, view: Viewing, close: () => void): EarlyLooks {
  let now: EarlyLook | null = null;
  let isGrowing = false;
  let slices = 0;

  const end = (): void => {
    now?.ending.abort();
    now = null;
  };

  return {
    end,
    pictured: () => now?.volume?.pictured(),
    take: (sourceId) => {
      const taken = now?.source.id === sourceId ? now : null;
      if (taken) now = null;
      return taken;
    },
    grow: async (read) => {
      const { volume, ending, source } = now ?? {};
      if (!volume || isGrowing || view.age() < growMs) return;
      const uid = source?.items[0]?.instance.series.seriesInstanceUid;
      const own = read.filter(({ series }) => series.seriesInstanceUid === uid);
      if (own.length < growBy * slices) return;
      isGrowing = true;
      slices = own.length;
      // Beyond what it can take it stays as it is until all is read.
      const handle = await volume.grow(own).catch(() => null);
      isGrowing = false;
      if (handle === null || ending?.signal.aborted || now?.volume !== volume) return;
      set({ handle });
      view.refresh();
    },
    look: async (source, instances) => {
      close();
      newPictures();
      const ending = new AbortController();
      now = { ending, source, volume: null };
      slices = instances.length;
      const { signal } = ending;
      // Of no image: when all are read it is opened anew, however many they are.
      set({ phase: "opening", source, imageCount: 0 });
      try {
        const volume = await service.follow(instances, signal);
        const midline = await volume.handle.midline(signal);
        if (signal.aborted) return;
        if (now?.ending === ending) now = { ending, source, volume };
        set({ handle: volume.handle, midline, ...meetingOf(volume.handle, midline) });
        await caseOpened(session, instances, signal);
        // Somebody may have chosen something else to look at, or a film has come.
        if (signal.aborted || !session.store.getState().showNext) return;
        await view.show();
        // A film that is still to come goes before it.
        session.store.setState(({ files }) => ({ showNext: files.progress !== null, shownEarly: view.isShown() }));
      } catch {
        // There will be a volume, or the reason why there is none, when all is read.
        if (!signal.aborted) close();
      }
    },
  };
}

/** The patient's case is opened by whoever reads the files; a second one must not be made beside it. */
function caseOpened({ store }: Session, [first]: readonly Instance[], signal: AbortSignal): Promise<void> {
  const isOpen = (): boolean => signal.aborted || first === undefined || store.getState().patients.has(patientKey(first));
  return new Promise((resolve) => {
    if (isOpen()) return resolve();
    const stop = store.subscribe(() => {
      if (!isOpen()) return;
      stop();
      resolve();
    });
  });
}

/** Where the views meet at first: on the midline, at the height of the volume's middle and in the middle of the spine. */
export function meetingOf({ grid }: VolumeHandle, { xMm, spine }: Midline): Pick<VolumeState, "centre" | "cross"> {
  const { min, max } = boundsOf(grid);
  const middle = spine[spine.length >> 1];
  const centre: Vector3 = [xMm, middle?.[1] ?? (min[1] + max[1]) / 2, (min[2] + max[2]) / 2];
  return { centre, cross: centre };
}

import type { Instance } from "#image/instance";
import { boundsOf } from "#image/volume/grid";
import type { Midline } from "#image/volume/midline";
import type { VolumeHandle } from "#image/volume/service";
import type { Vector3 } from "#image/volume/vector";
import type { Session } from "../session/session";
import { patientKey, type Stack } from "../session/stacks";
import type { Viewing } from "./viewing";
import type { VolumeCore } from "./volumeCore";
import type { VolumeState } from "./volumeState";

export interface EarlyLooks {
  /** Shows what there is of a stack whose other files are still being read. */
  look(source: Stack, instances: readonly Instance[]): Promise<void>;
  /** Leaves the look at a stack to whoever opens all of it, and ends it when called; null where there is none at it. */
  take(sourceId: string): (() => void) | null;
  end(): void;
}

/** A volume of the slices that have been read first, on the screen until that of all slices is. */
export function earlyLooks({ session, service, set, newPictures }: VolumeCore, view: Viewing, close: () => void): EarlyLooks {
  let now: { readonly ending: AbortController; readonly sourceId: string } | null = null;

  const end = (): void => {
    now?.ending.abort();
    now = null;
  };

  return {
    end,
    take: (sourceId) => {
      const taken = now?.sourceId === sourceId ? now.ending : null;
      if (taken) now = null;
      return taken && (() => taken.abort());
    },
    look: async (source, instances) => {
      close();
      newPictures();
      const ending = new AbortController();
      now = { ending, sourceId: source.id };
      const { signal } = ending;
      // Of no image: when all are read it is opened anew, however many they are.
      set({ phase: "opening", source, imageCount: 0 });
      try {
        const handle = await service.preview(instances, signal);
        const midline = await handle.midline(signal);
        if (signal.aborted) return;
        set({ handle, midline, ...meetingOf(handle, midline) });
        await caseOpened(session, instances, signal);
        // Somebody may have chosen something else to look at, or a film has come.
        if (signal.aborted || !session.store.getState().showNext) return;
        await view.show();
        // A film that is still to come goes before it.
        session.store.setState(({ files }) => ({ showNext: files.progress !== null }));
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

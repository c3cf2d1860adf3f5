import type { VolumeService } from "#image/volume/service";
import type { Session } from "../session/session";
import type { VolumeStore } from "../session/volumeContext";
import type { DerivedLibrary } from "./derivedLibrary";
import { type OpenVolume, pictureMaker, type Pictures } from "./pictures";
import type { VolumeState } from "./volumeState";

/** What every group of the volume's actions works on. */
export interface VolumeCore {
  readonly session: Session;
  readonly service: VolumeService;
  readonly store: VolumeStore;
  set(change: Partial<VolumeState>): void;
  /** The volume where it is open. */
  opened(): OpenVolume | null;
  /** Of the volume that is open: each has pictures of its own. */
  pictures(): Pictures;
  newPictures(): void;
}

export function createVolumeCore(session: Session, library: DerivedLibrary, service: VolumeService, store: VolumeStore): VolumeCore {
  let pictures = pictureMaker(library);
  return {
    session,
    service,
    store,
    set: (change) => store.setState(change),
    opened: () => {
      const { handle, source, ...rest } = store.getState();
      return handle && source ? { ...rest, handle, source } : null;
    },
    pictures: () => pictures,
    newPictures: () => {
      library.forget();
      pictures = pictureMaker(library);
    },
  };
}

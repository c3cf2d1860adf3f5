import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { Slab, Turn } from "../volume/derived";
import { NO_VOLUME, type VolumeState, type VolumeView } from "../volume/volumeState";

export type VolumeStore = StoreApi<VolumeState>;

/** What can be done to the volume. */
export interface VolumeSession {
  readonly store: VolumeStore;
  choose(view: VolumeView): void;
  /** Stops loading; the slices are shown as they are. */
  cancel(): void;
  setSlab(slab: Slab): void;
  /** Turns the plane, and with it the one that angles are measured in: as a draft, which `settleTurn` keeps. */
  setTurn(turn: Turn): void;
  settleTurn(): void;
  /** After a cancelled one. */
  reopen(): void;
}

export const createVolumeStore = (): VolumeStore => createStore<VolumeState>(() => NO_VOLUME);

const VolumeContext = createContext<VolumeSession | null>(null);

export const VolumeProvider = VolumeContext.Provider;

export function useVolume(): VolumeSession {
  const volume = useContext(VolumeContext);
  if (!volume) throw new Error("useVolume outside of VolumeProvider");
  return volume;
}

/** A part of the volume's state; renders again when that part is another value. */
export function useVolumeState<T>(select: (state: VolumeState) => T): T {
  return useStore(useVolume().store, select);
}

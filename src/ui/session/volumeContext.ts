import type { Instance } from "#image/instance";
import type { StandardView } from "#image/volume/plane";
import type { Vector3 } from "#image/volume/vector";
import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { BoneActions } from "../volume/boneState";
import type { Slab, Turn } from "../volume/derived";
import { type Greys, NO_VOLUME, type VolumeState, type VolumeView } from "../volume/volumeState";

export type VolumeStore = StoreApi<VolumeState>;

/** What a picture is made with, besides its place. `stage` is of loading: another one is another picture. */
export interface Look {
  readonly turn: Turn;
  readonly slab: Slab;
  readonly stage: number;
}

/** What can be done to the volume. */
export interface VolumeSession extends BoneActions {
  readonly store: VolumeStore;
  choose(view: VolumeView): void;
  /** Stops loading; the slices are shown as they are. */
  cancel(): void;
  /** A picture of the volume is on the screen. */
  pictured(): void;
  /** Whether a sagittal picture of the volume is on the screen. */
  isShown(): boolean;
  /** The picture of another view through a point; null while no volume is open. */
  picture(view: StandardView, through: Vector3, look: Look): Instance | null;
  /** Held within the volume. */
  setCross(to: Vector3): void;
  setPanes(panes: boolean): void;
  /** The greys of the sagittal view, for the others to follow. */
  setGreys(greys: Greys): void;
  /** Another one of the volumes that the series holds. */
  choosePlan(planKey: string): void;
  /** What the reader says of the values of a file that doesn't; the volume is made anew. */
  setHounsfield(isHounsfield: boolean): void;
  /** The sagittal pictures follow these LPS points from side to side, which is the reading's; null: plane again. */
  setCurve(points: readonly Vector3[] | null): void;
  /** The same as a change in progress, which `settleTurn` keeps. */
  draftCurve(points: readonly Vector3[]): void;
  markCurve(isMarking: boolean): void;
  /** Takes one of the marked bodies in hand. */
  takeBody(index: number | null): void;
  setSlab(slab: Slab): void;
  openTurn(isTurning: boolean): void;
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

/** Some of the volume's state; renders again when one of them is another value. */
export function useVolumeFields<K extends keyof VolumeState>(...names: readonly K[]): Pick<VolumeState, K> {
  return useStore(
    useVolume().store,
    useShallow((state) => Object.fromEntries(names.map((name) => [name, state[name]])) as Pick<VolumeState, K>),
  );
}

/** A part of the volume's state; renders again when that part is another value. */
export function useVolumeState<T>(select: (state: VolumeState) => T): T {
  return useStore(useVolume().store, select);
}

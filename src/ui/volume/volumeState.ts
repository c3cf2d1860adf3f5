import type { ImageError } from "#image/problem";
import type { VolumeFinding } from "#image/volume/finding";
import type { Midline } from "#image/volume/midline";
import type { VolumeHandle, VolumeProgress } from "#image/volume/service";
import type { Voi } from "#image/pixels/voi";
import type { Stack } from "../session/stacks";
import type { BoneState } from "./boneState";
import { type Centre, NO_TURN, type Slab, type Turn } from "./derived";

/** The one volume that is open, and how it is looked at. */
export interface VolumeState {
  readonly phase: "none" | "opening" | "loading" | "complete" | "cancelled" | "failed";
  /** The stack of slices that it is made of. */
  readonly source: Stack | null;
  /** Of the series: when more of them come, the volume is made anew. */
  readonly imageCount: number;
  readonly handle: VolumeHandle | null;
  readonly progress: VolumeProgress | null;
  readonly findings: readonly VolumeFinding[];
  readonly error: ImageError | null;
  readonly midline: Midline | null;
  readonly view: VolumeView;
  readonly centre: Centre;
  /** Where the three views meet: across the sagittal picture that is shown, whichever that is. */
  readonly cross: Centre;
  /** Whether the coronal and the axial view are shown. */
  readonly panes: boolean;
  readonly turn: Turn;
  /** Whether the plane's angles are at hand. */
  readonly isTurning: boolean;
  readonly slab: Slab;
  /** The spine that the sagittal pictures follow from side to side, LPS points; null: they are plane. */
  readonly curve: readonly Centre[] | null;
  /** Clicks in the coronal view mark bodies for the curve. */
  readonly isMarkingCurve: boolean;
  /** Which of the marked bodies is in hand: an index of `curve`. */
  readonly markedBody: number | null;
  /** The greys of the sagittal view, which the others follow; null while nothing is shown. */
  readonly greys: Greys | null;
  readonly bone: BoneState;
}

export interface Greys {
  readonly voi: Voi;
  readonly invert: boolean;
}

export type VolumeView = "sagittal" | "slices";

export const NO_VOLUME: VolumeState = {
  phase: "none",
  source: null,
  imageCount: 0,
  handle: null,
  progress: null,
  findings: [],
  error: null,
  midline: null,
  view: "sagittal",
  centre: [0, 0, 0],
  cross: [0, 0, 0],
  panes: true,
  turn: NO_TURN,
  isTurning: false,
  slab: { mm: 0, mode: "mean" },
  curve: null,
  isMarkingCurve: false,
  markedBody: null,
  greys: null,
  bone: { isOpen: false, kind: "ellipse", level: null, draft: null, refusal: null },
};

import type { BoneDensity } from "#case/patientCase";
import type { Roi } from "#image/volume/roi";
import type { Level } from "#spine/level";
import type { Refusal } from "./density";

/** How bone density is being read. What was read stands in the case. */
export interface BoneState {
  readonly isOpen: boolean;
  /** What the next region is. */
  readonly kind: Roi["kind"];
  /** The level whose region is in hand. */
  readonly level: Level | null;
  readonly draft: BoneDraft | null;
  readonly refusal: (Refusal & { readonly level: Level }) | null;
}

/** A region on its way, with what was measured in it last; null before that. */
export interface BoneDraft {
  readonly level: Level;
  readonly roi: Roi;
  readonly density: BoneDensity | Refusal | null;
  /** Nothing but where the views met says that the level lies there: it waits to be moved into the body, or confirmed. */
  readonly isGuess: boolean;
}

/** What can be done to the regions in which bone density is read. The case keeps them, exam by exam and level by level. */
export interface BoneActions {
  openBone(isOpen: boolean): void;
  /** What the next region is: on an axial or on a sagittal picture. */
  shapeBone(kind: Roi["kind"]): void;
  /** A region inside a body from its corners, measured and kept; else one where the views meet, which waits for `settleBone`. */
  placeBone(level: Level): void;
  /** Goes to the region of a level, which can be moved then. */
  chooseBone(level: Level): void;
  /** The region of a level is in hand. */
  takeBone(level: Level): void;
  /** A region on its way; `settleBone` keeps it. */
  draftBone(level: Level, roi: Roi): void;
  settleBone(): Promise<void>;
  removeBone(level: Level): void;
}

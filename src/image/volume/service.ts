import type { StoredValues } from "../frame";
import type { Instance, Presentation } from "../instance";
import type { NamedFile } from "../library";
import type { VolumePlan } from "./arrange";
import type { VolumeFinding } from "./finding";
import type { VolumeGrid } from "./grid";
import type { Midline } from "./midline";
import type { ReformatPlane } from "./plane";
import type { Reformatted, ReformatOptions } from "./reformat";
import type { Roi, RoiStatistics } from "./roi";

/** What the program asks of volumes; implemented over a worker of its own in image/worker/volume. */
export interface VolumeService {
  /**
   * Makes a volume of instances of one series (`planKey`: which of the volumes they make; absent: the largest). Resolves
   * as soon as pictures are worth looking at, with slices still arriving: see `VolumeEvents`. At most one volume is kept:
   * the one opened before is closed first. Aborting `signal` closes it, at any time. Rejects with an ImageError: "too-large" for the budget, "no-volume"
   * where the instances make none, "aborted".
   */
  open(instances: readonly Instance[], on: VolumeEvents, signal: AbortSignal, planKey?: string): Promise<VolumeHandle>;
  /**
   * As `open`, of a series of which some files have been read: a volume of these slices, with nothing between them
   * missing, that grows as more of them are.
   */
  follow(instances: readonly Instance[], signal: AbortSignal): Promise<GrowingVolume>;
  /** As `open`, a NIfTI file; `unit` is "HU" when whoever opens it knows it for a CT. */
  openNifti(file: NamedFile, unit: "HU" | "none", on: VolumeEvents, signal: AbortSignal): Promise<VolumeHandle>;
  /** Starts a worker ahead of the first volume. */
  prepare(): void;
  dispose(): void;
}

/** A volume of a series whose other files are still being read. */
export interface GrowingVolume {
  /** As it was opened. */
  readonly handle: VolumeHandle;
  /** A picture of it is on the screen: until then other files are read a few at a time. */
  pictured(): void;
  /**
   * All that has been read of the series by now. Resolves with the grown volume; null where that isn't more of the same
   * slices, or more than the budget allows: it stays as it is then.
   */
  grow(instances: readonly Instance[]): Promise<VolumeHandle | null>;
  /** All of the series has been read: from here on it is as if it had been opened with it. Null, and nothing is told, where it must be. */
  finish(instances: readonly Instance[], on: VolumeEvents, planKey?: string): Promise<VolumeHandle | null>;
}

export interface VolumeEvents {
  /** All that is known so far; called again when there is more. */
  findings(findings: readonly VolumeFinding[]): void;
  /** At most five times a second; pictures sharpen with it. */
  progress(progress: VolumeProgress): void;
  /** Every slice has come, or never will; after `open` has resolved, and not for a volume that was closed. */
  ready(): void;
  /** Loading broke off after `open` had resolved, with an ImageError; the volume is closed. */
  failed(error: Error): void;
}

export interface VolumeProgress {
  readonly done: number;
  readonly total: number;
  /** Of `done`, slices that could not be decoded. */
  readonly failed: number;
  /** Time left, milliseconds, by the time it has taken so far; absent while that says nothing. */
  readonly leftMs?: number;
}

/** An open volume. Every request rejects with ImageError "aborted" once its signal aborts or the volume is closed. */
export interface VolumeHandle {
  /** Absent for a NIfTI. */
  readonly plan?: VolumePlan;
  /** The other volumes that the same instances make. */
  readonly otherPlans: readonly VolumePlan[];
  /** Of the voxels that are kept: the budget may have cut them. */
  readonly grid: VolumeGrid;
  readonly unit: "HU" | "none";
  readonly presentation: Pick<Presentation, "rescaleSlope" | "rescaleIntercept" | "modalityLut">;
  readonly noData: number;
  reformat(plane: ReformatPlane, options: ReformatOptions, signal?: AbortSignal): Promise<Reformatted>;
  midline(signal?: AbortSignal): Promise<Midline>;
  roi(roi: Roi, signal?: AbortSignal): Promise<RoiStatistics>;
  /** Stops loading and gives the memory back. */
  close(): void;
}

/** Where the service gets slices from: the pool that decodes images (createImageLibrary). */
export interface SliceSource {
  /**
   * From now on files of this series that are still to be read are decoded in the same go, and few at a time until its first
   * picture is there; undefined: of none.
   */
  expect(seriesInstanceUid: string | undefined): void;
  /** The first picture of the expected series is there. */
  pictured(): void;
  /** Stored values of one grey frame, decoded and handed over; nothing is cached. Rejects with an ImageError. */
  slice(instance: Instance, frameIndex: number, signal?: AbortSignal): Promise<{ readonly columns: number; readonly rows: number; readonly values: StoredValues }>;
}

import type { ProblemCode, ProblemParams } from "../../problem";
import type { Allocation } from "../../volume/allocation";
import type { VolumeFinding } from "../../volume/finding";
import type { VolumeGrid } from "../../volume/grid";
import type { Midline } from "../../volume/midline";
import type { ReformatPlane } from "../../volume/plane";
import type { Reformatted, ReformatOptions } from "../../volume/reformat";
import type { Roi, RoiStatistics } from "../../volume/roi";
import type { SlicePixels, Volume, VolumeSource } from "../../volume/volume";

/** What of a volume the page is told. */
export interface VolumeFacts {
  readonly grid: VolumeGrid;
  readonly unit: Volume["unit"];
  readonly presentation: Volume["presentation"];
  readonly noData: number;
}

export type NiftiPart =
  | { readonly state: "started"; readonly facts: VolumeFacts; readonly findings: readonly VolumeFinding[] }
  | { readonly state: "read"; readonly done: number; readonly total: number };

/** The one table of what a volume's worker can be asked; `part` is what arrives before the result. */
export interface VolumeRequests {
  readonly create: { readonly ask: VolumeSource; readonly part: never; readonly result: VolumeFacts };
  /** The volume is of other slices from now on: slice k was slice `from[k]` before, -1 for one that is still to come. */
  readonly arrange: { readonly ask: { readonly source: VolumeSource; readonly from: Int32Array }; readonly part: never; readonly result: VolumeFacts };
  /** Slice `k`, handed over; absent pixels: it could not be decoded. */
  readonly fill: {
    readonly ask: { readonly allocation: Pick<Allocation, "columns" | "rows" | "step">; readonly k: number; readonly pixels?: SlicePixels };
    readonly part: never;
    readonly result: null;
  };
  readonly nifti: {
    readonly ask: { readonly blob: Blob; readonly unit: Volume["unit"]; readonly budgetBytes: number };
    readonly part: NiftiPart;
    readonly result: null;
  };
  readonly reformat: { readonly ask: { readonly plane: ReformatPlane; readonly options: ReformatOptions }; readonly part: never; readonly result: Reformatted };
  readonly midline: { readonly ask: null; readonly part: never; readonly result: Midline };
  readonly roi: { readonly ask: Roi; readonly part: never; readonly result: RoiStatistics };
}

export type VolumeRequestKind = keyof VolumeRequests;

export type VolumeRequestMessage = {
  readonly [K in VolumeRequestKind]: { readonly id: number; readonly kind: K; readonly ask: VolumeRequests[K]["ask"] };
}[VolumeRequestKind];

export type VolumeReplyMessage =
  | { readonly id: number; readonly state: "part"; readonly part: VolumeRequests[VolumeRequestKind]["part"] }
  | { readonly id: number; readonly state: "done"; readonly result: VolumeRequests[VolumeRequestKind]["result"] }
  | { readonly id: number; readonly state: "failed"; readonly code: ProblemCode; readonly params: ProblemParams };

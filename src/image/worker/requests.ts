import type { FileContent } from "../dicom/openFile";
import type { Frame, StoredValues } from "../frame";
import type { Instance } from "../instance";
import type { NamedFile } from "../library";
import type { ProblemCode, ProblemParams } from "../problem";

export interface StoredSlice {
  readonly columns: number;
  readonly rows: number;
  readonly values: StoredValues;
}

/** What an archive holds, told before its files come: so many of them. */
export interface ZipDirectory {
  readonly files: number;
}

/** The one table of what a worker can be asked; `part` is what arrives before the result. */
export interface Requests {
  /** What a file is, from its header; and its slice, where it is one of the series that is expected and can be decoded. */
  readonly describe: {
    readonly ask: { readonly blob: Blob; readonly expected?: string };
    readonly part: never;
    readonly result: { readonly content: FileContent; readonly slice?: StoredSlice };
  };
  /** One decoded frame of a DICOM file or, where it says so, a NIfTI. `imageId` names the blob, so that a worker parses its header once. */
  readonly frame: {
    readonly ask: { readonly blob: Blob; readonly imageId: number; readonly format: Instance["format"]; readonly frameIndex: number };
    readonly part: never;
    readonly result: Frame;
  };
  /** One grey frame's stored values alone, for a volume: no reductions, nothing cached. */
  readonly slice: {
    readonly ask: { readonly blob: Blob; readonly imageId: number; readonly format: Instance["format"]; readonly frameIndex: number };
    readonly part: never;
    readonly result: StoredSlice;
  };
  readonly thumbnail: {
    readonly ask: { readonly blob: Blob; readonly imageId: number; readonly format: Instance["format"]; readonly frameIndex: number; readonly size: number };
    readonly part: never;
    readonly result: ImageBitmap;
  };
  /** Its directory, then the files of an archive, one part each. */
  readonly unzip: { readonly ask: { readonly blob: Blob; readonly path: string }; readonly part: ZipDirectory | NamedFile; readonly result: number };
}

export type RequestKind = keyof Requests;

export type RequestMessage = { readonly [K in RequestKind]: { readonly id: number; readonly kind: K; readonly ask: Requests[K]["ask"] } }[RequestKind];

export type ReplyMessage =
  | { readonly id: number; readonly state: "part"; readonly part: Requests[RequestKind]["part"] }
  | { readonly id: number; readonly state: "done"; readonly result: Requests[RequestKind]["result"] }
  | { readonly id: number; readonly state: "failed"; readonly code: ProblemCode; readonly params: ProblemParams };

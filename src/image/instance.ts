import type { FrameGeometry, SpacingAttributes } from "./attributes";

export type { FrameGeometry, SpacingAttributes } from "./attributes";

/**
 * What the rest of the program knows of one DICOM image object: plain values, made once from a file's header by the
 * parser in the worker. DICOM keywords (camelCase) name what DICOM names. Absent means absent or unusable in the file;
 * the parser adds a `warnings` line for a value that was there and could not be used.
 */
export interface Instance {
  /** Where its bytes are. Held by the main thread, handed to a worker when pixels are wanted. */
  readonly source: Blob;
  /** Another kind of file than DICOM: its slices are the frames, in the file's own order. */
  readonly format?: "nifti";
  /** Path or name as the user knows it, for messages. */
  readonly fileName: string;

  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
  readonly patient: {
    readonly patientId: string;
    /** Who gave that number; two hospitals may give the same. */
    readonly issuerOfPatientId?: string;
    /** As in the file, component groups divided by "=", components by "^". */
    readonly patientName: string;
    readonly patientSex?: string;
    /** YYYY-MM-DD. */
    readonly patientBirthDate?: string;
    readonly patientAge?: string;
  };
  readonly study: {
    readonly studyInstanceUid: string;
    /** YYYY-MM-DD. */
    readonly studyDate?: string;
    /** TM as in the file: HHMMSS.FFFFFF, trailing parts optional. */
    readonly studyTime?: string;
    readonly studyDescription?: string;
    readonly accessionNumber?: string;
  };
  readonly series: {
    readonly seriesInstanceUid: string;
    readonly modality: string;
    readonly seriesNumber?: number;
    readonly seriesDescription?: string;
    readonly bodyPartExamined?: string;
    readonly frameOfReferenceUid?: string;
  };
  readonly instanceNumber?: number;
  readonly acquisitionNumber?: number;
  /** Of its study, as archives list it, else of the image (Acquisition Date, Content Date); YYYY-MM-DD. */
  readonly date?: string;
  readonly imageType: readonly string[];
  readonly viewPosition?: string;
  /** Patient Position (0018,5100), in capitals: "HFS". */
  readonly patientPosition?: string;
  /** The file says, by a code or in a description, that the patient stood or sat. */
  readonly isUpright?: true;
  /** KVP (0018,0060): peak kilovoltage of the tube. */
  readonly kvp?: number;
  /** Contrast/Bolus Agent (0018,0010), or the meaning of its code, in the file's words. Absent or empty: not stated. */
  readonly contrastBolusAgent?: string;

  readonly rows: number;
  readonly columns: number;
  readonly numberOfFrames: number;
  readonly samplesPerPixel: number;
  readonly photometricInterpretation: string;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly pixelRepresentation: 0 | 1;

  readonly spacing: SpacingAttributes;
  /** One entry a frame; one shared entry where all frames agree (then length 1). */
  readonly frames: readonly FrameGeometry[];
  readonly presentation: Presentation;
  /** One entry a frame, only where frames of an enhanced object differ; read both through `presentationOf`. */
  readonly framePresentations?: readonly Presentation[];
  readonly warnings: readonly string[];
}

/** PS3.3 C.11.1, C.11.2, C.7.6.3, C.7.5.1: what stands between stored values and greys. */
export interface Presentation {
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
  readonly rescaleType?: string;
  /** Whether the file states slope or intercept; absent: they are the defaults 1 and 0, and mean nothing. */
  readonly rescaleStated?: true;
  readonly modalityLut?: LookupTable;
  readonly windows: readonly Window[];
  readonly voiLuts: readonly LookupTable[];
  readonly presentationLutShape?: "IDENTITY" | "INVERSE";
  readonly pixelPaddingValue?: number;
  readonly pixelPaddingRangeLimit?: number;
  readonly palette?: { readonly red: LookupTable; readonly green: LookupTable; readonly blue: LookupTable };
}

export interface Window {
  readonly center: number;
  readonly width: number;
  readonly function: "LINEAR" | "LINEAR_EXACT" | "SIGMOID";
  readonly explanation?: string;
}

export interface LookupTable {
  /** First stored value mapped; values below take the first entry, values past the end the last. */
  readonly firstValueMapped: number;
  readonly bitsPerEntry: number;
  readonly data: Uint16Array;
  readonly explanation?: string;
}

/** Presentation of one frame (0-based). */
export function presentationOf(instance: Instance, frameIndex: number): Presentation {
  return instance.framePresentations?.[frameIndex] ?? instance.presentation;
}

/** What its file is called, without the folders it lies in. */
export const leafName = ({ fileName }: Pick<Instance, "fileName">): string => fileName.split("/").at(-1) ?? fileName;

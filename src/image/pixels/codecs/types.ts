import type { PixelFormat } from "../../dicom/pixelFormat";
import type { Samples } from "../decodeNative";

/** One frame's compressed bytes, with what the header says of it. */
export interface CodedFrame {
  readonly bytes: Uint8Array;
  readonly format: PixelFormat;
  /** Name of the transfer syntax, for messages. */
  readonly syntax: string;
}

export interface DecodedFrame {
  readonly columns: number;
  readonly rows: number;
  readonly samplesPerPixel: number;
  /** Colour by pixel. */
  readonly samples: Samples;
  readonly photometricInterpretation: string;
  readonly bitsStored: number;
  /** Position of a value's highest bit in its sample. */
  readonly highBit: number;
}

export type Decoder = (frame: CodedFrame) => DecodedFrame | Promise<DecodedFrame>;

import { Decoder } from "jpeg-lossless-decoder-js";
import { ImageError } from "../../problem";
import { samplesFrom } from "../decodeNative";
import { hasEndOfImage } from "./jpegHeader";
import { checkJpegSize } from "./jpegSize";
import type { CodedFrame, DecodedFrame } from "./types";

/** JPEG Lossless, process 14 with any selection value. */
export function decodeJpegLossless(frame: CodedFrame): DecodedFrame {
  const { bytes, format, syntax } = frame;
  const { precision, components } = checkJpegSize(frame);
  if (!hasEndOfImage(bytes)) throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: bytes.length + 2 });
  const bitsAllocated = precision > 8 ? 16 : 8;
  const shape = { rows: format.rows, columns: format.columns, samplesPerPixel: components.length };
  const decoded = decodeBytes(frame, bitsAllocated / 8);
  const { pixelRepresentation, photometricInterpretation } = format;
  const samples = samplesFrom(decoded, { ...shape, bitsAllocated, pixelRepresentation, planarConfiguration: 0, isFloat: false });
  const bitsStored = Math.min(precision, format.bitsStored);
  return { ...shape, samples, photometricInterpretation, bitsStored, highBit: bitsStored - 1 };
}

function decodeBytes({ bytes, syntax }: CodedFrame, bytesPerSample: number): Uint8Array {
  try {
    // The decoder reads an ArrayBuffer from its start.
    const decoded = new Decoder(bytes.slice().buffer, bytesPerSample).decode(bytes.slice().buffer, 0, bytes.length, bytesPerSample);
    return new Uint8Array(decoded.buffer, decoded.byteOffset, decoded.byteLength);
  } catch (thrown) {
    throw new ImageError("codec", { codec: syntax, detail: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

import create from "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs";
import wasm from "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url";
import { ImageError } from "../../problem";
import { runDecoder, thrownByWasm } from "./embind";
import { decodeDct12 } from "./jpegDct12";
import { hasEndOfImage } from "./jpegHeader";
import { checkJpegSize } from "./jpegSize";
import type { CodedFrame, DecodedFrame } from "./types";
import { once } from "./wasm";

const codec = once(wasm, (wasmBinary) => create({ wasmBinary, print: () => undefined, printErr: () => undefined }));

/** JPEG Baseline and Extended: 8 bits by libjpeg-turbo, 12 bits by the exact decoder here. */
export async function decodeJpeg(frame: CodedFrame): Promise<DecodedFrame> {
  const { bytes, format, syntax } = frame;
  const { precision } = checkJpegSize(frame);
  if (!hasEndOfImage(bytes)) throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: bytes.length + 2 });
  if (precision === 12) {
    const decoded = decodeDct12(bytes, syntax);
    const bitsStored = Math.min(12, format.bitsStored);
    return { ...decoded, samplesPerPixel: 1, photometricInterpretation: format.photometricInterpretation, bitsStored, highBit: bitsStored - 1 };
  }
  const { JPEGDecoder } = await codec();
  return runDecoder(new JPEGDecoder(), frame, thrownByWasm);
}

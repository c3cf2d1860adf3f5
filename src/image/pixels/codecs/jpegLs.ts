import create from "@cornerstonejs/codec-charls/decodewasmjs";
import wasm from "@cornerstonejs/codec-charls/decodewasm?url";
import { runDecoder, thrownByWasm } from "./embind";
import { checkJpegSize } from "./jpegSize";
import type { CodedFrame, DecodedFrame } from "./types";
import { once } from "./wasm";

const codec = once(wasm, (wasmBinary) => create({ wasmBinary, print: () => undefined, printErr: () => undefined }));

/** JPEG-LS, lossless and near-lossless (CharLS). */
export async function decodeJpegLs(frame: CodedFrame): Promise<DecodedFrame> {
  checkJpegSize(frame);
  const charls = await codec();
  const describe = (thrown: unknown): string =>
    typeof thrown === "number" ? String(charls.getExceptionMessage(thrown)) : thrownByWasm(thrown);
  // Interleave mode 0: one scan a component, so that planes come out.
  return runDecoder(new charls.JpegLSDecoder(), frame, describe, (decoder) => decoder.getInterleaveMode() === 0);
}

import create from "@cornerstonejs/codec-charls/decodewasmjs";
import wasm from "@cornerstonejs/codec-charls/decodewasm?url";
import { runDecoder } from "./embind";
import { checkJpegSize } from "./jpegSize";
import type { CodedFrame, DecodedFrame } from "./types";
import { wasmCodec } from "./wasm";

const codec = wasmCodec(wasm, (wasmBinary) => create({ wasmBinary, print: () => undefined, printErr: () => undefined }));

/** JPEG-LS, lossless and near-lossless (CharLS). */
export async function decodeJpegLs(frame: CodedFrame): Promise<DecodedFrame> {
  checkJpegSize(frame);
  return runDecoder(codec, frame, {
    start: ({ JpegLSDecoder }) => new JpegLSDecoder(),
    describe: (thrown, charls) => (thrown instanceof Error ? thrown.message : String(charls.getExceptionMessage(Number(thrown)))),
    // Interleave mode 0: one scan a component, so that planes come out.
    isPlanar: (decoder) => decoder.getInterleaveMode() === 0,
  });
}

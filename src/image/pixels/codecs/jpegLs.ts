import create from "@cornerstonejs/codec-charls/decodewasmjs";
import wasm from "@cornerstonejs/codec-charls/decodewasm?url";
import { ImageError } from "../../problem";
import { runDecoder } from "./embind";
import { endOfImage } from "./jpegHeader";
import { checkJpegSize } from "./jpegSize";
import type { CodedFrame, DecodedFrame } from "./types";
import { wasmCodec } from "./wasm";

const codec = wasmCodec(wasm, (wasmBinary) => create({ wasmBinary, print: () => undefined, printErr: () => undefined }));

/**
 * JPEG-LS, lossless and near-lossless (CharLS). It is handed whole streams only, up to their end marker: in one that is cut
 * off behind a byte FF it looks for the next marker through all of the memory there could be, for most of a minute.
 */
export async function decodeJpegLs(frame: CodedFrame): Promise<DecodedFrame> {
  const { bytes, syntax } = frame;
  checkJpegSize(frame);
  const end = endOfImage(bytes);
  if (end < 0) throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: bytes.length + 2 });
  return runDecoder(codec, { ...frame, bytes: bytes.subarray(0, end) }, {
    start: ({ JpegLSDecoder }) => new JpegLSDecoder(),
    describe: (thrown, charls) => (thrown instanceof Error ? thrown.message : String(charls.getExceptionMessage(Number(thrown)))),
    // Interleave mode 0: one scan a component, so that planes come out.
    isPlanar: (decoder) => decoder.getInterleaveMode() === 0,
  });
}

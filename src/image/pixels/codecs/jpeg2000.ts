import create from "@cornerstonejs/codec-openjpeg/decodewasmjs";
import wasm from "@cornerstonejs/codec-openjpeg/decodewasm?url";
import { runDecoder } from "./embind";
import { afterTransform, checkCodestream } from "./jpeg2000Header";
import type { CodedFrame, DecodedFrame } from "./types";
import { wasmCodec } from "./wasm";

const codec = wasmCodec(wasm, (wasmBinary) => create({ wasmBinary, print: () => undefined, printErr: () => undefined }));

/** JPEG 2000 Part 1 (OpenJPEG). YBR_RCT and YBR_ICT come out as RGB: the transform is the codestream's own (PS3.5 8.2.4). */
export async function decodeJpeg2000(frame: CodedFrame): Promise<DecodedFrame> {
  checkCodestream(frame);
  const decoded = await runDecoder(codec, frame, { start: ({ J2KDecoder }) => new J2KDecoder() });
  return { ...decoded, photometricInterpretation: afterTransform(frame) };
}

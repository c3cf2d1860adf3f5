import create from "@cornerstonejs/codec-openjph/wasmjs";
import wasm from "@cornerstonejs/codec-openjph/wasm?url";
import { runDecoder } from "./embind";
import { afterTransform, checkCodestream } from "./jpeg2000Header";
import type { CodedFrame, DecodedFrame } from "./types";
import { wasmCodec } from "./wasm";

const codec = wasmCodec(wasm, (wasmBinary) => create({ wasmBinary, print: () => undefined, printErr: () => undefined }));

/** High-Throughput JPEG 2000 (OpenJPH). */
export async function decodeHtj2k(frame: CodedFrame): Promise<DecodedFrame> {
  checkCodestream(frame);
  const decoded = await runDecoder(codec, frame, { start: ({ HTJ2KDecoder }) => new HTJ2KDecoder() });
  return { ...decoded, photometricInterpretation: afterTransform(frame) };
}

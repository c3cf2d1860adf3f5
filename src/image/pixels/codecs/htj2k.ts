import create from "@cornerstonejs/codec-openjph/wasmjs";
import wasm from "@cornerstonejs/codec-openjph/wasm?url";
import { runDecoder, thrownByWasm } from "./embind";
import { afterTransform, checkCodestream } from "./jpeg2000Header";
import type { CodedFrame, DecodedFrame } from "./types";
import { once } from "./wasm";

const codec = once(wasm, (wasmBinary) => create({ wasmBinary, print: () => undefined, printErr: () => undefined }));

/** High-Throughput JPEG 2000 (OpenJPH). */
export async function decodeHtj2k(frame: CodedFrame): Promise<DecodedFrame> {
  checkCodestream(frame);
  const { HTJ2KDecoder } = await codec();
  return { ...runDecoder(new HTJ2KDecoder(), frame, thrownByWasm), photometricInterpretation: afterTransform(frame) };
}

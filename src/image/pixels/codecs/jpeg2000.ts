import create from "@cornerstonejs/codec-openjpeg/decodewasmjs";
import wasm from "@cornerstonejs/codec-openjpeg/decodewasm?url";
import { runDecoder, thrownByWasm } from "./embind";
import { afterTransform, checkCodestream } from "./jpeg2000Header";
import type { CodedFrame, DecodedFrame } from "./types";
import { once } from "./wasm";

const codec = once(wasm, (wasmBinary) => create({ wasmBinary, print: () => undefined, printErr: () => undefined }));

/** JPEG 2000 Part 1 (OpenJPEG). YBR_RCT and YBR_ICT come out as RGB: the transform is the codestream's own (PS3.5 8.2.4). */
export async function decodeJpeg2000(frame: CodedFrame): Promise<DecodedFrame> {
  checkCodestream(frame);
  const { J2KDecoder } = await codec();
  return { ...runDecoder(new J2KDecoder(), frame, thrownByWasm), photometricInterpretation: afterTransform(frame) };
}

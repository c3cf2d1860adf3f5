import { ImageError } from "../../problem";
import { samplesFrom } from "../decodeNative";
import type { CodedFrame, DecodedFrame } from "./types";

/** Runs one decoder over a frame; samples are a copy, because the wasm memory goes with the decoder. */
export function runDecoder<D extends WasmDecoder>(
  decoder: D,
  { bytes, format, syntax }: CodedFrame,
  describe: (thrown: unknown) => string,
  isPlanar: (decoder: D) => boolean = () => false,
): DecodedFrame {
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const info = decoder.getFrameInfo();
    const decoded = decoder.getDecodedBuffer();
    const bitsAllocated = info.bitsPerSample > 16 ? 32 : info.bitsPerSample > 8 ? 16 : 8;
    const shape = { rows: info.height, columns: info.width, samplesPerPixel: info.componentCount };
    if (decoded.length === 0) throw new ImageError("codec", { codec: syntax, detail: "nothing decoded" });
    const { pixelRepresentation, photometricInterpretation } = format;
    const planarConfiguration = isPlanar(decoder) ? 1 : 0;
    const samples = samplesFrom(decoded.slice(), { ...shape, bitsAllocated, planarConfiguration, isFloat: false, pixelRepresentation });
    const bitsStored = Math.min(info.bitsPerSample, format.bitsStored);
    return { ...shape, samples, bitsStored, highBit: bitsStored - 1, photometricInterpretation };
  } catch (thrown) {
    throw thrown instanceof ImageError ? thrown : new ImageError("codec", { codec: syntax, detail: describe(thrown) });
  } finally {
    decoder.delete();
  }
}

/** What Emscripten throws for a C++ exception: an address, or an Error with a message. */
export function thrownByWasm(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : `exception ${String(thrown)}`;
}

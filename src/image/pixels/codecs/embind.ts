import { ImageError } from "../../problem";
import { samplesFrom } from "../decodeNative";
import type { CodedFrame, DecodedFrame } from "./types";
import type { WasmCodec } from "./wasm";

/** What differs from codec to codec. */
interface Handling<M, D> {
  readonly start: (module: M) => D;
  readonly describe?: (thrown: unknown, module: M) => string;
  /** Asked after decoding. */
  readonly isPlanar?: (decoder: D) => boolean;
}

/**
 * Runs one decoder over a frame; samples are a copy, because the wasm memory goes with the decoder. A module in which something
 * was thrown is given up: a C++ exception leaves behind what it had allocated, and a module that aborted fails for good files too.
 * Throws ImageError "codec", or "truncated" for fewer samples than the codestream says.
 */
export async function runDecoder<M, D extends WasmDecoder>(codec: WasmCodec<M>, frame: CodedFrame, handling: Handling<M, D>): Promise<DecodedFrame> {
  const module = await codec.module();
  const { describe = thrownByWasm } = handling;
  try {
    const decoder = handling.start(module);
    const decoded = decodedBy(decoder, frame, handling);
    decoder.delete();
    return decoded;
  } catch (thrown) {
    codec.drop();
    throw thrown instanceof ImageError ? thrown : new ImageError("codec", { codec: frame.syntax, detail: describe(thrown, module) });
  }
}

function decodedBy<M, D extends WasmDecoder>(decoder: D, { bytes, format, syntax }: CodedFrame, { isPlanar }: Handling<M, D>): DecodedFrame {
  decoder.getEncodedBuffer(bytes.length).set(bytes);
  decoder.decode();
  const info = decoder.getFrameInfo();
  const decoded = decoder.getDecodedBuffer();
  if (decoded.length === 0) throw new ImageError("codec", { codec: syntax, detail: "nothing decoded" });
  const { pixelRepresentation, photometricInterpretation } = format;
  const shape = { rows: info.height, columns: info.width, samplesPerPixel: info.componentCount };
  const bitsAllocated = info.bitsPerSample > 16 ? 32 : info.bitsPerSample > 8 ? 16 : 8;
  const planarConfiguration = isPlanar?.(decoder) === true ? 1 : 0;
  const samples = samplesFrom(decoded.slice(), { ...shape, bitsAllocated, planarConfiguration, isFloat: false, pixelRepresentation });
  const bitsStored = Math.min(info.bitsPerSample, format.bitsStored);
  return { ...shape, samples, bitsStored, highBit: bitsStored - 1, photometricInterpretation };
}

/** What Emscripten throws for a C++ exception: an address, or an Error with a message. */
function thrownByWasm(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : `exception ${String(thrown)}`;
}

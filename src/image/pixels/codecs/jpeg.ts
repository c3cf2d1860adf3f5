import create from "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs";
import wasm from "@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasm?url";
import { ImageError } from "../../problem";
import { runDecoder } from "./embind";
import { decodeDct12 } from "./jpegDct12";
import { endOfImage, type JpegHeader } from "./jpegHeader";
import { checkJpegSize } from "./jpegSize";
import type { CodedFrame, DecodedFrame } from "./types";
import { wasmCodec } from "./wasm";

const codec = wasmCodec(wasm, (wasmBinary) => create({ wasmBinary, print: () => undefined, printErr: () => undefined }));

/** JPEG Baseline and Extended: 8 bits by libjpeg-turbo, 12 bits by the exact decoder here. */
export async function decodeJpeg(frame: CodedFrame): Promise<DecodedFrame> {
  const { bytes, format, syntax } = frame;
  const header = checkJpegSize(frame);
  const { precision } = header;
  if (endOfImage(bytes) < 0) throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: bytes.length + 2 });
  if (precision === 12) {
    const decoded = decodeDct12(bytes, syntax);
    const bitsStored = Math.min(12, format.bitsStored);
    return { ...decoded, samplesPerPixel: 1, photometricInterpretation: format.photometricInterpretation, bitsStored, highBit: bitsStored - 1 };
  }
  const isColour = header.components.length === 3;
  const decoded = await runDecoder(codec, isColour ? { ...frame, bytes: withoutTransform(bytes) } : frame, { start: ({ JPEGDecoder }) => new JPEGDecoder() });
  return { ...decoded, photometricInterpretation: isColour ? colourSpace(header, format.photometricInterpretation) : format.photometricInterpretation };
}

/**
 * Which colours three components are. The stream's own word goes first, as every other decoder takes it: Adobe's flag, JFIF
 * (always YCbCr), components named R, G and B. Without one, the file's photometric interpretation.
 */
export function colourSpace({ adobeTransform, hasJfif, components }: JpegHeader, stated: string): string {
  if (hasJfif) return "YBR_FULL";
  if (adobeTransform !== undefined) return adobeTransform === 0 ? "RGB" : "YBR_FULL";
  if (components.map(({ id }) => String.fromCharCode(id)).join("") === "RGB") return "RGB";
  return stated === "RGB" ? "RGB" : "YBR_FULL";
}

/**
 * The stream with an Adobe segment that says "no colour transform", and without the APP segments that say otherwise: the
 * codec then gives the components as stored, and the conversion for display is ours.
 */
function withoutTransform(bytes: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [bytes.subarray(0, 2), adobeNoTransform];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const marker = bytes[at + 1] ?? 0;
    const next = marker === 0xff ? at + 1 : at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (marker !== 0xe0 && marker !== 0xee && marker !== 0xff) parts.push(bytes.subarray(at, next));
    at = next;
  }
  parts.push(bytes.subarray(at));
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    joined.set(part, to);
    to += part.length;
  }
  return joined;
}

/** APP14: length 14, "Adobe", version 100, two flag words, transform 0. */
const adobeNoTransform = new Uint8Array([0xff, 0xee, 0, 14, 0x41, 0x64, 0x6f, 0x62, 0x65, 0, 100, 0, 0, 0, 0, 0]);

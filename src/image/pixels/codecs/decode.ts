import { inflateUpTo } from "../../dicom/inflate";
import { nativeFrameBytes } from "../../dicom/pixelFormat";
import type { Codec } from "../../dicom/syntax";
import { ImageError } from "../../problem";
import { samplesFrom, unpackBits } from "../decodeNative";
import { decodeRle } from "./rle";
import type { CodedFrame, DecodedFrame, Decoder } from "./types";

/** Decoders are loaded when their syntax is met; each is a chunk of its own, with its wasm beside it. */
const loaders: Readonly<Record<Exclude<Codec, "native">, () => Decoder | Promise<Decoder>>> = {
  rle: () => decodeRleFrame,
  deflate: () => decodeDeflatedFrame,
  jpeg: async () => (await import("./jpeg")).decodeJpeg,
  "jpeg-extended": async () => (await import("./jpeg")).decodeJpeg,
  "jpeg-lossless": async () => (await import("./jpegLossless")).decodeJpegLossless,
  "jpeg-ls": async () => (await import("./jpegLs")).decodeJpegLs,
  "jpeg-2000": async () => (await import("./jpeg2000")).decodeJpeg2000,
  htj2k: async () => (await import("./htj2k")).decodeHtj2k,
};

/** Starts loading what decodes this syntax. That it can't be loaded is said when it is wanted. */
export function loadAhead(codec: Codec): void {
  if (codec !== "native") Promise.resolve(loaders[codec]()).catch(() => undefined);
}

/** Decodes one compressed frame and holds it against what the header says. Throws ImageError. */
export async function decodeWith(codec: Exclude<Codec, "native">, frame: CodedFrame): Promise<DecodedFrame> {
  const decode = await loaders[codec]();
  const decoded = await decode(frame);
  const { rows, columns, samplesPerPixel } = frame.format;
  if (decoded.rows !== rows || decoded.columns !== columns || decoded.samplesPerPixel !== samplesPerPixel) {
    throw new ImageError("size-mismatch", {
      syntax: frame.syntax,
      have: `${decoded.columns} x ${decoded.rows} x ${decoded.samplesPerPixel}`,
      need: `${columns} x ${rows} x ${samplesPerPixel}`,
    });
  }
  return decoded;
}

function decodeRleFrame({ bytes, format }: CodedFrame): DecodedFrame {
  return plainFrame(decodeRle(bytes, format), { ...format, planarConfiguration: 0 });
}

function decodeDeflatedFrame({ bytes, format, syntax }: CodedFrame): DecodedFrame {
  const need = Math.ceil(nativeFrameBytes(format));
  const inflated = inflateUpTo(bytes, need).bytes;
  if (inflated.length < need) throw new ImageError("codestream-truncated", { syntax, have: inflated.length, need });
  return plainFrame(inflated, format);
}

function plainFrame(bytes: Uint8Array, format: CodedFrame["format"]): DecodedFrame {
  const { rows, columns, samplesPerPixel, photometricInterpretation, bitsStored, highBit } = format;
  const samples = format.bitsAllocated === 1 ? unpackBits(bytes, 0, rows * columns) : samplesFrom(bytes, format);
  return { rows, columns, samplesPerPixel, photometricInterpretation, bitsStored, highBit, samples };
}

import type { Header } from "../dicom/header";
import type { PixelElement } from "../dicom/parse";
import { nativeFrameBytes, type PixelFormat } from "../dicom/pixelFormat";
import { codecOf, syntaxName } from "../dicom/syntax";
import { ImageError } from "../problem";
import { decodeWith } from "./codecs/decode";
import { type FrameIndex, indexFrames, readFragments } from "./decodeFragments";
import { expand422, maskStoredBits, type Samples, samplesFrom, swapBytes, swapWords, unpackBits } from "./decodeNative";

/** One frame as stored: what the pixel tests compare, before palette, colour conversion and scaling for display. */
export interface StoredFrame {
  readonly columns: number;
  readonly rows: number;
  readonly samplesPerPixel: number;
  /** Colour by pixel. */
  readonly samples: Samples;
  /** Of these samples: a codec may have converted (YBR_RCT to RGB). */
  readonly photometricInterpretation: string;
  readonly bitsStored: number;
}

/** A header with its pixel format, kept while frames of the object are wanted. */
export interface OpenImage {
  readonly header: Header;
  readonly format: PixelFormat;
  readonly pixels: PixelElement;
  /** Found when the first encapsulated frame is wanted. */
  index?: Promise<FrameIndex>;
}

/** Decodes frame `frameIndex` (0-based) to its stored values. Throws ImageError. */
export async function decodeStored(image: OpenImage, frameIndex: number): Promise<StoredFrame> {
  const { header, format, pixels } = image;
  const codec = codecOf(header.meta.transferSyntaxUid);
  if (!codec) throw new ImageError("unsupported-syntax", { uid: header.meta.transferSyntaxUid });
  if (frameIndex < 0 || frameIndex >= format.numberOfFrames) {
    throw new ImageError("missing-frame", { frame: frameIndex + 1, frames: format.numberOfFrames });
  }
  if (pixels.length !== undefined) return nativeFrame(image, frameIndex);
  image.index ??= indexFrames(header, pixels, format.numberOfFrames);
  const ranges = (await image.index).frames[frameIndex];
  if (!ranges || ranges.length === 0) {
    throw new ImageError("missing-frame", { frame: frameIndex + 1, frames: (await image.index).frames.length });
  }
  const bytes = await readFragments(header, ranges);
  const name = syntaxName(header.meta.transferSyntaxUid);
  if (codec === "native") return storedFrom(bytes, 0, format);
  const decoded = await decodeWith(codec, { bytes, format, syntax: name });
  const { highBit, bitsStored } = decoded;
  return { ...decoded, samples: maskStoredBits(decoded.samples, { ...format, bitsStored, highBit }) };
}

async function nativeFrame({ header, format, pixels }: OpenImage, frameIndex: number): Promise<StoredFrame> {
  const frameBytes = nativeFrameBytes(format);
  const firstBit = format.bitsAllocated === 1 ? (frameIndex * frameBytes * 8) % 8 : 0;
  const start = Math.floor(frameIndex * frameBytes);
  const need = Math.ceil(firstBit / 8 + frameBytes);
  const { bigEndian } = header.meta.encoding;
  // Words of two bytes cross a frame's edge when a frame of single bytes is odd; read from the word's start.
  const isSwapped8 = bigEndian && format.bitsAllocated <= 8 && pixels.vr === "OW";
  const lead = isSwapped8 ? start % 2 : 0;
  const available = Math.min(pixels.length ?? 0, header.body.size - pixels.at);
  if (start + need > available) throw new ImageError("truncated", { have: Math.max(0, available), need: Math.ceil(format.numberOfFrames * frameBytes) });
  const bytes = await header.body.read(pixels.at + start - lead, pixels.at + start + need + (isSwapped8 ? (need + lead) % 2 : 0));
  if (bytes.length < need + lead) {
    throw new ImageError("truncated", { have: start + bytes.length, need: Math.ceil(format.numberOfFrames * frameBytes) });
  }
  // What a deflated file inflated to is kept for its next frame: not to be swapped, masked or handed over.
  const own = header.meta.encoding.deflated ? bytes.slice() : bytes;
  return storedFrom(littleEndian(own, bigEndian, format, isSwapped8).subarray(lead), firstBit, format);
}

function littleEndian(bytes: Uint8Array, bigEndian: boolean, format: PixelFormat, isSwapped8: boolean): Uint8Array {
  if (!bigEndian) return bytes;
  if (format.bitsAllocated === 16 || isSwapped8) return swapWords(bytes);
  return format.bitsAllocated > 16 ? swapBytes(bytes, format.bitsAllocated / 8) : bytes;
}

/** Uncompressed little endian bytes of one frame as its stored values. */
export function storedFrom(bytes: Uint8Array, firstBit: number, format: PixelFormat): StoredFrame {
  const { rows, columns, samplesPerPixel, bitsStored, photometricInterpretation } = format;
  const shape = { rows, columns, samplesPerPixel, bitsStored };
  if (format.bitsAllocated === 1) return { ...shape, photometricInterpretation, samples: unpackBits(bytes, firstBit, rows * columns) };
  if (photometricInterpretation === "YBR_FULL_422" && samplesPerPixel === 3 && format.bitsAllocated === 8) {
    return { ...shape, photometricInterpretation: "YBR_FULL", samples: expand422(bytes, rows, columns) };
  }
  return { ...shape, photometricInterpretation, samples: maskStoredBits(samplesFrom(bytes, format), format) };
}

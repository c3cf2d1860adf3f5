import { ImageError } from "../../problem";

export interface JpegComponent {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
}

/** What the markers before the first scan say (ITU-T T.81 B.2, T.87 C.2). */
export interface JpegHeader {
  /** Low byte of the start-of-frame marker: C0 baseline, C1 extended, C3 lossless, F7 JPEG-LS. */
  readonly startOfFrame: number;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly JpegComponent[];
  /** Colour transform flag of Adobe's APP14 segment: 0 none, 1 YCbCr. */
  readonly adobeTransform?: number;
  readonly hasJfif: boolean;
}

const startsOfFrame = new Set([0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xf7]);
const startOfScan = 0xda;

/** Reads as far as the first scan. Throws ImageError "codec" or "codestream-truncated". */
export function readJpegHeader(bytes: Uint8Array, syntax: string): JpegHeader {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new ImageError("codec", { codec: syntax, detail: "no start of image" });
  let frame: Omit<JpegHeader, "hasJfif" | "adobeTransform"> | undefined;
  let adobeTransform: number | undefined;
  let hasJfif = false;
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) throw new ImageError("codec", { codec: syntax, detail: `no marker at byte ${at}` });
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    if (startsOfFrame.has(marker)) frame = frameHeader(bytes, at, marker);
    if (marker === 0xe0 && ascii(bytes, at + 4, 4) === "JFIF") hasJfif = true;
    // Segments that end before the flag are met.
    if (marker === 0xee && length >= 14 && ascii(bytes, at + 4, 5) === "Adobe") adobeTransform = bytes[at + 15];
    if (marker === startOfScan) break;
    at += 2 + length;
  }
  if (!frame) throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: bytes.length + 1 });
  return { ...frame, hasJfif, ...(adobeTransform !== undefined && { adobeTransform }) };
}

function frameHeader(bytes: Uint8Array, at: number, startOfFrame: number): Omit<JpegHeader, "hasJfif" | "adobeTransform"> {
  const byte = (offset: number): number => bytes[at + offset] ?? 0;
  const components = Array.from({ length: byte(9) }, (_, index) => ({
    id: byte(10 + 3 * index),
    horizontal: byte(11 + 3 * index) >> 4,
    vertical: byte(11 + 3 * index) & 15,
  }));
  return { startOfFrame, precision: byte(4), rows: (byte(5) << 8) | byte(6), columns: (byte(7) << 8) | byte(8), components };
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

/** Where the stream ends with its last end-of-image marker; padding may follow it. -1 when there is none. */
export function endOfImage(bytes: Uint8Array): number {
  for (let at = bytes.length - 2; at > 1; at -= 1) if (bytes[at] === 0xff && bytes[at + 1] === 0xd9) return at + 2;
  return -1;
}

import { ImageError } from "../../problem";
import type { CodedFrame } from "./types";

const startOfCodestream = 0xff4f;
const imageSize = 0xff51;
const startOfTilePart = 0xff90;
const endOfCodestream = 0xffd9;

/**
 * Walks a JPEG 2000 codestream's markers (ITU-T T.800 Annex A) before anything is allocated for it: the size must be the
 * header's, and its tile parts must be there. Throws ImageError "size-mismatch", "codestream-truncated" or "codec".
 */
export function checkCodestream({ bytes, format, syntax }: CodedFrame): void {
  const start = codestreamAt(bytes);
  if (start < 0) throw new ImageError("codec", { codec: syntax, detail: "no JPEG 2000 codestream" });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = start + 2; ; ) {
    // A stream may lack its end marker, or half of it, when all tile parts are there.
    if (at >= bytes.length - 1 || view.getUint16(at) === endOfCodestream) return;
    if (at + 4 > bytes.length) throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: at + 4 });
    const marker = view.getUint16(at);
    if (marker === imageSize) checkSize(view, at, { bytes, format, syntax });
    if (marker !== startOfTilePart) {
      at += 2 + view.getUint16(at + 2);
      continue;
    }
    const length = at + 12 <= bytes.length ? view.getUint32(at + 6) : 0;
    // Length 0: the last tile part, as far as the stream goes.
    if (length === 0) return;
    if (at + length > bytes.length) throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: at + length + 2 });
    at += length;
  }
}

function checkSize(view: DataView, at: number, { format, syntax }: CodedFrame): void {
  if (at + 24 > view.byteLength) throw new ImageError("codestream-truncated", { syntax, have: view.byteLength, need: at + 24 });
  const columns = view.getUint32(at + 6) - view.getUint32(at + 14);
  const rows = view.getUint32(at + 10) - view.getUint32(at + 18);
  if (columns === format.columns && rows === format.rows) return;
  throw new ImageError("size-mismatch", { syntax, have: `${columns} x ${rows}`, need: `${format.columns} x ${format.rows}` });
}

/** Where the codestream begins: at 0, or inside a JP2 file's box (which PS3.5 forbids and writers produce). */
function codestreamAt(bytes: Uint8Array): number {
  for (let at = 0; at + 4 <= Math.min(bytes.length, 4096); at += 1) {
    if (bytes[at] === startOfCodestream >> 8 && bytes[at + 1] === (startOfCodestream & 255) && bytes[at + 2] === 0xff && bytes[at + 3] === 0x51) return at;
  }
  return -1;
}

/** Photometric interpretation of the decoded samples. */
export function afterTransform({ format }: CodedFrame): string {
  const { photometricInterpretation: stated } = format;
  return stated === "YBR_RCT" || stated === "YBR_ICT" ? "RGB" : stated;
}

import { ImageError } from "../../problem";
import type { PixelFormat } from "../../dicom/pixelFormat";

/**
 * RLE Lossless (PS3.5 Annex G): byte planes, the most significant byte of the first sample first, each PackBits coded.
 * Gives little endian bytes, colour by pixel; frames of single bits stay packed. Throws ImageError "codec",
 * "codestream-truncated" or "unsupported-pixels".
 */
export function decodeRle(bytes: Uint8Array, format: PixelFormat): Uint8Array {
  const { rows, columns, samplesPerPixel, bitsAllocated } = format;
  const width = Math.ceil(bitsAllocated / 8);
  const planes = width * samplesPerPixel;
  const planeLength = bitsAllocated === 1 ? Math.ceil((rows * columns) / 8) : rows * columns;
  const offsets = segmentOffsets(bytes, planes);
  // Two bytes make 128 at the most: nothing is allocated for what cannot come.
  if (bytes.length * 64 < planeLength * planes) throw new ImageError("codestream-truncated", { syntax: "RLE", have: bytes.length, need: Math.ceil((planeLength * planes) / 64) });
  const out = new Uint8Array(planeLength * planes);
  offsets.forEach((offset, plane) => {
    const sample = Math.floor(plane / width);
    const byte = width - 1 - (plane % width);
    const end = offsets[plane + 1] ?? bytes.length;
    const filled = unpackSegment(bytes.subarray(offset, end), out, sample * width + byte, planes, planeLength);
    if (filled < planeLength) {
      throw new ImageError("codestream-truncated", { syntax: "RLE", have: filled, need: planeLength });
    }
  });
  return out;
}

function segmentOffsets(bytes: Uint8Array, planes: number): number[] {
  if (bytes.length < 64) throw new ImageError("codestream-truncated", { syntax: "RLE", have: bytes.length, need: 64 });
  // G.4: the header has room for 15.
  if (planes > 15) throw new ImageError("unsupported-pixels", { what: `RLE with ${planes} bytes a pixel` });
  const view = new DataView(bytes.buffer, bytes.byteOffset, 64);
  const count = view.getUint32(0, true);
  if (count !== planes) throw new ImageError("codec", { codec: "RLE", detail: `${count} segments instead of ${planes}` });
  const offsets = Array.from({ length: count }, (_, index) => view.getUint32(4 + 4 * index, true));
  const bad = offsets.find((offset, index) => offset < 64 || offset > bytes.length || offset < (offsets[index - 1] ?? 64));
  if (bad !== undefined) throw new ImageError("codec", { codec: "RLE", detail: `segment at byte ${bad} of ${bytes.length}` });
  return offsets;
}

/** PackBits (G.3.1) into every `step`th byte from `at`; returns how many of `length` bytes came. */
function unpackSegment(segment: Uint8Array, out: Uint8Array, at: number, step: number, length: number): number {
  let to = at;
  const end = at + step * length;
  let from = 0;
  while (to < end && from < segment.length) {
    const control = segment[from++] ?? 0;
    if (control < 128) {
      const stop = Math.min(from + control + 1, segment.length);
      for (; from < stop && to < end; to += step) out[to] = segment[from++] ?? 0;
    } else if (control > 128) {
      if (from >= segment.length) break;
      const value = segment[from++] ?? 0;
      for (let left = 257 - control; left > 0 && to < end; left -= 1, to += step) out[to] = value;
    }
  }
  return (to - at) / step;
}

import { Inflate } from "pako";
import { ImageError } from "../problem";

export interface Inflated {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** False when the stream goes on after `limit`, is cut off or is damaged. */
  readonly complete: boolean;
}

/** Deflate expands 1032-fold at most, so one step overshoots the limit by 4 MB at most. */
const inputStep = 4 * 1024;

/**
 * Inflates raw deflate data (PS3.5 A.5; a zlib header is tolerated) up to `limit` bytes and stops there, so that a small
 * file cannot fill the memory. A stream that ends early gives what it holds. Throws ImageError "codec" for data that is
 * not deflate from its first block.
 */
export function inflateUpTo(deflated: Uint8Array, limit: number): Inflated {
  const inflater = new Inflate({ raw: !hasZlibHeader(deflated), chunkSize: 64 * 1024 });
  const chunks: Uint8Array[] = [];
  let total = 0;
  inflater.onData = (chunk) => {
    if (total < limit) chunks.push(chunk);
    total += chunk.length;
  };
  for (let at = 0; at < deflated.length && total < limit && !inflater.ended; at += inputStep) {
    inflater.push(deflated.subarray(at, at + inputStep), false);
  }
  // Hands over what a stream that was cut off has given so far.
  if (!inflater.ended && total < limit) inflater.push(new Uint8Array(0), syncFlush);
  if (inflater.err === dataError && total === 0) throw new ImageError("codec", { codec: "deflate", detail: inflater.msg });
  return { bytes: joined(chunks, Math.min(total, limit)), complete: inflater.ended && inflater.err === 0 && total <= limit };
}

const syncFlush = 2;
const dataError = -3;

function hasZlibHeader(bytes: Uint8Array): boolean {
  const [method = 0, flags = 0] = bytes;
  return (method & 0x0f) === 8 && method >> 4 <= 7 && ((method << 8) | flags) % 31 === 0 && (flags & 0x20) === 0;
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    const part = chunk.subarray(0, length - at);
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

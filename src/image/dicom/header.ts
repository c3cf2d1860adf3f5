import { ImageError } from "../problem";
import { inflateUpTo } from "./inflate";
import { type Meta, type ParsedDataSet, parseDataSet, parseMeta } from "./parse";
import type { ByteSource } from "./source";

/** A file read as far as its pixel data. Offsets of `parsed` count in `body`. */
export interface Header {
  readonly meta: Meta;
  readonly parsed: ParsedDataSet;
  /** The file, or what its deflated part inflates to. */
  readonly body: ByteSource;
}

const firstBytes = 64 * 1024;
/** A header (with its private elements, icons, functional groups) past this size is no header. */
const maxHeaderBytes = 256 * 1024 * 1024;
/** Deflate gives at most 1032 bytes for one. */
const maxDeflateRatio = 1032;
const maxInflated = 1024 * 1024 * 1024;

/**
 * Reads a file's header without its pixel data: a first piece, then ever larger ones where the header is longer. Throws
 * ImageError "not-dicom", "empty", "too-deep", "header-truncated" or "too-large".
 */
export async function readHeader(file: ByteSource): Promise<Header> {
  if (file.size === 0) throw new ImageError("empty");
  const first = await file.read(0, firstBytes);
  const meta = parseMeta(first, file.size);
  if (!meta) throw new ImageError("not-dicom");
  const body = meta.encoding.deflated ? inflatedSource(file, meta.dataSetAt) : file;
  const start = meta.encoding.deflated ? 0 : meta.dataSetAt;
  let bytes = meta.encoding.deflated ? await body.read(0, firstBytes) : first;
  for (let limit = firstBytes; ; ) {
    const complete = bytes.length < limit || limit >= body.size;
    const parsed = parseDataSet(bytes, start, meta.encoding, complete);
    if (parsed.pixels || complete || parsed.needs === undefined) return { meta, parsed, body };
    if (parsed.needs > maxHeaderBytes) throw new ImageError("too-large", { header: parsed.needs });
    limit = Math.min(Math.max(limit * 4, parsed.needs + firstBytes), maxHeaderBytes + firstBytes);
    bytes = await body.read(0, limit);
  }
}

/**
 * The inflated data set as a source: inflates from the start as far as is asked for and keeps the longest piece. Its size
 * is the most it could be; a read past the true end gives less.
 */
function inflatedSource(file: ByteSource, from: number): ByteSource {
  const size = Math.min((file.size - from) * maxDeflateRatio, maxInflated);
  let held = new Uint8Array(0);
  let complete = false;
  return {
    size,
    read: async (start, end) => {
      if (end > maxInflated) throw new ImageError("too-large", { inflated: end });
      if (end > held.length && !complete) {
        const inflated = inflateUpTo(await file.read(from, file.size), end);
        held = inflated.bytes;
        complete = inflated.bytes.length < end;
      }
      return held.subarray(start, Math.min(end, held.length));
    },
  };
}

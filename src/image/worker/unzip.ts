/** The only file that says zip.js. */
import { BlobReader, configure, type FileEntry, ZipReader } from "@zip.js/zip.js";
import type { NamedFile } from "../library";
import { asImageError, ImageError } from "../problem";
import { loadOrder } from "../volume/loadOrder";
import type { ZipDirectory } from "./requests";

export interface ZipLimits {
  readonly entries: number;
  /** Inflated bytes of all entries together. */
  readonly totalBytes: number;
  /** Inflated to stored size of an entry, asked of entries past `ratioFrom` bytes: images shrink a few times, bombs a thousand. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

export const zipLimits: ZipLimits = { entries: 100_000, totalBytes: 8 * 1024 ** 3, ratio: 400, ratioFrom: 16 * 1024 ** 2 };

// This runs in a worker already, and the browser's own inflater needs no wasm.
configure({ useWebWorkers: false, useCompressionStream: true });

/**
 * Hands out the files of a ZIP archive as they are inflated, their folders kept, named under `path` of the archive; before
 * them, how many there will be. Returns how many entries there are. Throws ImageError "zip-damaged", "zip-encrypted", "zip-too-many", "zip-too-large" or "zip-ratio"; what came
 * before stays handed out.
 */
export async function unzip(blob: Blob, path: string, found: (part: ZipDirectory | NamedFile) => void, limits: ZipLimits = zipLimits): Promise<number> {
  const reader = new ZipReader(new BlobReader(blob));
  let count = 0;
  let total = 0;
  try {
    const entries: FileEntry[] = [];
    for await (const entry of reader.getEntriesGenerator()) {
      count += 1;
      if (count > limits.entries) throw new ImageError("zip-too-many", { limit: limits.entries });
      if (!entry.directory && !isClutter(entry.filename)) entries.push(entry);
    }
    found({ files: entries.length });
    // From all over the archive at first, as files of a folder are read.
    for (const at of loadOrder(entries.length)) {
      const entry = entries[at];
      if (entry === undefined) continue;
      if (entry.encrypted) throw new ImageError("zip-encrypted", { entry: entry.filename });
      if (entry.uncompressedSize > limits.ratioFrom && entry.uncompressedSize > limits.ratio * entry.compressedSize) {
        throw new ImageError("zip-ratio", { entry: entry.filename, have: entry.compressedSize, need: entry.uncompressedSize });
      }
      const room = limits.totalBytes - total;
      const file = await inflateEntry(entry, Math.min(room, entry.uncompressedSize), limits);
      total += file.size;
      found({ path: `${path}/${entry.filename}`, blob: file });
    }
    return count;
  } catch (thrown) {
    throw asImageError(thrown, "zip-damaged");
  } finally {
    await reader.close().catch(() => undefined);
  }
}

const pieceBytes = 16 * 1024 ** 2;

/** Inflates as far as the directory said the entry goes, so that a lie about the size cannot fill the memory. */
async function inflateEntry(entry: FileEntry, limit: number, limits: ZipLimits): Promise<Blob> {
  if (limit < entry.uncompressedSize) throw new ImageError("zip-too-large", { limit: limits.totalBytes });
  // Pieces become a Blob as they come: the browser may keep those on disk, a worker's memory is its own.
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  let size = 0;
  const parts: Blob[] = [];
  const keep = (): void => {
    parts.push(new Blob(chunks));
    chunks = [];
    held = 0;
  };
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({
    write: (chunk) => {
      size += chunk.length;
      if (size > limit) throw new ImageError("zip-damaged", { detail: `${entry.filename} is longer than the archive says` });
      chunks.push(new Uint8Array(chunk));
      held += chunk.length;
      if (held > pieceBytes) keep();
    },
  });
  await entry.getData(sink, { checkOverlappingEntry: true });
  keep();
  return parts.length === 1 && parts[0] ? parts[0] : new Blob(parts);
}

/** What operating systems leave in archives. */
function isClutter(name: string): boolean {
  return name.startsWith("__MACOSX/") || /(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i.test(name);
}

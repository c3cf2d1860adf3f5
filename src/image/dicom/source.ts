/** Bytes that can be read piece by piece: a file on disk, or memory. */
export interface ByteSource {
  readonly size: number;
  /** Bytes [start, end), fewer when the source ends before. */
  read(start: number, end: number): Promise<Uint8Array>;
}

/** A header lies in here but for the longest; every read of a file is a message to another process, whatever its length. */
const headBytes = 64 * 1024;

/** A file whose beginning is read once, however often and in whatever pieces it is looked at. */
export function blobSource(blob: Blob): ByteSource {
  let head: Promise<Uint8Array> | undefined;
  const piece = async (start: number, end: number): Promise<Uint8Array> => new Uint8Array(await blob.slice(start, end).arrayBuffer());
  return {
    size: blob.size,
    read: async (start, end) => {
      const last = Math.min(end, blob.size);
      if (last > headBytes) return piece(start, last);
      head ??= piece(0, Math.min(headBytes, blob.size));
      // A piece of its own: whoever reads pixels may swap them in place, or hand them over.
      return (await head).slice(start, last);
    },
  };
}

/** A file that is read in one go at the first look at it, and pieces of it as they lie there. */
export function wholeSource(blob: Blob): ByteSource {
  let whole: Promise<Uint8Array> | undefined;
  return {
    size: blob.size,
    read: async (start, end) => {
      whole ??= blob.arrayBuffer().then((buffer) => new Uint8Array(buffer));
      return (await whole).subarray(start, Math.min(end, blob.size));
    },
  };
}

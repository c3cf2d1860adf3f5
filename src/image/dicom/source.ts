/** Bytes that can be read piece by piece: a file on disk, or memory. */
export interface ByteSource {
  readonly size: number;
  /** Bytes [start, end), fewer when the source ends before. */
  read(start: number, end: number): Promise<Uint8Array>;
}

export function blobSource(blob: Blob): ByteSource {
  return {
    size: blob.size,
    read: async (start, end) => new Uint8Array(await blob.slice(start, Math.min(end, blob.size)).arrayBuffer()),
  };
}

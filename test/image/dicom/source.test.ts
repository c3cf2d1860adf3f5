import { describe, expect, it } from "vitest";
import { blobSource, wholeSource } from "#image/dicom/source";

/** A file whose reads are counted. */
function counted(size: number) {
  const bytes = Uint8Array.from({ length: size }, (_, at) => at % 251);
  const reads: [number, number][] = [];
  const blob = {
    size,
    slice: (start: number, end: number) => {
      reads.push([start, end]);
      return new Blob([bytes.slice(start, end)]);
    },
  };
  return { bytes, reads, source: blobSource(blob as unknown as Blob) };
}

describe("a file's bytes", () => {
  it("at its beginning are read once, however often and in whatever pieces they are looked at", async () => {
    const { bytes, reads, source } = counted(200_000);
    for (const [start, end] of [[0, 4], [0, 65_536], [100, 3000], [128, 132]] as const) expect(await source.read(start, end)).toEqual(bytes.slice(start, end));
    expect(reads).toEqual([[0, 65_536]]);
  });

  it("further on are read as they are asked for, and end where the file does", async () => {
    const { bytes, reads, source } = counted(200_000);
    expect(await source.read(60_000, 70_000)).toEqual(bytes.slice(60_000, 70_000));
    expect(await source.read(199_990, 300_000)).toEqual(bytes.slice(199_990));
    expect(reads).toEqual([[60_000, 70_000], [199_990, 200_000]]);
  });

  it("of a short file are all its beginning", async () => {
    const { bytes, reads, source } = counted(10);
    expect(await source.read(0, 65_536)).toEqual(bytes);
    expect(await source.read(4, 400)).toEqual(bytes.slice(4));
    expect(reads).toEqual([[0, 10]]);
  });

  it("may be changed in place by whoever reads them", async () => {
    const { source } = counted(10);
    (await source.read(0, 4)).fill(99);
    expect([...(await source.read(0, 4))]).toEqual([0, 1, 2, 3]);
  });

  it("read in one go are pieces of it as they lie there", async () => {
    const source = wholeSource(new Blob([Uint8Array.of(1, 2, 3, 4)]));
    const [piece, other] = [await source.read(1, 9), await source.read(0, 2)];
    expect([...piece]).toEqual([2, 3, 4]);
    expect(piece.buffer).toBe(other.buffer);
  });
});

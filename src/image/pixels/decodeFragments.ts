import type { Header } from "../dicom/header";
import type { ByteRange, PixelElement } from "../dicom/parse";
import { ImageError } from "../problem";

/** Where the fragments of each frame lie in the file (PS3.5 A.4). */
export interface FrameIndex {
  readonly frames: readonly (readonly ByteRange[])[];
}

const itemTag = 0xe000fffe;
const sequenceDelimiter = 0xe0ddfffe;
const maxFragments = 1_000_000;
/** Item headers are read in pieces of this size: many small fragments share one read, large ones are hopped over. */
const pieceBytes = 64 * 1024;

interface Fragment extends ByteRange {
  /** Offset of the fragment's item tag from the first item after the offset table. */
  readonly offset: number;
}

interface Items {
  readonly offsetTable: readonly number[];
  readonly fragments: readonly Fragment[];
}

/** Walks the items of encapsulated pixel data without reading what is in them, and gives each frame its fragments. */
export async function indexFrames(header: Header, pixels: PixelElement, numberOfFrames: number): Promise<FrameIndex> {
  const { offsetTable, fragments } = await readItems(header, pixels);
  if (fragments.length === 0) throw new ImageError("truncated", { have: 0, need: 1 });
  const extended = await extendedIndex(header, pixels, fragments);
  if (extended) return { frames: extended };
  if (numberOfFrames === 1) return { frames: [fragments] };
  const offsets = offsetTable.length >= numberOfFrames ? offsetTable : undefined;
  if (offsets?.every((offset, index) => index === 0 || offset > (offsets[index - 1] ?? 0))) return { frames: byOffsets(fragments, offsets) };
  if (fragments.length === numberOfFrames) return { frames: fragments.map((fragment) => [fragment]) };
  return { frames: await byCodestreamEnds(header, fragments) };
}

async function readItems(header: Header, pixels: PixelElement): Promise<Items> {
  const at = await itemReader(header);
  const table = await at(pixels.at);
  if (table?.tag !== itemTag) throw new ImageError("codec", { codec: "encapsulation", detail: "no item at the start of the pixel data" });
  const tableBytes = await header.body.read(pixels.at + 8, pixels.at + 8 + Math.min(table.length, 4 * maxFragments));
  const view = new DataView(tableBytes.buffer, tableBytes.byteOffset, tableBytes.byteLength);
  const offsetTable = Array.from({ length: Math.floor(tableBytes.length / 4) }, (_, index) => view.getUint32(4 * index, true));
  const base = pixels.at + 8 + table.length;
  const fragments: Fragment[] = [];
  for (let position = base; fragments.length < maxFragments; ) {
    const item = await at(position);
    if (!item || item.tag === sequenceDelimiter || item.tag !== itemTag) break;
    fragments.push({ at: position + 8, length: item.length, offset: position - base });
    position += 8 + item.length;
  }
  return { offsetTable, fragments };
}

interface Item {
  readonly tag: number;
  readonly length: number;
}

/** Reads item headers through a window over the file, so that thousands of small fragments don't become thousands of reads. */
async function itemReader(header: Header): Promise<(position: number) => Promise<Item | undefined>> {
  let start = 0;
  let window = new Uint8Array(0);
  return async (position) => {
    if (position < start || position + 8 > start + window.length) {
      start = position;
      window = new Uint8Array(await header.body.read(position, position + pieceBytes));
      if (window.length < 8) return undefined;
    }
    const view = new DataView(window.buffer, window.byteOffset + position - start, 8);
    return { tag: view.getUint32(0, true), length: view.getUint32(4, true) };
  };
}

/** Extended Offset Table (C.7.6.3.1.8): one fragment a frame, 64-bit offsets and lengths. */
async function extendedIndex(header: Header, pixels: PixelElement, fragments: readonly Fragment[]): Promise<ByteRange[][] | undefined> {
  if (!pixels.extendedOffsets || !pixels.extendedLengths) return undefined;
  const offsets = await wideNumbers(header, pixels.extendedOffsets);
  const lengths = await wideNumbers(header, pixels.extendedLengths);
  const byOffset = new Map(fragments.map((fragment) => [fragment.offset, fragment]));
  const frames = offsets.map((offset, index) => {
    const fragment = byOffset.get(offset);
    return fragment && [{ at: fragment.at, length: Math.min(fragment.length, lengths[index] ?? fragment.length) }];
  });
  return frames.length > 0 && frames.every((frame) => frame !== undefined) ? frames.map((frame) => frame ?? []) : undefined;
}

async function wideNumbers(header: Header, range: ByteRange): Promise<number[]> {
  const bytes = await header.body.read(range.at, range.at + Math.min(range.length, 8 * maxFragments));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 8) }, (_, index) => Number(view.getBigUint64(8 * index, true)));
}

/** Both lists ascend, so that one walk over them is enough, however long they are. */
function byOffsets(fragments: readonly Fragment[], offsets: readonly number[]): Fragment[][] {
  const frames: Fragment[][] = offsets.map(() => []);
  let frame = -1;
  for (const fragment of fragments) {
    while (fragment.offset >= (offsets[frame + 1] ?? Number.POSITIVE_INFINITY)) frame += 1;
    frames[frame]?.push(fragment);
  }
  return frames;
}

/**
 * Without a table, and with more fragments than frames, a frame ends with the fragment whose codestream ends: EOI (FF D9) of
 * the JPEG family and JPEG 2000's EOC, which is the same marker, perhaps before one padding byte (PS3.5 A.4).
 */
async function byCodestreamEnds(header: Header, fragments: readonly Fragment[]): Promise<Fragment[][]> {
  const frames: Fragment[][] = [];
  let open: Fragment[] = [];
  for (const fragment of fragments) {
    open.push(fragment);
    const end = fragment.at + fragment.length;
    const [a, b, c] = await header.body.read(Math.max(fragment.at, end - 3), end);
    if ((b === 0xff && c === 0xd9) || (a === 0xff && b === 0xd9)) {
      frames.push(open);
      open = [];
    }
  }
  if (open.length > 0) frames.push(open);
  return frames;
}

/** The bytes of a frame: its fragments, which follow one another in the file, joined. Throws "truncated" where the file ends before them. */
export async function readFragments(header: Header, ranges: readonly ByteRange[]): Promise<Uint8Array> {
  const need = ranges.reduce((sum, range) => sum + range.length, 0);
  if (need > header.body.size) throw new ImageError("truncated", { have: header.body.size - (ranges[0]?.at ?? 0), need });
  const start = ranges[0]?.at ?? 0;
  const end = ranges.reduce((last, range) => Math.max(last, range.at + range.length), start);
  // One read: a frame may be cut into hundreds of thousands of fragments.
  const span = await header.body.read(start, end);
  const have = ranges.reduce((sum, { at, length }) => sum + Math.max(0, Math.min(length, span.length - (at - start))), 0);
  if (have < need) throw new ImageError("truncated", { have, need });
  if (ranges.length === 1) return span;
  const joined = new Uint8Array(need);
  let to = 0;
  for (const { at, length } of ranges) {
    joined.set(span.subarray(at - start, at - start + length), to);
    to += length;
  }
  return joined;
}

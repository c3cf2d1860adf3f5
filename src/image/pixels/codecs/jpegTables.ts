import { ImageError } from "../../problem";
import { buildHuffmanTable, type HuffmanTable } from "./huffman";

/** Zigzag order (ITU-T T.81 figure A.6): natural position of each coefficient as it comes. */
export const natural = new Uint8Array([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56,
  57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
]);

/** What the segments of a JPEG stream have defined so far (T.81 B.2.4). */
export interface JpegTables {
  readonly quantization: Map<number, Int32Array>;
  readonly dc: Map<number, HuffmanTable>;
  readonly ac: Map<number, HuffmanTable>;
  restartInterval: number;
  frame: JpegFrame | undefined;
}

export interface JpegFrame {
  readonly startOfFrame: number;
  readonly precision: number;
  readonly rows: number;
  readonly columns: number;
  readonly components: readonly { readonly id: number; readonly sampling: number; readonly quantizationId: number }[];
}

export interface JpegScan {
  /** For each component of the scan: its index in the frame, and its table selectors. */
  readonly components: readonly { readonly index: number; readonly dcId: number; readonly acId: number }[];
  /** Ss: the predictor of a lossless scan. */
  readonly selection: number;
  /** Al: the point transform of a lossless scan. */
  readonly pointTransform: number;
  readonly dataAt: number;
}

export function newTables(): JpegTables {
  return { quantization: new Map(), dc: new Map(), ac: new Map(), restartInterval: 0, frame: undefined };
}

/**
 * Reads segments from byte `at` as far as the next scan, whose entropy-coded data begins at `dataAt`. Undefined at the end of
 * the image or of the bytes. Throws ImageError "codec".
 */
export function readToScan(bytes: Uint8Array, at: number, tables: JpegTables, syntax: string): JpegScan | undefined {
  const fail = (detail: string): ImageError => new ImageError("codec", { codec: syntax, detail });
  for (let position = at; position + 4 <= bytes.length; ) {
    const marker = bytes[position + 1] ?? 0;
    // Entropy-coded data left over from the scan before, fill bytes, restart markers.
    if (bytes[position] !== 0xff || marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd8)) {
      position += 1;
      continue;
    }
    if (marker === 0xd9) return undefined;
    const next = position + 2 + word(bytes, position + 2);
    const segment = bytes.subarray(position + 4, next);
    if (marker === 0xdb) readQuantization(segment, tables);
    else if (marker === 0xc4) readHuffman(segment, tables, fail);
    else if (marker === 0xdd) tables.restartInterval = word(segment, 0);
    else if (marker === 0xda) return scanOf(segment, next, tables, fail);
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc8 && marker !== 0xcc) tables.frame = frameOf(segment, marker);
    position = next;
  }
  return undefined;
}

function frameOf(segment: Uint8Array, startOfFrame: number): JpegFrame {
  const components = Array.from({ length: segment[5] ?? 0 }, (_, index) => ({
    id: segment[6 + 3 * index] ?? 0,
    sampling: segment[7 + 3 * index] ?? 0,
    quantizationId: segment[8 + 3 * index] ?? 0,
  }));
  return { startOfFrame, precision: segment[0] ?? 0, rows: word(segment, 1), columns: word(segment, 3), components };
}

function scanOf(segment: Uint8Array, dataAt: number, { frame }: JpegTables, fail: (detail: string) => ImageError): JpegScan {
  const count = segment[0] ?? 0;
  if (count < 1 || count > 4) throw fail(`scan of ${count} components`);
  const components = Array.from({ length: count }, (_, position) => {
    const id = segment[1 + 2 * position];
    const index = frame?.components.findIndex((component) => component.id === id) ?? -1;
    if (index < 0) throw fail(`scan of component ${String(id)}, which the frame lacks`);
    const selectors = segment[2 + 2 * position] ?? 0;
    return { index, dcId: selectors >> 4, acId: selectors & 15 };
  });
  return { components, selection: segment[1 + 2 * count] ?? 0, pointTransform: (segment[3 + 2 * count] ?? 0) & 15, dataAt };
}

function readQuantization(segment: Uint8Array, tables: JpegTables): void {
  for (let at = 0; at < segment.length; ) {
    const isWide = (segment[at] ?? 0) >> 4 > 0;
    const table = new Int32Array(64);
    for (let index = 0; index < 64; index += 1) {
      table[natural[index] ?? 0] = isWide ? word(segment, at + 1 + 2 * index) : (segment[at + 1 + index] ?? 0);
    }
    tables.quantization.set((segment[at] ?? 0) & 15, table);
    at += isWide ? 129 : 65;
  }
}

function readHuffman(segment: Uint8Array, tables: JpegTables, fail: (detail: string) => ImageError): void {
  for (let at = 0; at + 17 <= segment.length; ) {
    const counts = segment.subarray(at + 1, at + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const table = buildHuffmanTable(counts, segment.subarray(at + 17, at + 17 + total));
    if (!table) throw fail("Huffman table with too many codes");
    const id = segment[at] ?? 0;
    (id >> 4 === 0 ? tables.dc : tables.ac).set(id & 15, table);
    at += 17 + total;
  }
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

import { ImageError } from "../../problem";
import { BitReader, buildHuffmanTable, type HuffmanTable } from "./huffman";
import { inverseDct12 } from "./idct12";

/** Zigzag order (ITU-T T.81 figure A.6): natural position of each coefficient as it comes. */
const natural = new Uint8Array([
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56,
  57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
]);

interface Tables {
  readonly quantization: Map<number, Int32Array>;
  readonly dc: Map<number, HuffmanTable>;
  readonly ac: Map<number, HuffmanTable>;
  restartInterval: number;
  rows: number;
  columns: number;
  quantizationId: number;
}

interface Scan {
  readonly dataAt: number;
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
}

/**
 * Sequential Huffman DCT with 12 bits a sample and one component (ITU-T T.81 process 4, transfer syntax ...4.51). The inverse
 * DCT is the Independent JPEG Group's integer one ("islow"), so that every pixel equals what dcmtk and gdcm decode. Throws
 * ImageError "codec", "unsupported-pixels" or "codestream-truncated".
 */
export function decodeDct12(bytes: Uint8Array, syntax: string): { readonly columns: number; readonly rows: number; readonly samples: Uint16Array } {
  const tables: Tables = { quantization: new Map(), dc: new Map(), ac: new Map(), restartInterval: 0, rows: 0, columns: 0, quantizationId: 0 };
  const scan = readTables(bytes, tables, syntax);
  const quantization = tables.quantization.get(tables.quantizationId);
  if (!quantization) throw new ImageError("codec", { codec: syntax, detail: `no quantization table ${tables.quantizationId}` });
  const { rows, columns } = tables;
  return { rows, columns, samples: decodeScan(bytes, scan, tables, quantization, syntax) };
}

function readTables(bytes: Uint8Array, tables: Tables, syntax: string): Scan {
  const fail = (detail: string): ImageError => new ImageError("codec", { codec: syntax, detail });
  for (let at = 2; at + 4 <= bytes.length; ) {
    const marker = bytes[at + 1] ?? 0;
    if (bytes[at] !== 0xff) throw fail(`no marker at byte ${at}`);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const segment = bytes.subarray(at + 4, at + 2 + word(bytes, at + 2));
    if (marker === 0xc0 || marker === 0xc1) readFrame(segment, tables);
    else if (marker === 0xc2) throw new ImageError("unsupported-pixels", { what: "progressive JPEG with 12 bits" });
    else if (marker === 0xdb) readQuantization(segment, tables);
    else if (marker === 0xc4) readHuffman(segment, tables, fail);
    else if (marker === 0xdd) tables.restartInterval = word(segment, 0);
    else if (marker === 0xda) {
      if (segment[0] !== 1) throw new ImageError("unsupported-pixels", { what: "colour JPEG with 12 bits" });
      const dc = tables.dc.get((segment[2] ?? 0) >> 4);
      const ac = tables.ac.get((segment[2] ?? 0) & 15);
      if (!dc || !ac) throw fail("scan without Huffman table");
      return { dataAt: at + 2 + word(bytes, at + 2), dc, ac };
    }
    at += 2 + word(bytes, at + 2);
  }
  throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: bytes.length + 1 });
}

function readFrame(segment: Uint8Array, tables: Tables): void {
  tables.rows = word(segment, 1);
  tables.columns = word(segment, 3);
  tables.quantizationId = segment[8] ?? 0;
}

function readQuantization(segment: Uint8Array, tables: Tables): void {
  for (let at = 0; at < segment.length; ) {
    const wide = (segment[at] ?? 0) >> 4 > 0;
    const table = new Int32Array(64);
    for (let index = 0; index < 64; index += 1) {
      table[natural[index] ?? 0] = wide ? word(segment, at + 1 + 2 * index) : (segment[at + 1 + index] ?? 0);
    }
    tables.quantization.set((segment[at] ?? 0) & 15, table);
    at += wide ? 129 : 65;
  }
}

function readHuffman(segment: Uint8Array, tables: Tables, fail: (detail: string) => ImageError): void {
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

function decodeScan(bytes: Uint8Array, scan: Scan, { rows, columns, restartInterval }: Tables, quantization: Int32Array, syntax: string): Uint16Array {
  const samples = new Uint16Array(rows * columns);
  const reader = new BitReader(bytes, scan.dataAt);
  const block = new Int32Array(64);
  const blockColumns = Math.ceil(columns / 8);
  const blocks = blockColumns * Math.ceil(rows / 8);
  let previousDc = 0;
  for (let index = 0; index < blocks; index += 1) {
    if (restartInterval > 0 && index > 0 && index % restartInterval === 0) {
      reader.restart();
      previousDc = 0;
    }
    previousDc = decodeBlock(reader, scan, quantization, block, previousDc);
    if (reader.isPastEnd) {
      throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: Math.ceil((bytes.length * blocks) / (index + 1)) });
    }
    inverseDct12(block, samples, (index % blockColumns) * 8, Math.floor(index / blockColumns) * 8, columns, rows);
  }
  return samples;
}

/** One block's dequantized coefficients in natural order; returns its DC difference base for the next. */
function decodeBlock(reader: BitReader, { dc, ac }: Scan, quantization: Int32Array, block: Int32Array, previousDc: number): number {
  block.fill(0);
  const difference = reader.receiveExtend(reader.decode(dc));
  const dcValue = previousDc + difference;
  block[0] = dcValue * (quantization[0] ?? 0);
  for (let k = 1; k < 64; k += 1) {
    const symbol = reader.decode(ac);
    const size = symbol & 15;
    if (size === 0) {
      if (symbol !== 0xf0) break;
      k += 15;
      continue;
    }
    k += symbol >> 4;
    const at = natural[k & 63] ?? 0;
    block[at] = reader.receiveExtend(size) * (quantization[at] ?? 0);
  }
  return dcValue;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}

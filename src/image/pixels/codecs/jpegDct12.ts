import { ImageError } from "../../problem";
import { BitReader, type HuffmanTable } from "./huffman";
import { inverseDct12 } from "./idct12";
import { type JpegFrame, natural, newTables, readToScan } from "./jpegTables";

interface Picture {
  readonly columns: number;
  readonly rows: number;
  readonly samples: Uint16Array;
}

interface BlockTables {
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
  readonly quantization: Int32Array;
}

/**
 * Sequential Huffman DCT with 12 bits a sample and one component (ITU-T T.81 process 4, transfer syntax ...4.51). The inverse
 * DCT is the Independent JPEG Group's integer one ("islow"), so that every pixel equals what dcmtk and gdcm decode. Throws
 * ImageError "codec", "unsupported-pixels" or "codestream-truncated".
 */
export function decodeDct12(bytes: Uint8Array, syntax: string): Picture {
  const tables = newTables();
  const scan = readToScan(bytes, 2, tables, syntax);
  const { frame } = tables;
  const [component] = scan?.components ?? [];
  if (!scan || !frame || !component) throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: bytes.length + 1 });
  if (frame.startOfFrame > 0xc1) throw new ImageError("unsupported-pixels", { what: "JPEG with 12 bits, other than sequential" });
  if (scan.components.length > 1) throw new ImageError("unsupported-pixels", { what: "colour JPEG with 12 bits" });
  const dc = tables.dc.get(component.dcId);
  const ac = tables.ac.get(component.acId);
  const quantization = tables.quantization.get(frame.components[component.index]?.quantizationId ?? 0);
  if (!dc || !ac || !quantization) throw new ImageError("codec", { codec: syntax, detail: "scan without its tables" });
  const reader = new BitReader(bytes, scan.dataAt);
  const decoded = decodeBlocks(reader, { dc, ac, quantization }, frame, tables.restartInterval);
  if (decoded.done < 1) {
    throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: Math.ceil(bytes.length / Math.max(decoded.done, 1e-3)) });
  }
  return { rows: frame.rows, columns: frame.columns, samples: decoded.samples };
}

function decodeBlocks(reader: BitReader, tables: BlockTables, { rows, columns }: JpegFrame, restartInterval: number): { samples: Uint16Array; done: number } {
  const samples = new Uint16Array(rows * columns);
  const block = new Int32Array(64);
  const across = Math.ceil(columns / 8);
  const blocks = across * Math.ceil(rows / 8);
  let previousDc = 0;
  for (let index = 0; index < blocks; index += 1) {
    if (restartInterval > 0 && index > 0 && index % restartInterval === 0) {
      reader.restart();
      previousDc = 0;
    }
    previousDc = decodeBlock(reader, tables, block, previousDc);
    if (reader.isPastEnd) return { samples, done: index / blocks };
    inverseDct12(block, samples, (index % across) * 8, Math.floor(index / across) * 8, columns, rows);
  }
  return { samples, done: 1 };
}

/** One block's dequantized coefficients in natural order; returns its DC coefficient, from which the next one differs. */
function decodeBlock(reader: BitReader, { dc, ac, quantization }: BlockTables, block: Int32Array, previousDc: number): number {
  block.fill(0);
  const dcValue = previousDc + reader.receiveExtend(reader.decode(dc));
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

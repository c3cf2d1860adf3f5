import { ImageError } from "../../problem";
import { samplesFrom } from "../decodeNative";
import { BitReader, type HuffmanTable } from "./huffman";
import { checkJpegSize } from "./jpegSize";
import { type JpegFrame, type JpegScan, type JpegTables, newTables, readToScan } from "./jpegTables";
import type { CodedFrame, DecodedFrame } from "./types";

/**
 * JPEG Lossless (ITU-T T.81 process 14, all seven predictors, any number of components, 2 to 16 bits). Our own: the package
 * for it (jpeg-lossless-decoder-js 2.1.2) loses the last pixel of some images and has no colour of 16 bits.
 */
export function decodeJpegLossless(frame: CodedFrame): DecodedFrame {
  const { bytes, format, syntax } = frame;
  const { precision, components } = checkJpegSize(frame);
  const tables = newTables();
  const samples = new Uint16Array(format.rows * format.columns * components.length);
  let scanned = 0;
  for (let at = 2; scanned < components.length; ) {
    const scan = readToScan(bytes, at, tables, syntax);
    if (!scan || !tables.frame) throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: bytes.length + 1 });
    // A second frame header would have other lines and columns than there is room for.
    if (tables.frame.rows !== format.rows || tables.frame.columns !== format.columns || tables.frame.components.length !== components.length) {
      throw new ImageError("codec", { codec: syntax, detail: "two frame headers" });
    }
    if (tables.frame.startOfFrame !== 0xc3) throw new ImageError("unsupported-pixels", { what: "JPEG that is not lossless, in a lossless transfer syntax" });
    const reader = new BitReader(bytes, scan.dataAt);
    const done = decodeScan(reader, scan, tables, tables.frame, samples, syntax);
    if (done < 1) throw new ImageError("codestream-truncated", { syntax, have: bytes.length, need: Math.ceil(bytes.length / Math.max(done, 1e-3)) });
    scanned += scan.components.length;
    at = scan.dataAt;
  }
  const shape = { rows: format.rows, columns: format.columns, samplesPerPixel: components.length };
  const bitsStored = Math.min(precision, format.bitsStored);
  const { photometricInterpretation } = format;
  return { ...shape, samples: typed(samples, shape, precision, format.pixelRepresentation), photometricInterpretation, bitsStored, highBit: bitsStored - 1 };
}

function typed(samples: Uint16Array, shape: { rows: number; columns: number; samplesPerPixel: number }, precision: number, pixelRepresentation: 0 | 1): DecodedFrame["samples"] {
  const bytes = precision > 8 ? new Uint8Array(samples.buffer) : Uint8Array.from(samples);
  return samplesFrom(bytes, { ...shape, bitsAllocated: precision > 8 ? 16 : 8, pixelRepresentation, planarConfiguration: 0, isFloat: false });
}

/** Decodes one scan into its components' places; returns how much of it was there, 0 to 1. */
function decodeScan(reader: BitReader, scan: JpegScan, tables: JpegTables, frame: JpegFrame, samples: Uint16Array, syntax: string): number {
  const { rows, columns } = frame;
  const huffman = scan.components.map(({ dcId }) => tables.dc.get(dcId));
  if (huffman.some((table) => !table) || scan.selection < 1 || scan.selection > 7) {
    throw new ImageError("codec", { codec: syntax, detail: `scan without its tables, or predictor ${scan.selection}` });
  }
  // Restarts come after whole lines (T.81 H.1.1).
  const linesPerRestart = tables.restartInterval > 0 ? Math.max(1, Math.round(tables.restartInterval / columns)) : rows;
  for (let row = 0; row < rows; row += 1) {
    const isFirst = row % linesPerRestart === 0;
    if (isFirst && row > 0) reader.restart();
    decodeLine(reader, huffman, { row, isFirst, frame, scan, samples });
    if (reader.isPastEnd) return row / rows;
  }
  return 1;
}

interface Line {
  readonly row: number;
  /** Of the image, or after a restart: the line above isn't used. */
  readonly isFirst: boolean;
  readonly frame: JpegFrame;
  readonly scan: JpegScan;
  readonly samples: Uint16Array;
}

/** A line of all components of the scan; predictions are made of values shifted by the point transform. */
function decodeLine(reader: BitReader, huffman: readonly (HuffmanTable | undefined)[], { row, isFirst, frame, scan, samples }: Line): void {
  const step = frame.components.length;
  const lineStep = frame.columns * step;
  const { selection, pointTransform } = scan;
  for (let column = 0; column < frame.columns; column += 1) {
    for (let position = 0; position < scan.components.length; position += 1) {
      const table = huffman[position];
      if (!table) continue;
      const to = row * lineStep + column * step + (scan.components[position]?.index ?? 0);
      const prediction = predict(samples, to, step, lineStep, column === 0, isFirst, selection, pointTransform, frame.precision);
      const size = reader.decode(table);
      const difference = size === 16 ? 32768 : reader.receiveExtend(size);
      samples[to] = ((prediction + difference) & 0xffff) << pointTransform;
    }
  }
}

/** T.81 table H.1 and H.1.2.1: left, above and above left of the sample, or what stands for them at the edges. */
function predict(
  samples: Uint16Array,
  to: number,
  step: number,
  lineStep: number,
  isFirstColumn: boolean,
  isFirstLine: boolean,
  selection: number,
  shift: number,
  precision: number,
): number {
  if (isFirstColumn) return isFirstLine ? 1 << (precision - shift - 1) : (samples[to - lineStep] ?? 0) >> shift;
  const left = (samples[to - step] ?? 0) >> shift;
  if (isFirstLine || selection === 1) return left;
  const above = (samples[to - lineStep] ?? 0) >> shift;
  if (selection === 2) return above;
  const corner = (samples[to - lineStep - step] ?? 0) >> shift;
  switch (selection) {
    case 3:
      return corner;
    case 4:
      return left + above - corner;
    case 5:
      return left + ((above - corner) >> 1);
    case 6:
      return above + ((left - corner) >> 1);
    default:
      return (left + above) >> 1;
  }
}

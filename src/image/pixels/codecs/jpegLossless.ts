import { ImageError } from "../../problem";
import { samplesFrom } from "../decodeNative";
import { BitReader, type DifferenceTable, differenceTable } from "./huffman";
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
function decodeScan(reader: BitReader, scan: JpegScan, { dc, restartInterval }: JpegTables, frame: JpegFrame, samples: Uint16Array, syntax: string): number {
  const { rows, columns } = frame;
  const tables = scan.components.flatMap(({ dcId }) => dc.get(dcId) ?? []).map(differenceTable);
  if (tables.length < scan.components.length || scan.selection < 1 || scan.selection > 7) {
    throw new ImageError("codec", { codec: syntax, detail: `scan without its tables, or predictor ${scan.selection}` });
  }
  // Restarts come after whole lines (T.81 H.1.1).
  const linesPerRestart = restartInterval > 0 ? Math.max(1, Math.round(restartInterval / columns)) : rows;
  const differences = new Int32Array(columns * tables.length);
  for (let row = 0; row < rows; row += 1) {
    const isFirst = row % linesPerRestart === 0;
    if (isFirst && row > 0) reader.restart();
    readLine(reader, tables, differences);
    for (let position = 0; position < tables.length; position += 1) addLine({ row, isFirst, frame, scan, position, differences }, samples);
    if (reader.isPastEnd) return row / rows;
  }
  return 1;
}

/** The differences of a line: of the scan's components in turn. */
function readLine(reader: BitReader, tables: readonly DifferenceTable[], into: Int32Array): void {
  const [only] = tables;
  if (only && tables.length === 1) return reader.differences(only, into, 0, into.length);
  for (let at = 0; at < into.length; ) for (const table of tables) reader.differences(table, into, at, ++at);
}

interface Line {
  readonly row: number;
  /** Of the image, or after a restart: the line above isn't used. */
  readonly isFirst: boolean;
  readonly frame: JpegFrame;
  readonly scan: JpegScan;
  /** Which of the scan's components. */
  readonly position: number;
  /** Of all the scan's components, by pixel. */
  readonly differences: Int32Array;
}

/** A line of one component: what is predicted of each sample, and its difference to that; of values shifted by the point transform. */
function addLine({ row, isFirst, frame, scan, position, differences }: Line, samples: Uint16Array): void {
  const { components, pointTransform: shift } = scan;
  const step = frame.components.length;
  const lineStep = frame.columns * step;
  const selection = isFirst ? 1 : scan.selection;
  let at = row * lineStep + (components[position]?.index ?? 0);
  let above = isFirst ? 1 << (frame.precision - shift - 1) : (samples[at - lineStep] ?? 0) >> shift;
  let left = above;
  for (let from = position; from < differences.length; from += components.length, at += step) {
    const corner = above;
    if (selection !== 1) above = (samples[at - lineStep] ?? 0) >> shift;
    const prediction = from === position ? left : predict(selection, left, above, corner);
    left = (prediction + (differences[from] ?? 0)) & 0xffff;
    samples[at] = left << shift;
  }
}

/** T.81 table H.1: from the samples at the left, above, and above at the left. */
function predict(selection: number, left: number, above: number, corner: number): number {
  switch (selection) {
    case 1:
      return left;
    case 2:
      return above;
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

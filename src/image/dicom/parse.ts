/** The only file that says dicom-parser: bytes to elements, with the guards it lacks. */
import * as namespace from "dicom-parser";
import type { DataSet, Element } from "dicom-parser";
import { asImageError, ImageError } from "../problem";
import { checkItems, checkNesting } from "./nesting";
import { guessEncoding, looksExplicit, metaOffset } from "./sniff";
import { type Encoding, encodingOf, explicitLittle, implicitLittle, transferSyntaxOf } from "./syntax";

export type { DataSet, Element } from "dicom-parser";

// A UMD bundle: bundlers give its members, Node's own loader gives it as the default export.
const library: typeof namespace = "default" in namespace ? (namespace as unknown as { default: typeof namespace }).default : namespace;

export interface Meta {
  readonly transferSyntaxUid: string;
  readonly encoding: Encoding;
  /** Where the data set begins. */
  readonly dataSetAt: number;
  readonly mediaStorageSopClassUid: string | undefined;
  readonly mediaStorageSopInstanceUid: string | undefined;
}

/** Pixel Data (or its float kinds) as it stands in the data set; offsets count from the start of the bytes parsed. */
export interface PixelElement {
  readonly kind: "integer" | "float" | "double";
  readonly vr: string | undefined;
  readonly at: number;
  /** Undefined length: encapsulated in fragments. */
  readonly length: number | undefined;
  /** (7FE0,0001) and (7FE0,0002), PS3.3 C.7.6.3.1.8: 64-bit little endian entries. */
  readonly extendedOffsets?: ByteRange;
  readonly extendedLengths?: ByteRange;
}

export interface ByteRange {
  readonly at: number;
  readonly length: number;
}

export interface ParsedDataSet {
  readonly dataSet: DataSet;
  readonly pixels: PixelElement | undefined;
  /** The header runs past the bytes given, to here at least. */
  readonly needs: number | undefined;
  readonly warnings: readonly string[];
}

/**
 * File meta information (PS3.10 7.1), or a guess where the file has none or lacks the transfer syntax. Undefined when the
 * bytes aren't DICOM.
 */
export function parseMeta(bytes: Uint8Array, fileSize: number): Meta | undefined {
  const metaAt = metaOffset(bytes);
  const { elements, end } = metaAt < 0 ? { elements: {}, end: 0 } : readMeta(bytes, metaAt);
  const uid = (tag: string): string | undefined => trimmed(bytes, elements[tag]);
  const stated = uid("x00020010");
  const guessed = guessEncoding(bytes, end, fileSize);
  if (metaAt < 0 && guessed === undefined) return undefined;
  const unstated = guessed ?? (looksExplicit(bytes, end) ? explicitLittle : implicitLittle);
  const encoding = stated === undefined ? unstated : corrected(encodingOf(stated), guessed, looksExplicit(bytes, end));
  return {
    transferSyntaxUid: stated ?? transferSyntaxOf(encoding),
    encoding,
    dataSetAt: end,
    mediaStorageSopClassUid: uid("x00020002"),
    mediaStorageSopInstanceUid: uid("x00020003"),
  };
}

/** Some writers say implicit and write explicit, or the other way round; the first element's VR field tells. */
function corrected(stated: Encoding, guessed: Encoding | undefined, isExplicit: boolean): Encoding {
  if (stated.deflated || stated.bigEndian || stated.explicit === isExplicit) return stated;
  if (!stated.explicit) return explicitLittle;
  // A field that is no VR may as well be a damaged VR; implicit only where the length makes sense too.
  return guessed && !guessed.explicit ? implicitLittle : stated;
}

function readMeta(bytes: Uint8Array, at: number): { elements: Record<string, Element>; end: number } {
  const elements: Record<string, Element> = {};
  let end = at;
  while (end + 8 <= bytes.length && bytes[end] === 2 && bytes[end + 1] === 0) {
    const stream = new library.ByteStream(library.littleEndianByteArrayParser, bytes, end);
    const element = readMetaElement(stream);
    if (stream.position > bytes.length) throw new ImageError("header-truncated", { have: bytes.length, need: stream.position });
    elements[element.tag] = element;
    end = stream.position;
  }
  return { elements, end };
}

function readMetaElement(stream: namespace.ByteStream): Element {
  const { position: at, byteArray: bytes } = stream;
  try {
    return readElement(stream, true);
  } catch (thrown) {
    const error = asImageError(thrown);
    throw error.code === "too-deep" ? error : new ImageError("header-truncated", { have: bytes.length, need: Math.max(bytes.length + 1, at) });
  }
}

/**
 * Elements up to the pixel data. `complete` says that `bytes` is all there is: then a header that runs past the end keeps
 * what was read before it and says how far it wanted to go. Throws ImageError "too-deep".
 */
export function parseDataSet(bytes: Uint8Array, start: number, encoding: Encoding, complete: boolean): ParsedDataSet {
  const parser = encoding.bigEndian ? library.bigEndianByteArrayParser : library.littleEndianByteArrayParser;
  const elements: Record<string, Element> = {};
  const warnings: string[] = [];
  const dataSet = emptyDataSet(bytes, parser, elements);
  const result = (pixels: PixelElement | undefined, needs?: number): ParsedDataSet => ({ dataSet, pixels, needs, warnings });
  let at = start;
  while (at + 8 <= bytes.length) {
    const group = parser.readUint16(bytes, at);
    if (group === 0x7fe0) {
      const found = readPixelGroup(bytes, at, encoding, parser);
      return result(found.pixels, found.needs);
    }
    // Data set trailing padding (PS3.10 7.2), or rubbish behind the last element.
    if (group > 0x7fe0) return result(undefined);
    const stream = new library.ByteStream(parser, bytes, at);
    const read = tryRead(stream, encoding.explicit, warnings);
    if (read.end > bytes.length || (!complete && read.end === bytes.length)) return result(undefined, Math.max(read.end, bytes.length + 1));
    if (read.element) elements[read.element.tag] = read.element;
    at = read.end;
  }
  return result(undefined, complete ? undefined : bytes.length + 1);
}

function emptyDataSet(bytes: Uint8Array, parser: namespace.ByteArrayParser, elements: Record<string, Element>): DataSet {
  // The class isn't in the package's types; an item of an empty sequence would be the only other way to one.
  const { DataSet: Constructor } = library as unknown as {
    DataSet: new (parser: namespace.ByteArrayParser, bytes: Uint8Array, elements: Record<string, Element>) => DataSet;
  };
  return new Constructor(parser, bytes, elements);
}

/** One element, or where to go on when its contents cannot be read. */
function tryRead(stream: namespace.ByteStream, explicit: boolean, warnings: string[]): { element?: Element; end: number } {
  const { position: at, byteArray: bytes, byteArrayParser: parser } = stream;
  try {
    return { element: readElement(stream, explicit), end: stream.position };
  } catch (thrown) {
    const error = asImageError(thrown, "header-truncated");
    if (error.code === "too-deep") throw error;
    // A damaged sequence of stated length can be stepped over; anything else ends the header here.
    const length = explicit ? longLength(stream, at) : parser.readUint32(bytes, at + 4);
    const end = at + (explicit ? 12 : 8) + (length ?? Number.POSITIVE_INFINITY);
    if (length === undefined || length === undefinedLength || end > bytes.length) return { end: bytes.length + 1 };
    warnings.push(`sequence at byte ${at} unreadable: ${String(error.params["detail"])}`);
    return { end };
  }
}

const undefinedLength = 0xffffffff;
/** Explicit VRs with a 32-bit length that dicom-parser 1.8.21 does not know (PS3.5 7.1.2). */
const unknownLongVrs = new Set(["OV", "SV", "UV"]);

/** Throws whatever dicom-parser does, and ImageError "too-deep" before its recursion can exhaust the stack. */
function readElement(stream: namespace.ByteStream, explicit: boolean): Element {
  checkNesting(stream.byteArray, stream.position, stream.byteArrayParser, explicit);
  if (!explicit) return library.readDicomElementImplicit(stream);
  const { position: at, byteArray: bytes } = stream;
  const vr = vrAt(bytes, at);
  if (!unknownLongVrs.has(vr)) return library.readDicomElementExplicit(stream, stream.warnings);
  const length = longLength(stream, at) ?? 0;
  const tag = library.readTag(stream);
  stream.position = at + 12 + length;
  return { tag, vr, length, dataOffset: at + 12 };
}

function vrAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(bytes[at + 4] ?? 0, bytes[at + 5] ?? 0);
}

function longLength(stream: namespace.ByteStream, at: number): number | undefined {
  return at + 12 <= stream.byteArray.length ? stream.byteArrayParser.readUint32(stream.byteArray, at + 8) : undefined;
}

const pixelKinds: Readonly<Record<number, PixelElement["kind"]>> = { 0x0008: "float", 0x0009: "double", 0x0010: "integer" };

/** Walks group 7FE0 as far as Pixel Data, by hand: its values are not in the bytes that were read. */
function readPixelGroup(
  bytes: Uint8Array,
  start: number,
  encoding: Encoding,
  parser: namespace.ByteArrayParser,
): { pixels?: PixelElement; needs?: number } {
  const tables: { extendedOffsets?: ByteRange; extendedLengths?: ByteRange } = {};
  let at = start;
  // Implicit and short headers take 8 bytes, the others 12.
  const headerEnd = (from: number): number => from + (encoding.explicit && !shortVrs.has(vrAt(bytes, from)) ? 12 : 8);
  while (at + 8 <= bytes.length && headerEnd(at) <= bytes.length && parser.readUint16(bytes, at) === 0x7fe0) {
    const number = parser.readUint16(bytes, at + 2);
    const vr = encoding.explicit ? vrAt(bytes, at) : undefined;
    const dataAt = headerEnd(at);
    const isShort = vr !== undefined && shortVrs.has(vr);
    const length = isShort ? parser.readUint16(bytes, at + 6) : parser.readUint32(bytes, dataAt - 4);
    const kind = pixelKinds[number];
    if (kind) return { pixels: { kind, vr, at: dataAt, length: length === undefinedLength ? undefined : length, ...tables } };
    if (number === 0x0001) tables.extendedOffsets = { at: dataAt, length };
    if (number === 0x0002) tables.extendedLengths = { at: dataAt, length };
    at = dataAt + length;
  }
  return at + 8 > bytes.length || headerEnd(at) > bytes.length ? { needs: at + 12 } : {};
}

const shortVrs = new Set("AE AS AT CS DA DS DT FL FD IS LO LT PN SH SL SS ST TM UI UL US".split(" "));

/** Items of a sequence; one that was written as UN is read as implicit little endian (PS3.5 6.2.2, note 2). */
export function itemsOf(dataSet: DataSet, tag: string): readonly DataSet[] {
  const element = dataSet.elements[tag];
  if (!element) return [];
  if (!element.items && element.vr !== undefined && element.vr !== "SQ" && element.length > 8) readUnknownSequence(dataSet, element);
  return (element.items ?? []).flatMap((item) => (item.dataSet ? [item.dataSet] : []));
}

function readUnknownSequence(dataSet: DataSet, element: Element): void {
  const { byteArray: bytes } = dataSet;
  if (library.littleEndianByteArrayParser.readUint32(bytes, element.dataOffset) !== 0xe000fffe) return;
  const end = Math.min(element.dataOffset + element.length, bytes.length);
  checkItems(bytes, element.dataOffset, end, library.littleEndianByteArrayParser);
  const stream = new library.ByteStream(library.littleEndianByteArrayParser, bytes.subarray(0, end), element.dataOffset);
  try {
    library.readSequenceItemsImplicit(stream, element);
  } catch (thrown) {
    if (asImageError(thrown).code === "too-deep") throw new ImageError("too-deep");
    delete element.items;
  }
}

function trimmed(bytes: Uint8Array, element: Element | undefined): string | undefined {
  if (!element) return undefined;
  const text = library.readFixedString(bytes, element.dataOffset, Math.min(element.length, bytes.length - element.dataOffset)).trim();
  return text === "" ? undefined : text;
}

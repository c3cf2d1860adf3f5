import { decodeText, type TextVr } from "./charset";
import type { DataSet, Element } from "./parse";

/** Where a value that is there and cannot be used is written down. */
export type Warn = (line: string) => void;

/** A data set with what is needed to read its values. */
export interface Reader {
  readonly dataSet: DataSet;
  /** Specific Character Set in force: of the item, else of what contains it. */
  readonly charset: string;
  readonly warn: Warn;
}

export function readerOf(dataSet: DataSet, warn: Warn, outerCharset = ""): Reader {
  const own = dataSet.elements["x00080005"];
  return { dataSet, warn, charset: own ? rawText(dataSet, own).join("\\") : outerCharset };
}

/** Values of a text element without character set (CS, UI, DS, IS, DA ...), trimmed; undefined when absent or empty. */
export function codes(reader: Reader, tag: string): readonly string[] | undefined {
  const element = reader.dataSet.elements[tag];
  if (!element) return undefined;
  const values = rawText(reader.dataSet, element);
  return values.every((value) => value === "") ? undefined : values;
}

export function code(reader: Reader, tag: string): string | undefined {
  return codes(reader, tag)?.[0] || undefined;
}

/** Text in the file's character set; undefined when absent or empty. */
export function text(reader: Reader, tag: string, vr: TextVr): string | undefined {
  const element = reader.dataSet.elements[tag];
  if (!element) return undefined;
  return decodeText(bytesOf(reader.dataSet, element).subarray(0, maxText), reader.charset, vr) || undefined;
}

/** Decimal or integer strings (DS, IS) as numbers. A value that is not a finite number makes the whole attribute absent, with a warning. */
export function numbers(reader: Reader, tag: string, name: string): readonly number[] | undefined {
  const values = codes(reader, tag);
  if (!values) return undefined;
  const parsed = values.map((value) => (value === "" ? Number.NaN : Number(value)));
  if (parsed.every(Number.isFinite)) return parsed;
  reader.warn(`${name} unusable: "${values.join("\\")}"`);
  return undefined;
}

export function number(reader: Reader, tag: string, name: string): number | undefined {
  return numbers(reader, tag, name)?.[0];
}

/** The longest value of an explicit VR with a 16-bit length (PS3.5 7.1.2); nothing that is read here is longer. */
const maxText = 0xfffe;
/** The longest lookup table (PS3.3 C.11.1.1.1). */
const maxShorts = 65536;

/** US values, 65,536 at most; undefined when absent or too short for one. */
export function unsignedShorts(reader: Reader, tag: string): readonly number[] | undefined {
  const element = reader.dataSet.elements[tag];
  if (!element || element.length < 2) return undefined;
  const { byteArray: bytes, byteArrayParser: parser } = reader.dataSet;
  const count = Math.min(maxShorts, Math.floor(Math.min(element.length, bytes.length - element.dataOffset) / 2));
  return Array.from({ length: count }, (_, index) => parser.readUint16(bytes, element.dataOffset + 2 * index));
}

export function unsignedShort(reader: Reader, tag: string): number | undefined {
  return unsignedShorts(reader, tag)?.[0];
}

/** UL value; undefined when absent or too short for one. */
export function unsignedLong(reader: Reader, tag: string): number | undefined {
  const element = reader.dataSet.elements[tag];
  const { byteArray: bytes, byteArrayParser: parser } = reader.dataSet;
  if (!element || element.length < 4 || element.dataOffset + 4 > bytes.length) return undefined;
  return parser.readUint32(bytes, element.dataOffset);
}

/** Two's complement of a 16-bit value. */
export function asSigned16(value: number): number {
  return value > 0x7fff ? value - 0x10000 : value;
}

/** DA as YYYY-MM-DD ("2004.01.19" of ACR-NEMA too); undefined with a warning when it isn't a date. */
export function date(reader: Reader, tag: string, name: string): string | undefined {
  const value = code(reader, tag);
  if (value === undefined) return undefined;
  const parts = /^(\d{4})\.?(\d{2})\.?(\d{2})/.exec(value);
  const day = parts && `${parts[1]}-${parts[2]}-${parts[3]}`;
  // Days that no month has come out of Date as another day.
  const time = day === null ? Number.NaN : Date.parse(`${day}T00:00:00Z`);
  if (day && Number.isFinite(time) && new Date(time).toISOString().startsWith(day)) return day;
  reader.warn(`${name} unusable: "${value}"`);
  return undefined;
}

export function bytesOf(dataSet: DataSet, element: Element): Uint8Array {
  return dataSet.byteArray.subarray(element.dataOffset, Math.min(element.dataOffset + element.length, dataSet.byteArray.length));
}

// One for all: a header has fifty texts, and making a decoder takes longer than decoding.
const latin1 = new TextDecoder("latin1");

function rawText(dataSet: DataSet, element: Element): string[] {
  // Latin-1 keeps every byte a character, so that a damaged code stays visible in a warning.
  const value = latin1.decode(bytesOf(dataSet, element).subarray(0, maxText));
  return value.split("\\").map((part) => part.replace(/[\0 ]+$/, "").trimStart());
}

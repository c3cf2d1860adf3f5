import type { LookupTable } from "../instance";
import { itemsOf } from "./parse";
import { asSigned16, bytesOf, readerOf, type Reader, text, unsignedShorts } from "./values";

/**
 * LUTs of a Modality or VOI LUT Sequence (PS3.3 C.11.1.1, C.11.2.1.1). `signedInput` says that values below zero can reach
 * the table, so that its first value mapped is signed even where the VR in the file says US.
 */
export function lookupTables(reader: Reader, tag: string, signedInput: boolean, name: string): readonly LookupTable[] {
  return itemsOf(reader.dataSet, tag).flatMap((item) => {
    const inner = readerOf(item, reader.warn, reader.charset);
    const table = tableOf(inner, "x00283002", "x00283006", signedInput);
    if (!table) {
      reader.warn(`${name} unusable: descriptor ${String(unsignedShorts(inner, "x00283002")?.join("\\"))}`);
      return [];
    }
    const explanation = text(inner, "x00283003", "LO");
    return [explanation === undefined ? table : { ...table, explanation }];
  });
}

/** Red, green and blue palettes (C.7.6.3.1.5), segmented ones written out (C.7.9.2). */
export function paletteOf(reader: Reader): { red: LookupTable; green: LookupTable; blue: LookupTable } | undefined {
  const signed = unsignedShorts(reader, "x00280103")?.[0] === 1;
  const [red, green, blue] = ["1", "2", "3"].map(
    (colour) =>
      tableOf(reader, `x0028110${colour}`, `x0028120${colour}`, signed) ??
      segmentedTableOf(reader, `x0028110${colour}`, `x0028122${colour}`, signed),
  );
  return red && green && blue ? { red, green, blue } : undefined;
}

interface Descriptor {
  readonly entries: number;
  readonly firstValueMapped: number;
  readonly bitsPerEntry: number;
}

function descriptorOf(reader: Reader, tag: string, signedInput: boolean): Descriptor | undefined {
  const [entries, first, bitsPerEntry] = unsignedShorts(reader, tag) ?? [];
  if (entries === undefined || first === undefined || bitsPerEntry === undefined) return undefined;
  if (bitsPerEntry < 1 || bitsPerEntry > 16) return undefined;
  const isSigned = signedInput || reader.dataSet.elements[tag]?.vr === "SS";
  return { entries: entries === 0 ? 65536 : entries, firstValueMapped: isSigned ? asSigned16(first) : first, bitsPerEntry };
}

function tableOf(reader: Reader, descriptorTag: string, dataTag: string, signedInput: boolean): LookupTable | undefined {
  const descriptor = descriptorOf(reader, descriptorTag, signedInput);
  const element = reader.dataSet.elements[dataTag];
  if (!descriptor || !element || element.length === 0) return undefined;
  const { entries, firstValueMapped, bitsPerEntry } = descriptor;
  const bytes = bytesOf(reader.dataSet, element);
  const isPacked = bitsPerEntry <= 8 && bytes.length < 2 * entries;
  const data = isPacked ? packedEntries(bytes, reader) : new Uint16Array(unsignedShorts(reader, dataTag) ?? []);
  if (data.length === 0) return undefined;
  return { firstValueMapped, bitsPerEntry: trueBits(data, bitsPerEntry), data: data.subarray(0, entries) };
}

/** Two 8-bit entries in one 16-bit word, the first in the low byte whatever the byte order (C.7.6.3.1.6). */
function packedEntries(bytes: Uint8Array, reader: Reader): Uint16Array {
  const bigEndian = reader.dataSet.byteArrayParser.readUint16(new Uint8Array([0, 1]), 0) === 1;
  const isWords = bigEndian && bytes.length % 2 === 0;
  return Uint16Array.from(bytes, (_, index) => bytes[isWords ? index ^ 1 : index] ?? 0);
}

/** Writers that state 8 bits and fill 16 are met; the values tell. */
function trueBits(data: Uint16Array, stated: number): number {
  return stated <= 8 && data.some((value) => value > 0xff) ? 16 : stated;
}

function segmentedTableOf(reader: Reader, descriptorTag: string, dataTag: string, signedInput: boolean): LookupTable | undefined {
  const descriptor = descriptorOf(reader, descriptorTag, signedInput);
  const element = reader.dataSet.elements[dataTag];
  if (!descriptor || !element) return undefined;
  const words =
    descriptor.bitsPerEntry <= 8 ? Array.from(packedEntries(bytesOf(reader.dataSet, element).subarray(0, 65536), reader)) : unsignedShorts(reader, dataTag);
  if (!words) return undefined;
  const data = new Uint16Array(descriptor.entries);
  const filled = writeSegments(words, 0, words.length, descriptor.bitsPerEntry <= 8 ? 8 : 16, data, 0);
  if (filled < descriptor.entries) {
    reader.warn(`segmented palette unusable: ${filled} of ${descriptor.entries} entries`);
    return undefined;
  }
  return { firstValueMapped: descriptor.firstValueMapped, bitsPerEntry: descriptor.bitsPerEntry, data };
}

/** PS3.3 C.7.9.2.1: opcode 0 discrete, 1 linear from the last value, 2 a copy of earlier segments. Returns entries filled. */
function writeSegments(words: readonly number[], start: number, count: number, bits: 8 | 16, out: Uint16Array, filled: number, depth = 0): number {
  let at = start;
  for (let segment = 0; segment < count && at + 1 < words.length && filled < out.length; segment += 1) {
    const opcode = words[at] ?? 0;
    const length = words[at + 1] ?? 0;
    if (opcode === 0) {
      for (let index = 0; index < length && filled < out.length; index += 1) out[filled++] = words[at + 2 + index] ?? 0;
      at += 2 + length;
    } else if (opcode === 1) {
      const from = filled === 0 ? 0 : (out[filled - 1] ?? 0);
      const to = words[at + 2] ?? 0;
      for (let index = 1; index <= length && filled < out.length; index += 1) out[filled++] = Math.round(from + ((to - from) * index) / length);
      at += 3;
    } else if (opcode === 2 && depth === 0) {
      const target = offsetOf(words, at + 2, bits);
      filled = writeSegments(words, target, length, bits, out, filled, depth + 1);
      at += bits === 8 ? 6 : 4;
    } else return filled;
  }
  return filled;
}

/** Byte offset of an indirect segment, least significant part first, as an index into the words. */
function offsetOf(words: readonly number[], at: number, bits: 8 | 16): number {
  const part = (index: number): number => words[at + index] ?? 0;
  if (bits === 16) return (part(0) + part(1) * 0x10000) / 2;
  return part(0) + part(1) * 0x100 + part(2) * 0x10000 + part(3) * 0x1000000;
}

import { type Encoding, explicitBig, explicitLittle, implicitLittle } from "./syntax";

/** Value representations of PS3.5 6.2, to tell explicit from implicit encoding. */
const valueRepresentations = new Set(
  "AE AS AT CS DA DS DT FD FL IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV".split(" "),
);

/** Groups a data set can begin with: command, directory, identification and the plain image groups. */
const firstGroups = new Set([0x0000, 0x0002, 0x0004, 0x0008, 0x0010, 0x0018, 0x0020, 0x0028, 0x7fe0]);

/**
 * Guesses how a data set without a usable transfer syntax is written, from its first element: the group tells the byte
 * order, two letters that are a VR tell explicit. Undefined when the bytes don't look like a data set.
 */
export function guessEncoding(bytes: Uint8Array, at: number, fileSize: number): Encoding | undefined {
  if (at + 8 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, 8);
  const vr = String.fromCharCode(view.getUint8(4), view.getUint8(5));
  for (const littleEndian of [true, false]) {
    const group = view.getUint16(0, littleEndian);
    const element = view.getUint16(2, littleEndian);
    if (!firstGroups.has(group) || (group === 0 && element !== 0)) continue;
    if (valueRepresentations.has(vr)) return littleEndian ? explicitLittle : explicitBig;
    const length = view.getUint32(4, littleEndian);
    const plausible = length <= fileSize - at - 8 && (element !== 0 || length === 4);
    // Implicit big endian does not exist; zeros are no data set.
    if (littleEndian && plausible && !(group === 0 && length === 0)) return implicitLittle;
  }
  return undefined;
}

/** Whether the first element's VR field holds a VR: implicit files that say they are explicit, and the other way round. */
export function looksExplicit(bytes: Uint8Array, at: number): boolean {
  if (at + 6 > bytes.length) return true;
  return valueRepresentations.has(String.fromCharCode(bytes[at + 4] ?? 0, bytes[at + 5] ?? 0));
}

/** Offset of the file meta information: after preamble and prefix, or at 0 when both were cut off; -1 when there is none. */
export function metaOffset(bytes: Uint8Array): number {
  const isPrefix = (at: number): boolean =>
    bytes[at] === 0x44 && bytes[at + 1] === 0x49 && bytes[at + 2] === 0x43 && bytes[at + 3] === 0x4d;
  if (isPrefix(128)) return 132;
  if (isPrefix(0)) return 4;
  return bytes[0] === 2 && bytes[1] === 0 && valueRepresentations.has(String.fromCharCode(bytes[4] ?? 0, bytes[5] ?? 0)) ? 0 : -1;
}

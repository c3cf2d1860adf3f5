import { ImageError } from "../problem";

/** Items within items: structured reports and private sequences of real files stay under 20. */
const maxDepth = 64;
const undefinedLength = 0xffffffff;
const itemStart = 0xe000;
const itemEnd = 0xe00d;
const sequenceEnd = 0xe0dd;
/** Explicit VRs whose length takes 32 bits behind two reserved bytes (PS3.5 7.1.2). */
const longVrs = new Set("OB OD OF OL OV OW SQ SV UC UN UR UT UV".split(" "));

/** The byte order, as dicom-parser hands it about. */
interface WordReader {
  readUint16(bytes: Uint8Array, at: number): number;
  readUint32(bytes: Uint8Array, at: number): number;
}

interface Container {
  /** Fragments hold items of plain bytes: encapsulated pixels of an icon. */
  readonly kind: "sequence" | "item" | "fragments";
  readonly end: number;
  readonly explicit: boolean;
}

/**
 * Walks the sequences of the element at byte `at` with a counter instead of by recursion (PS3.5 7.5). Throws ImageError
 * "too-deep" where items lie more than 64 deep in one another: dicom-parser recurses, and the depth at which its stack ends is
 * another in every browser. What makes no sense is left for dicom-parser to refuse.
 */
export function checkNesting(bytes: Uint8Array, at: number, parser: WordReader, explicit: boolean): void {
  const first = headerOf(bytes, at, parser, explicit);
  if (first?.inside) walk(bytes, first.dataAt, parser, [first.inside]);
}

/** The same for the items between `at` and `end`, written as implicit little endian inside an element of VR UN. */
export function checkItems(bytes: Uint8Array, at: number, end: number, parser: WordReader): void {
  walk(bytes, at, parser, [{ kind: "sequence", end, explicit: false }]);
}

function walk(bytes: Uint8Array, start: number, parser: WordReader, open: Container[]): void {
  let items = 0;
  const close = (): Container | undefined => {
    const closed = open.pop();
    if (closed?.kind === "item") items -= 1;
    return closed;
  };
  for (let at = start; ; ) {
    while (at >= (open.at(-1)?.end ?? Infinity)) close();
    const within = open.at(-1);
    if (!within || at + 8 > bytes.length) return;
    if (parser.readUint16(bytes, at) !== 0xfffe) {
      const header = within.kind === "item" ? headerOf(bytes, at, parser, within.explicit) : undefined;
      if (!header) return;
      if (header.inside) open.push(header.inside);
      at = header.inside ? header.dataAt : header.dataAt + header.length;
      continue;
    }
    const tag = parser.readUint16(bytes, at + 2);
    const length = parser.readUint32(bytes, at + 4);
    at += 8;
    if (tag === itemStart && within.kind === "fragments") at += length;
    else if (tag === itemStart) {
      items += 1;
      if (items > maxDepth) throw new ImageError("too-deep");
      open.push({ kind: "item", end: length === undefinedLength ? Infinity : at + length, explicit: within.explicit });
    } else if (tag === itemEnd || tag === sequenceEnd) {
      // An item may end with its sequence.
      if (tag === sequenceEnd && within.kind === "item") close();
      close();
    } else return;
  }
}

interface ElementHeader {
  readonly dataAt: number;
  readonly length: number;
  /** What is opened where the value is made of items. */
  readonly inside?: Container;
}

function headerOf(bytes: Uint8Array, at: number, parser: WordReader, explicit: boolean): ElementHeader | undefined {
  if (at + 12 > bytes.length) return undefined;
  const vr = explicit ? String.fromCharCode(bytes[at + 4] ?? 0, bytes[at + 5] ?? 0) : undefined;
  const isLong = vr !== undefined && longVrs.has(vr);
  const dataAt = at + (isLong ? 12 : 8);
  const length = vr !== undefined && !isLong ? parser.readUint16(bytes, at + 6) : parser.readUint32(bytes, dataAt - 4);
  const end = length === undefinedLength ? Infinity : dataAt + length;
  const as = (kind: Container["kind"]): ElementHeader => ({ dataAt, length, inside: { kind, end, explicit: vr === "SQ" } });
  if (vr === "SQ") return as("sequence");
  if (vr !== undefined) return length !== undefinedLength ? { dataAt, length } : as(vr === "UN" ? "sequence" : "fragments");
  const isPrivate = parser.readUint16(bytes, at) % 2 === 1;
  const startsWithItem = dataAt + 4 <= bytes.length && parser.readUint16(bytes, dataAt) === 0xfffe;
  if (startsWithItem && (!isPrivate || length === undefinedLength)) return as("sequence");
  return length === undefinedLength ? undefined : { dataAt, length };
}

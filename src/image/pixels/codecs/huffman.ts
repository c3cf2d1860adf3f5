/** A code table for decoding (ITU-T T.81 Annex C, F.2.2.3): short codes by one look-up, long ones by length. */
export interface HuffmanTable {
  /** For each 8 bits that may come: code length * 256 + symbol, 0 where the code is longer. */
  readonly look: Uint16Array;
  /** For each code length: the largest code, -1 where there is none. */
  readonly maxCode: Int32Array;
  /** For each code length: what to add to a code to get its symbol's index. */
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
}

const lookBits = 8;

/** Undefined when the counts overflow the code space. */
export function buildHuffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable | undefined {
  const look = new Uint16Array(1 << lookBits);
  const maxCode = new Int32Array(17).fill(-1);
  const offset = new Int32Array(17);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length += 1) {
    const count = counts[length - 1] ?? 0;
    offset[length] = index - code;
    for (let left = count; left > 0; left -= 1, code += 1, index += 1) {
      if (length <= lookBits) {
        const first = code << (lookBits - length);
        look.fill(length * 256 + (symbols[index] ?? 0), first, first + (1 << (lookBits - length)));
      }
    }
    if (code > 1 << length) return undefined;
    if (count > 0) maxCode[length] = code - 1;
    code <<= 1;
  }
  return { look, maxCode, offset, symbols };
}

/** A code table for signed differences: a code and the bits after it by one look-up, where both are short. */
export interface DifferenceTable {
  readonly codes: HuffmanTable;
  /** For each 12 bits that may come: difference * 32 + number of bits, 0 where they are more. */
  readonly look: Int32Array;
}

const differenceBits = 12;
const lookMask = (1 << differenceBits) - 1;

export function differenceTable(codes: HuffmanTable): DifferenceTable {
  const look = new Int32Array(1 << differenceBits);
  for (let ahead = 0; ahead < look.length; ahead += 1) {
    const code = codes.look[ahead >> (differenceBits - lookBits)] ?? 0;
    const size = code & 255;
    const used = (code >> 8) + size;
    if (code === 0 || used > differenceBits) continue;
    look[ahead] = extended((ahead >> (differenceBits - used)) & ((1 << size) - 1), size) * 32 + used;
  }
  return { codes, look };
}

/** `size` bits as a signed difference (T.81 F.2.2.1, EXTEND). */
const extended = (value: number, size: number): number => (size > 0 && value < 1 << (size - 1) ? value - (1 << size) + 1 : value);

/** Bits of entropy-coded data: stuffed zeros taken out, stopping at markers, zeros after the end. */
export class BitReader {
  readonly #bytes: Uint8Array;
  /** Where the marker stands that ends what is read. */
  #marker: number;
  /** The bytes up to there, without stuffed zeros. */
  readonly #data: Uint8Array;
  #length = 0;
  #at = 0;
  /** The last `count` of these, 32 at most, are still to come. */
  #bits = 0;
  #count = 0;
  #missing = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#data = new Uint8Array(Math.max(0, bytes.length - at));
    this.#marker = this.#unstuff(at);
  }

  /** Whether bits were asked for that the data does not have (a look-ahead may take two bytes too many). */
  get isPastEnd(): boolean {
    return this.#missing * 8 > this.#count;
  }

  decode({ look, maxCode, offset, symbols }: HuffmanTable): number {
    if (this.#count < 16) this.#fill();
    const ahead = look[(this.#bits >>> (this.#count - lookBits)) & 255] ?? 0;
    if (ahead !== 0) {
      this.#count -= ahead >> 8;
      return ahead & 255;
    }
    for (let length = lookBits + 1; length <= 16; length += 1) {
      const code = (this.#bits >>> (this.#count - length)) & ((1 << length) - 1);
      if (code <= (maxCode[length] ?? -1)) {
        this.#count -= length;
        return symbols[code + (offset[length] ?? 0)] ?? 0;
      }
    }
    this.#count -= 16;
    return 0;
  }

  /** The next `size` bits as a signed difference. */
  receiveExtend(size: number): number {
    if (this.#count < size) this.#fill();
    this.#count -= size;
    return extended((this.#bits >>> this.#count) & ((1 << size) - 1), size);
  }

  /** The next differences of a lossless image (T.81 H.1.2.2), from place `first` to the one before `end`. */
  differences({ codes, look }: DifferenceTable, into: Int32Array, first: number, end: number): void {
    const data = this.#data;
    // Not those of the object: they would be written at each of a film's 24 million samples.
    let [bits, count, at] = [this.#bits, this.#count, this.#at];
    for (let to = first; to < end; to += 1) {
      if (count < differenceBits && at + 1 < this.#length) {
        bits = (bits << 16) | ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
        at += 2;
        count += 16;
      }
      const ahead = count < differenceBits ? 0 : (look[(bits >>> (count - differenceBits)) & lookMask] ?? 0);
      count -= ahead & 31;
      into[to] = ahead >> 5;
      if (ahead !== 0) continue;
      [this.#bits, this.#count, this.#at] = [bits, count, at];
      const size = this.decode(codes);
      into[to] = size === 16 ? 32768 : this.receiveExtend(size);
      [bits, count, at] = [this.#bits, this.#count, this.#at];
    }
    [this.#bits, this.#count, this.#at] = [bits, count, at];
  }

  /** Goes on behind the next restart marker. */
  restart(): void {
    this.#bits = 0;
    this.#count = 0;
    this.#missing = 0;
    const { length } = this.#bytes;
    for (let at = this.#marker; at + 1 < length; at += 1) {
      const marker = this.#bytes[at + 1] ?? 0;
      if (this.#bytes[at] !== 0xff || marker < 0xd0 || marker > 0xd7) continue;
      this.#marker = this.#unstuff(at + 2);
      return;
    }
  }

  /** Takes the bytes from `at` to the next marker; returns where that is. */
  #unstuff(at: number): number {
    const [bytes, data] = [this.#bytes, this.#data];
    let from = at;
    let to = 0;
    for (; from < bytes.length; from += 1, to += 1) {
      const byte = bytes[from] ?? 0;
      data[to] = byte;
      if (byte !== 0xff) continue;
      if (bytes[from + 1] !== 0) break;
      from += 1;
    }
    this.#length = to;
    this.#at = 0;
    return from;
  }

  /** Two bytes more, where at most 16 bits are left. */
  #fill(): void {
    const [data, at] = [this.#data, this.#at];
    const more = this.#length - at;
    const pair = more > 1 ? ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0) : more === 1 ? (data[at] ?? 0) << 8 : 0;
    if (more < 2) this.#missing += 2 - more;
    this.#at = at + Math.min(2, more);
    this.#bits = (this.#bits << 16) | pair;
    this.#count += 16;
  }
}

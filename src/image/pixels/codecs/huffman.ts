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

/** Bits of entropy-coded data: stuffed zeros taken out, stopping at markers, zeros after the end. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;
  #bits = 0;
  #count = 0;
  #missing = 0;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.#at = at;
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

  /** The next `size` bits as a signed difference (T.81 F.2.2.1, EXTEND). */
  receiveExtend(size: number): number {
    if (size === 0) return 0;
    if (this.#count < size) this.#fill();
    this.#count -= size;
    const value = (this.#bits >>> this.#count) & ((1 << size) - 1);
    return value < 1 << (size - 1) ? value - (1 << size) + 1 : value;
  }

  /** Goes on behind the next restart marker. */
  restart(): void {
    this.#bits = 0;
    this.#count = 0;
    this.#missing = 0;
    const { length } = this.#bytes;
    for (; this.#at + 1 < length; this.#at += 1) {
      const marker = this.#bytes[this.#at + 1] ?? 0;
      if (this.#bytes[this.#at] !== 0xff || marker < 0xd0 || marker > 0xd7) continue;
      this.#at += 2;
      return;
    }
  }

  /** Tops the reservoir up to more than 16 bits; 24 fit without touching the sign. */
  #fill(): void {
    while (this.#count <= 16) {
      let byte = 0;
      if (this.#at >= this.#bytes.length) this.#missing += 1;
      else {
        byte = this.#bytes[this.#at] ?? 0;
        if (byte === 0xff && this.#bytes[this.#at + 1] !== 0) {
          // A marker: the data ends before it.
          byte = 0;
          this.#missing += 1;
        } else this.#at += byte === 0xff ? 2 : 1;
      }
      this.#bits = ((this.#bits << 8) | byte) & 0xffffff;
      this.#count += 8;
    }
  }
}

/** ITU-T T.81 Annex H the other way round: small pictures as lossless JPEG, with what real encoders seldom write. */
export interface LosslessPicture {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
  readonly precision: number;
  /** By pixel. */
  readonly samples: readonly number[];
}

export interface LosslessCoding {
  readonly selection: number;
  /** 0: none. */
  readonly linesPerRestart: number;
  /** Even: five bits each. Uneven: the first sizes short, the last ones 16 bits. */
  readonly codes: "even" | "uneven";
  readonly interleaved: boolean;
}

/** How many codes there are of each length; symbols are the sizes 0 to 16 in turn. */
const COUNTS = {
  even: [0, 0, 0, 0, 17],
  uneven: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2],
} as const;
const SIZES = Array.from({ length: 17 }, (_, size) => size);

export function losslessJpeg(picture: LosslessPicture, how: LosslessCoding): Uint8Array {
  const { rows, columns, components, precision } = picture;
  const all = Array.from({ length: components }, (_, index) => index);
  const counts = Array.from({ length: 16 }, (_, index) => COUNTS[how.codes][index] ?? 0);
  return Uint8Array.from([
    0xff, 0xd8,
    ...segment(0xc4, [0, ...counts, ...SIZES]),
    ...segment(0xc3, [precision, ...word(rows), ...word(columns), components, ...all.flatMap((index) => [index + 1, 0x11, 0])]),
    ...(how.linesPerRestart > 0 ? segment(0xdd, word(how.linesPerRestart * columns)) : []),
    ...(how.interleaved ? [all] : all.map((index) => [index])).flatMap((scanned) => scan(picture, how, scanned)),
    0xff, 0xd9,
  ]);
}

const word = (value: number): number[] => [value >> 8, value & 255];
const segment = (marker: number, content: readonly number[]): number[] => [0xff, marker, ...word(content.length + 2), ...content];

function scan(picture: LosslessPicture, how: LosslessCoding, scanned: readonly number[]): number[] {
  const header = segment(0xda, [scanned.length, ...scanned.flatMap((index) => [index + 1, 0]), how.selection, 0, 0]);
  const codes = codesOf(how.codes);
  const perInterval = how.linesPerRestart > 0 ? how.linesPerRestart : picture.rows;
  const intervals = Array.from({ length: Math.ceil(picture.rows / perInterval) }, (_, interval) => {
    let bits = "";
    for (let row = interval * perInterval; row < Math.min(picture.rows, (interval + 1) * perInterval); row += 1) {
      for (let column = 0; column < picture.columns; column += 1) {
        for (const component of scanned) bits += coded(difference(picture, how.selection, row, column, component, row === interval * perInterval), codes);
      }
    }
    return stuffed(bits);
  });
  return [...header, ...intervals.flatMap((data, index) => [...(index > 0 ? [0xff, 0xd0 + ((index - 1) % 8)] : []), ...data])];
}

/** Table H.1, modulo 2^16 as a number from -32767 to 32768. */
function difference({ columns, components, precision, samples }: LosslessPicture, selection: number, row: number, column: number, component: number, isFirstLine: boolean): number {
  const at = (r: number, c: number): number => samples[(r * columns + c) * components + component] ?? NaN;
  const predicted = (): number => {
    if (column === 0) return isFirstLine ? 2 ** (precision - 1) : at(row - 1, 0);
    const a = at(row, column - 1);
    if (isFirstLine) return a;
    const [b, c] = [at(row - 1, column), at(row - 1, column - 1)];
    return [a, b, c, a + b - c, a + Math.floor((b - c) / 2), b + Math.floor((a - c) / 2), Math.floor((a + b) / 2)][selection - 1] ?? NaN;
  };
  const modulo = (at(row, column) - predicted()) & 0xffff;
  return modulo > 32768 ? modulo - 65536 : modulo;
}

function coded(value: number, codes: readonly string[]): string {
  const size = value === 32768 ? 16 : Math.abs(value).toString(2).length * Number(value !== 0);
  const extra = size === 0 || size === 16 ? "" : (value > 0 ? value : value + 2 ** size - 1).toString(2).padStart(size, "0");
  return `${codes[size] ?? ""}${extra}`;
}

/** Canonical codes (T.81 C.2), shortest first. */
function codesOf(kind: LosslessCoding["codes"]): readonly string[] {
  let code = 0;
  return COUNTS[kind].flatMap((count, index) => {
    const own = Array.from({ length: count }, () => (code++).toString(2).padStart(index + 1, "0"));
    code *= 2;
    return own;
  });
}

/** Filled up with ones, and a zero after each byte of ones. */
function stuffed(bits: string): number[] {
  const whole = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1");
  return Array.from({ length: whole.length / 8 }, (_, at) => parseInt(whole.slice(at * 8, at * 8 + 8), 2)).flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte]));
}

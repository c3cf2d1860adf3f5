/**
 * The Independent JPEG Group's accurate integer inverse DCT (jidctint.c, after Loeffler, Ligtenberg and Moschytz), with its
 * constants for 12 bits: CONST_BITS 13, PASS1_BITS 1. Integer for integer the same, so that pixels equal those of dcmtk,
 * gdcm and libjpeg built for 12 bits.
 */
const constBits = 13;
const pass1Bits = 1;
const half1 = 1 << (constBits - pass1Bits - 1);
const shift1 = constBits - pass1Bits;
const half2 = 1 << (constBits + pass1Bits + 2);
const shift2 = constBits + pass1Bits + 3;

/** FIX(x): x * 2^13, rounded. */
const fix0298 = 2446;
const fix0390 = 3196;
const fix0541 = 4433;
const fix0765 = 6270;
const fix0899 = 7373;
const fix1175 = 9633;
const fix1501 = 12299;
const fix1847 = 15137;
const fix1961 = 16069;
const fix2053 = 16819;
const fix2562 = 20995;
const fix3072 = 25172;

const center = 2048;
const maxSample = 4095;

const work = new Int32Array(64);
const line = new Int32Array(8);

/** Transforms `block` (dequantized, natural order) and writes its part of the picture at (x, y). */
export function inverseDct12(block: Int32Array, samples: Uint16Array, x: number, y: number, columns: number, rows: number): void {
  for (let column = 0; column < 8; column += 1) {
    transform(block, column, 8);
    for (let row = 0; row < 8; row += 1) work[8 * row + column] = ((line[row] ?? 0) + half1) >> shift1;
  }
  const width = Math.min(8, columns - x);
  const height = Math.min(8, rows - y);
  for (let row = 0; row < height; row += 1) {
    transform(work, 8 * row, 1);
    const to = (y + row) * columns + x;
    for (let column = 0; column < width; column += 1) {
      const value = (((line[column] ?? 0) + half2) >> shift2) + center;
      samples[to + column] = value < 0 ? 0 : value > maxSample ? maxSample : value;
    }
  }
}

/** Eight coefficients, `step` apart from `at`, to eight values in `line`, scaled by 2^13. */
function transform(from: Int32Array, at: number, step: number): void {
  const c0 = from[at] ?? 0;
  const c1 = from[at + step] ?? 0;
  const c2 = from[at + 2 * step] ?? 0;
  const c3 = from[at + 3 * step] ?? 0;
  const c4 = from[at + 4 * step] ?? 0;
  const c5 = from[at + 5 * step] ?? 0;
  const c6 = from[at + 6 * step] ?? 0;
  const c7 = from[at + 7 * step] ?? 0;
  // Even part.
  const z1 = (c2 + c6) * fix0541;
  const even2 = z1 - c6 * fix1847;
  const even3 = z1 + c2 * fix0765;
  const even0 = (c0 + c4) * 8192;
  const even1 = (c0 - c4) * 8192;
  const t10 = even0 + even3;
  const t13 = even0 - even3;
  const t11 = even1 + even2;
  const t12 = even1 - even2;
  // Odd part.
  const z5 = (c7 + c3 + c5 + c1) * fix1175;
  const a1 = -(c7 + c1) * fix0899;
  const a2 = -(c5 + c3) * fix2562;
  const a3 = z5 - (c7 + c3) * fix1961;
  const a4 = z5 - (c5 + c1) * fix0390;
  const o0 = c7 * fix0298 + a1 + a3;
  const o1 = c5 * fix2053 + a2 + a4;
  const o2 = c3 * fix3072 + a2 + a3;
  const o3 = c1 * fix1501 + a1 + a4;
  line[0] = t10 + o3;
  line[7] = t10 - o3;
  line[1] = t11 + o2;
  line[6] = t11 - o2;
  line[2] = t12 + o1;
  line[5] = t12 - o1;
  line[3] = t13 + o0;
  line[4] = t13 - o0;
}

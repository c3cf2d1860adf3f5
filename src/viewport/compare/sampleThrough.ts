import type { Affine } from "#geometry/affine";
import type { ColourFrame, Frame, GreyFrame } from "#image/frame";
import { rangeOfType, type StoredRange } from "#image/pixels/lut";
import type { ColourPixels, GreyPixels } from "#image/pixels/pyramid";

/**
 * Pictures under any affine map, turned by any angle: stored values interpolated between four neighbours of the fitting
 * reduction, and after that through the grey table. Outside of the picture nothing is written.
 */
export interface Target {
  /** RGBA, row by row; transparent black to begin with. */
  readonly words: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** `toImage`: device pixels to image pixels, both from the outer corner. `table` is over `rangeOfType`. */
export function sampleGreyThrough(frame: GreyFrame, toImage: Affine, table: Uint8Array, padding: StoredRange | null, target: Target): void {
  const { level, side, steps } = planned(frame, toImage);
  const lowest = rangeOfType(frame.values).min;
  const pixels: GreyPixels = level === 0 ? frame : (frame.levels[level - 1] ?? frame);
  const at = padding === null ? plainGrey(pixels, lowest) : paddedGrey(pixels, lowest, padding);
  const grey = (value: number): number => 0xff000000 | ((table[(value + 0.5) | 0] ?? 0) * 0x010101);
  const perSide = 1 / side;
  if (steps.length === 1) return eachPixel(frame, toImage, target, (u, v) => grey(at(u * perSide - 0.5, v * perSide - 0.5)));
  return eachPixel(frame, toImage, target, (u, v) => {
    let total = 0;
    for (const { du, dv } of steps) total += at((u + du) * perSide - 0.5, (v + dv) * perSide - 0.5);
    return grey(total / steps.length);
  });
}

export function sampleColourThrough(frame: ColourFrame, toImage: Affine, invert: boolean, target: Target): void {
  const { level, side } = planned(frame, toImage);
  const pixels: ColourPixels = level === 0 ? frame : (frame.levels[level - 1] ?? frame);
  const words = new Uint32Array(pixels.values.buffer, pixels.values.byteOffset, pixels.columns * pixels.rows);
  const flip = invert ? 0xffffff : 0;
  eachPixel(frame, toImage, target, (u, v) => {
    const column = Math.min(pixels.columns - 1, Math.max(0, Math.floor(u / side)));
    const row = Math.min(pixels.rows - 1, Math.max(0, Math.floor(v / side)));
    return ((words[row * pixels.columns + column] ?? 0) ^ flip) | 0xff000000;
  });
}

interface Plan {
  readonly level: number;
  /** Pixels of the frame along one of the level's. */
  readonly side: number;
  /** Where within a device pixel is looked, image pixels: once, or four times where it covers more than one pixel. */
  readonly steps: readonly { readonly du: number; readonly dv: number }[];
}

const ONCE: Plan["steps"] = [{ du: 0, dv: 0 }];

function planned(frame: Frame, { a, b, c, d }: Affine): Plan {
  const reduction = Math.max(Math.hypot(a, b), Math.hypot(c, d));
  const level = Math.max(0, Math.min(frame.levels.length, Math.floor(Math.log2(reduction))));
  const side = 2 ** level;
  if (reduction / side < 1.1) return { level, side, steps: ONCE };
  const quarters = [[-0.25, -0.25], [0.25, -0.25], [-0.25, 0.25], [0.25, 0.25]] as const;
  return { level, side, steps: quarters.map(([x, y]) => ({ du: a * x + c * y, dv: b * x + d * y })) };
}

/** Calls with the image point in the middle of each device pixel that the picture covers, and writes the answer. */
function eachPixel({ columns, rows }: Frame, { a, b, c, d, e, f }: Affine, { words, width, height }: Target, at: (u: number, v: number) => number): void {
  for (let y = 0; y < height; y++) {
    const u0 = c * (y + 0.5) + e;
    const v0 = d * (y + 0.5) + f;
    for (let x = 0, to = y * width; x < width; x++, to++) {
      const u = a * (x + 0.5) + u0;
      const v = b * (x + 0.5) + v0;
      if (u >= 0 && v >= 0 && u < columns && v < rows) words[to] = at(u, v);
    }
  }
}

/** The value between four pixels' centres; beyond the outermost ones it is theirs. */
function plainGrey({ values, columns, rows }: GreyPixels, lowest: number): (x: number, y: number) => number {
  const lastColumn = columns - 1;
  const lastRow = rows - 1;
  // Called for every pixel: no arrays and no calls in here.
  return (x, y) => {
    const cx = x < 0 ? 0 : x > lastColumn ? lastColumn : x;
    const cy = y < 0 ? 0 : y > lastRow ? lastRow : y;
    const x0 = cx | 0;
    const y0 = cy | 0;
    const from = y0 * columns + x0;
    const right = x0 < lastColumn ? 1 : 0;
    const below = y0 < lastRow ? columns : 0;
    const wx = cx - x0;
    const p = values[from] ?? 0;
    const r = values[from + below] ?? 0;
    const upper = p + ((values[from + right] ?? 0) - p) * wx;
    const lower = r + ((values[from + below + right] ?? 0) - r) * wx;
    return upper + (lower - upper) * (cy - y0) - lowest;
  };
}

/** Padding is no value to be mixed with others: beside it the nearest pixel stands alone. */
function paddedGrey(pixels: GreyPixels, lowest: number, { min, max }: StoredRange): (x: number, y: number) => number {
  const { values, columns, rows } = pixels;
  const plain = plainGrey(pixels, lowest);
  const isPadding = (column: number, row: number): boolean => {
    const value = values[Math.min(rows - 1, Math.max(0, row)) * columns + Math.min(columns - 1, Math.max(0, column))] ?? 0;
    return value >= min && value <= max;
  };
  return (x, y) => {
    const [x0, y0] = [Math.floor(x), Math.floor(y)];
    const mixed = isPadding(x0, y0) || isPadding(x0 + 1, y0) || isPadding(x0, y0 + 1) || isPadding(x0 + 1, y0 + 1);
    return mixed ? plain(Math.round(x), Math.round(y)) : plain(x, y);
  };
}

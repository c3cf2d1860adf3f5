import { rangeOfType } from "./lut";
import type { ColourPixels, GreyPixels } from "./pyramid";
import type { CanvasRect } from "./render";

/** Whole pixels of a picture through a grey table (over `rangeOfType`), as opaque RGBA words, row by row. */
export function mapGreyPart(source: GreyPixels, part: CanvasRect, table: Uint8Array, target: Uint32Array): void {
  const { values, columns } = source;
  const lowest = rangeOfType(values).min;
  for (let y = 0, to = 0; y < part.height; y++) {
    const from = (part.y + y) * columns + part.x;
    for (let at = from; at < from + part.width; at++, to++) {
      target[to] = 0xff000000 | ((table[(values[at] ?? 0) - lowest] ?? 0) * 0x010101);
    }
  }
}

/** The same for a colour picture, whose words are there already; `invert` gives the negative. */
export function mapColourPart(source: ColourPixels, part: CanvasRect, invert: boolean, target: Uint32Array): void {
  const words = new Uint32Array(source.values.buffer, source.values.byteOffset, source.columns * source.rows);
  const flip = invert ? 0xffffff : 0;
  for (let y = 0, to = 0; y < part.height; y++) {
    const from = (part.y + y) * source.columns + part.x;
    for (let at = from; at < from + part.width; at++, to++) target[to] = ((words[at] ?? 0) ^ flip) | 0xff000000;
  }
}

import type { ElementSize } from "#viewport/transform";

/** Distances from a point to the four sides of something around it. */
export interface Sides {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What a film has and what of it has to be seen, in its unit (millimetres, or pixels where it has no scale). */
export interface Extent {
  /** From the middle of the film, as it is displayed. */
  readonly anchor: { readonly x: number; readonly y: number };
  readonly film: Sides;
  readonly needed: Sides;
}

/** The part of each film that is printed: the anchor lies `left` and `top` inside of it. */
export interface Crop {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly cssPerUnit: number;
}

/**
 * One crop for all films about their anchors: what any of them needs, as large as the box allows, and then as much more
 * as the box has room for; nowhere farther than the farthest film reaches, so that nothing but films is printed.
 */
export function commonCrop(extents: readonly Extent[], box: ElementSize): Crop {
  const most = (side: keyof Sides, of: "film" | "needed"): number => Math.max(...extents.map((extent) => Math.min(extent[of][side], of === "needed" ? extent.film[side] : Infinity)));
  const limit = (low: keyof Sides, high: keyof Sides): readonly [number, number] => [most(low, "film"), most(high, "film")];
  const need = (low: keyof Sides, high: keyof Sides): readonly [number, number] => [most(low, "needed"), most(high, "needed")];
  const [x, y] = [need("left", "right"), need("top", "bottom")];
  const cssPerUnit = Math.min(box.widthCss / (x[0] + x[1]), box.heightCss / (y[0] + y[1]));
  const [left, right] = grown(x, limit("left", "right"), box.widthCss / cssPerUnit);
  const [top, bottom] = grown(y, limit("top", "bottom"), box.heightCss / cssPerUnit);
  return { left, top, width: left + right, height: top + bottom, cssPerUnit };
}

/** Both ends moved out equally until they are `length` apart; an end that meets its limit leaves the rest to the other one. */
function grown([low, high]: readonly [number, number], [lowMost, highMost]: readonly [number, number], length: number): readonly [number, number] {
  const spare = Math.max(0, length - low - high);
  const lowRoom = lowMost - low;
  const highRoom = highMost - high;
  const toLow = Math.min(lowRoom, Math.max(spare / 2, spare - highRoom));
  return [low + toLow, high + Math.min(highRoom, spare - toLow)];
}

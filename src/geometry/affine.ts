/**
 * A two-dimensional affine map, as the six numbers of SVG, canvas and DOMMatrix: (x, y) -> (a x + c y + e, b x + d y + f).
 * Coordinates are bare here; whoever maps between two of the point types names both spaces.
 */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

/** Where a map takes the point (x, y). */
export const apply = (map: Affine, x: number, y: number): readonly [number, number] => [map.a * x + map.c * y + map.e, map.b * x + map.d * y + map.f];

/** The map back. Of one that flattens the plane (a zoom of 0) its numbers are not finite. */
export function invert({ a, b, c, d, e, f }: Affine): Affine {
  const determinant = a * d - b * c;
  return {
    a: d / determinant,
    b: -b / determinant,
    c: -c / determinant,
    d: a / determinant,
    e: (c * f - d * e) / determinant,
    f: (b * e - a * f) / determinant,
  };
}

/** One map after another: `compose(outer, inner)` takes a point to outer(inner(point)). */
export const compose = (outer: Affine, inner: Affine): Affine => ({
  a: outer.a * inner.a + outer.c * inner.b,
  b: outer.b * inner.a + outer.d * inner.b,
  c: outer.a * inner.c + outer.c * inner.d,
  d: outer.b * inner.c + outer.d * inner.d,
  e: outer.a * inner.e + outer.c * inner.f + outer.e,
  f: outer.b * inner.e + outer.d * inner.f + outer.f,
});

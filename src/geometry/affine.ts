/**
 * Two-dimensional affine maps, as the six numbers of SVG and canvas: x' = a x + c y + e, y' = b x + d y + f.
 * Coordinates are bare pairs here; whoever maps between two of the point types names both spaces.
 */
export interface Affine {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly e: number;
  readonly f: number;
}

export type Pair = readonly [number, number];

export const IDENTITY: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 };

export const translation = (x: number, y: number): Affine => ({ ...IDENTITY, e: x, f: y });

export const scaling = (x: number, y: number = x): Affine => ({ ...IDENTITY, a: x, d: y });

/** Turns the x axis towards the y axis: clockwise on a screen whose y points down. Exact at quarter turns. */
export function rotation(angleDegrees: number): Affine {
  const quarters = angleDegrees / 90;
  const [cos, sin] = Number.isInteger(quarters) ? quarterTurn(quarters) : cosSin(angleDegrees);
  return { a: cos, b: sin, c: -sin, d: cos, e: 0, f: 0 };
}

const cosSin = (angleDegrees: number): Pair => [Math.cos((angleDegrees * Math.PI) / 180), Math.sin((angleDegrees * Math.PI) / 180)];

function quarterTurn(quarters: number): Pair {
  switch (((quarters % 4) + 4) % 4) {
    case 0:
      return [1, 0];
    case 1:
      return [0, 1];
    case 2:
      return [-1, 0];
    default:
      return [0, -1];
  }
}

/** The map that does `first`, then `second`, and so on. */
export const compose = (...maps: readonly Affine[]): Affine => maps.reduce((first, second) => multiply(second, first), IDENTITY);

function multiply(second: Affine, first: Affine): Affine {
  return {
    a: second.a * first.a + second.c * first.b,
    b: second.b * first.a + second.d * first.b,
    c: second.a * first.c + second.c * first.d,
    d: second.b * first.c + second.d * first.d,
    e: second.a * first.e + second.c * first.f + second.e,
    f: second.b * first.e + second.d * first.f + second.f,
  };
}

export const apply = (map: Affine, [x, y]: Pair): Pair => [map.a * x + map.c * y + map.e, map.b * x + map.d * y + map.f];

/** The same without the shift: for directions and distances. */
export const applyLinear = (map: Affine, [x, y]: Pair): Pair => [map.a * x + map.c * y, map.b * x + map.d * y];

/** @throws RangeError when the map flattens the plane and so has no inverse. */
export function invert(map: Affine): Affine {
  const determinant = map.a * map.d - map.b * map.c;
  if (!Number.isFinite(1 / determinant)) throw new RangeError(`affine map has no inverse, its determinant is ${determinant}`);
  return {
    a: map.d / determinant,
    b: -map.b / determinant,
    c: -map.c / determinant,
    d: map.a / determinant,
    e: (map.c * map.f - map.d * map.e) / determinant,
    f: (map.b * map.e - map.a * map.f) / determinant,
  };
}

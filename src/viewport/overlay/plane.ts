import type { CanvasPoint } from "#geometry/points";

/** Vectors of the canvas, CSS pixels, y downwards. For drawing only: what is drawn is measured elsewhere, in millimetres. */
export interface Vector {
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly through: CanvasPoint;
  /** Unit vector, posterior to anterior where it is an endplate's. */
  readonly along: Vector;
}

export const from = (a: CanvasPoint, b: CanvasPoint): Vector => ({ x: b.xCss - a.xCss, y: b.yCss - a.yCss });
export const moved = (p: CanvasPoint, v: Vector, by = 1): CanvasPoint => ({ xCss: p.xCss + v.x * by, yCss: p.yCss + v.y * by });
export const dot = (a: Vector, b: Vector): number => a.x * b.x + a.y * b.y;
export const length = (v: Vector): number => Math.hypot(v.x, v.y);
export const scaled = (v: Vector, by: number): Vector => ({ x: v.x * by, y: v.y * by });
export const sum = (a: Vector, b: Vector): Vector => ({ x: a.x + b.x, y: a.y + b.y });
/** A quarter turn clockwise as it is seen. */
export const turned = (v: Vector): Vector => ({ x: -v.y, y: v.x });

/** Unit vector, or null of a vector without a direction. */
export function unit(v: Vector): Vector | null {
  const size = length(v);
  return size > 1e-9 ? scaled(v, 1 / size) : null;
}

export const mean = (points: readonly CanvasPoint[]): CanvasPoint => ({
  xCss: points.reduce((total, p) => total + p.xCss, 0) / points.length,
  yCss: points.reduce((total, p) => total + p.yCss, 0) / points.length,
});

/** Distance of a point along a line from where the line was anchored. */
export const position = (line: Line, p: CanvasPoint): number => dot(from(line.through, p), line.along);

export const foot = (line: Line, p: CanvasPoint): CanvasPoint => moved(line.through, line.along, position(line, p));

/** The principal axis of some points (total least squares), directed as `towards` is. */
export function fitted(points: readonly CanvasPoint[], towards: Vector): Line | null {
  const centre = mean(points);
  const off = points.map((p) => from(centre, p));
  const sxx = off.reduce((total, v) => total + v.x * v.x, 0);
  const syy = off.reduce((total, v) => total + v.y * v.y, 0);
  const sxy = off.reduce((total, v) => total + v.x * v.y, 0);
  if (sxx + syy < 1e-9) return null;
  const angle = Math.atan2(2 * sxy, sxx - syy) / 2;
  const axis = { x: Math.cos(angle), y: Math.sin(angle) };
  return { through: centre, along: dot(axis, towards) < 0 ? scaled(axis, -1) : axis };
}

/** Centre and radius of the circle through three or more points (Kåsa); null where they lie on a line. */
export function circleThrough(points: readonly CanvasPoint[]): { readonly centre: CanvasPoint; readonly radius: number } | null {
  if (points.length < 3) return null;
  const middle = mean(points);
  const off = points.map((p) => from(middle, p));
  const total = (term: (v: Vector) => number): number => off.reduce((s, v) => s + term(v), 0);
  const [sxx, syy, sxy] = [total((v) => v.x * v.x), total((v) => v.y * v.y), total((v) => v.x * v.y)];
  const determinant = sxx * syy - sxy * sxy;
  if (!(determinant > 1e-9 * (sxx + syy) ** 2)) return null;
  const rx = total((v) => dot(v, v) * v.x) / 2;
  const ry = total((v) => dot(v, v) * v.y) / 2;
  const centre = moved(middle, { x: (rx * syy - ry * sxy) / determinant, y: (ry * sxx - rx * sxy) / determinant });
  return { centre, radius: points.reduce((s, p) => s + length(from(centre, p)), 0) / points.length };
}

/** SVG path of the smaller arc about `apex` from direction `a` to direction `b` (unit vectors). */
export function arcPath(apex: CanvasPoint, a: Vector, b: Vector, radius: number): string {
  const start = moved(apex, a, radius);
  const end = moved(apex, b, radius);
  const sweep = a.x * b.y - a.y * b.x > 0 ? 1 : 0;
  return `M${coordinate(start.xCss)} ${coordinate(start.yCss)}A${coordinate(radius)} ${coordinate(radius)} 0 0 ${sweep} ${coordinate(end.xCss)} ${coordinate(end.yCss)}`;
}

/** A hundredth of a pixel is finer than any screen and keeps the markup short. */
export const coordinate = (value: number): number => Math.round(value * 100) / 100;

import { apply, type Affine } from "#geometry/affine";
import type { PicturePlane } from "./picturePlane";

/** An upright rectangle of a sagittal plane: x anterior, y cranial. */
export interface Bounds {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** What a whole picture takes up in the plane that a map leads to. */
export function boundsOf({ columns, rows }: Pick<PicturePlane, "columns" | "rows">, map: Affine): Bounds {
  return around([apply(map, 0, 0), apply(map, columns, 0), apply(map, 0, rows), apply(map, columns, rows)]);
}

export function around(points: readonly (readonly [number, number])[]): Bounds {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) };
}

/** The middle of a picture in its own plane. */
export function centreOf({ columns, rows, toPlane }: PicturePlane): { readonly x: number; readonly y: number } {
  const [x, y] = apply(toPlane, columns / 2, rows / 2);
  return { x, y };
}

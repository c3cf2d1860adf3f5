/** What an angle must be, computed from image corners alone: none of the program's own code is used. */
import type { Corner } from "./driver";

export interface Film {
  /** [row, column] */
  readonly spacingMm: readonly [number, number];
  readonly anterior: "left" | "right";
}

/** Degrees; positive when the anterior end is lower (clinical.md section 1). */
export function tilt({ spacingMm: [rowMm, columnMm], anterior }: Film, posteriorCorner: Corner, anteriorCorner: Corner): number {
  const forwardMm = (anteriorCorner[0] - posteriorCorner[0]) * columnMm * (anterior === "right" ? 1 : -1);
  const downMm = (anteriorCorner[1] - posteriorCorner[1]) * rowMm;
  return (Math.atan2(downMm, forwardMm) * 180) / Math.PI;
}

export type Placed = ReadonlyMap<string, Corner>;

/** kyphosis(upper, lower) of two endplates named as the prompt names them: "T8 superior", "T10 inferior". */
export function kyphosis(film: Film, placed: Placed, upper: string, lower: string): number {
  const plate = (name: string): number => {
    const [posterior, anterior] = ["posterior", "anterior"].map((part) => placed.get(`${name} endplate, ${part} corner`));
    if (posterior === undefined || anterior === undefined) throw new Error(`${name} is not placed: ${[...placed.keys()].join("; ")}`);
    return tilt(film, posterior, anterior);
  };
  return plate(upper) - plate(lower);
}

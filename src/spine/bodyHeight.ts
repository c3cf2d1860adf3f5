import { COINCIDENT_MM } from "#geometry/line";
import { add, divide, multiply, positionOf, scale, subtract, vector } from "#geometry/traced";
import { at } from "./at";
import { finite, type Evaluation } from "./construct";
import type { Level, LevelRef } from "./level";
import { both, combine, degenerate, flatMap, found, map, type Outcome, type Point, type Value } from "./outcome";
import { cornerFor, levelFor, middleFor } from "./sources";

/** Where a body's height is taken: Ha, Hm and Hp of six-point morphometry. */
export const HEIGHTS = ["anterior", "middle", "posterior"] as const;
export type HeightName = (typeof HEIGHTS)[number];

/** From the superior to the inferior endplate, in the units of the points: whoever wants millimetres asks for them. */
export const heightOf = (evaluation: Evaluation, level: LevelRef, name: HeightName): Outcome<Value> =>
  flatMap(ends(evaluation, level, name), ([top, bottom]) => lengthOf(top, bottom, level));

const ends = ({ sources }: Evaluation, level: LevelRef, name: HeightName): Outcome<readonly [Point, Point]> => {
  const end = (side: "superior" | "inferior"): Outcome<Point> =>
    name === "middle" ? middleFor(sources, { level, side }) : cornerFor(sources, { level, side }, name);
  return both(end("superior"), end("inferior"));
};

function lengthOf(from: Point, to: Point, level: LevelRef): Outcome<Value> {
  const length = norm(vector(from, to));
  return length ? found(length) : degenerate({ code: "no-height", params: { level } });
}

/** |v|, whose derivative is the unit vector; null for none. */
function norm(along: Point): Value | null {
  const { anteriorMm, cranialMm } = positionOf(along);
  const length = Math.hypot(anteriorMm, cranialMm);
  return length > COINCIDENT_MM ? { ...add(scale(along.anterior, anteriorMm / length), scale(along.cranial, cranialMm / length)), value: length } : null;
}

/** One height and how much of it is lost against a reference, percent; negative where the body is taller. */
export interface HeightLoss {
  readonly name: HeightName;
  readonly loss: Value;
}

/**
 * The losses at the heights that are placed. The anterior and posterior ones are asked for; without a mid-height point a
 * biconcave fracture goes unseen, and that is noted.
 */
export function heightLosses(now: (name: HeightName) => Outcome<Value>, reference: (name: HeightName) => Outcome<Value>): Outcome<readonly HeightLoss[]> {
  const of = (name: HeightName): Outcome<readonly HeightLoss[]> =>
    map(finite(combine(now(name), reference(name), (height, full) => divide(scale(subtract(full, height), 100), full))), (loss) => [{ name, loss }]);
  const joined = (x: Outcome<readonly HeightLoss[]>, y: Outcome<readonly HeightLoss[]>) => combine(x, y, (a, b) => [...a, ...b]);
  const corners = joined(of("anterior"), of("posterior"));
  const middle = of("middle");
  return joined(corners, middle.state === "found" ? middle : found([], [{ code: "no-middle-height" }]));
}

/** The largest of the losses, saying where it is. */
export const worstLoss = (losses: Outcome<readonly HeightLoss[]>): Outcome<Value> =>
  flatMap(losses, (all) => {
    const { name, loss } = at(all.toSorted((x, y) => y.loss.value - x.loss.value), 0);
    return found(loss, [{ code: "height-lost-at", params: { height: name } }]);
  });

/** The mean of the bodies above and below, or the one of them that is placed, which is said. */
export function neighbourHeight(evaluation: Evaluation, level: Level, name: HeightName): Outcome<Value> {
  const above = heightOf(evaluation, `${level}+1`, name);
  const below = heightOf(evaluation, `${level}-1`, name);
  const mean = combine(above, below, (x, y) => scale(add(x, y), 0.5));
  const [only, steps] = above.state === "found" ? [above, "+1"] : [below, "-1"];
  if (mean.state === "found" || only.state !== "found") return mean;
  return flatMap(levelFor(evaluation.sources, `${level}${steps}`), (neighbour) => found(only.value, [{ code: "one-neighbour", params: { level: neighbour } }]));
}

/**
 * Slip of a body on the one below, + anterior: the posterior inferior corner of the upper along the superior endplate of
 * the lower, from its posterior corner.
 */
export function slip(evaluation: Evaluation, upper: LevelRef, lower: LevelRef): Outcome<Value> {
  const { sources } = evaluation;
  const base = { level: lower, side: "superior" } as const;
  const endplate = both(cornerFor(sources, base, "posterior"), cornerFor(sources, base, "anterior"));
  return flatMap(both(cornerFor(sources, { level: upper, side: "inferior" }, "posterior"), endplate), ([corner, [posterior, anterior]]) => {
    const along = vector(posterior, anterior);
    const length = norm(along);
    if (!length) return degenerate({ code: "coincident-points" });
    const off = vector(posterior, corner);
    return found(divide(add(multiply(off.anterior, along.anterior), multiply(off.cranial, along.cranial)), length));
  });
}

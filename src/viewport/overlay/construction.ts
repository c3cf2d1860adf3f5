import type { CanvasPoint } from "#geometry/points";
import { COBB } from "#spine/coronalRow";
import { definitionOf, type Construction, type EndplateRef, type PointRef } from "#spine/definition";
import type { LandmarkId } from "#spine/landmark";
import { arcPath, dot, foot, from, length, mean, moved, position, scaled, sum, turned, unit, type Line, type Vector } from "./plane";
import { endplateOf, endplateOnCanvas, pointOf, type EndplateOnCanvas, type SpineOnCanvas } from "./spineOnCanvas";

/** How one value is built, as lines on the picture. */
export interface Drawing {
  readonly measurement: string;
  readonly segments: readonly Segment[];
  readonly arc: string | null;
  /** Where the value may stand, best first. */
  readonly labelAt: readonly Anchor[];
  /** The endplates it is built from, which are drawn bold with it. */
  readonly endplates: readonly LandmarkId[];
}

/** A word's box begins at a point and lies on that side of it that a unit vector shows. */
export interface Anchor {
  readonly at: CanvasPoint;
  readonly towards: Vector;
}

export interface Segment {
  readonly from: CanvasPoint;
  readonly to: CanvasPoint;
  /** "edge" continues an endplate, "ray" is a leg of the angle, "guide" a vertical or horizontal. */
  readonly role: "edge" | "ray" | "guide";
}

/** Radius of a drawn point: lines stop at its rim, so that the spot it marks stays to be seen. */
export const POINT_CSS = 3.5;

/** How far out from the spine a drawing goes, so that several do not lie on each other: 0 is nearest. */
export type Slot = number;

/**
 * The drawings of a measurement: one, or for a sum or difference of two rows those of both. None where points are
 * missing, or for values that are not built from lines (scores, classes).
 */
export function drawingsOf(spine: SpineOnCanvas, measurement: string, slot: Slot): readonly Drawing[] {
  const definition = definitionOf(measurement);
  if (definition === undefined) return [];
  const { construction } = definition;
  switch (construction.kind) {
    case "sum":
    case "difference":
      return [...drawingsOf(spine, construction.left, slot), ...drawingsOf(spine, construction.right, slot + 1)];
    case "change":
      return drawingsOf(spine, construction.of, slot);
    default: {
      const drawn = draw(spine, construction, slot);
      return drawn === null ? [] : [{ measurement, ...drawn }];
    }
  }
}

type Drawn = Omit<Drawing, "measurement">;
type Direct = Exclude<Construction, { kind: "sum" | "difference" | "change" }>;

function draw(spine: SpineOnCanvas, construction: Direct, slot: Slot): Drawn | null {
  switch (construction.kind) {
    case "kyphosis":
      return between(spine, construction.upper, construction.lower, 1, slot);
    case "lordosis":
      return between(spine, construction.upper, construction.lower, -1, slot);
    case "tilt":
      return tilt(spine, construction.endplate);
    case "inclination":
      return inclination(spine, construction.from, construction.to);
    case "angle-at": {
      const [apex, one, other] = [construction.apex, construction.from, construction.to].map((ref) => pointOf(spine, ref));
      return apex && one && other ? angleAt(apex, one, other, []) : null;
    }
    case "pelvic-incidence":
      return pelvicIncidence(spine, construction.endplate);
    case "offset":
      return offset(spine, construction.of, construction.from);
  }
}

/**
 * Cobb's construction: a perpendicular to each endplate line, meeting beside the spine. Where they meet is free, so it is
 * put on the hollow side of the curve, where there is room; the lines themselves would often meet far outside the picture.
 */
function between(spine: SpineOnCanvas, upperRef: EndplateRef, lowerRef: EndplateRef, side: 1 | -1, slot: Slot): Drawn | null {
  const upper = endplateOf(spine, upperRef);
  const lower = endplateOf(spine, lowerRef);
  return upper && lower && betweenEndplates(upper, lower, side, slot);
}

/** The curve of a frontal film, on its hollow side; null where an endplate is not placed. */
export function coronalDrawing(spine: SpineOnCanvas, [upperId, lowerId]: readonly [LandmarkId, LandmarkId], convexity: string): Drawing | null {
  const upper = endplateOnCanvas(spine, upperId);
  const lower = endplateOnCanvas(spine, lowerId);
  // The endplates run to the patient's left.
  return upper && lower && { measurement: COBB, ...betweenEndplates(upper, lower, convexity === "left" ? -1 : 1, 0) };
}

function betweenEndplates(upper: EndplateOnCanvas, lower: EndplateOnCanvas, side: 1 | -1, slot: Slot): Drawn {
  const span = (spanOf(upper) + spanOf(lower)) / 2;
  const lateral = scaled(unit(sum(upper.line.along, lower.line.along)) ?? upper.line.along, side);
  const middle = mean([upper.line.through, lower.line.through]);
  const meeting = moved(middle, lateral, outwards(upper.line, lower.line, middle, lateral, span * (1.35 + 0.5 * slot), span * 0.7));
  // Both endplates run from posterior to anterior, so a quarter turn in one sense gives two normals at just the angle
  // between them, past 90 degrees too.
  const sense = dot(turned(upper.line.along), from(lower.line.through, upper.line.through)) < 0 ? -1 : 1;
  const normals = { upper: scaled(turned(upper.line.along), sense), lower: scaled(turned(lower.line.along), sense) };
  const feet = { upper: foot(upper.line, meeting), lower: foot(lower.line, meeting) };
  const radius = Math.min(44, Math.max(16, 0.7 * Math.min(length(from(meeting, feet.upper)), length(from(meeting, feet.lower)))));
  return {
    segments: [
      edgeTo(upper, feet.upper),
      edgeTo(lower, feet.lower),
      ray(feet.upper, meeting, normals.upper, radius + 8),
      ray(feet.lower, meeting, normals.lower, radius + 8),
      ...rightAngle(upper.line, feet.upper, meeting),
      ...rightAngle(lower.line, feet.lower, meeting),
    ],
    arc: arcPath(meeting, normals.lower, normals.upper, radius),
    labelAt: [
      ...labelsAt(meeting, lateral, bisector(normals.lower, normals.upper), radius),
      // Where there is no room within a small angle, there is some past its ends.
      beyond(feet.lower, scaled(normals.lower, -1)),
      beyond(feet.upper, normals.upper),
    ],
    endplates: [upper.id, lower.id],
  };
}

const beyond = (end: CanvasPoint, towards: Vector): Anchor => ({ at: moved(end, towards, 8), towards });

/** How far beside the spine the perpendiculars meet: as far as wanted, but before the endplate lines themselves cross. */
function outwards(upper: Line, lower: Line, middle: CanvasPoint, lateral: Vector, wanted: number, least: number): number {
  const denominator = upper.along.x * lower.along.y - upper.along.y * lower.along.x;
  const between = from(upper.through, lower.through);
  const along = (between.x * lower.along.y - between.y * lower.along.x) / denominator;
  const crossing = dot(from(middle, moved(upper.through, upper.along, along)), lateral);
  return crossing > 0 ? Math.max(least, Math.min(wanted, 0.75 * crossing)) : wanted;
}

/** From its foot through the meeting point, as far as the arc needs it. */
function ray(start: CanvasPoint, meeting: CanvasPoint, cranial: Vector, reach: number): Segment {
  const height = dot(from(meeting, start), cranial);
  return height >= reach ? { from: start, to: meeting, role: "ray" } : { from: start, to: moved(meeting, cranial, reach), role: "ray" };
}

const spanOf = (endplate: EndplateOnCanvas): number => length(from(endplate.posterior, endplate.anterior));

/** Continues an endplate from its nearer corner to a point on its line, and a little past it. */
function edgeTo(endplate: EndplateOnCanvas, to: CanvasPoint): Segment {
  const side = Math.sign(position(endplate.line, to)) || 1;
  const corner = foot(endplate.line, side > 0 ? endplate.anterior : endplate.posterior);
  return { from: moved(corner, endplate.line.along, side * POINT_CSS), to: moved(to, endplate.line.along, side * 8), role: "edge" };
}

/** The little square that says "at right angles". */
function rightAngle(line: Line, at: CanvasPoint, towards: CanvasPoint): readonly Segment[] {
  const up = unit(from(at, towards));
  if (up === null) return [];
  const back = scaled(line.along, position(line, at) > 0 ? -1 : 1);
  const size = Math.min(6, length(from(at, towards)) / 3);
  const corner = moved(moved(at, back, size), up, size);
  return [
    { from: moved(at, back, size), to: corner, role: "guide" },
    { from: moved(at, up, size), to: corner, role: "guide" },
  ];
}

const bisector = (a: Vector, b: Vector): Vector => unit(sum(a, b)) ?? turned(a);

/** Past its own arc, else at its own vertex: on the outer side, the inner one, behind it; else a little farther out. */
const labelsAt = (apex: CanvasPoint, outward: Vector, middle: Vector, radius: number): readonly Anchor[] => {
  const [inward, behind] = [scaled(outward, -1), scaled(middle, -1)];
  const anchor = (towards: Vector, by: number): Anchor => ({ at: moved(apex, towards, by), towards });
  return [anchor(middle, radius + 5), anchor(outward, 12), anchor(inward, 12), anchor(behind, 10), anchor(middle, radius + 20), anchor(outward, 28), anchor(inward, 28), anchor(behind, 26)];
};

/** An endplate against the horizontal, at its posterior corner. */
function tilt(spine: SpineOnCanvas, ref: EndplateRef): Drawn | null {
  const endplate = endplateOf(spine, ref);
  if (endplate === null) return null;
  const across = turned(spine.up);
  const horizontal = across.x * endplate.line.along.x + across.y * endplate.line.along.y < 0 ? scaled(across, -1) : across;
  const reach = spanOf(endplate) * 1.7;
  const apex = foot(endplate.line, endplate.posterior);
  const drawn = angle(apex, endplate.line.along, horizontal, reach);
  return {
    ...drawn,
    segments: [
      { from: apex, to: moved(apex, endplate.line.along, reach), role: "edge" },
      { from: apex, to: moved(apex, horizontal, reach), role: "guide" },
    ],
    endplates: [endplate.id],
  };
}

function inclination(spine: SpineOnCanvas, fromRef: PointRef, toRef: PointRef): Drawn | null {
  const apex = pointOf(spine, fromRef);
  const to = pointOf(spine, toRef);
  if (apex === null || to === null) return null;
  const reach = length(from(apex, to));
  const vertical = moved(apex, spine.up, reach);
  const drawn = angleAt(apex, vertical, to, endplatesOf(spine, [fromRef, toRef]));
  return drawn && { ...drawn, segments: [{ from: apex, to: vertical, role: "guide" }, { from: apex, to, role: "ray" }] };
}

function pelvicIncidence(spine: SpineOnCanvas, ref: EndplateRef): Drawn | null {
  const endplate = endplateOf(spine, ref);
  const hips = pointOf(spine, { kind: "hip-axis" });
  if (endplate === null || hips === null) return null;
  const apex = mean([endplate.posterior, endplate.anterior]);
  const across = turned(endplate.line.along);
  const towardsHips = from(apex, hips);
  const down = across.x * towardsHips.x + across.y * towardsHips.y < 0 ? scaled(across, -1) : across;
  return angleAt(apex, moved(apex, down, length(towardsHips)), hips, [endplate.id]);
}

function angleAt(apex: CanvasPoint, one: CanvasPoint, other: CanvasPoint, endplates: readonly LandmarkId[]): Drawn | null {
  const a = unit(from(apex, one));
  const b = unit(from(apex, other));
  if (a === null || b === null) return null;
  return {
    ...angle(apex, a, b, Math.min(length(from(apex, one)), length(from(apex, other)))),
    segments: [
      { from: apex, to: one, role: "ray" },
      { from: apex, to: other, role: "ray" },
    ],
    endplates,
  };
}

function angle(apex: CanvasPoint, a: Vector, b: Vector, reach: number): Pick<Drawn, "arc" | "labelAt"> {
  const radius = Math.min(60, reach * 0.6);
  const middle = bisector(a, b);
  return { arc: arcPath(apex, a, b, radius), labelAt: labelsAt(apex, turned(middle), middle, radius) };
}

/** A plumb line dropped from `of`, and the horizontal from it to `from`. */
function offset(spine: SpineOnCanvas, ofRef: PointRef, fromRef: PointRef): Drawn | null {
  const top = pointOf(spine, ofRef);
  const base = pointOf(spine, fromRef);
  if (top === null || base === null) return null;
  const plumb = foot({ through: top, along: spine.up }, base);
  const beyond = unit(from(top, plumb)) ?? scaled(spine.up, -1);
  return {
    segments: [
      { from: top, to: moved(plumb, beyond, 12), role: "guide" },
      { from: plumb, to: base, role: "ray" },
    ],
    arc: null,
    labelAt: [beyond, scaled(beyond, -1)].map((towards) => ({ at: moved(mean([plumb, base]), towards, 9), towards })),
    endplates: endplatesOf(spine, [ofRef, fromRef]),
  };
}

const endplatesOf = (spine: SpineOnCanvas, refs: readonly PointRef[]): readonly LandmarkId[] =>
  refs.flatMap((ref) => (ref.kind === "corner" || ref.kind === "midpoint" ? (endplateOf(spine, ref.endplate)?.id ?? []) : []));

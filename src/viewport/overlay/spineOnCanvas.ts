import type { CanvasPoint } from "#geometry/points";
import type { FilmView } from "#image/sagittalFrame";
import type { EndplateRef, PointRef } from "#spine/definition";
import { centroidId, endplateId, FEMORAL_HEADS, type LandmarkId, type LandmarkPart } from "#spine/landmark";
import { resolveLevel, type Level, type LevelRef } from "#spine/level";
import { circleThrough, fitted, from, mean, moved, unit, type Line, type Vector } from "./plane";

/** The placed points as the canvas shows them, by what the definitions call them. */
export interface SpineOnCanvas {
  readonly at: (landmark: LandmarkId, part: LandmarkPart) => CanvasPoint | undefined;
  /** All points of an endplate's list `along`. */
  readonly along: (landmark: LandmarkId) => readonly CanvasPoint[];
  readonly rim: (landmark: LandmarkId) => readonly CanvasPoint[];
  /** Stored radius of a femoral head, CSS pixels; null where none is stored or the scale is unknown. */
  readonly radius: (landmark: LandmarkId) => number | null;
  readonly levels: readonly Level[];
  readonly uiv: Level | undefined;
  /** The frame's cranial axis as it is displayed, unit vector. */
  readonly up: Vector;
  /** On a frontal film no sagittal construction is drawn. */
  readonly view: FilmView;
}

const OTHER_END: Readonly<Partial<Record<LandmarkPart, LandmarkPart>>> = { posterior: "anterior", anterior: "posterior", right: "left", left: "right" };

/** The same with the ends of these endplates exchanged: named the wrong way round they are measured so, and drawn. */
export const inOrder = (spine: SpineOnCanvas, reversed: ReadonlySet<LandmarkId>): SpineOnCanvas =>
  reversed.size === 0 ? spine : { ...spine, at: (landmark, part) => spine.at(landmark, (reversed.has(landmark) && OTHER_END[part]) || part) };

/** From end to end; of a frontal film the patient's right stands for posterior and his left for anterior. */
export interface EndplateOnCanvas {
  readonly id: LandmarkId;
  readonly posterior: CanvasPoint;
  readonly anterior: CanvasPoint;
  readonly line: Line;
}

export function endplateOnCanvas(spine: SpineOnCanvas, id: LandmarkId): EndplateOnCanvas | null {
  const [posterior, anterior] = spine.view === "frontal" ? [spine.at(id, "right"), spine.at(id, "left")] : [spine.at(id, "posterior"), spine.at(id, "anterior")];
  if (posterior === undefined || anterior === undefined) return null;
  const towards = unit(from(posterior, anterior));
  if (towards === null) return null;
  const more = spine.view === "frontal" ? [] : spine.along(id);
  const line = more.length === 0 ? { through: mean([posterior, anterior]), along: towards } : fitted([posterior, anterior, ...more], towards);
  return line && { id, posterior, anterior, line };
}

const levelOf = (spine: SpineOnCanvas, ref: LevelRef): Level | undefined => {
  const resolved = resolveLevel(ref, spine.levels, spine.uiv);
  return "level" in resolved ? resolved.level : undefined;
};

export function endplateOf(spine: SpineOnCanvas, ref: EndplateRef): EndplateOnCanvas | null {
  if (spine.view === "frontal") return null;
  const level = levelOf(spine, ref.level);
  return level === undefined ? null : endplateOnCanvas(spine, endplateId(level, ref.side));
}

export function pointOf(spine: SpineOnCanvas, ref: PointRef): CanvasPoint | null {
  switch (ref.kind) {
    case "centroid": {
      const level = levelOf(spine, ref.level);
      return level === undefined ? null : centroidOf(spine, level);
    }
    case "corner":
      return endplateOf(spine, ref.endplate)?.[ref.corner] ?? null;
    case "midpoint": {
      const endplate = endplateOf(spine, ref.endplate);
      return endplate && mean([endplate.posterior, endplate.anterior]);
    }
    case "hip-axis": {
      const centres = FEMORAL_HEADS.flatMap((head) => headOf(spine, head)?.centre ?? []);
      return centres.length === 0 ? null : mean(centres);
    }
  }
}

/** The mean of the four corners where they exist, else the point that was placed (clinical specification, section 1). */
function centroidOf(spine: SpineOnCanvas, level: Level): CanvasPoint | null {
  const corners = (["superior", "inferior"] as const).flatMap((side) =>
    (["posterior", "anterior"] as const).flatMap((corner) => spine.at(endplateId(level, side), corner) ?? []),
  );
  return corners.length === 4 ? mean(corners) : (spine.at(centroidId(level), "point") ?? null);
}

/** A femoral head: from its centre and radius (null where only the centre is known), else from its rim points. */
export function headOf(spine: SpineOnCanvas, id: LandmarkId): { readonly centre: CanvasPoint; readonly radius: number | null } | null {
  const rim = circleThrough(spine.rim(id));
  const centre = spine.at(id, "center");
  if (centre !== undefined) return { centre, radius: spine.radius(id) ?? rim?.radius ?? null };
  return rim;
}

/** How far an endplate's line is continued on either side, against its length. */
export const EXTENSION = 0.6;

/** The ends of an endplate's continued line. */
export function extension(endplate: EndplateOnCanvas): { readonly posterior: CanvasPoint; readonly anterior: CanvasPoint } {
  const span = Math.hypot(endplate.anterior.xCss - endplate.posterior.xCss, endplate.anterior.yCss - endplate.posterior.yCss);
  return {
    posterior: moved(endplate.line.through, endplate.line.along, -span * (0.5 + EXTENSION)),
    anterior: moved(endplate.line.through, endplate.line.along, span * (0.5 + EXTENSION)),
  };
}

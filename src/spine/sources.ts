import { circleCentre } from "#geometry/circle";
import { distance, lineThrough, type TracedLine } from "#geometry/line";
import { meanPoint, tracedPoint } from "#geometry/traced";
import type { SagittalPoint } from "#geometry/points";
import type { Reason, SpineReading } from "./assessment";
import type { EndplateRef, PointRef } from "./definition";
import { addressKey, centroidId, endplateId, FEMORAL_HEADS, middleId, type Corner, type LandmarkId, type LandmarkPart, type SagittalLandmark } from "./landmark";
import { resolveLevel, type Level, type LevelRef } from "./level";
import { both, combine, degenerate, flatMap, found, incomplete, map, missing, type Click, type Outcome, type Point } from "./outcome";

/** A reading whose points are lifted to traced points: each click, each derived point and each endplate once. */
export interface Sources {
  readonly reading: SpineReading;
  readonly clicks: Map<string, Click>;
  readonly points: Map<string, Outcome<Point>>;
  readonly endplates: Map<string, Outcome<Endplate>>;
}

export interface Endplate {
  readonly id: LandmarkId;
  readonly posterior: Point;
  readonly anterior: Point;
  /** Total-least-squares line where there are points between the corners. */
  readonly line: TracedLine<Click>;
}

export const sourcesOf = (reading: SpineReading): Sources => ({ reading, clicks: new Map(), points: new Map(), endplates: new Map() });

/** What is kept under `key`, made at the first time of asking. */
function once<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  return made;
}

function lift({ reading, clicks }: Sources, landmark: LandmarkId, part: LandmarkPart, at: SagittalPoint): Point {
  const address = { landmark, part };
  return tracedPoint(once(clicks, addressKey(address), () => ({ address, reading })), at);
}

export function levelFor({ reading }: Sources, ref: LevelRef): Outcome<Level> {
  const resolved = resolveLevel(ref, reading.levels, reading.uiv);
  return "level" in resolved ? found(resolved.level, numberingNotes(ref, resolved.level)) : incomplete(resolved);
}

/** Where a spine has no T12, what stands for it is said. */
const numberingNotes = (ref: LevelRef, level: Level): readonly Reason[] =>
  ref === "T12orLast" && level !== "T12" ? [{ code: "last-thoracic", params: { level } }] : [];

export const cornerFor = (sources: Sources, ref: EndplateRef, corner: Corner): Outcome<Point> =>
  flatMap(levelFor(sources, ref.level), (level) => cornerAt(sources, endplateId(level, ref.side), corner));

function cornerAt(sources: Sources, id: LandmarkId, corner: Corner): Outcome<Point> {
  const landmark = sources.reading.landmarks.get(id);
  const at = landmark?.kind === "endplate" ? landmark[corner] : undefined;
  return at ? found(lift(sources, id, corner, at)) : missing({ landmark: id, part: corner });
}

export const endplateFor = (sources: Sources, ref: EndplateRef): Outcome<Endplate> =>
  once(sources.endplates, endplateId(ref.level, ref.side), () => flatMap(levelFor(sources, ref.level), (level) => endplateAt(sources, endplateId(level, ref.side))));

function endplateAt(sources: Sources, id: LandmarkId): Outcome<Endplate> {
  const landmark = sources.reading.landmarks.get(id);
  const along = landmark?.kind === "endplate" ? (landmark.along ?? []) : [];
  const between = along.map((at, index) => lift(sources, id, `along.${index}`, at));
  return flatMap(both(cornerAt(sources, id, "posterior"), cornerAt(sources, id, "anterior")), ([posterior, anterior]): Outcome<Endplate> => {
    const line = lineThrough(posterior, anterior, between);
    if (!line) return degenerate({ code: "coincident-corners", params: { landmark: id } });
    if (isSideways(landmark)) return degenerate({ code: "endplate-sideways", params: { landmark: id } });
    return found({ id, posterior, anterior, line }, residualNotes(sources.reading, id, line, between.length));
  });
}

/**
 * Corners of a volume that lie farther apart from left to right than as they are seen from the side: placed on a coronal
 * picture, say. What they make in the sagittal plane is no endplate's tilt, however well defined it looks.
 */
const isSideways = (landmark: SagittalLandmark | undefined): boolean =>
  landmark?.kind === "endplate" && landmark.posterior !== undefined && landmark.anterior !== undefined && (landmark.acrossMm ?? 0) > distance(landmark.posterior, landmark.anterior);

const residualNotes = (reading: SpineReading, landmark: LandmarkId, line: TracedLine<Click>, extra: number): readonly Reason[] =>
  extra > 0 && reading.scale === "mm" ? [{ code: "endplate-residual", params: { landmark, points: extra + 2, rmsMm: line.residualMm } }] : [];

export const pointFor = (sources: Sources, ref: PointRef): Outcome<Point> => once(sources.points, pointKey(ref), () => pointOf(sources, ref));

function pointKey(ref: PointRef): string {
  switch (ref.kind) {
    case "centroid":
      return `${ref.kind}/${ref.level}`;
    case "corner":
      return `${ref.kind}/${ref.endplate.level}/${ref.endplate.side}/${ref.corner}`;
    case "midpoint":
      return `${ref.kind}/${ref.endplate.level}/${ref.endplate.side}`;
    case "hip-axis":
      return ref.kind;
  }
}

function pointOf(sources: Sources, ref: PointRef): Outcome<Point> {
  switch (ref.kind) {
    case "centroid":
      return centroidFor(sources, ref.level);
    case "corner":
      return cornerFor(sources, ref.endplate, ref.corner);
    case "midpoint":
      return combine(cornerFor(sources, ref.endplate, "posterior"), cornerFor(sources, ref.endplate, "anterior"), (p, a) => meanPoint([p, a]));
    case "hip-axis":
      return hipAxis(sources);
  }
}

/** The mean of the four corners where they exist, else the centroid that was placed. */
function centroidFor(sources: Sources, ref: LevelRef): Outcome<Point> {
  return flatMap(levelFor(sources, ref), (level) => {
    const endplate = (side: "superior" | "inferior") =>
      both(cornerAt(sources, endplateId(level, side), "posterior"), cornerAt(sources, endplateId(level, side), "anterior"));
    const corners = combine(endplate("superior"), endplate("inferior"), (upper, lower) => meanPoint([...upper, ...lower]));
    if (corners.state === "found") return corners;
    return placedPoint(sources, centroidId(level));
  });
}

function placedPoint(sources: Sources, id: LandmarkId): Outcome<Point> {
  const placed = sources.reading.landmarks.get(id);
  return placed?.kind === "point" ? found(lift(sources, id, "point", placed.point)) : missing(id);
}

/** The mid-height point of an endplate, for fracture measurements. */
export const middleFor = (sources: Sources, ref: EndplateRef): Outcome<Point> =>
  flatMap(levelFor(sources, ref.level), (level) => placedPoint(sources, middleId(level, ref.side)));

/** Midpoint of the femoral heads' centres; of one head alone its centre, which is said. */
function hipAxis(sources: Sources): Outcome<Point> {
  const first = headCentre(sources, FEMORAL_HEADS[0]);
  const second = headCentre(sources, FEMORAL_HEADS[1]);
  if (first.state === "found" && second.state === "found") return map(both(first, second), (centres) => meanPoint(centres));
  const one = [first, second].find((centre) => centre.state === "found");
  if (one?.state === "found") return found(one.value, [{ code: "one-femoral-head" }]);
  // A head begun is a head to finish; without any, the first is asked for.
  return sources.reading.landmarks.has("hip.2") && !sources.reading.landmarks.has("hip.1") ? second : first;
}

const RIM_POINTS = 3;

function headCentre(sources: Sources, id: LandmarkId): Outcome<Point> {
  const head = sources.reading.landmarks.get(id);
  if (head?.kind !== "circle") return missing(id);
  if (head.center) return found(lift(sources, id, "center", head.center));
  const rim = (head.rim ?? []).map((at, index) => lift(sources, id, `rim.${index}`, at));
  if (rim.length === 0) return missing(id);
  const lacking = Array.from({ length: Math.max(0, RIM_POINTS - rim.length) }, (_, i) => ({ landmark: id, part: `rim.${rim.length + i}` as const }));
  if (lacking.length > 0) return missing(...lacking);
  const centre = circleCentre(rim);
  return centre ? found(centre) : degenerate({ code: "collinear-rim", params: { landmark: id } });
}

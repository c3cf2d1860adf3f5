import { circleThrough } from "#geometry/circle";
import type { SagittalPoint } from "#geometry/points";
import { meanPoint, positionOf, tracedPoint } from "#geometry/traced";
import { DEGREES_PER_RADIAN } from "#geometry/units";
import type { Reason, SpineReading } from "./assessment";
import { evaluationOf, type Evaluation } from "./construct";
import { HIP_AXIS, type PointRef } from "./definition";
import { centroidId, endplateId, FEMORAL_HEADS, type EndplateSide, type LandmarkId } from "./landmark";
import type { Level } from "./level";
import { numberOf } from "./measure";
import { pointFor } from "./sources";
import { ageTarget } from "./score";

/**
 * The measured spine as a figure in the sagittal frame (millimetres, or the reading's ratio where it has no scale): only
 * what was placed, nothing drawn in between.
 */
export interface SpineFigure {
  readonly bodies: readonly Body[];
  /** Endplates of bodies of which the other one is not placed, the sacrum's among them. */
  readonly endplates: readonly FigureEndplate[];
  readonly centroids: readonly { readonly level: Level; readonly at: SagittalPoint }[];
  readonly heads: readonly { readonly center: SagittalPoint; readonly radiusMm: number | null }[];
  readonly hipAxis: SagittalPoint | null;
  /** From the C7 centroid straight down to the height of the sacral corner: their distance is the SVA. */
  readonly plumb: { readonly from: SagittalPoint; readonly sacralCorner: SagittalPoint } | null;
}

/** Corners round the body, from the posterior superior one over the anterior superior one. */
export interface Body {
  readonly level: Level;
  readonly corners: readonly [SagittalPoint, SagittalPoint, SagittalPoint, SagittalPoint];
}

export interface FigureEndplate {
  readonly id: LandmarkId;
  readonly posterior: SagittalPoint;
  readonly anterior: SagittalPoint;
}

export function spineFigure(reading: SpineReading): SpineFigure {
  const evaluation = evaluationOf(reading);
  const bodies = reading.levels.flatMap((level) => bodyOf(reading, level));
  const whole = new Set(bodies.map(({ level }) => level));
  const rest = reading.levels.filter((level) => !whole.has(level));
  const at = (ref: PointRef): SagittalPoint | null => positionAt(evaluation, ref);
  const [c7, corner] = [at(C7), at(SACRAL_CORNER)];
  return {
    bodies,
    endplates: rest.flatMap((level) => (["superior", "inferior"] as const).flatMap((side) => endplateAt(reading, level, side) ?? [])),
    centroids: rest.flatMap((level) => placedCentroid(reading, level)),
    heads: FEMORAL_HEADS.flatMap((id) => headAt(reading, id)),
    hipAxis: at(HIP_AXIS),
    plumb: c7 && corner && { from: c7, sacralCorner: corner },
  };
}

const C7: PointRef = { kind: "centroid", level: "C7" };
const SACRUM = { level: "S1", side: "superior" } as const;
const SACRAL_CORNER: PointRef = { kind: "corner", endplate: SACRUM, corner: "posterior" };

function positionAt(evaluation: Evaluation, ref: PointRef): SagittalPoint | null {
  const point = pointFor(evaluation.sources, ref);
  return point.state === "found" ? positionOf(point.value) : null;
}

function bodyOf(reading: SpineReading, level: Level): readonly Body[] {
  const [upper, lower] = [endplateAt(reading, level, "superior"), endplateAt(reading, level, "inferior")];
  return upper && lower ? [{ level, corners: [upper.posterior, upper.anterior, lower.anterior, lower.posterior] }] : [];
}

function endplateAt({ landmarks }: SpineReading, level: Level, side: EndplateSide): FigureEndplate | null {
  const id = endplateId(level, side);
  const placed = landmarks.get(id);
  if (placed?.kind !== "endplate" || !placed.posterior || !placed.anterior) return null;
  return { id, posterior: placed.posterior, anterior: placed.anterior };
}

function placedCentroid({ landmarks }: SpineReading, level: Level): SpineFigure["centroids"] {
  const placed = landmarks.get(centroidId(level));
  return placed?.kind === "point" ? [{ level, at: placed.point }] : [];
}

function headAt({ landmarks }: SpineReading, id: LandmarkId): SpineFigure["heads"] {
  const placed = landmarks.get(id);
  if (placed?.kind !== "circle") return [];
  if (placed.center) return [{ center: placed.center, radiusMm: placed.radiusMm ?? null }];
  const circle = circleThrough(placed.rim ?? []);
  return circle ? [{ center: circle.centre, radiusMm: circle.radiusMm }] : [];
}

/**
 * What the age-adjusted targets (Lafage 2016) say of this pelvis, put where it was measured: the sacral endplate turned
 * about the hip axis to the target PT, L1's endplate tilted for the target PI-LL, C7 at the target SVA. Heights are the
 * measured ones, since none are published, and nothing is drawn between.
 */
export interface TargetFigure {
  readonly sacrum: FigureEndplate;
  /** Null where PI-LL has no target or L1 was not placed. */
  readonly l1: FigureEndplate | null;
  /** Null where SVA has no target, C7 was not placed or lengths are not known. */
  readonly c7: SagittalPoint | null;
}

/** The target's figure, or why there is none: no age, an age below the published groups, lying down, or no pelvis to turn. */
export function targetFigure(reading: SpineReading): TargetFigure | Reason {
  const { ageYears, posture } = reading;
  if (posture === "supine" || posture === "prone") return { code: "score-not-standing", params: { posture } };
  if (ageYears === undefined) return { code: "no-age" };
  const pt = ageTarget.pt(ageYears);
  if (pt === null) return { code: "target-not-defined", params: { age: ageYears } };
  const evaluation = evaluationOf(reading);
  const hip = positionAt(evaluation, HIP_AXIS);
  const measured = endplateAt(reading, "S1", "superior");
  const angles = anglesOf(evaluation);
  if (!hip || !measured || !angles) return { code: "missing-points" };
  const sacrum = movedEndplate(measured, (point) => turned(point, hip, pt - angles.pt));
  return { sacrum, l1: targetL1(reading, ageYears, { pi: angles.pi, ss: angles.pi - pt }, [measured, sacrum]), c7: targetC7(evaluation, ageYears, sacrum) };
}

function anglesOf(evaluation: Evaluation): { readonly pt: number; readonly pi: number } | null {
  const [pt, pi] = [numberOf(evaluation, "PT"), numberOf(evaluation, "PI")];
  return pt.state === "found" && pi.state === "found" ? { pt: pt.value.value, pi: pi.value.value } : null;
}

/** LL = SS - tilt of L1, so a target of PI-LL asks for a tilt. L1 goes along with the middle of the sacral endplate. */
function targetL1(
  reading: SpineReading,
  ageYears: number,
  { pi, ss }: { readonly pi: number; readonly ss: number },
  [before, after]: readonly [FigureEndplate, FigureEndplate],
): FigureEndplate | null {
  const piLl = ageTarget.piLl(ageYears);
  const measured = endplateAt(reading, "L1", "superior");
  if (piLl === null || !measured) return null;
  const [from, to] = [middleOf(before), middleOf(after)];
  const about = middleOf(measured);
  const turn = tiltOf(measured) - (ss - (pi - piLl));
  return movedEndplate(measured, (point) => {
    const { anteriorMm, cranialMm } = turned(point, about, turn);
    return { anteriorMm: anteriorMm + to.anteriorMm - from.anteriorMm, cranialMm: cranialMm + to.cranialMm - from.cranialMm };
  });
}

function targetC7(evaluation: Evaluation, ageYears: number, { posterior }: FigureEndplate): SagittalPoint | null {
  const sva = ageTarget.sva(ageYears);
  const c7 = positionAt(evaluation, C7);
  if (sva === null || !c7 || evaluation.sources.reading.scale !== "mm") return null;
  return { anteriorMm: posterior.anteriorMm + sva, cranialMm: c7.cranialMm };
}

const movedEndplate = ({ id, posterior, anterior }: FigureEndplate, move: (point: SagittalPoint) => SagittalPoint): FigureEndplate => ({
  id,
  posterior: move(posterior),
  anterior: move(anterior),
});

const middleOf = ({ posterior, anterior }: FigureEndplate): SagittalPoint => positionOf(meanPoint([tracedPoint({}, posterior), tracedPoint({}, anterior)]));

/** Degrees, positive when the anterior end is lower. */
const tiltOf = ({ posterior, anterior }: FigureEndplate): number =>
  Math.atan2(posterior.cranialMm - anterior.cranialMm, anterior.anteriorMm - posterior.anteriorMm) * DEGREES_PER_RADIAN;

/** About `centre`, positive from cranial towards posterior: what raises an endplate's anterior end and increases PT. */
function turned({ anteriorMm, cranialMm }: SagittalPoint, centre: SagittalPoint, byDegrees: number): SagittalPoint {
  const [sin, cos] = [Math.sin(byDegrees / DEGREES_PER_RADIAN), Math.cos(byDegrees / DEGREES_PER_RADIAN)];
  const [a, c] = [anteriorMm - centre.anteriorMm, cranialMm - centre.cranialMm];
  return { anteriorMm: centre.anteriorMm + a * cos - c * sin, cranialMm: centre.cranialMm + a * sin + c * cos };
}

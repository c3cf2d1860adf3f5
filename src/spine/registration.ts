import type { SagittalPoint } from "#geometry/points";
import { degrees, DEGREES_PER_RADIAN, millimetres, type Degrees, type Millimetres } from "#geometry/units";
import type { Reason, SpineReading } from "./assessment";
import { endplateId, type LandmarkId } from "./landmark";
import type { Level } from "./level";

/**
 * How one exam's sagittal plane lies on another's, from landmarks that both have: what was operated on is one rigid body,
 * so that with it put on top of itself everything else shows how it has moved.
 */

/** A turn, and where a scale is unknown an enlargement, followed by a shift: p -> scale * R(turn) * p + shift. */
export interface Motion {
  /** Counterclockwise with anterior to the right and cranial upwards, (-180, 180]. */
  readonly turnDegrees: Degrees;
  /** 1 between two exams in millimetres. */
  readonly scale: number;
  readonly anteriorMm: Millimetres;
  readonly cranialMm: Millimetres;
}

export const AT_REST: Motion = { turnDegrees: degrees(0), scale: 1, anteriorMm: millimetres(0), cranialMm: millimetres(0) };

/** Where a motion takes a point. */
export function movedBy({ turnDegrees, scale, anteriorMm, cranialMm }: Motion, point: SagittalPoint): SagittalPoint {
  const [cos, sin] = [Math.cos(turnDegrees / DEGREES_PER_RADIAN) * scale, Math.sin(turnDegrees / DEGREES_PER_RADIAN) * scale];
  return {
    anteriorMm: cos * point.anteriorMm - sin * point.cranialMm + anteriorMm,
    cranialMm: sin * point.anteriorMm + cos * point.cranialMm + cranialMm,
  };
}

export interface PointPair {
  readonly moving: SagittalPoint;
  readonly fixed: SagittalPoint;
}

/**
 * The motion that brings the moving points as near to the fixed ones as they come, in the least squares of the distances
 * (in closed form: Umeyama 1991, IEEE Trans PAMI 13:376, of two dimensions). `rigid` false: an enlargement too. Null for
 * points of which no direction can be told.
 */
export function motionBetween(pairs: readonly PointPair[], rigid: boolean): Motion | null {
  const [from, to] = [centreOf(pairs.map(({ moving }) => moving)), centreOf(pairs.map(({ fixed }) => fixed))];
  let along = 0;
  let across = 0;
  let size = 0;
  for (const { moving, fixed } of pairs) {
    const [x, y, u, v] = [moving.anteriorMm - from.anteriorMm, moving.cranialMm - from.cranialMm, fixed.anteriorMm - to.anteriorMm, fixed.cranialMm - to.cranialMm];
    along += x * u + y * v;
    across += x * v - y * u;
    size += x * x + y * y;
  }
  const length = Math.hypot(along, across);
  if (!(length > SMALLEST_MM2)) return null;
  const scale = rigid ? 1 : length / size;
  const turned: Motion = { ...AT_REST, turnDegrees: degrees(Math.atan2(across, along) * DEGREES_PER_RADIAN), scale };
  const centre = movedBy(turned, from);
  return { ...turned, anteriorMm: millimetres(to.anteriorMm - centre.anteriorMm), cranialMm: millimetres(to.cranialMm - centre.cranialMm) };
}

/** Points closer together than a micrometre are one place. */
const SMALLEST_MM2 = 1e-12;

const mean = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0) / values.length;

const centreOf = (points: readonly SagittalPoint[]): SagittalPoint => ({ anteriorMm: mean(points.map((p) => p.anteriorMm)), cranialMm: mean(points.map((p) => p.cranialMm)) });

export type Registration =
  | {
      readonly state: "registered";
      readonly motion: Motion;
      /** The endplates whose corners it rests on. */
      readonly on: readonly LandmarkId[];
      /** Root mean square of what is left between the corners, in the fixed exam's millimetres. */
      readonly residualMm: Millimetres;
      /** One standard deviation of the turn, from that of a click; null where either exam has no millimetres. */
      readonly turnSdDegrees: number | null;
      /** One of the two has no millimetres: how large it is drawn comes from these endplates. */
      readonly scaled: boolean;
    }
  | { readonly state: "unregistered"; readonly reason: Reason };

/**
 * The moving exam on the fixed one, by the endplates of the fixed exam's UIV that both have whole; without one of them
 * there is none, and the reason says which exam lacks it. Rigid between two exams in millimetres.
 */
export function registrationOnUiv(moving: SpineReading, fixed: SpineReading, clickSdMm: number): Registration {
  const { uiv } = fixed;
  if (uiv === undefined) return { state: "unregistered", reason: { code: "no-uiv", params: { level: "UIV" } } };
  const ids = endplatesOf(uiv);
  return unusable(moving, fixed) ?? registered(moving, fixed, ids, clickSdMm) ?? { state: "unregistered", reason: lackOf(moving, fixed, uiv, ids) };
}

/** The same for a guide while the moving exam's spine is still being read: by its UIV, else by any two endplates that both have. */
export function registrationForGuide(moving: SpineReading, fixed: SpineReading, clickSdMm: number): Registration {
  const onUiv = registrationOnUiv(moving, fixed, clickSdMm);
  if (onUiv.state === "registered" || unusable(moving, fixed)) return onUiv;
  const common = commonOf(moving, fixed, [...fixed.landmarks.keys()]).map(({ id }) => id);
  return (common.length > 1 ? registered(moving, fixed, common, clickSdMm) : null) ?? onUiv;
}

const endplatesOf = (level: Level): readonly LandmarkId[] => [endplateId(level, "superior"), endplateId(level, "inferior")];

function unusable(moving: SpineReading, fixed: SpineReading): Registration | null {
  const unsided = [fixed, moving].find(({ scale }) => scale === "none");
  return unsided ? { state: "unregistered", reason: { code: "no-anterior" } } : null;
}

type Corners = readonly [posterior: SagittalPoint, anterior: SagittalPoint];

function cornersOf({ landmarks }: SpineReading, id: LandmarkId): Corners | null {
  const landmark = landmarks.get(id);
  return landmark?.kind === "endplate" && landmark.posterior && landmark.anterior ? [landmark.posterior, landmark.anterior] : null;
}

function registered(moving: SpineReading, fixed: SpineReading, ids: readonly LandmarkId[], clickSdMm: number): Registration | null {
  const common = commonOf(moving, fixed, ids);
  const pairs = common.flatMap((each) => each.pairs);
  const isScaled = moving.scale !== "mm" || fixed.scale !== "mm";
  const motion = motionBetween(pairs, !isScaled);
  if (!motion) return null;
  const left = pairs.map((pair) => {
    const at = movedBy(motion, pair.moving);
    return (at.anteriorMm - pair.fixed.anteriorMm) ** 2 + (at.cranialMm - pair.fixed.cranialMm) ** 2;
  });
  const turnSdDegrees = isScaled ? null : turnSd(pairs, clickSdMm);
  return { state: "registered", motion, on: common.map(({ id }) => id), residualMm: millimetres(Math.sqrt(mean(left))), turnSdDegrees, scaled: isScaled };
}

/** The endplates that both exams have whole, corner by corner. */
function commonOf(moving: SpineReading, fixed: SpineReading, ids: readonly LandmarkId[]): readonly { readonly id: LandmarkId; readonly pairs: readonly PointPair[] }[] {
  return ids.flatMap((id) => {
    const [m, f] = [cornersOf(moving, id), cornersOf(fixed, id)];
    return m && f ? [{ id, pairs: [{ moving: m[0], fixed: f[0] }, { moving: m[1], fixed: f[1] }] }] : [];
  });
}

/** First order: each exam turns by the clicks' error over the spread of its points, and the two are independent. */
function turnSd(pairs: readonly PointPair[], clickSdMm: number): number {
  const perSpread = (points: readonly SagittalPoint[]): number => {
    const centre = centreOf(points);
    return 1 / points.reduce((total, p) => total + (p.anteriorMm - centre.anteriorMm) ** 2 + (p.cranialMm - centre.cranialMm) ** 2, 0);
  };
  return clickSdMm * Math.sqrt(perSpread(pairs.map(({ moving }) => moving)) + perSpread(pairs.map(({ fixed }) => fixed))) * DEGREES_PER_RADIAN;
}

/** Which exam has no whole endplate of the level; where each has one, they have none in common or its corners are one point. */
function lackOf(moving: SpineReading, fixed: SpineReading, level: Level, ids: readonly LandmarkId[]): Reason {
  const lacks = (reading: SpineReading): boolean => !ids.some((id) => cornersOf(reading, id));
  if (lacks(fixed)) return { code: "uiv-not-placed-there", params: { level } };
  if (lacks(moving)) return { code: "uiv-not-placed", params: { level } };
  return { code: "no-common-endplate", params: { level } };
}

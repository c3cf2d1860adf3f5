import { wrapDegrees } from "#geometry/angle";
import { COINCIDENT_MM } from "#geometry/line";
import { add, atan2, positionOf, scale, subtract, vector, withValue } from "#geometry/traced";
import type { SpineReading, Unit } from "./assessment";
import { baselineNotes } from "./comparison";
import { definitionOf, type Construction, type EndplateRef, type PointRef } from "./definition";
import { both, combine, degenerate, found, incomplete, map, type Outcome, type Value } from "./outcome";
import { endplateFor, pointFor, sourcesOf, type Sources } from "./sources";

/** A reading under evaluation with the exams it is compared with; every value is computed once. */
export interface Evaluation {
  readonly sources: Sources;
  readonly baselines: { readonly preoperative?: Evaluation; readonly firstPostoperative?: Evaluation; readonly unread?: readonly Baseline[] };
  readonly cache: Map<string, Outcome<Value>>;
}

export const evaluationOf = (reading: SpineReading, baselines: Evaluation["baselines"] = {}): Evaluation => ({
  sources: sourcesOf(reading),
  baselines,
  cache: new Map(),
});

/**
 * The value of a row of `definition.ts`.
 * @throws RangeError for an id that no row has.
 */
export function valueOf(evaluation: Evaluation, id: string): Outcome<Value> {
  const known = evaluation.cache.get(id);
  if (known) return known;
  const definition = definitionOf(id);
  if (!definition) throw new RangeError(`no definition "${id}"`);
  const outcome = finite(inScale(evaluation, definition.unit, () => construct(evaluation, definition.construction)));
  evaluation.cache.set(id, outcome);
  return outcome;
}

/** A value in `unit` where the reading's scale allows it: nothing signed without an anterior side, no length without a spacing. */
export function inScale<T>(evaluation: Evaluation, unit: Unit, compute: () => Outcome<T>): Outcome<T> {
  const { scale: known, scaleReason, noLengths } = evaluation.sources.reading;
  if (known === "none") return incomplete(scaleReason ?? { code: "no-anterior" });
  if (noLengths && unit === "mm") return incomplete(noLengths);
  if (known === "ratio" && unit === "mm") return incomplete(scaleReason ?? { code: "no-spacing" });
  return compute();
}

/** Numbers beyond the range of floats come from coordinates that are none. */
export const finite = (outcome: Outcome<Value>): Outcome<Value> =>
  outcome.state === "found" && !Number.isFinite(outcome.value.value) ? degenerate({ code: "not-finite" }) : outcome;

const wrapped = (angle: Value): Value => withValue(angle, wrapDegrees(angle.value));

function construct(evaluation: Evaluation, construction: Construction): Outcome<Value> {
  const { sources } = evaluation;
  switch (construction.kind) {
    case "kyphosis":
      return combine(tilt(sources, construction.upper), tilt(sources, construction.lower), (u, l) => wrapped(subtract(u, l)));
    case "lordosis":
      return combine(tilt(sources, construction.upper), tilt(sources, construction.lower), (u, l) => wrapped(subtract(l, u)));
    case "tilt":
      return tilt(sources, construction.endplate);
    case "inclination":
      return map(inclination(sources, construction.from, construction.to), (angle) => (construction.positive === "anterior" ? angle : wrapped(scale(angle, -1))));
    case "angle-at":
      return combine(
        inclination(sources, construction.apex, construction.to),
        inclination(sources, construction.apex, construction.from),
        (to, from) => wrapped(subtract(to, from)),
      );
    case "pelvic-incidence":
      return combine(valueOf(evaluation, "PT"), tilt(sources, construction.endplate), (pt, ss) => wrapped(add(pt, ss)));
    case "offset":
      return combine(pointFor(sources, construction.of), pointFor(sources, construction.from), (of, from) => subtract(of.anterior, from.anterior));
    case "sum":
      return combine(valueOf(evaluation, construction.left), valueOf(evaluation, construction.right), (x, y) => wrapped(add(x, y)));
    case "difference":
      return combine(valueOf(evaluation, construction.left), valueOf(evaluation, construction.right), (x, y) => wrapped(subtract(x, y)));
    case "change":
      return change(evaluation, construction.of, construction.since);
  }
}

/** atan2(c_post - c_ant, a_ant - a_post): positive when the anterior end is lower. */
const tilt = (sources: Sources, ref: EndplateRef): Outcome<Value> =>
  map(endplateFor(sources, ref), ({ line }) => wrapped(scale(line.directionDegrees, -1)));

/** Angle of from -> to with the vertical, + when `to` is anterior. */
function inclination(sources: Sources, from: PointRef, to: PointRef): Outcome<Value> {
  const ends = both(pointFor(sources, from), pointFor(sources, to));
  if (ends.state !== "found") return ends;
  const along = vector(...ends.value);
  const { anteriorMm, cranialMm } = positionOf(along);
  if (!(Math.hypot(anteriorMm, cranialMm) > COINCIDENT_MM)) {
    return degenerate({ code: "coincident-points" });
  }
  return found(atan2(along.anterior, along.cranial), ends.notes);
}

/** Two exams are independent clicks: their errors add in quadrature, since no source point is shared. */
function change(evaluation: Evaluation, of: string, since: Baseline): Outcome<Value> {
  const baseline = baselineFor(evaluation, since);
  if (baseline.state !== "found") return baseline;
  const before = valueOf(baseline.value, of);
  if (before.state !== "found") return incomplete({ code: `${CODE[since]}-not-measured` });
  return combine(valueOf(evaluation, of), found(before.value, baseline.notes), (now, then) => wrapped(subtract(now, then)));
}

export type Baseline = "preoperative" | "firstPostoperative";

/** The exam that a change is measured against, noting what the two do not share; why there is none otherwise. */
export function baselineFor({ sources: { reading }, baselines }: Evaluation, since: Baseline): Outcome<Evaluation> {
  if (reading.timepoint === "preoperative") return incomplete({ code: "preoperative-exam" });
  const baseline = baselines[since];
  if (!baseline && baselines.unread?.includes(since) === true) return incomplete({ code: `${CODE[since]}-not-measured` });
  if (!baseline || isNotBefore(baseline.sources.reading, reading)) return incomplete({ code: lackOf(since, reading) });
  return found(baseline, baselineNotes(reading, baseline.sources.reading));
}

const CODE: Readonly<Record<Baseline, string>> = { preoperative: "preoperative", firstPostoperative: "first-postoperative" };

/** An exam is no baseline of itself, nor a later one of an earlier one. */
const isNotBefore = (baseline: SpineReading, reading: SpineReading): boolean =>
  baseline === reading || (baseline.date !== undefined && reading.date !== undefined && baseline.date > reading.date);

/** A postoperative exam with no earlier one is itself the first. */
const lackOf = (since: Baseline, reading: SpineReading): string =>
  since === "firstPostoperative" && reading.timepoint === "postoperative" ? "first-postoperative-exam" : `no-${CODE[since]}`;

import type { CoronalPoint } from "#geometry/points";
import type { Measurement, Reason, SpineReading } from "./assessment";
import { at } from "./at";
import { coronalCobb, endplateAt, suggestEndVertebrae, type CoronalCobb, type EndVertebrae } from "./coronal";
import type { CoronalReading } from "./coronalEndplate";
import { endplateId, type EndplateSide, type PointAddress } from "./landmark";
import type { Level } from "./level";
import { degenerate, incomplete, type Failure } from "./outcome";
import { levelAnswerOf, type Question } from "./question";
import type { Unnamed } from "./stated";
import { normalCdf } from "./uncertainty";

/** The row of the angle; the others about the same curve are "Cobb.upper" and so on. */
export const COBB = "Cobb";

/** What the reader may decide about a curve: absent, the most tilted vertebrae stand for its ends. */
export const END_VERTEBRAE: Readonly<Record<keyof EndVertebrae, Question>> = {
  upper: { id: "cobb.upper", kind: "level" },
  lower: { id: "cobb.lower", kind: "level" },
};

export const isCoronalRow = (id: string): boolean => id === COBB || id.startsWith(`${COBB}.`);

/** The end vertebrae that the reader has decided on. */
export function chosenEnds(reading: Pick<SpineReading, "answers">): Partial<EndVertebrae> {
  const [upper, lower] = [levelAnswerOf(reading, END_VERTEBRAE.upper.id), levelAnswerOf(reading, END_VERTEBRAE.lower.id)];
  return { ...(upper === undefined ? {} : { upper }), ...(lower === undefined ? {} : { lower }) };
}

interface Curve extends CoronalCobb {
  /** Whether each end was decided on or suggested from the tilts. */
  readonly notes: readonly Reason[];
}

/** The rows of a frontal film (section 6), none of any other reading. */
export function coronalRows(reading: SpineReading, clickSdMm: number): readonly Measurement[] {
  const { coronal } = reading;
  if (coronal === undefined) return [];
  const curve = curveOf(reading, coronal, clickSdMm);
  const row = (id: string, of: (curve: Curve) => Unnamed): Measurement => ({ id, unit: id === COBB ? "deg" : "class", ...("value" in curve ? of(curve) : curve) });
  return [
    row(COBB, (of) => ({ ...stating(of), value: of.value, sd: of.sd, notes: [...of.notes, ...scaleNotes(coronal)] })),
    row("Cobb.upper", (of) => ({ ...stating(of), value: of.upper })),
    row("Cobb.lower", (of) => ({ ...stating(of), value: of.lower })),
    row("Cobb.convexity", (of) => ({ ...stating(of), value: of.convexity ?? "none", probability: of.sd === null || of.sd === 0 ? null : normalCdf(of.value / of.sd) })),
    row("Cobb.apex", (of) => apexRow(reading.levels, coronal, of)),
    row("Cobb.scoliosis", (of) => ({
      ...stating(of),
      value: of.scoliosis ? "scoliosis" : "no-scoliosis",
      probability: of.probability === null ? null : of.scoliosis ? of.probability : 1 - of.probability,
    })),
  ];
}

/** What the rows of one curve share. */
const stating = (of: Curve): Extract<Unnamed, { state: "measured" }> => ({ state: "measured", value: of.value, sd: null, points: cornersOf(of), notes: of.notes });

/** The angle is known all the same, only not how precisely. */
const scaleNotes = ({ scale }: CoronalReading): readonly Reason[] => (scale === "ratio" ? [{ code: "error-unknown" }] : []);

function curveOf(reading: SpineReading, coronal: CoronalReading, clickSdMm: number): Curve | Failure {
  if (coronal.scale === "none") return incomplete({ code: "no-patient-left" });
  const { levels } = reading;
  const chosen = chosenEnds(reading);
  const ends = endsOf(coronal, levels, chosen);
  if ("state" in ends) return ends;
  const result = coronalCobb(coronal.endplates, ends.upper, ends.lower, { clickSdMm, scale: coronal.scale });
  return result.state === "measured" ? { ...result, notes: [endNote("upper", ends, chosen), endNote("lower", ends, chosen)] } : result;
}

const endNote = (end: keyof EndVertebrae, ends: EndVertebrae, chosen: Partial<EndVertebrae>): Reason => ({
  code: `${end}-end-${chosen[end] === undefined ? "suggested" : "chosen"}`,
  params: { level: ends[end] },
});

/** As decided, else as the tilts suggest, else why there are none. */
function endsOf({ endplates }: CoronalReading, levels: readonly Level[], chosen: Partial<EndVertebrae>): EndVertebrae | Failure {
  const { upper, lower } = chosen;
  const unknown = [upper, lower].find((level) => level !== undefined && !levels.includes(level));
  if (unknown !== undefined) return incomplete({ code: "level-not-in-spine", params: { level: unknown } });
  if (upper !== undefined && lower !== undefined) {
    return levels.indexOf(upper) < levels.indexOf(lower) ? { upper, lower } : incomplete({ code: "end-vertebrae-out-of-order", params: { upper, lower } });
  }
  return suggestEndVertebrae(endplates, levels, chosen) ?? incomplete({ code: "no-end-vertebrae" });
}

const sidesOf = ({ upper, lower }: EndVertebrae) => [[upper, "superior"], [lower, "inferior"]] as const;

const cornersOf = (ends: EndVertebrae): readonly PointAddress[] =>
  sidesOf(ends).flatMap(([level, side]) => (["right", "left"] as const).map((part) => ({ landmark: endplateId(level, side), part })));

const middle = ({ right, left }: { readonly right: CoronalPoint; readonly left: CoronalPoint }): CoronalPoint => ({
  leftMm: (right.leftMm + left.leftMm) / 2,
  cranialMm: (right.cranialMm + left.cranialMm) / 2,
});

/** Of a body with both endplates. */
function centreOf({ endplates }: CoronalReading, level: Level): CoronalPoint | null {
  const [top, bottom] = [endplateAt(endplates, level, "superior"), endplateAt(endplates, level, "inferior")];
  return top && bottom ? middle({ right: middle(top), left: middle(bottom) }) : null;
}

/**
 * The vertebra between the ends whose centre lies farthest to the convex side of the line from the middle of the upper
 * endplate to that of the lower one. Told only where every body between is placed: one that is left out might be it.
 */
function apexRow(levels: readonly Level[], coronal: CoronalReading, curve: Curve): Unnamed {
  const between = levels.slice(levels.indexOf(curve.upper) + 1, levels.indexOf(curve.lower));
  const centres = between.flatMap((level) => {
    const centre = centreOf(coronal, level);
    return centre ? [{ level, centre }] : [];
  });
  if (centres.length < Math.max(1, between.length) || curve.convexity === null) {
    const open = between.filter((level) => !centres.some((placed) => placed.level === level));
    return incomplete({ code: "apex-not-told", params: { levels: open.join(", ") || "\u2014" } });
  }
  const end = (level: Level, side: EndplateSide): CoronalPoint => middle(at(coronal.endplates.filter((plate) => plate.level === level && plate.side === side), 0));
  const [from, to] = [end(curve.upper, "superior"), end(curve.lower, "inferior")];
  const beside = ({ centre }: { readonly centre: CoronalPoint }): number => (curve.convexity === "left" ? 1 : -1) * leftOf(from, to, centre);
  const farthest = at(centres.toSorted((x, y) => beside(y) - beside(x)), 0);
  if (!(beside(farthest) > 0)) return degenerate({ code: "apex-not-beside" });
  const points = between.flatMap((level) => cornersOf({ upper: level, lower: level }));
  return { ...stating(curve), value: farthest.level, points: [...cornersOf(curve), ...points] };
}

/** How far a point lies to the left of the line that runs caudally from one point to another, times the line's length. */
const leftOf = (from: CoronalPoint, to: CoronalPoint, point: CoronalPoint): number =>
  (to.leftMm - from.leftMm) * (point.cranialMm - from.cranialMm) - (to.cranialMm - from.cranialMm) * (point.leftMm - from.leftMm);

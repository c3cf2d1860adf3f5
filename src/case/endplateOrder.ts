import { toSagittal, type SagittalFrame } from "#image/sagittalFrame";
import { DEGREES_PER_RADIAN } from "#geometry/units";
import type { SagittalPoint } from "#geometry/points";
import type { LandmarkId } from "#spine/landmark";
import type { Level } from "#spine/level";
import type { StoredLandmark } from "./patientCase";

/**
 * Whether an endplate's two corners stand in the order their names say. Two sources of names differ in weight. A click
 * follows a prompt, so its order is weak evidence: on the wrong side of the vertical it is exchanged. A file's names
 * are a statement: they are overruled only where the endplate would have to be turned by more than 90 degrees both from
 * the horizontal and against the run of the spine around it, and by more than 120 from one of them (a steep endplate
 * whose corners are exchanged lies near the vertical, and squarely against the spine). What lies between is measured as
 * written and noted.
 */
export type EndplateOrder = "right" | "doubtful" | "reversed";

/** Beyond this angle from what is anterior an endplate of a file is taken to be reversed. */
const REVERSED_DEGREES = 120;

type Pair = { readonly posterior: SagittalPoint; readonly anterior: SagittalPoint };

const minus = (p: SagittalPoint, q: SagittalPoint): SagittalPoint => ({
  anteriorMm: p.anteriorMm - q.anteriorMm,
  cranialMm: p.cranialMm - q.cranialMm,
});

const UP: SagittalPoint = { anteriorMm: 0, cranialMm: 1 };

/** Angle in [0, 180] from what is anterior, for a spine that runs cranially along `cranial`, to the endplate's direction. */
function turnedBy({ posterior, anterior }: Pair, cranial: SagittalPoint): number {
  const along = minus(anterior, posterior);
  const across = along.anteriorMm * cranial.cranialMm - along.cranialMm * cranial.anteriorMm;
  const beside = along.anteriorMm * cranial.anteriorMm + along.cranialMm * cranial.cranialMm;
  return Math.abs(Math.atan2(beside, across)) * DEGREES_PER_RADIAN;
}

/** `cranial`: the direction of the spine at the endplate, where neighbours show it. */
export function endplateOrder(pair: Pair, cranial: SagittalPoint = UP): EndplateOrder {
  const fromSpine = turnedBy(pair, cranial);
  if (fromSpine <= 90) return "right";
  const fromHorizontal = turnedBy(pair, UP);
  return fromHorizontal > 90 && Math.max(fromSpine, fromHorizontal) > REVERSED_DEGREES ? "reversed" : "doubtful";
}

/**
 * A clicked endplate with its corners put in order, and whether they had to be exchanged (which is shown). For a frame
 * whose anterior side is unknown, and while a corner is missing, nothing is exchanged.
 */
export function orderedEndplate(frame: SagittalFrame, endplate: StoredLandmark): { readonly endplate: StoredLandmark; readonly exchanged: boolean } {
  const { posterior, anterior } = endplate;
  if (posterior === undefined || anterior === undefined || frame.scale === "none") return { endplate, exchanged: false };
  const exchanged = turnedBy({ posterior: toSagittal(frame, posterior), anterior: toSagittal(frame, anterior) }, UP) > 90;
  return { endplate: exchanged ? { ...endplate, posterior: anterior, anterior: posterior } : endplate, exchanged };
}

/**
 * The direction in which the spine runs cranially at each of its endplates, from the middles of the nearest complete
 * endplates on either side; undefined where there is none. The endplates are sorted once, whatever is asked.
 */
export function spineRun(levels: readonly Level[], pairs: ReadonlyMap<LandmarkId, Pair>): (id: LandmarkId) => SagittalPoint | undefined {
  const place = (landmark: LandmarkId): number => {
    const [level = "", side] = landmark.split(".");
    return 2 * levels.indexOf(level) + (side === "superior" ? 0 : 1);
  };
  const ranked = [...pairs]
    .map(([landmark, pair]) => ({ place: place(landmark), middle: middleOf(pair) }))
    .filter((entry) => entry.place >= 0)
    .sort((a, b) => a.place - b.place);
  return (id) => {
    const wanted = place(id);
    const index = ranked.findIndex((entry) => entry.place === wanted);
    const above = ranked[Math.max(index - 1, 0)];
    const below = ranked[Math.min(index + 1, ranked.length - 1)];
    if (above === undefined || below === undefined) return undefined;
    const direction = minus(above.middle, below.middle);
    return Math.hypot(direction.anteriorMm, direction.cranialMm) > 0 ? direction : undefined;
  };
}

const middleOf = ({ posterior, anterior }: Pair): SagittalPoint => ({
  anteriorMm: (posterior.anteriorMm + anterior.anteriorMm) / 2,
  cranialMm: (posterior.cranialMm + anterior.cranialMm) / 2,
});

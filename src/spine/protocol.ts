import { addressKey, endplateId, type EndplateSide, centroidId, FEMORAL_HEADS, middleId, type PointAddress } from "./landmark";
import { resolveLevel, type Level, type LevelRef, type Resolved } from "./level";
import type { EndVertebrae } from "./coronal";
import type { EndplateRef, PointRef } from "./definition";

/** A guided protocol: what is asked for, in order. Levels may be relative to the UIV or to the fractured level. */
export interface Protocol {
  readonly id: string;
  readonly steps: readonly Step[];
}

export type Step =
  | ({ readonly kind: "endplate" } & EndplateRef)
  /** Posterior corner, mid-height point, anterior corner. */
  | ({ readonly kind: "endplate-with-middle" } & EndplateRef)
  | Extract<PointRef, { kind: "centroid" | "hip-axis" }>;

const superior = (level: string): Step => ({ kind: "endplate", level, side: "superior" });
const inferior = (level: string): Step => ({ kind: "endplate", level, side: "inferior" });
const centroid = (level: string): Step => ({ kind: "centroid", level });

const JUNCTION: readonly Step[] = [inferior("UIV"), superior("UIV+2")];

const sixPoints = (level: string): readonly Step[] => [
  { kind: "endplate-with-middle", level, side: "superior" },
  { kind: "endplate-with-middle", level, side: "inferior" },
];

/** Of frontal films; it has no fixed steps: they follow from the end vertebrae and the spine. */
export const CORONAL_COBB = "coronal-cobb";

/**
 * "fracture" asks for six points of the fractured body and of its neighbours, whose heights it is compared with.
 * "full-sagittal" asks for what every parameter of section 4 needs and no more: centroids of C7 come from its corners,
 * which are needed anyway.
 */
export const PROTOCOLS: readonly Protocol[] = [
  { id: "pjk-check", steps: JUNCTION },
  { id: "pjk-check-kyphosis", steps: [...JUNCTION, superior("T4"), inferior("T12orLast")] },
  {
    id: "full-sagittal",
    steps: [
      ...JUNCTION,
      superior("UIV+1"),
      centroid("C2"),
      inferior("C2"),
      superior("C7"),
      inferior("C7"),
      superior("T1"),
      centroid("T1"),
      superior("T2"),
      superior("T4"),
      centroid("T4"),
      superior("T5"),
      centroid("T9"),
      superior("T10"),
      inferior("T12orLast"),
      superior("L1"),
      centroid("L1"),
      inferior("L2"),
      superior("L4"),
      superior("S1"),
      { kind: "hip-axis" },
    ],
  },
  { id: "fracture", steps: [...sixPoints("fracture"), ...sixPoints("fracture+1"), ...sixPoints("fracture-1")] },
  { id: CORONAL_COBB, steps: [] },
];

/** @throws RangeError for an id that no protocol has. */
export function protocolOf(id: string): Protocol {
  const found = PROTOCOLS.find((protocol) => protocol.id === id);
  if (!found) throw new RangeError(`no protocol "${id}"; there are ${PROTOCOLS.map((p) => p.id).join(", ")}`);
  return found;
}

/**
 * The clicks of a protocol in this spine, in order, each once. Steps at levels that this spine lacks, or relative to a
 * UIV or a fracture that is not known, are left out.
 */
export function resolveProtocol(protocol: Protocol, levels: readonly Level[], uiv: Level | undefined, fracture?: Level): readonly PointAddress[] {
  const seen = new Set<string>();
  return protocol.steps
    .flatMap((step) => clicks(step, (ref) => resolveLevel(ref, levels, uiv, fracture)))
    .filter((address) => {
      const key = addressKey(address);
      return !seen.has(key) && seen.add(key);
    });
}

/**
 * The clicks of the coronal protocol: the two endplates of the curve where both end vertebrae are decided on, else both
 * endplates of every thoracic and lumbar vertebra from the end that is, from which the most tilted are suggested.
 */
export function coronalSteps(levels: readonly Level[], { upper, lower }: Partial<EndVertebrae>): readonly PointAddress[] {
  if (upper !== undefined && lower !== undefined) return [...sides(upper, "superior"), ...sides(lower, "inferior")];
  const spine = levels.filter((level) => /^[TL]/.test(level));
  const [from, to] = [upper === undefined ? 0 : spine.indexOf(upper), lower === undefined ? spine.length : spine.indexOf(lower) + 1];
  return spine.slice(Math.max(0, from), to).flatMap((level) => [...sides(level, "superior"), ...sides(level, "inferior")]);
}

/** From the patient's right to his left: from left to right as a frontal film hangs. */
const sides = (level: Level, side: EndplateSide): readonly PointAddress[] => (["right", "left"] as const).map((part) => ({ landmark: endplateId(level, side), part }));

function clicks(step: Step, resolve: (ref: LevelRef) => Resolved): readonly PointAddress[] {
  if (step.kind === "hip-axis") return FEMORAL_HEADS.map((landmark) => ({ landmark, part: "center" }));
  const resolved = resolve(step.level);
  if (!("level" in resolved)) return [];
  const { level } = resolved;
  if (step.kind === "centroid") return [{ landmark: centroidId(level), part: "point" }];
  const sixPoints = step.kind === "endplate-with-middle";
  // The sacrum has no lower endplate and so no height.
  if (sixPoints && level === "S1") return [];
  const landmark = endplateId(level, step.side);
  const middle: readonly PointAddress[] = sixPoints ? [{ landmark: middleId(level, step.side), part: "point" }] : [];
  return [{ landmark, part: "posterior" }, ...middle, { landmark, part: "anterior" }];
}

/** The first step that is neither placed nor skipped (sets of `addressKey`), undefined when the protocol is done. */
export const nextPoint = (
  steps: readonly PointAddress[],
  placed: ReadonlySet<string>,
  skipped: ReadonlySet<string>,
): PointAddress | undefined => steps.find((step) => !placed.has(addressKey(step)) && !skipped.has(addressKey(step)));

import { addressKey, endplateId, centroidId, FEMORAL_HEADS, type PointAddress } from "./landmark";
import { resolveLevel, type Level } from "./level";
import type { EndplateRef, PointRef } from "./definition";

/** A guided protocol: what is asked for, in order. Levels may be relative to the UIV. */
export interface Protocol {
  readonly id: string;
  readonly steps: readonly Step[];
}

export type Step = ({ readonly kind: "endplate" } & EndplateRef) | Extract<PointRef, { kind: "centroid" | "hip-axis" }>;

const superior = (level: string): Step => ({ kind: "endplate", level, side: "superior" });
const inferior = (level: string): Step => ({ kind: "endplate", level, side: "inferior" });
const centroid = (level: string): Step => ({ kind: "centroid", level });

const JUNCTION: readonly Step[] = [inferior("UIV"), superior("UIV+2")];

/**
 * "full-sagittal" asks for what every parameter of section 4 needs and no more: centroids of C7 come from its corners,
 * which are needed anyway.
 */
export const PROTOCOLS: readonly Protocol[] = [
  { id: "pjk-check", steps: JUNCTION },
  { id: "pjk-check-kyphosis", steps: [...JUNCTION, superior("T4"), inferior("lastThoracic")] },
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
      inferior("lastThoracic"),
      superior("L1"),
      centroid("L1"),
      inferior("L2"),
      superior("L4"),
      superior("S1"),
      { kind: "hip-axis" },
    ],
  },
];

/** @throws RangeError for an id that no protocol has. */
export function protocolOf(id: string): Protocol {
  const found = PROTOCOLS.find((protocol) => protocol.id === id);
  if (!found) throw new RangeError(`no protocol "${id}"; there are ${PROTOCOLS.map((p) => p.id).join(", ")}`);
  return found;
}

/**
 * The clicks of a protocol in this spine, in order, each once. Steps at levels that this spine lacks, or relative to a
 * UIV that is not known, are left out.
 */
export function resolveProtocol(protocol: Protocol, levels: readonly Level[], uiv: Level | undefined): readonly PointAddress[] {
  const seen = new Set<string>();
  return protocol.steps
    .flatMap((step) => clicks(step, levels, uiv))
    .filter((address) => {
      const key = addressKey(address);
      return !seen.has(key) && seen.add(key);
    });
}

function clicks(step: Step, levels: readonly Level[], uiv: Level | undefined): readonly PointAddress[] {
  if (step.kind === "hip-axis") return FEMORAL_HEADS.map((landmark) => ({ landmark, part: "center" }));
  const resolved = resolveLevel(step.level, levels, uiv);
  if (!("level" in resolved)) return [];
  if (step.kind === "centroid") return [{ landmark: centroidId(resolved.level), part: "point" }];
  const landmark = endplateId(resolved.level, step.side);
  return [
    { landmark, part: "posterior" },
    { landmark, part: "anterior" },
  ];
}

/** The first step that is neither placed nor skipped (sets of `addressKey`), undefined when the protocol is done. */
export const nextPoint = (
  steps: readonly PointAddress[],
  placed: ReadonlySet<string>,
  skipped: ReadonlySet<string>,
): PointAddress | undefined => steps.find((step) => !placed.has(addressKey(step)) && !skipped.has(addressKey(step)));

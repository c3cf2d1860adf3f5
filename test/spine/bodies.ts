import type { SpineReading } from "#spine/assessment";
import type { SagittalLandmark } from "#spine/landmark";
import { point, reading } from "./support";

/** Heights of one body, millimetres: anterior, middle, posterior; null leaves the mid-height points out. */
export type Heights = readonly [anterior: number, middle: number | null, posterior: number];

const DEPTH = 30;

/** A body of chosen heights upon a level inferior endplate at `base` millimetres, its posterior wall upright. */
export function body(level: string, [anterior, middle, posterior]: Heights, base: number, shift = 0): Readonly<Record<string, SagittalLandmark>> {
  const at = (a: number, c: number) => ({ anteriorMm: a + shift, cranialMm: c });
  return {
    [`${level}.superior`]: { kind: "endplate", posterior: at(0, base + posterior), anterior: at(DEPTH, base + anterior) },
    [`${level}.inferior`]: { kind: "endplate", posterior: at(0, base), anterior: at(DEPTH, base) },
    ...(middle === null
      ? {}
      : { [`${level}.superior.middle`]: point(DEPTH / 2 + shift, base + middle), [`${level}.inferior.middle`]: point(DEPTH / 2 + shift, base) }),
  };
}

/** T11, T12 and L1 above one another; T12 is the one that is fractured. */
export const threeBodies = (t11: Heights, t12: Heights, l1: Heights, more: Partial<SpineReading> = {}): SpineReading =>
  reading({ ...body("T11", t11, 100), ...body("T12", t12, 65), ...body("L1", l1, 30) }, { answers: { fractureLevel: "T12" }, ...more });

import type { VolumePlan } from "#image/volume/arrange";
import { boundsOf } from "#image/volume/grid";
import { fixed } from "#text/format";
import { message } from "#text/messages";

/** What may tell the volumes of a series apart, the most telling first. */
const TRAITS: readonly ((plan: VolumePlan) => string | undefined)[] = [
  ({ grid }) => message(`volume.plan.${directionOf(grid.normal)}`),
  ({ slices }) => {
    const numbers = new Set(slices.map(({ instance }) => instance.acquisitionNumber));
    const [number] = numbers;
    return numbers.size === 1 && number !== undefined ? message("volume.plan.acquisition", { number }) : undefined;
  },
  ({ slices }) => {
    const moments = new Set(slices.map(({ temporalPosition }) => temporalPosition));
    const [number] = moments;
    return moments.size === 1 && number !== undefined ? message("volume.plan.phase", { number }) : undefined;
  },
  // ORIGINAL or DERIVED and PRIMARY or SECONDARY lead; what follows is the kind of image (PS3.3 C.7.6.1.1.2).
  ({ slices }) => slices[0]?.instance.imageType.slice(2).join(" ") || undefined,
  ({ grid }) => message("volume.plan.matrix", { columns: grid.columns, rows: grid.rows, mm: fixed(grid.columnMm, 2) }),
  ({ grid }) => message("volume.plan.spacing", { mm: fixed(grid.sliceMm, 2) }),
  ({ grid }) => {
    const { min, max } = boundsOf(grid);
    return message("volume.plan.range", { from: fixed(min[2], 0), to: fixed(max[2], 0) });
  },
  ({ slices }) => {
    const numbers = slices.flatMap(({ instance }) => instance.instanceNumber ?? []);
    return numbers.length === slices.length ? message("volume.plan.images", { first: Math.min(...numbers), last: Math.max(...numbers) }) : undefined;
  },
];

const directionOf = (normal: VolumePlan["grid"]["normal"]): "sagittal" | "coronal" | "axial" => {
  const [x, y, z] = normal.map(Math.abs);
  return (x ?? 0) > Math.max(y ?? 0, z ?? 0) ? "sagittal" : (y ?? 0) > (z ?? 0) ? "coronal" : "axial";
};

/** So many traits and the number of slices tell volumes apart without a novel. */
const MOST = 2;

/** The volumes of one series by what distinguishes them, each with its number of slices, and no two alike; in the order of `plans`. */
export function planNames(plans: readonly VolumePlan[]): readonly string[] {
  const telling = TRAITS.map((trait) => plans.map(trait)).filter((texts) => new Set(texts).size > 1);
  return numbered(
    plans.map((plan, index) => {
      const facts = telling.slice(0, MOST).flatMap((texts) => texts[index] ?? []);
      return joined(...facts, message("volume.complete", { count: plan.slices.length }));
    }),
  );
}

const joined = (...parts: readonly string[]): string => parts.join(" \u00b7 ");

/** Where nothing tells some apart, which of them each is. */
function numbered(names: readonly string[]): readonly string[] {
  return names.map((name, index) => {
    const of = names.filter((other) => other === name).length;
    const number = names.slice(0, index + 1).filter((other) => other === name).length;
    return of === 1 ? name : joined(name, message("volume.plan.number", { number, of }));
  });
}

import { ImageError } from "../problem";
import type { VolumeFinding } from "./finding";
import { gridOf, type VolumeGrid } from "./grid";
import { leadingAxis, moved, type Vector3 } from "./vector";

/** A 2,000-slice CT of 512 x 512 is just inside. */
export const defaultBudgetBytes = 1024 ** 3;

const bytesPerVoxel = 2;
/** A spine with its curve fits into so much of the body's width, millimetres. */
const leastSlabMm = 120;
/** Averaging more pixels than this into one leaves no endplate to measure. */
const largestStep = 4;

/** Pixels [first, first + count) of a direction. */
interface Part {
  readonly first: number;
  readonly count: number;
}

/** What of the slices is kept, decided before any of them is decoded. Plain values, for the worker. */
export interface Allocation {
  readonly columns: Part;
  readonly rows: Part;
  readonly slices: Part;
  /** So many by so many pixels are averaged into one voxel. */
  readonly step: number;
  /** Of the voxels that are kept. */
  readonly grid: VolumeGrid;
  readonly bytes: number;
}

/**
 * The largest part of a volume that fits the budget: all of it, else a sagittal slab around the midline (`midlineXMm`,
 * the middle of the volume where it isn't known), never narrower than 120 mm, else that slab with pixels averaged.
 * @throws ImageError "too-large" where even that is not enough.
 */
export function allocate(
  grid: VolumeGrid,
  budgetBytes: number = defaultBudgetBytes,
  midlineXMm?: number,
): { readonly allocation: Allocation; readonly findings: readonly VolumeFinding[] } {
  const whole: Parts = { columns: all(grid.columns), rows: all(grid.rows), slices: all(grid.slices) };
  if (bytesOf(whole, 1) <= budgetBytes) return { allocation: allocationOf(grid, whole, 1), findings: [] };
  const slab = slabOf(grid, whole, budgetBytes, midlineXMm);
  for (let step = 1; step <= largestStep; step += 1) {
    if (bytesOf(slab.parts, step) > budgetBytes) continue;
    const findings: VolumeFinding[] = slab.isCut ? [{ code: "cropped", params: { widthMm: slab.widthMm } }] : [];
    if (step > 1) findings.push({ code: "decimated", params: { step } });
    return { allocation: allocationOf(grid, slab.parts, step), findings };
  }
  throw new ImageError("too-large", { need: bytesOf(slab.parts, largestStep), budget: budgetBytes });
}

interface Parts {
  readonly columns: Part;
  readonly rows: Part;
  readonly slices: Part;
}

const all = (count: number): Part => ({ first: 0, count });

const bytesOf = ({ columns, rows, slices }: Parts, step: number): number =>
  bytesPerVoxel * Math.floor(columns.count / step) * Math.floor(rows.count / step) * slices.count;

/** Cut across the patient's left-right axis, whichever of the volume's directions that is. */
function slabOf(grid: VolumeGrid, whole: Parts, budgetBytes: number, midlineXMm: number | undefined): { readonly parts: Parts; readonly widthMm: number; readonly isCut: boolean } {
  const directions: readonly { readonly name: keyof Parts; readonly direction: Vector3; readonly mm: number }[] = [
    { name: "columns", direction: grid.columnDirection, mm: grid.columnMm },
    { name: "rows", direction: grid.rowDirection, mm: grid.rowMm },
    { name: "slices", direction: grid.normal, mm: grid.sliceMm },
  ];
  const across = directions.find(({ direction }) => leadingAxis(direction) === 0) ?? directions[0];
  if (across === undefined) throw new RangeError("a grid without directions");
  const { name, direction, mm } = across;
  const { count } = whole[name];
  const wanted = Math.max(Math.floor((count * budgetBytes) / bytesOf(whole, 1)), Math.ceil(leastSlabMm / mm));
  const kept = Math.max(2, Math.min(count, wanted));
  const firstX = grid.origins[0]?.[0] ?? 0;
  const middle = midlineXMm === undefined ? (count - 1) / 2 : (midlineXMm - firstX) / (direction[0] * mm);
  const first = Math.max(0, Math.min(count - kept, Math.round(middle - (kept - 1) / 2)));
  return { parts: { ...whole, [name]: { first, count: kept } }, widthMm: kept * mm, isCut: kept < count };
}

function allocationOf(source: VolumeGrid, parts: Parts, step: number): Allocation {
  const { columns, rows, slices } = parts;
  if (step === 1 && columns.count === source.columns && rows.count === source.rows && slices.count === source.slices) {
    return { ...parts, step, grid: source, bytes: bytesOf(parts, 1) };
  }
  // The centre of the first averaged voxel lies between the pixels that it is made of.
  const right = (columns.first + (step - 1) / 2) * source.columnMm;
  const down = (rows.first + (step - 1) / 2) * source.rowMm;
  const grid = gridOf({
    columns: Math.floor(columns.count / step),
    rows: Math.floor(rows.count / step),
    columnMm: source.columnMm * step,
    rowMm: source.rowMm * step,
    orientation: [...source.columnDirection, ...source.rowDirection],
    origins: source.origins
      .slice(slices.first, slices.first + slices.count)
      .map((origin) => moved(moved(origin, right, source.columnDirection), down, source.rowDirection)),
  });
  return { ...parts, step, grid, bytes: bytesOf(parts, step) };
}


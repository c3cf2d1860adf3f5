import { emptyVoxels, type Volume, type VoxelValues } from "./volume";

/** Columns that are gathered together. */
const width = 8;

interface Gathered {
  readonly first: number;
  /** Column after column, each from the first row to the last. */
  readonly values: VoxelValues;
}

/** The columns of each slice that were gathered last. A slice doesn't change once it stands in a volume. */
const gathered = new WeakMap<VoxelValues, Gathered>();

/** The volume of a slice. */
type Holder = Pick<Volume, "noData"> & { readonly grid: Pick<Volume["grid"], "columns"> };

/**
 * One column of a slice, from its first row to its last; to be read at once. It lies scattered over the slice's memory, and
 * whoever reads it waits for every line of a cache, on each of which its neighbours lie too: they are kept, so that scrolling
 * from column to column waits once in eight times.
 */
export function columnOf({ grid: { columns }, noData }: Holder, slice: VoxelValues, column: number): VoxelValues {
  const rows = slice.length / columns;
  const first = column - (column % width);
  const known = gathered.get(slice);
  const own = known?.first === first ? known : { first, values: known?.values ?? emptyVoxels({ noData }, rows * width) };
  if (own !== known) {
    gather(slice, columns, first, own.values);
    gathered.set(slice, own);
  }
  return own.values.subarray((column - first) * rows, (column - first + 1) * rows);
}

function gather(slice: VoxelValues, columns: number, first: number, into: VoxelValues): void {
  const rows = slice.length / columns;
  const count = Math.min(width, columns - first);
  for (let row = 0; row < rows; row += 1) {
    const from = row * columns + first;
    for (let column = 0; column < count; column += 1) into[column * rows + row] = slice[from + column] ?? 0;
  }
}

import type { StoredSlice } from "./requests";

/** Slices of a series that is looked at while its files are still being read: decoded when they are, and kept until they are asked for. */
export interface EarlySlices {
  expected(): string | undefined;
  /** The series from now on, whose first picture is still to come; what was kept of another one is given up. */
  expect(seriesInstanceUid: string | undefined): void;
  /** Whether its first picture is still to come: what else is read now makes it wait. For so long, and no longer. */
  isPictureDue(): boolean;
  /** It is there. */
  pictured(): void;
  keep(file: Blob, slice: StoredSlice): void;
  /** The slice of a file, handed over. */
  take(file: Blob): StoredSlice | undefined;
}

/** A tenth of a second's worth or so: whoever waits for them takes them several times a second. */
const mostBytes = 128 * 1024 ** 2;

/** A picture that takes longer doesn't hold up the rest. */
const mostDueMs = 1500;

export function createEarlySlices(): EarlySlices {
  const kept = new Map<Blob, StoredSlice>();
  let bytes = 0;
  let series: string | undefined;
  let dueUntil = -Infinity;
  const take = (file: Blob): StoredSlice | undefined => {
    const slice = kept.get(file);
    if (kept.delete(file)) bytes -= slice?.values.byteLength ?? 0;
    return slice;
  };
  return {
    expected: () => series,
    expect: (seriesInstanceUid) => {
      series = seriesInstanceUid;
      dueUntil = series === undefined ? -Infinity : performance.now() + mostDueMs;
      kept.clear();
      bytes = 0;
    },
    isPictureDue: () => performance.now() < dueUntil,
    pictured: () => {
      dueUntil = -Infinity;
    },
    keep: (file, slice) => {
      // What came too late, or for nobody: it is decoded again when it is asked for.
      if (series === undefined || bytes + slice.values.byteLength > mostBytes) return;
      kept.set(file, slice);
      bytes += slice.values.byteLength;
    },
    take,
  };
}

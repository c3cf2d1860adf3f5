/** A place between two slices where others are missing. */
export interface Gap {
  /** Index of the slice before it. */
  readonly after: number;
  /** What nothing is known of, millimetres: the distance of the two slices less one spacing. */
  readonly mm: number;
  /** How many slices would have stood there. */
  readonly slices: number;
}

export interface SliceSpacing {
  /** Median distance of neighbouring slices, gaps left out. */
  readonly nominalMm: number;
  /** Shortest and longest distance of neighbouring slices, gaps left out. */
  readonly minMm: number;
  readonly maxMm: number;
  readonly gaps: readonly Gap[];
}

/** Distances that written decimals and rounding table positions make: no variation is read out of them. */
const sameMm = 0.02;
const sameShare = 0.05;
/** So many equal distances in a row are a spacing that was meant. */
const meantRun = 3;
/** A distance of so many spacings has a slice missing in it. */
const gapFactor = 1.5;

/**
 * What the places of slices along their normal (ascending, millimetres, at least two, no two alike) say of their
 * spacing. A spacing that changes once and stays (5 mm, then 10 mm) is variable; a single longer step is a gap.
 */
export function spacingOf(alongMm: ArrayLike<number>): SliceSpacing {
  const steps = Array.from({ length: alongMm.length - 1 }, (_, index) => (alongMm[index + 1] ?? 0) - (alongMm[index] ?? 0));
  if (steps.length === 0) throw new RangeError(`a spacing needs two slices, got ${alongMm.length}`);
  const meant = meantSpacings(steps);
  const gaps: Gap[] = [];
  const kept: number[] = [];
  steps.forEach((step, index) => {
    const base = meant[index] ?? step;
    if (step > gapFactor * base) gaps.push({ after: index, mm: step - base, slices: Math.max(1, Math.round(step / base) - 1) });
    else kept.push(step);
  });
  return { nominalMm: median(kept), minMm: Math.min(...kept), maxMm: Math.max(...kept), gaps };
}

/** For each step the spacing it has to be held against: its own run's where it is in one, else the nearest run's. */
function meantSpacings(steps: readonly number[]): readonly number[] {
  const runs = runsOf(steps).filter(({ from, to }) => to - from >= meantRun);
  if (runs.length === 0) {
    const usual = median(steps);
    return steps.map(() => usual);
  }
  return steps.map((_, index) => {
    const away = ({ from, to }: Run): number => (index < from ? from - index : index >= to ? index - to + 1 : 0);
    const nearest = runs.reduce((best, run) => (away(run) < away(best) || (away(run) === away(best) && run.mm < best.mm) ? run : best));
    return nearest.mm;
  });
}

interface Run {
  readonly from: number;
  readonly to: number;
  readonly mm: number;
}

function runsOf(steps: readonly number[]): readonly Run[] {
  const runs: Run[] = [];
  for (let from = 0; from < steps.length; ) {
    const first = steps[from] ?? 0;
    let to = from + 1;
    while (to < steps.length && Math.abs((steps[to] ?? 0) - first) <= Math.max(sameMm, sameShare * first)) to += 1;
    runs.push({ from, to, mm: median(steps.slice(from, to)) });
    from = to;
  }
  return runs;
}

/** Whether neighbouring slices lie so unevenly that it has to be said. */
export function isVariable({ nominalMm, minMm, maxMm }: SliceSpacing): boolean {
  return maxMm - minMm > Math.max(sameMm, 0.02 * nominalMm);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

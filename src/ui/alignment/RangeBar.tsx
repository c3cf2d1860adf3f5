import type { AlignmentRow } from "#spine/alignment";
import { interval95, type Interval } from "#spine/uncertainty";
import { formatValue, signed } from "#text/format";
import { message } from "#text/messages";

/** Bands of the norm, the value and its interval, all in one measure. */
interface Bar {
  readonly from: number;
  readonly to: number;
  /** Outer band first. */
  readonly bands: readonly Interval[];
  readonly value: number;
  readonly interval: Interval | null;
  readonly label: string;
}

const SIZE = { width: 120, height: 18 };
const MARK = 4;

/** Where a value lies against its norm; nothing where the norm has no spread to lie in. */
export function RangeBar({ row }: { readonly row: AlignmentRow }) {
  const bar = barOf(row);
  if (!bar) return null;
  const x = (value: number): number => MARK + ((Math.min(bar.to, Math.max(bar.from, value)) - bar.from) / (bar.to - bar.from)) * (SIZE.width - 2 * MARK);
  const middle = SIZE.height / 2;
  return (
    <svg className="range-bar" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} width={SIZE.width} height={SIZE.height} role="img" aria-label={bar.label}>
      <line className="range-axis" x1={MARK} x2={SIZE.width - MARK} y1={middle} y2={middle} />
      {bar.bands.map(([low, high], i) => (
        <rect key={low} className={i === bar.bands.length - 1 ? "range-inner" : "range-outer"} x={x(low)} width={x(high) - x(low)} y={middle - 4} height={8} />
      ))}
      {bar.interval && <line className="range-whisker" x1={x(bar.interval[0])} x2={x(bar.interval[1])} y1={middle} y2={middle} />}
      <path className="range-mark" d={markAt(x(bar.value), middle, bar)} />
    </svg>
  );
}

/** A lozenge at the value; beyond the end of the bar an arrow that points there. */
function markAt(x: number, y: number, { value, from, to }: Bar): string {
  if (value < from) return `M${x - MARK} ${y}l7-5v10z`;
  if (value > to) return `M${x + MARK} ${y}l-7-5v10z`;
  return `M${x} ${y - 6}l${MARK} 6-${MARK} 6-${MARK}-6z`;
}

function barOf({ measurement, standing }: AlignmentRow): Bar | null {
  if (measurement.state !== "measured" || typeof measurement.value !== "number" || !standing) return null;
  switch (standing.kind) {
    case "mean": {
      const { value, sd } = standing.z;
      return {
        from: -3,
        to: 3,
        bands: [
          [-2, 2],
          [-1, 1],
        ],
        value,
        interval: interval95(value, sd),
        label: message("alignment.bar.mean", { z: signed(value, 1) }),
      };
    }
    case "range": {
      const { low, high } = standing;
      const { value, sd, unit } = measurement;
      const shown = { value: formatValue(value, unit), low: formatValue(low, unit), high: formatValue(high, unit) };
      return { from: 2 * low - high, to: 2 * high - low, bands: [[low, high]], value, interval: interval95(value, sd), label: message("alignment.bar.range", shown) };
    }
    case "expected":
      return null;
  }
}

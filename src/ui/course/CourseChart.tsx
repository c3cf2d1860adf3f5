import { DAYS_PER_MONTH, DAYS_PER_WEEK } from "#spine/date";
import { measuredValue } from "#text/measuredValue";
import { message } from "#text/messages";
import { scaleLinear, type ScaleLinear } from "d3-scale";
import type { Ref } from "react";
import { measurementName } from "../words";
import type { Course, CourseRow } from "./courseRows";

const SIZE = { width: 760, height: 300 };
const EDGE = { left: 56, right: 48, top: 40, bottom: 40 };

const MONTH_WEEKS = DAYS_PER_MONTH / DAYS_PER_WEEK;

/** In weeks; the review says "5 months", which is drawn as all that rounds to five. */
const WINDOWS = [
  { id: "pjk", from: 6, to: 8 },
  { id: "revision", from: 4.5 * MONTH_WEEKS, to: 5.5 * MONTH_WEEKS },
] as const;

interface Drawn extends CourseRow {
  readonly weeks: number;
  readonly value: number;
}

/** A value against time with its error. Whoever cannot see it has the table, which says more. */
export function CourseChart({ course, ref }: { readonly course: Course; readonly ref: Ref<SVGSVGElement> }) {
  const { points, axis } = drawable(course.rows);
  const name = measurementName(course.id);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return <p className="muted">{message("course.chartEmpty", { name })}</p>;
  const { x, y } = scales(points, course);
  const shown = (value: number): string => measuredValue(value, course.id, course.unit);
  const texts = { name, count: points.length, first: shown(first.value), last: shown(last.value) };
  return (
    <svg ref={ref} className="course-chart" viewBox={`0 0 ${SIZE.width} ${SIZE.height}`} role="img" aria-label={message("course.chart", texts)} fontFamily="sans-serif">
      <rect className="course-ground" width={SIZE.width} height={SIZE.height} />
      {axis === "sinceSurgery" && <Windows x={x} />}
      <Axes x={x} y={y} course={course} axis={axis} />
      <Thresholds y={y} course={course} />
      {points.slice(1).map((point, i) => (
        <Segment key={point.index} from={points[i] ?? point} to={point} x={x} y={y} />
      ))}
      {points.map((point) => (
        <Point key={point.index} point={point} x={x} y={y} course={course} />
      ))}
    </svg>
  );
}

type Scale = ScaleLinear<number, number>;

/** Against surgery where its date is known, else against the first dated exam. */
function drawable(rows: readonly CourseRow[]): { readonly points: readonly Drawn[]; readonly axis: "sinceSurgery" | "sinceFirst" } {
  const start = rows.find(({ date }) => date !== null)?.date ?? null;
  const bySurgery = rows.some(({ weeksSinceSurgery }) => weeksSinceSurgery !== null);
  const weeksOf = ({ date, weeksSinceSurgery }: CourseRow): number | null =>
    bySurgery || date === null || start === null ? weeksSinceSurgery : (Date.parse(date) - Date.parse(start)) / (86_400_000 * DAYS_PER_WEEK);
  const points = rows.flatMap((row): readonly Drawn[] => {
    const [weeks, { value }] = [weeksOf(row), row];
    return weeks === null || typeof value !== "number" ? [] : [{ ...row, weeks, value }];
  });
  return { points, axis: bySurgery ? "sinceSurgery" : "sinceFirst" };
}

function scales(points: readonly Drawn[], { thresholds }: Course): { readonly x: Scale; readonly y: Scale } {
  const weeks = [0, ...points.map((point) => point.weeks)];
  const values = [...points.flatMap(({ value, interval }) => [value, ...(interval ?? [])]), ...thresholds.map(({ value }) => value)];
  const room = Math.max(1, (Math.max(...weeks) - Math.min(...weeks)) * 0.04);
  return {
    x: scaleLinear([Math.min(...weeks) - room, Math.max(...weeks) + room], [EDGE.left, SIZE.width - EDGE.right]),
    y: scaleLinear([Math.min(...values) - 1, Math.max(...values) + 1], [SIZE.height - EDGE.bottom, EDGE.top]).nice(6),
  };
}

function Windows({ x }: { readonly x: Scale }) {
  const [least = 0, most = 0] = x.domain();
  return WINDOWS.filter(({ from, to }) => to > least && from < most).map(({ id, from, to }, i) => (
    <g key={id}>
      <rect className="course-window" x={x(from)} y={EDGE.top} width={x(Math.min(to, most)) - x(from)} height={SIZE.height - EDGE.top - EDGE.bottom} />
      <text className="course-quiet" x={x((from + to) / 2)} y={14 + 15 * i} fontSize={11} textAnchor={anchorAt(x((from + to) / 2))}>
        {message(`course.window.${id}`)}
      </text>
    </g>
  ));
}

/** Centred words, but for the edges, where they would be cut. */
const anchorAt = (left: number): "start" | "middle" | "end" => (left < 120 ? "start" : left > SIZE.width - 120 ? "end" : "middle");

function Axes({ x, y, course, axis }: { readonly x: Scale; readonly y: Scale; readonly course: Course; readonly axis: "sinceSurgery" | "sinceFirst" }) {
  const bottom = SIZE.height - EDGE.bottom;
  return (
    <>
      {y.ticks(6).map((tick) => (
        <g key={tick}>
          <line className="course-grid" x1={EDGE.left} x2={SIZE.width - EDGE.right} y1={y(tick)} y2={y(tick)} />
          <text className="course-quiet" x={EDGE.left - 8} y={y(tick) + 4} fontSize={12} textAnchor="end">
            {y.tickFormat(6)(tick)}
            {course.unit === "deg" ? "°" : ""}
          </text>
        </g>
      ))}
      {x.ticks(8).map((tick) => (
        <g key={tick}>
          <line className="course-axis" x1={x(tick)} x2={x(tick)} y1={bottom} y2={bottom + 5} />
          <text className="course-quiet" x={x(tick)} y={bottom + 18} fontSize={12} textAnchor="middle">
            {x.tickFormat(8)(tick)}
          </text>
        </g>
      ))}
      <line className="course-axis" x1={EDGE.left} x2={SIZE.width - EDGE.right} y1={bottom} y2={bottom} />
      <text className="course-quiet" x={(EDGE.left + SIZE.width - EDGE.right) / 2} y={SIZE.height - 6} fontSize={12} textAnchor="middle">
        {message(`course.axis.${axis}`)}
      </text>
    </>
  );
}

function Thresholds({ y, course }: { readonly y: Scale; readonly course: Course }) {
  return course.thresholds.map(({ value, label }) => (
    <g key={value}>
      <line className="course-threshold" x1={EDGE.left} x2={SIZE.width - EDGE.right} y1={y(value)} y2={y(value)} strokeDasharray="2 4" />
      <text className="course-threshold-name" x={SIZE.width - EDGE.right + 4} y={y(value) + 4} fontSize={12}>
        {label}
      </text>
    </g>
  ));
}

function Segment({ from, to, x, y }: { readonly from: Drawn; readonly to: Drawn; readonly x: Scale; readonly y: Scale }) {
  const dashes = from.posture === to.posture ? {} : { strokeDasharray: "6 5" };
  return <line className="course-line" x1={x(from.weeks)} y1={y(from.value)} x2={x(to.weeks)} y2={y(to.value)} strokeWidth={1.5} {...dashes} />;
}

function Point({ point: { weeks, value, interval }, x, y, course }: { readonly point: Drawn; readonly x: Scale; readonly y: Scale; readonly course: Course }) {
  const [left, bar] = [x(weeks), interval?.map((end) => y(end))];
  return (
    <g>
      {bar && <path className="course-bar" d={`M${left - 4} ${bar[0]}h8M${left} ${bar[0]}V${bar[1]}M${left - 4} ${bar[1]}h8`} strokeWidth={1.2} fill="none" />}
      <circle className="course-dot" cx={left} cy={y(value)} r={4} />
      <text className="course-value" x={left} y={y(interval?.[1] ?? value) - (interval ? 5 : 9)} fontSize={12} textAnchor="middle">
        {measuredValue(value, course.id, course.unit)}
      </text>
    </g>
  );
}

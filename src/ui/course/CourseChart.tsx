import { DAYS_PER_MONTH, DAYS_PER_WEEK } from "#spine/date";
import { formatThreshold } from "#text/format";
import { measuredValue } from "#text/measuredValue";
import { message } from "#text/messages";
import { scaleLinear, type ScaleLinear } from "d3-scale";
import type { Ref } from "react";
import { measurementName } from "../words";
import { halfWidth, placeChartLabels, type Spot } from "./chartLabels";
import { drawable, type ChartAxis, type Course, type DrawnRow } from "./courseRows";

/** Of the drawing, in the unit of its words: 12 of these are a line of small print. */
export interface ChartSize {
  readonly width: number;
  readonly height: number;
}

export const DIALOG_CHART: ChartSize = { width: 760, height: 300 };

const EDGE = { left: 52, right: 48, bottom: 40 };
const WORDS = 12;
/** Advance of a character against the font size, for a name that has to be made smaller to fit. */
const ADVANCE = 0.58;
/** Half of "-12.3°" and a little more, so that the first value is not read as one of the axis beside it. */
const HALF_LABEL = 24;
const LABEL_BELOW = 18;
/** Each window's name has a line of its own over the drawing. */
const WINDOW_LINE = 15;

const MONTH_WEEKS = DAYS_PER_MONTH / DAYS_PER_WEEK;

/** In weeks; the review says "5 months", which is drawn as all that rounds to five. */
const WINDOWS = [
  { id: "pjk", from: 6, to: 8 },
  { id: "revision", from: 4.5 * MONTH_WEEKS, to: 5.5 * MONTH_WEEKS },
] as const;

/** Where everything of one chart lies. */
interface Plot extends ChartSize {
  readonly course: Course;
  readonly points: readonly DrawnRow[];
  readonly axis: ChartAxis;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
}

interface CourseChartProps {
  readonly course: Course;
  readonly size?: ChartSize;
  readonly ref?: Ref<SVGSVGElement>;
}

/** A value against time with its error. Whoever cannot see it has the table, which says more. */
export function CourseChart({ course, size = DIALOG_CHART, ref }: CourseChartProps) {
  const plot = plotOf(course, size);
  const { points, axis } = plot;
  const name = measurementName(course.id);
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return <p className="muted">{message("course.chartEmpty", { name })}</p>;
  const shown = (value: number): string => measuredValue(value, course.id, course.unit);
  const texts = { name, count: points.length, first: shown(first.value), last: shown(last.value) };
  return (
    <svg ref={ref ?? null} className="course-chart" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={message("course.chart", texts)} fontFamily="sans-serif">
      <rect className="course-ground" width={size.width} height={size.height} />
      {axis === "sinceSurgery" && <Windows plot={plot} />}
      <Axes plot={plot} />
      <Thresholds plot={plot} />
      {points.slice(1).map((point, i) => (
        <Segment key={point.index} from={points[i] ?? point} to={point} plot={plot} />
      ))}
      <Points plot={plot} />
    </svg>
  );
}

function plotOf(course: Course, size: ChartSize): Plot {
  const { points, axis } = drawable(course.rows);
  const weeks = [0, ...points.map((point) => point.weeks)];
  const extremes = [...points.flatMap(({ value, interval }) => [value, ...(interval ?? [])]), ...course.thresholds.map(({ value }) => value)];
  const [least, most] = [Math.min(...extremes), Math.max(...extremes)];
  const [top, bottom, right] = [10 + 2 * WINDOW_LINE, size.height - EDGE.bottom, size.width - EDGE.right];
  // At the sides for half a label, below for one between a bar and the axis; above there is room over the drawing.
  const [side, below] = [HALF_LABEL / (right - EDGE.left), LABEL_BELOW / (bottom - top)];
  const above = Math.max(1, (most - least) * 0.08);
  const room = { x: Math.max(1, ((Math.max(...weeks) - Math.min(...weeks)) * side) / (1 - 2 * side)), y: ((most + above - least) * below) / (1 - below) };
  return {
    ...size,
    course,
    points,
    axis,
    top,
    bottom,
    right,
    x: scaleLinear([Math.min(...weeks) - room.x, Math.max(...weeks) + room.x], [EDGE.left, right]),
    y: scaleLinear([least - room.y, most + above], [bottom, top]).nice(6),
  };
}

function Windows({ plot: { x, top, bottom, width } }: { readonly plot: Plot }) {
  const [least = 0, most = 0] = x.domain();
  return WINDOWS.filter(({ from, to }) => to > least && from < most).map(({ id, from, to }, i) => (
    <g key={id}>
      <rect className="course-window" x={x(from)} y={top} width={x(Math.min(to, most)) - x(from)} height={bottom - top} />
      <text className="course-quiet" x={x((from + to) / 2)} y={14 + WINDOW_LINE * i} fontSize={11} textAnchor={anchorAt(x((from + to) / 2), width)}>
        {message(`course.window.${id}`)}
      </text>
    </g>
  ));
}

/** Centred words, but for the edges, where they would be cut. */
const anchorAt = (left: number, width: number): "start" | "middle" | "end" => (left < 120 ? "start" : left > width - 120 ? "end" : "middle");

function Axes({ plot: { x, y, course, axis, bottom, right, width, height } }: { readonly plot: Plot }) {
  const ticks = Math.max(3, Math.round(width / 95));
  const name = message(`course.axis.${axis}`);
  return (
    <>
      {y.ticks(6).map((tick) => (
        <g key={tick}>
          <line className="course-grid" x1={EDGE.left} x2={right} y1={y(tick)} y2={y(tick)} />
          <text className="course-quiet" x={EDGE.left - 6} y={y(tick) + 4} fontSize={WORDS} textAnchor="end">
            {formatThreshold(tick, course.unit)}
          </text>
        </g>
      ))}
      {x.ticks(ticks).map((tick) => (
        <g key={tick}>
          <line className="course-axis" x1={x(tick)} x2={x(tick)} y1={bottom} y2={bottom + 5} />
          <text className="course-quiet" x={x(tick)} y={bottom + 18} fontSize={WORDS} textAnchor="middle">
            {formatThreshold(tick, "points")}
          </text>
        </g>
      ))}
      <line className="course-axis" x1={EDGE.left} x2={right} y1={bottom} y2={bottom} />
      <text className="course-quiet" x={width / 2} y={height - 6} fontSize={Math.min(WORDS, width / (name.length * ADVANCE))} textAnchor="middle">
        {name}
      </text>
    </>
  );
}

function Thresholds({ plot: { y, course, right } }: { readonly plot: Plot }) {
  return course.thresholds.map(({ value, label }) => (
    <g key={value}>
      <line className="course-threshold" x1={EDGE.left} x2={right} y1={y(value)} y2={y(value)} strokeDasharray="2 4" />
      <text className="course-threshold-name" x={right + 4} y={y(value) + 4} fontSize={WORDS}>
        {label}
      </text>
    </g>
  ));
}

function Segment({ from, to, plot: { x, y } }: { readonly from: DrawnRow; readonly to: DrawnRow; readonly plot: Plot }) {
  const dashes = from.posture === to.posture ? {} : { strokeDasharray: "6 5" };
  return <line className="course-line" x1={x(from.weeks)} y1={y(from.value)} x2={x(to.weeks)} y2={y(to.value)} strokeWidth={1.5} {...dashes} />;
}

/** Every point with its error; its value beside it where that covers no other one's. */
function Points({ plot }: { readonly plot: Plot }) {
  const { points, x, y } = plot;
  const labels = labelsOf(plot);
  return points.map(({ index, weeks, value, interval }, i) => {
    const [left, bar, label] = [x(weeks), interval?.map((end) => y(end)), labels[i]];
    return (
      <g key={index}>
        {bar && <path className="course-bar" d={`M${left - 4} ${bar[0]}h8M${left} ${bar[0]}V${bar[1]}M${left - 4} ${bar[1]}h8`} strokeWidth={1.2} fill="none" />}
        <circle className="course-dot" cx={left} cy={y(value)} r={4} />
        {label && (
          <text className="course-value" x={label.x} y={label.y} fontSize={WORDS} textAnchor="middle">
            {label.text}
          </text>
        )}
      </g>
    );
  });
}

/** So far from an axis a value does not touch it. */
const OFF_AXIS = 3;

/** Above the bar, if need be not over its middle, else below it, else beside the point. */
function labelsOf({ points, x, y, course, bottom, right }: Plot): readonly ((Spot & { readonly text: string }) | null)[] {
  const drawn = points.flatMap(({ weeks, value, interval }) => [value, ...(interval ? along(interval) : [])].map((at) => ({ x: x(weeks), y: y(at) })));
  const labels = points.map(({ weeks, value, interval }) => {
    const [left, above, below] = [x(weeks), y(interval?.[1] ?? value) - (interval ? 5 : 9), y(interval?.[0] ?? value) + (interval ? 13 : 17)];
    const text = measuredValue(value, course.id, course.unit);
    const half = halfWidth(text, WORDS);
    const places = [
      { x: left, y: above },
      { x: left - half, y: above },
      { x: left + half, y: above },
      { x: left, y: below },
      { x: left - 24, y: y(value) + 4 },
      { x: left + 24, y: y(value) + 4 },
    ];
    return { text, places: places.filter((spot) => spot.y < bottom - OFF_AXIS && spot.x - half > EDGE.left + OFF_AXIS && spot.x < right + 4) };
  });
  return placeChartLabels(labels, drawn, WORDS).map((spot, i) => spot && { ...spot, text: labels[i]?.text ?? "" });
}

/** Enough spots of a bar for no word to slip in between. */
const along = ([low, high]: readonly [number, number]): readonly number[] => Array.from({ length: 13 }, (_, i) => low + ((high - low) * i) / 12);

/** Whether the chart of this size says every value that it draws. */
export function saysEveryValue(course: Course, size: ChartSize): boolean {
  const plot = plotOf(course, size);
  return plot.points.length === 0 || labelsOf(plot).every((label) => label !== null);
}

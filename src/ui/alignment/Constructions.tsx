import { distance } from "#geometry/line";
import type { SagittalPoint } from "#geometry/points";
import type { SpineFigure } from "#spine/figure";
import { message } from "#text/messages";
import { x, y, type Bounds } from "./bounds";

interface ConstructionsProps {
  readonly figure: SpineFigure;
  readonly bounds: Bounds;
  /** What a parameter measures, in words; null where it is not measured. */
  readonly valueOf: (id: string) => string | null;
}

/** The plumb line with its distance, and the triangle of the pelvis: each with its value where it is measured. */
export function Constructions({ figure, bounds, valueOf }: ConstructionsProps) {
  return (
    <g className="spine-construction">
      {figure.plumb && <Plumb plumb={figure.plumb} bounds={bounds} sva={valueOf("SVA")} />}
      <Pelvis figure={figure} bounds={bounds} valueOf={valueOf} />
    </g>
  );
}

/** From C7 straight down to the height of the sacral corner, and across to it. */
function Plumb({ plumb: { from, sacralCorner }, bounds: { unit }, sva }: { readonly plumb: NonNullable<SpineFigure["plumb"]>; readonly bounds: Bounds; readonly sva: string | null }) {
  const foot = { anteriorMm: from.anteriorMm, cranialMm: sacralCorner.cranialMm };
  return (
    <>
      <Line from={from} to={foot} />
      <Line from={foot} to={sacralCorner} />
      <circle className="spine-dot" cx={x(from)} cy={y(from)} r={3 * unit} />
      {sva !== null && <Value name="SVA" value={sva} x={Math.min(x(foot), x(sacralCorner)) - 6 * unit} y={y(foot) + 4 * unit} unit={unit} anchor="end" />}
    </>
  );
}

/** PT between the vertical and the line to the sacral midpoint, PI between that line and the endplate's perpendicular, SS against the horizontal. */
function Pelvis({ figure: { endplates, hipAxis }, bounds: { unit, left }, valueOf }: ConstructionsProps) {
  const sacrum = endplates.find(({ id }) => id === "S1.superior");
  if (!sacrum || !hipAxis) return null;
  const middle = { anteriorMm: (sacrum.posterior.anteriorMm + sacrum.anterior.anteriorMm) / 2, cranialMm: (sacrum.posterior.cranialMm + sacrum.anterior.cranialMm) / 2 };
  const reach = distance(hipAxis, middle);
  const values = (["PI", "PT", "SS"] as const).flatMap((id) => {
    const value = valueOf(id);
    return value === null ? [] : [{ id, value }];
  });
  return (
    <>
      <Line from={hipAxis} to={middle} />
      <Line from={hipAxis} to={{ ...hipAxis, cranialMm: hipAxis.cranialMm + reach }} />
      <Line from={middle} to={perpendicular(sacrum, middle, reach)} />
      <Line from={middle} to={{ ...middle, anteriorMm: middle.anteriorMm + reach / 2 }} />
      <circle className="spine-dot" cx={x(hipAxis)} cy={y(hipAxis)} r={3 * unit} />
      {values.map(({ id, value }, i) => (
        <Value key={id} name={id} value={value} x={left + 6 * unit} y={y(middle) + (i * 15 + 34) * unit} unit={unit} anchor="start" />
      ))}
    </>
  );
}

/** Downwards from the middle of the endplate, as long as the way to the hips. */
function perpendicular({ posterior, anterior }: { readonly posterior: SagittalPoint; readonly anterior: SagittalPoint }, middle: SagittalPoint, reach: number): SagittalPoint {
  const length = distance(posterior, anterior);
  if (length === 0) return middle;
  const [a, c] = [(anterior.anteriorMm - posterior.anteriorMm) / length, (anterior.cranialMm - posterior.cranialMm) / length];
  return { anteriorMm: middle.anteriorMm + c * reach, cranialMm: middle.cranialMm - a * reach };
}

const Line = ({ from, to }: { readonly from: SagittalPoint; readonly to: SagittalPoint }) => <line x1={x(from)} y1={y(from)} x2={x(to)} y2={y(to)} />;

function Value({ name, value, unit, anchor, ...at }: { readonly name: string; readonly value: string; readonly x: number; readonly y: number; readonly unit: number; readonly anchor: "start" | "end" }) {
  return (
    <text className="spine-value" {...at} fontSize={12 * unit} textAnchor={anchor}>
      {message("alignment.angle", { name, value })}
    </text>
  );
}

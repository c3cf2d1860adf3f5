import type { SagittalPoint } from "#geometry/points";
import type { Assessment } from "#spine/assessment";
import type { Body, FigureEndplate, SpineFigure, TargetFigure } from "#spine/figure";
import { parseLandmark } from "#spine/landmark";
import { message } from "#text/messages";
import { valueText } from "../words";
import { boundsOf, x, y, type Bounds } from "./bounds";
import { Constructions } from "./Constructions";
import { ScaleMark } from "./ScaleMark";

interface SpinePictureProps {
  readonly figure: SpineFigure;
  readonly target: TargetFigure | null;
  readonly assessment: Assessment;
  /** Else the figure has the right shape and no size. */
  readonly inMillimetres: boolean;
}

/** The measured spine as it stands, to scale; what is a construction is drawn as one, and the target in its own line. */
export function SpinePicture({ figure, target, assessment, inMillimetres }: SpinePictureProps) {
  const bounds = boundsOf(figure, target);
  const { left, top, width, height, unit } = bounds;
  const valueOf = (id: string): string | null => {
    const measurement = assessment.measurements.find((each) => each.id === id);
    return measurement?.state === "measured" ? valueText(measurement) : null;
  };
  return (
    <svg className="spine-picture" viewBox={`${left} ${top} ${width} ${height}`} role="img" aria-label={message("alignment.picture", { levels: levelsText(figure) })} fontFamily="sans-serif">
      <Sides bounds={bounds} />
      <Constructions figure={figure} bounds={bounds} valueOf={valueOf} />
      {target && <Target target={target} bounds={bounds} />}
      {figure.bodies.map((body) => (
        <BodyShape key={body.level} body={body} unit={unit} />
      ))}
      {figure.endplates.map((endplate) => (
        <EndplateShape key={endplate.id} endplate={endplate} unit={unit} />
      ))}
      {figure.centroids.map(({ level, at }) => (
        <g key={level}>
          <circle className="spine-dot" cx={x(at)} cy={y(at)} r={3 * unit} />
          <Label at={at} text={level} unit={unit} />
        </g>
      ))}
      {figure.heads.map(({ center, radiusMm }) => (
        <circle key={`${center.anteriorMm} ${center.cranialMm}`} className="spine-head" cx={x(center)} cy={y(center)} r={radiusMm ?? 2 * unit} />
      ))}
      <ScaleMark bounds={bounds} inMillimetres={inMillimetres} />
    </svg>
  );
}

const levelsText = ({ bodies }: SpineFigure): string => (bodies.length === 0 ? message("alignment.pictureNothing") : bodies.map(({ level }) => level).join(", "));

const path = (points: readonly SagittalPoint[]): string => points.map((point, i) => `${i === 0 ? "M" : "L"}${x(point)} ${y(point)}`).join("");

function BodyShape({ body: { level, corners }, unit }: { readonly body: Body; readonly unit: number }) {
  const [posteriorTop, , , posteriorBottom] = corners;
  return (
    <g>
      <path className="spine-body" d={`${path(corners)}Z`} />
      <Label at={between(posteriorTop, posteriorBottom)} text={level} unit={unit} />
    </g>
  );
}

const between = (p: SagittalPoint, q: SagittalPoint): SagittalPoint => ({ anteriorMm: (p.anteriorMm + q.anteriorMm) / 2, cranialMm: (p.cranialMm + q.cranialMm) / 2 });

function EndplateShape({ endplate: { id, posterior, anterior }, unit }: { readonly endplate: FigureEndplate; readonly unit: number }) {
  const parsed = parseLandmark(id);
  return (
    <g>
      <path className="spine-endplate" d={path([posterior, anterior])} />
      {parsed?.kind === "endplate" && <Label at={posterior} text={parsed.level} unit={unit} />}
    </g>
  );
}

/** Behind the spine, at a size of its own whatever the spine's. */
function Label({ at, text, unit }: { readonly at: SagittalPoint; readonly text: string; readonly unit: number }) {
  return (
    <text className="spine-label" x={x(at) + 6 * unit} y={y(at) + 4 * unit} fontSize={11 * unit}>
      {text}
    </text>
  );
}

function Target({ target: { sacrum, l1, c7 }, bounds: { unit } }: { readonly target: TargetFigure; readonly bounds: Bounds }) {
  return (
    <g className="spine-target">
      <path d={path([sacrum.posterior, sacrum.anterior])} />
      {l1 && <path d={path([l1.posterior, l1.anterior])} />}
      {c7 && (
        <>
          <path d={path([c7, { ...c7, cranialMm: sacrum.posterior.cranialMm }])} />
          <circle cx={x(c7)} cy={y(c7)} r={4 * unit} />
        </>
      )}
    </g>
  );
}

function Sides({ bounds: { left, top, width, unit } }: { readonly bounds: Bounds }) {
  const line = top + 14 * unit;
  return (
    <>
      <text className="spine-quiet" x={left + 6 * unit} y={line} fontSize={11 * unit}>
        {message("alignment.anterior")}
      </text>
      <text className="spine-quiet" x={left + width - 6 * unit} y={line} fontSize={11 * unit} textAnchor="end">
        {message("alignment.posterior")}
      </text>
    </>
  );
}

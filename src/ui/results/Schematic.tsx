import { definitionOf, type Construction, type EndplateRef, type PointRef } from "#spine/definition";
import { message } from "#text/messages";
import type { ReactElement } from "react";

/** The construction of a value as a small drawing, made from the same row that computes it. Anterior is to the left. */
export function Schematic({ measurement }: { readonly measurement: string }) {
  const construction = definitionOf(measurement)?.construction;
  if (!construction) return null;
  return (
    <svg className="schematic" viewBox="0 0 110 130" role="img" aria-label={message("ui.measurements.construction")}>
      {drawing(construction)}
    </svg>
  );
}

function drawing(construction: Construction): ReactElement {
  switch (construction.kind) {
    case "kyphosis":
    case "lordosis":
      return <CobbAngle upper={construction.upper} lower={construction.lower} lordotic={construction.kind === "lordosis"} />;
    case "tilt":
      return <Tilt endplate={construction.endplate} />;
    case "inclination":
      return <Rays apex={construction.from} to={construction.to} />;
    case "angle-at":
      return <Rays apex={construction.apex} from={construction.from} to={construction.to} />;
    case "pelvic-incidence":
      return <Incidence />;
    case "offset":
      return <Offset of={construction.of} from={construction.from} />;
    case "sum":
      return <Formula text={`${construction.left} + ${construction.right}`} />;
    case "difference":
      return <Formula text={`${construction.left} − ${construction.right}`} />;
    case "change":
      return <Formula text={message(`ui.measurements.change.${construction.since}`, { of: construction.of })} />;
  }
}

const endplateText = ({ level }: EndplateRef): string => level;

/** A body about (0, 0), its upper and lower endplate lit on demand. */
function Body({ x, y, turn, lit }: { readonly x: number; readonly y: number; readonly turn: number; readonly lit?: "superior" | "inferior" | undefined }) {
  return (
    <g transform={`translate(${x} ${y}) rotate(${turn})`}>
      <rect x="-16" y="-9" width="32" height="18" rx="2" className="body" />
      {lit && <path d={lit === "superior" ? "M-16-9H16" : "M-16 9H16"} className="lit" />}
      {lit && <path d={lit === "superior" ? "M-46-9H46" : "M-46 9H46"} className="line" />}
    </g>
  );
}

function CobbAngle({ upper, lower, lordotic }: { readonly upper: EndplateRef; readonly lower: EndplateRef; readonly lordotic: boolean }) {
  const turn = lordotic ? 16 : -16;
  const shift = lordotic ? -5 : 5;
  return (
    <>
      <Body x={52 - shift} y={26} turn={turn} lit={upper.side} />
      <Body x={52 + shift} y={64} turn={0} />
      <Body x={52 - shift} y={102} turn={-turn} lit={lower.side} />
      <text x="106" y="50" textAnchor="end">{endplateText(upper)}</text>
      <text x="106" y="88" textAnchor="end">{endplateText(lower)}</text>
    </>
  );
}

function Tilt({ endplate }: { readonly endplate: EndplateRef }) {
  return (
    <>
      <path d="M8 60H102" className="reference" />
      <Body x={55} y={70} turn={-18} lit={endplate.side} />
      <text x="76" y="100">{endplateText(endplate)}</text>
    </>
  );
}

const pointText = (point: PointRef): string => {
  switch (point.kind) {
    case "centroid":
      return point.level;
    case "corner":
    case "midpoint":
      return point.endplate.level;
    case "hip-axis":
      return message("ui.measurements.hipAxis");
  }
};

/** The angle at a point: between two rays, or one ray and the vertical. */
function Rays({ apex, from, to }: { readonly apex: PointRef; readonly from?: PointRef; readonly to: PointRef }) {
  return (
    <>
      <path d={from ? "M46 112 78 70" : "M46 112V14"} className={from ? "line" : "reference"} />
      <path d={from ? "M46 112 30 20" : "M46 112 76 22"} className="line" />
      <circle cx="46" cy="112" r="3.5" className="dot" />
      <circle cx={from ? 30 : 76} cy={from ? 20 : 22} r="3.5" className="dot" />
      {from && <circle cx="78" cy="70" r="3.5" className="dot" />}
      <text x="54" y="124">{pointText(apex)}</text>
      {from && <text x="84" y="70">{pointText(from)}</text>}
      <text x={from ? 36 : 82} y="18">{pointText(to)}</text>
    </>
  );
}

function Incidence() {
  return (
    <>
      <Body x={70} y={52} turn={-38} lit="superior" />
      <path d="M64.5 45 92 80" className="reference" />
      <path d="M64.5 45 32 108" className="line" />
      <circle cx="32" cy="108" r="9" className="body" />
      <circle cx="32" cy="108" r="2.5" className="dot" />
      <text x="46" y="122">{message("ui.measurements.hipAxis")}</text>
      <text x="88" y="30">S1</text>
    </>
  );
}

function Offset({ of, from }: { readonly of: PointRef; readonly from: PointRef }) {
  return (
    <>
      <path d="M34 20V104" className="reference" />
      <path d="M34 104H72" className="lit" />
      <circle cx="34" cy="20" r="3.5" className="dot" />
      <circle cx="72" cy="104" r="3.5" className="dot" />
      <text x="42" y="20">{pointText(of)}</text>
      <text x="80" y="108">{pointText(from)}</text>
    </>
  );
}

const Formula = ({ text }: { readonly text: string }) => (
  <text x="55" y="68" textAnchor="middle" className="formula">
    {text}
  </text>
);

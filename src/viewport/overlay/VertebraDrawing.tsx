import type { ReactElement } from "react";
import { parseLandmark, type PointAddress } from "#spine/landmark";

interface VertebraDrawingProps {
  readonly address: PointAddress;
  /** The side of the displayed picture on which anterior lies; of a frontal film's corner the patient's left. */
  readonly anterior: "left" | "right";
}

type Spot = readonly [x: number, y: number];

/** Drawn with anterior to the left; turned over for the other side. */
const CORNERS = {
  superior: { posterior: [34, 9], anterior: [9, 9], middle: [21.5, 10.5] },
  inferior: { posterior: [34, 31], anterior: [9, 31], middle: [21.5, 29.5] },
} as const;
const CENTRE: Spot = [21.5, 20];
/** Three points far apart: the circle through them is the surer. */
const RIM: readonly Spot[] = [[8.5, 20], [21.5, 7], [34.5, 20]];

/** A vertebra from the side, or a femoral head, in which the point that is asked for is lit. Says what the words beside it say. */
export function VertebraDrawing({ address, anterior }: VertebraDrawingProps): ReactElement | null {
  const parsed = parseLandmark(address.landmark);
  if (parsed === null) return null;
  const mirror = anterior === "right" ? "matrix(-1 0 0 1 60 0)" : undefined;
  return (
    <svg className="viewport-vertebra" viewBox="0 0 60 40" width="60" height="40" aria-hidden="true">
      <g transform={mirror} fill="none" stroke="currentColor" strokeWidth="1.2" strokeLinejoin="round">
        {parsed.kind === "femoral-head" ? <circle cx={CENTRE[0]} cy={CENTRE[1]} r="13" /> : isFrontal(address) ? <FrontalBody /> : <Body />}
        {parsed.kind === "endplate" ? <Endplate side={parsed.side} /> : null}
        <Lit spot={spotOf(address)} />
      </g>
    </svg>
  );
}

/** Body, pedicle, articular processes and the spinous process behind. */
function Body(): ReactElement {
  return (
    <>
      <path d="M9 9Q21.5 12 34 9Q31.5 20 34 31Q21.5 28 9 31Q11.5 20 9 9Z" />
      <path d="M33.2 13Q38 12 40 6L43 7Q43 14 44 17L58 27L56 31L42 24Q39 24 38 29L35.5 28Q37 22 33 20" opacity="0.6" />
    </>
  );
}

const isFrontal = ({ part }: PointAddress): boolean => part === "right" || part === "left";

/** From the front: body, pedicles and the spinous process between them. The lit corners are those of the drawing from the side. */
const FrontalBody = (): ReactElement => (
  <>
    <path d="M9 9Q21.5 12 34 9Q31.5 20 34 31Q21.5 28 9 31Q11.5 20 9 9Z" />
    <g opacity="0.6">
      <ellipse cx="14.5" cy="17" rx="2.2" ry="3" />
      <ellipse cx="28.5" cy="17" rx="2.2" ry="3" />
      <path d="M21.5 19L19.8 25H23.2Z" />
    </g>
  </>
);

const Endplate = ({ side }: { readonly side: "superior" | "inferior" }): ReactElement => (
  <path d={side === "superior" ? "M9 9Q21.5 12 34 9" : "M9 31Q21.5 28 34 31"} className="viewport-lit" strokeWidth="2" />
);

function Lit({ spot: [x, y] }: { readonly spot: Spot }): ReactElement {
  return (
    <g className="viewport-lit">
      <circle cx={x} cy={y} r="5.5" opacity="0.5" />
      <circle cx={x} cy={y} r="2.6" fill="currentColor" stroke="none" />
    </g>
  );
}

/** Drawn with the patient's left, as anterior, to the left. */
const LATERAL: Readonly<Record<string, "posterior" | "anterior" | undefined>> = { posterior: "posterior", anterior: "anterior", right: "posterior", left: "anterior" };

function spotOf({ landmark, part }: PointAddress): Spot {
  const parsed = parseLandmark(landmark);
  if (parsed?.kind === "endplate") return CORNERS[parsed.side][LATERAL[part] ?? "middle"];
  if (parsed?.kind === "middle") return CORNERS[parsed.side].middle;
  return part.startsWith("rim") ? (RIM[Number(part.split(".")[1])] ?? CENTRE) : CENTRE;
}

import { useMemo, useRef, type ReactElement } from "react";
import type { CanvasPoint } from "#geometry/points";
import type { Instance } from "#image/instance";
import { imageFromStored, storedFromImage, type Vector3 } from "#image/sagittalFrame";
import { add, cross, dot, moved, subtract } from "#image/volume/vector";
import { message } from "#text/messages";
import type { View } from "#viewport/engine";
import { INK } from "../overlay/ink";
import { coordinate } from "../overlay/plane";
import { projectorOf, type Projector } from "../overlay/projector";
import { Grip, type GripKey } from "./Grip";
import { pictureNormal } from "./Regions";

export interface CrossLinesProps {
  /** The picture over which the lines lie. */
  readonly instance: Instance;
  readonly view: View;
  /** Where the views meet: a point of this picture, LPS millimetres. */
  readonly meeting: Vector3;
  /** The pictures whose planes are drawn. */
  readonly others: readonly { readonly name: "coronal" | "axial"; readonly instance: Instance }[];
  readonly onMove: (meeting: Vector3) => void;
}

const VOLUME = { kind: "volume" } as const;
/** No line where something is looked at: the middle of the cross stays free. */
const GAP_CSS = 14;
/** The grip of a line stands so far from the picture's edge: beyond the letters of an oblique plane. */
const EDGE_CSS = 48;

/** Where other views of the volume cut this picture; each line is moved by the grip at its end. */
export function CrossLines({ others, ...rest }: CrossLinesProps): ReactElement {
  const projector = useMemo(() => projectorOf(rest.view), [rest.view]);
  return (
    <g data-transient="">
      {others.map(({ name, instance }) => (
        <CrossLine key={name} name={name} other={instance} projector={projector} {...rest} />
      ))}
    </g>
  );
}

type CrossLineProps = Omit<CrossLinesProps, "others"> & { readonly name: "coronal" | "axial"; readonly other: Instance; readonly projector: Projector };

function CrossLine({ name, other, instance, projector, view: { size }, meeting, onMove }: CrossLineProps): ReactElement | null {
  const taken = useRef(meeting);
  const [own, theirs] = [pictureNormal(instance), pictureNormal(other)];
  const along = own && theirs && cross(own, theirs);
  const [at, next] = along ? [meeting, add(meeting, along)].map((point) => imageFromStored(instance, 0, VOLUME, point)?.point) : [];
  const line = at && next && lineOf(projector.toCanvas(at), projector.toCanvas(next));
  if (!theirs || !line) return null;
  /** A line moves across itself only. */
  const move = (from: CanvasPoint, to: CanvasPoint, start: Vector3): void => {
    const [a, b] = [from, to].map((spot) => storedFromImage(instance, 0, VOLUME, projector.toImage(spot)));
    if (a?.length === 3 && b?.length === 3) onMove(moved(start, dot(subtract(b, a), theirs), theirs));
  };
  const key = ({ key: pressed, shift }: GripKey): boolean => {
    const steps = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[pressed];
    if (steps === undefined) return false;
    const by = steps * (shift ? 10 : 1);
    move({ xCss: 0, yCss: 0 }, { xCss: Math.abs(line.y) * by, yCss: Math.abs(line.x) * by }, meeting);
    return true;
  };
  const far = size.widthCss + size.heightCss;
  const spot = (by: number): CanvasPoint => ({ xCss: coordinate(line.from.xCss + line.x * by), yCss: coordinate(line.from.yCss + line.y * by) });
  const path = [-far, -GAP_CSS, GAP_CSS, far].map(spot).map(({ xCss, yCss }, index) => `${index % 2 === 0 ? "M" : "L"}${xCss} ${yCss}`);
  const end = spot(Math.abs(line.x) > Math.abs(line.y) ? (EDGE_CSS - line.from.xCss) / line.x : (EDGE_CSS - line.from.yCss) / line.y);
  return (
    <g data-line={name}>
      <path d={path.join("")} stroke={INK.mark} strokeOpacity="0.4" fill="none" pointerEvents="none" />
      <Grip
        mark={name}
        name={message(`volume.crossLine.${name}`)}
        onDown={() => {
          taken.current = meeting;
        }}
        onDrag={(from, to) => move(from, to, taken.current)}
        onEnd={() => undefined}
        onKey={key}
      >
        <circle cx={end.xCss} cy={end.yCss} r="12" fill="none" pointerEvents="all" />
        <circle cx={end.xCss} cy={end.yCss} r="4" fill={INK.rim} stroke={INK.mark} strokeWidth="1.25" />
      </Grip>
    </g>
  );
}

interface CanvasLine {
  readonly from: CanvasPoint;
  /** Unit vector. */
  readonly x: number;
  readonly y: number;
}

function lineOf(from: CanvasPoint, to: CanvasPoint): CanvasLine | null {
  const [x, y] = [to.xCss - from.xCss, to.yCss - from.yCss];
  const span = Math.hypot(x, y);
  return span > 1e-6 ? { from, x: x / span, y: y / span } : null;
}

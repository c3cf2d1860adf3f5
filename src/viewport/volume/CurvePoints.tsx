import { useMemo, useRef, type ReactElement } from "react";
import type { CanvasPoint } from "#geometry/points";
import type { Instance } from "#image/instance";
import { add, type Vector3 } from "#image/volume/vector";
import { message } from "#text/messages";
import type { View } from "#viewport/engine";
import { INK } from "../overlay/ink";
import { projectorOf, type Projector } from "../overlay/projector";
import { Grip, type GripKey } from "./Grip";
import { arrow, between, canvasPoint } from "./Regions";

export interface CurvePointsProps {
  readonly instance: Instance;
  readonly view: View;
  /** LPS millimetres. */
  readonly points: readonly Vector3[];
  /** The one in hand. */
  readonly chosen: number | null;
  readonly hand: CurveHand;
}

export interface CurveHand {
  readonly take: (index: number) => void;
  /** Where the point is on its way. */
  readonly draft: (index: number, to: Vector3) => void;
  /** It was let go. */
  readonly settle: () => void;
  readonly remove: (index: number) => void;
}

/** The points of a curve through vertebral bodies, each to be moved within the picture and removed. */
export function CurvePoints({ view, points, ...rest }: CurvePointsProps): ReactElement {
  const projector = useMemo(() => projectorOf(view), [view]);
  return (
    <g data-transient="">
      {points.map((point, index) => (
        <CurvePoint key={index} index={index} point={point} projector={projector} {...rest} />
      ))}
    </g>
  );
}

type CurvePointProps = Omit<CurvePointsProps, "points" | "view"> & { readonly index: number; readonly point: Vector3; readonly projector: Projector };

const ORIGIN: CanvasPoint = { xCss: 0, yCss: 0 };

function CurvePoint(props: CurvePointProps): ReactElement | null {
  const { instance, projector, index, point, chosen, hand } = props;
  const taken = useRef(point);
  const at = canvasPoint(instance, projector, point);
  if (at === null) return null;
  const move = (from: CanvasPoint, to: CanvasPoint, start: Vector3): void => {
    const by = between(props, from, to);
    if (by) hand.draft(index, add(start, by));
  };
  const key = (pressed: GripKey): boolean => {
    const step = arrow(pressed);
    if (step) move(ORIGIN, step, point);
    const isRemoving = pressed.key === "Delete" || pressed.key === "Backspace";
    if (isRemoving) hand.remove(index);
    return isRemoving || step !== null;
  };
  return (
    <Grip
      mark="body"
      name={message("volume.curve.body", { number: index + 1 })}
      description={message("volume.curve.bodyKeys")}
      onDown={() => {
        taken.current = point;
        hand.take(index);
      }}
      onDrag={(from, to) => move(from, to, taken.current)}
      onEnd={hand.settle}
      onKey={key}
    >
      <circle cx={at.xCss} cy={at.yCss} r="12" fill="none" pointerEvents="all" />
      <circle cx={at.xCss} cy={at.yCss} r="4" fill={INK.rim} stroke={index === chosen ? INK.selected : INK.mark} strokeWidth="1.5" />
    </Grip>
  );
}

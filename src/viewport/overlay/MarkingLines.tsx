import type { ReactElement } from "react";
import type { ImagePoint } from "#geometry/points";
import type { MarkPurpose } from "#viewport/tools/toolState";
import { INK, Stroke } from "./ink";
import { circleThrough } from "./plane";
import type { Projector } from "./projector";

interface MarkingLinesProps {
  readonly purpose: MarkPurpose;
  /** The marks set so far, with the one that is under way. */
  readonly points: readonly ImagePoint[];
  readonly projector: Projector;
}

/** A calibration's line or ball, or a plumb line, while it is being marked. */
export function MarkingLines({ purpose, points, projector }: MarkingLinesProps): ReactElement {
  const at = points.map(projector.toCanvas);
  const [from, to] = at;
  const ball = purpose === "ball" ? circleThrough(at) : null;
  return (
    <g pointerEvents="none" fill="none" data-transient="" data-marking={purpose}>
      {purpose !== "ball" && from && to ? <Stroke from={from} to={to} ink={INK.plumb} /> : null}
      {ball === null ? null : <circle cx={ball.centre.xCss} cy={ball.centre.yCss} r={ball.radius} stroke={INK.plumb} strokeWidth="1.25" />}
      {at.map(({ xCss, yCss }, i) => (
        <circle key={i} cx={xCss} cy={yCss} r="2.5" stroke={INK.plumb} strokeWidth="1.1" />
      ))}
    </g>
  );
}

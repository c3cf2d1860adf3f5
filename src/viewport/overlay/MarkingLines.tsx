import type { ReactElement } from "react";
import type { CanvasPoint, ImagePoint } from "#geometry/points";
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

/** The keyboard's cursor: where Enter places. Open in the middle, so that the spot stays to be seen. */
export function CrossHair({ at: { xCss, yCss } }: { readonly at: CanvasPoint }): ReactElement {
  const arms = [[-1, 0], [1, 0], [0, -1], [0, 1]] as const;
  return (
    <g pointerEvents="none" data-transient="" data-cursor="">
      {arms.map(([x, y]) => (
        <Stroke key={`${x},${y}`} from={{ xCss: xCss + 5 * x, yCss: yCss + 5 * y }} to={{ xCss: xCss + 16 * x, yCss: yCss + 16 * y }} ink={INK.selected} width={1} />
      ))}
    </g>
  );
}

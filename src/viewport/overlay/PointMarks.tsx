import type { ReactElement } from "react";
import { addressKey, landmarkIds, type PointAddress } from "#spine/landmark";
import type { Level } from "#spine/level";
import { fixed } from "#text/format";
import { message } from "#text/messages";
import { HIT_RADIUS_CSS } from "#viewport/pointer/hitTest";
import { sameAddress } from "#viewport/tools/toolState";
import { INK, OFF_SLICE } from "./ink";
import { pointName } from "./names";
import { coordinate } from "./plane";
import type { SceneMark } from "./scene";

interface PointMarksProps {
  readonly marks: readonly SceneMark[];
  readonly levels: readonly Level[];
  readonly active: PointAddress | null;
  readonly lit: ReadonlySet<string>;
  readonly onSelect: (address: PointAddress) => void;
}

/** The placed points, each a button, in the order of the spine so that Tab walks down it. */
export function PointMarks({ marks, levels, active, lit, onSelect }: PointMarksProps): ReactElement {
  const order = new Map(landmarkIds(levels).map((id, i) => [id, i]));
  const rank = ({ address }: SceneMark): number => order.get(address.landmark) ?? order.size;
  return (
    <g>
      {marks
        .toSorted((a, b) => rank(a) - rank(b))
        .map((mark) => (
          <PointMark key={addressKey(mark.address)} mark={mark} active={sameAddress(mark.address, active)} lit={lit.has(mark.address.landmark)} onSelect={onSelect} />
        ))}
    </g>
  );
}

interface PointMarkProps {
  readonly mark: SceneMark;
  readonly active: boolean;
  readonly lit: boolean;
  readonly onSelect: (address: PointAddress) => void;
}

/** Hollow and at most 7 px wide, rim included: the spot itself stays to be seen. One that lies off the slice is fainter and says so. */
function PointMark({ mark: { address, at, offPlaneMm, reach }, active, lit, onSelect }: PointMarkProps): ReactElement {
  const [point, distance] = [pointName(address), fixed(offPlaneMm, 1)];
  return (
    <g
      role="button"
      tabIndex={0}
      aria-label={reach === "away" ? message("viewport.away", { point, distance }) : point}
      aria-description={reach === "here" ? undefined : message(`viewport.reach.${reach}`, { distance })}
      data-point={addressKey(address)}
      data-reach={reach}
      className="viewport-point"
      transform={`translate(${coordinate(at.xCss)} ${coordinate(at.yCss)})`}
      opacity={reach === "here" ? 1 : OFF_SLICE}
      fill="none"
      // A press on what can't be moved means the picture: it would only take the focus from there.
      pointerEvents={reach === "away" ? "none" : undefined}
      onFocus={() => onSelect(address)}
    >
      <circle r={HIT_RADIUS_CSS.mouse} pointerEvents={reach === "away" ? undefined : "all"} />
      <circle r={HIT_RADIUS_CSS.mouse - 3} className="viewport-point-ring" data-transient="" />
      <Dot active={active} lit={lit} />
    </g>
  );
}

export function Dot({ active, lit }: { readonly active: boolean; readonly lit: boolean }): ReactElement {
  return (
    <>
      <circle r="2.5" stroke={INK.rim} strokeWidth="2" strokeOpacity="0.8" />
      <circle r="2.5" stroke={active ? INK.selected : lit ? INK.highlight : INK.mark} strokeWidth="1.1" />
    </>
  );
}

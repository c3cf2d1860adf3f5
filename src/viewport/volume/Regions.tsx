import { useMemo, useRef, type ReactElement } from "react";
import type { CanvasPoint } from "#geometry/points";
import type { Instance } from "#image/instance";
import { imageFromStored, storedFromImage } from "#image/sagittalFrame";
import { liftedRoi, outlineOf, resizedRoi, roiNormal, slidRoi, type RoiAxis } from "#image/volume/region";
import type { Roi } from "#image/volume/roi";
import { dot, length, moved, subtract, type Vector3 } from "#image/volume/vector";
import { message } from "#text/messages";
import type { View } from "#viewport/engine";
import { INK, OFF_SLICE, Words } from "../overlay/ink";
import { coordinate } from "../overlay/plane";
import { projectorOf, type Projector } from "../overlay/projector";
import { Grip, type GripKey } from "./Grip";

/** A region in which bone density was measured, as it stands now. */
export interface MarkedRegion {
  readonly level: string;
  readonly roi: Roi;
  /** "L1 131 HU". */
  readonly words: string;
  readonly isActive: boolean;
}

export interface RegionsProps {
  readonly view: View;
  readonly instance: Instance;
  /** Regions up to so far from the picture lie on it; others are faint and not to be taken. */
  readonly nearMm: number;
  /** From one slice to the next, millimetres. */
  readonly stepMm: number;
  readonly regions: readonly MarkedRegion[];
  readonly hand: RegionHand;
}

export interface RegionHand {
  readonly take: (level: string) => void;
  /** Where the region is on its way. */
  readonly draft: (level: string, roi: Roi) => void;
  /** It was let go. */
  readonly settle: () => void;
  readonly remove: (level: string) => void;
}

const VOLUME = { kind: "volume" } as const;

export function Regions({ view, regions, ...rest }: RegionsProps): ReactElement {
  const projector = useMemo(() => projectorOf(view), [view]);
  return (
    <g>
      {regions.map((region) => (
        <Region key={region.level} region={region} projector={projector} size={view.size} {...rest} />
      ))}
    </g>
  );
}

type RegionProps = Omit<RegionsProps, "regions" | "view"> & Pick<View, "size"> & { readonly projector: Projector; readonly region: MarkedRegion };

/** Pictures that lie within so much of the region's own plane (cosine) show it as it is; on others it is a trace. */
const FACING = 0.9;

function Region(props: RegionProps): ReactElement | null {
  const { instance, projector, nearMm, region, size } = props;
  const { roi, words, isActive } = region;
  const off = imageFromStored(instance, 0, VOLUME, roi.centre)?.offPlaneMm;
  const normal = pictureNormal(instance);
  if (off === undefined || normal === null) return null;
  const isFacing = Math.abs(dot(normal, roiNormal(roi))) > FACING;
  const reach = Math.hypot(dot(normal, roi.halfU), dot(normal, roi.halfV)) + nearMm;
  const isHere = Math.abs(off) <= (isFacing ? nearMm : reach);
  if (!isHere && !isFacing) return null;
  const corners = outlineOf(roi).flatMap((point) => canvasPoint(instance, projector, point) ?? []);
  const centre = corners.reduce((sum, { xCss, yCss }) => ({ xCss: sum.xCss + xCss / corners.length, yCss: sum.yCss + yCss / corners.length }), ORIGIN);
  const left = Math.min(...corners.map(({ xCss }) => xCss));
  const path = `M${corners.map(({ xCss, yCss }) => `${coordinate(xCss)} ${coordinate(yCss)}`).join("L")}Z`;
  const ink = isActive ? INK.selected : INK.mark;
  const shape = (
    <>
      <path d={path} fill={ink} fillOpacity={isFacing ? 0.1 : 0} stroke={INK.rim} strokeOpacity="0.55" strokeWidth="3.4" />
      <path d={path} fill="none" stroke={ink} strokeWidth="1.25" strokeDasharray={isFacing ? undefined : "3 3"} />
    </>
  );
  if (!isFacing || !isHere) {
    return (
      <g data-region={region.level} data-near={isHere} opacity={isHere ? 1 : OFF_SLICE} pointerEvents="none">
        {shape}
      </g>
    );
  }
  return (
    <g data-region={region.level} data-near="true">
      <Body {...props}>{shape}</Body>
      {isActive && (
        <>
          <Words at={{ xCss: Math.min(left, centre.xCss - APART_CSS) - 14, yCss: besideMiddle(centre.yCss, size.heightCss / 2) }} ink={ink} textAnchor="end" pointerEvents="none">
            {words}
          </Words>
          <Handles {...props} />
        </>
      )}
    </g>
  );
}

/** In the middle of the picture's side stands the letter of the patient's own. */
const besideMiddle = (yCss: number, middle: number): number => (Math.abs(yCss - middle) < APART_CSS ? middle + (yCss < middle ? -APART_CSS : APART_CSS) : yCss);

/** The region itself: dragged within its plane, moved by the arrow keys, by slices with Page Up and Page Down. */
function Body(props: RegionProps & { readonly children: ReactElement }): ReactElement {
  const { region, hand, stepMm, children } = props;
  const { level, roi, words } = region;
  const taken = useRef(roi);
  const move = (from: CanvasPoint, to: CanvasPoint, start: Roi): void => {
    const by = between(props, from, to);
    if (by) hand.draft(level, slidRoi(start, by));
  };
  const key = (pressed: GripKey): boolean => {
    if (pressed.key === "Delete" || pressed.key === "Backspace") {
      hand.remove(level);
      return true;
    }
    const slices = { PageUp: 1, PageDown: -1 }[pressed.key];
    const step = arrow(pressed);
    if (slices !== undefined) hand.draft(level, liftedRoi(roi, slices * stepMm));
    else if (step) move(ORIGIN, step, roi);
    return slices !== undefined || step !== null;
  };
  return (
    <Grip
      mark="region"
      name={message("volume.bone.region", { words })}
      description={message("volume.bone.regionKeys")}
      onDown={() => {
        taken.current = roi;
        hand.take(level);
      }}
      onDrag={(from, to) => move(from, to, taken.current)}
      onEnd={hand.settle}
      onKey={key}
    >
      {children}
    </Grip>
  );
}

const HANDLES: readonly { readonly axis: RoiAxis; readonly sign: 1 | -1 }[] = [
  { axis: "halfU", sign: 1 },
  { axis: "halfV", sign: 1 },
  { axis: "halfU", sign: -1 },
  { axis: "halfV", sign: -1 },
];

/** On each side, to make it wider or narrower; the first of each pair is a stop of the keyboard. */
function Handles(props: RegionProps): ReactElement {
  const { region, instance, projector, hand } = props;
  const { level, roi } = region;
  const taken = useRef(roi);
  return (
    <g data-transient="">
      {HANDLES.map(({ axis, sign }) => {
        const at = apart(canvasPoint(instance, projector, roi.centre), canvasPoint(instance, projector, moved(roi.centre, sign, roi[axis])));
        const resize = (from: CanvasPoint, to: CanvasPoint, start: Roi): void => {
          const by = between(props, from, to);
          const halfMm = length(start[axis]);
          if (by) hand.draft(level, resizedRoi(start, axis, halfMm + (sign * dot(by, start[axis])) / halfMm));
        };
        const key = (pressed: GripKey): boolean => {
          const step = arrow(pressed);
          const grows = pressed.key === "ArrowUp" || pressed.key === "ArrowRight";
          if (step) hand.draft(level, resizedRoi(roi, axis, length(roi[axis]) + (grows ? 1 : -1) * (pressed.shift ? 1 : pressed.alt ? 0.02 : 0.2)));
          return step !== null;
        };
        if (at === null) return null;
        const named = sign === 1 ? { name: message(`volume.bone.handle.${axis}`, { level }), description: message("volume.bone.handleKeys"), onKey: key } : {};
        return (
          <Grip
            key={`${axis}${sign}`}
            mark={`${axis}${sign}`}
            {...named}
            onDown={() => {
              taken.current = roi;
            }}
            onDrag={(from, to) => resize(from, to, taken.current)}
            onEnd={hand.settle}
          >
            <circle cx={at.xCss} cy={at.yCss} r="9" fill="none" pointerEvents="all" />
            <rect x={at.xCss - 3} y={at.yCss - 3} width="6" height="6" fill={INK.rim} stroke={INK.selected} strokeWidth="1.25" />
          </Grip>
        );
      })}
    </g>
  );
}

/** So far from its middle a handle can be told from the one beside it. */
const APART_CSS = 18;

/** Where a handle stands: on the outline, or further out where the region is small on the screen. */
function apart(centre: CanvasPoint | null, outline: CanvasPoint | null): CanvasPoint | null {
  if (!centre || !outline) return null;
  const [x, y] = [outline.xCss - centre.xCss, outline.yCss - centre.yCss];
  const span = Math.hypot(x, y);
  const factor = span > 0 ? Math.max(1, APART_CSS / span) : 1;
  return { xCss: centre.xCss + x * factor, yCss: centre.yCss + y * factor };
}

const ORIGIN: CanvasPoint = { xCss: 0, yCss: 0 };

/** As points are nudged: one pixel of the screen, ten with Shift, a tenth with Alt. */
export function arrow({ key, shift, alt }: GripKey): CanvasPoint | null {
  const step = shift ? 10 : alt ? 0.1 : 1;
  const steps: Readonly<Record<string, CanvasPoint>> = {
    ArrowLeft: { xCss: -step, yCss: 0 },
    ArrowRight: { xCss: step, yCss: 0 },
    ArrowUp: { xCss: 0, yCss: -step },
    ArrowDown: { xCss: 0, yCss: step },
  };
  return steps[key] ?? null;
}

/** What lies between two spots of the picture, LPS millimetres. */
export function between({ instance, projector }: Pick<RegionProps, "instance" | "projector">, from: CanvasPoint, to: CanvasPoint): Vector3 | null {
  const [a, b] = [from, to].map((spot) => storedFromImage(instance, 0, VOLUME, projector.toImage(spot)));
  return a?.length === 3 && b?.length === 3 ? subtract(b, a) : null;
}

export function canvasPoint(instance: Instance, projector: Projector, point: Vector3): CanvasPoint | null {
  const seen = imageFromStored(instance, 0, VOLUME, point);
  return seen ? projector.toCanvas(seen.point) : null;
}

/** Unit vector at right angles to a picture (columns x rows). */
export function pictureNormal(instance: Instance): Vector3 | null {
  const o = instance.frames[0]?.imageOrientationPatient;
  return o ? roiNormal({ halfU: [o[0], o[1], o[2]], halfV: [o[3], o[4], o[5]] }) : null;
}

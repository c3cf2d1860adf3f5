import { useEffect, useMemo, useRef, useState, type PointerEvent, type ReactElement, type ReactNode } from "react";
import type { Reading } from "#case/patientCase";
import type { ImagePoint } from "#geometry/points";
import { frameGeometry } from "#image/attributes";
import type { Instance } from "#image/instance";
import type { ImageLibrary } from "#image/library";
import type { Voi } from "#image/pixels/voi";
import { imageFromStored, storedFromImage, type Vector3 } from "#image/sagittalFrame";
import type { View } from "#viewport/engine";
import { centreOn } from "#viewport/transform";
import { addressKey } from "#spine/landmark";
import { Letters } from "../overlay/ImageFacts";
import { isReadingOf, placedPoints } from "../overlay/placedPoints";
import { projectorOf } from "../overlay/projector";
import { useViewport } from "../overlay/useViewport";

const VOLUME = { kind: "volume" } as const;

type ShownViewport = ReturnType<typeof useViewport>["viewport"];

export interface PaneProps {
  readonly name: string;
  /** Where in the patient the picture lies, in words. */
  readonly place: string | null;
  readonly library: ImageLibrary;
  /** A derived picture of the volume. */
  readonly instance: Instance;
  readonly reading: Reading | null;
  /** Where the views meet, LPS millimetres. */
  readonly cross: Vector3;
  /** Points up to so far from the picture belong to it; others are faint. */
  readonly nearMm: number;
  /** A line through LPS points, drawn over the picture. */
  readonly curve?: readonly Vector3[];
  /** Whether a click places a point instead of moving the lines. */
  readonly isPlacing: boolean;
  /** The greys of the view that is measured on. */
  readonly greys: { readonly voi: Voi; readonly invert: boolean } | null;
  /** A point to be seen close, so many millimetres about it; null: all of the picture. */
  readonly close: { readonly point: Vector3; readonly mm: number } | null;
  /** What else lies over the picture: an SVG group. */
  readonly over?: (view: View) => ReactNode;
  readonly onCross: (to: Vector3) => void;
  readonly onPlace: (at: ImagePoint) => void;
  /** Away from the reader is positive. */
  readonly onScroll: (steps: number) => void;
}

/** A second view of a volume: its lines show where the other views lie, and can be moved; points are seen and placed. */
export function Pane(props: PaneProps): ReactElement {
  const { name, instance, reading, cross, nearMm, isPlacing, onScroll } = props;
  const { setHost, viewport, view } = useViewport();
  const shown = usePicture(viewport, props.library, instance, props.greys);
  useClose(shown ? viewport : null, instance, props.close);
  const surface = useRef<HTMLDivElement>(null);
  const projector = useMemo(() => (view === null ? null : projectorOf(view)), [view]);
  const item = useMemo(() => ({ instance, frameIndex: 0 }), [instance]);
  const points = useMemo(() => (reading && isReadingOf(reading, item) ? placedPoints(reading, item) : []), [reading, item]);
  const [isMoving, setMoving] = useState(false);
  useWheel(surface, onScroll);

  const imagePoint = (event: PointerEvent): ImagePoint | null => {
    const box = surface.current?.getBoundingClientRect();
    return box && projector ? projector.toImage({ xCss: event.clientX - box.left, yCss: event.clientY - box.top }) : null;
  };
  const move = (event: PointerEvent): void => {
    const at = imagePoint(event);
    const to = at && storedFromImage(instance, 0, VOLUME, at);
    if (to?.length === 3) props.onCross(to);
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const at = imagePoint(event);
    if (isPlacing && at) return isOn(instance, at) ? props.onPlace(at) : undefined;
    event.currentTarget.setPointerCapture(event.pointerId);
    setMoving(true);
    move(event);
  };
  const crossed = imageFromStored(instance, 0, VOLUME, cross);
  const at = crossed && projector?.toCanvas(crossed.point);
  return (
    <section className="volume-pane" aria-label={name} data-placing={isPlacing}>
      <div
        ref={surface}
        className="volume-pane-surface"
        role="application"
        aria-label={name}
        tabIndex={0}
        onPointerDown={down}
        onPointerMove={(event) => isMoving && move(event)}
        onPointerUp={() => setMoving(false)}
        onPointerCancel={() => setMoving(false)}
        onKeyDown={(event) => {
          const steps = { ArrowUp: -1, ArrowDown: 1, PageUp: -10, PageDown: 10 }[event.key];
          if (steps === undefined) return;
          event.preventDefault();
          onScroll(steps);
        }}
      >
        <div ref={setHost} className="viewport-image" />
        {view && projector && shown && (
          <svg className="viewport-overlay" width={view.size.widthCss} height={view.size.heightCss}>
            {at && <path className="volume-cross" d={`M${at.xCss} 0V${view.size.heightCss}M0 ${at.yCss}H${view.size.widthCss}`} />}
            <Letters view={view} geometry={frameGeometry(instance, 0)} {...(at && { lines: at })} />
            {props.curve && <CurveLine points={props.curve} instance={instance} projector={projector} />}
            {props.over?.(view)}
            {points.map(({ address, image, offPlaneMm }) => {
              const { xCss, yCss } = projector.toCanvas(image);
              return <circle key={addressKey(address)} className="volume-pane-point" data-point={addressKey(address)} data-near={offPlaneMm <= nearMm} cx={xCss} cy={yCss} r={3} />;
            })}
          </svg>
        )}
        <span className="volume-pane-name">
          {name}
          {props.place !== null && <span className="volume-pane-place">{props.place}</span>}
        </span>
      </div>
    </section>
  );
}

/** Beside the picture there is nothing of the patient. */
const isOn = ({ columns, rows }: Instance, { columnPx, rowPx }: ImagePoint): boolean => columnPx >= 0 && rowPx >= 0 && columnPx <= columns && rowPx <= rows;

function CurveLine({ points, instance, projector }: { readonly points: readonly Vector3[]; readonly instance: Instance; readonly projector: ReturnType<typeof projectorOf> }): ReactElement {
  // From foot to head, in whichever order they were marked.
  const seen = points.toSorted((a, b) => a[2] - b[2]).flatMap((point) => {
    const on = imageFromStored(instance, 0, VOLUME, point);
    return on ? [projector.toCanvas(on.point)] : [];
  });
  return (
    <g className="volume-curve">
      <polyline points={seen.map(({ xCss, yCss }) => `${xCss},${yCss}`).join(" ")} />
      {seen.map(({ xCss, yCss }, index) => (
        <circle key={index} cx={xCss} cy={yCss} r={2.5} />
      ))}
    </g>
  );
}

/** Keeps the newest picture on the screen; the one before stays until it is there. */
function usePicture(viewport: ShownViewport, library: ImageLibrary, instance: Instance, greys: PaneProps["greys"]): boolean {
  const [shown, setShown] = useState(false);
  const latest = useRef(greys);
  useEffect(() => {
    latest.current = greys;
    if (viewport?.view() && greys) viewport.setDisplay({ ...viewport.display(), ...greys });
  }, [viewport, greys]);
  useEffect(() => {
    if (viewport === null) return undefined;
    const abort = new AbortController();
    library.frame(instance, 0, abort.signal).then(
      (frame) => {
        if (abort.signal.aborted) return;
        viewport.show(instance, frame, 0);
        if (latest.current) viewport.setDisplay({ ...viewport.display(), ...latest.current });
        setShown(true);
      },
      () => undefined,
    );
    return () => abort.abort();
  }, [viewport, library, instance]);
  return shown;
}

/** Comes close to a point when there is one to be seen, and goes back to the whole picture after it. */
function useClose(viewport: ShownViewport, instance: Instance, close: PaneProps["close"]): void {
  const wasClose = useRef(false);
  const latest = useRef(instance);
  useEffect(() => {
    latest.current = instance;
  });
  const [x, y, z] = close?.point ?? [];
  const mm = close?.mm;
  useEffect(() => {
    if (!viewport?.view()) return;
    if (x === undefined || y === undefined || z === undefined || mm === undefined) {
      if (wasClose.current) viewport.fit();
      wasClose.current = false;
      return;
    }
    const view = viewport.view();
    const seen = imageFromStored(latest.current, 0, VOLUME, [x, y, z]);
    if (!view || !seen) return;
    const pixelMm = Math.min(...(latest.current.spacing.pixelSpacing ?? [1, 1]));
    const zoom = (Math.min(view.size.widthCss, view.size.heightCss) * pixelMm) / mm;
    viewport.setDisplay(centreOn(view.display, view.image, view.size, seen.point, zoom));
    wasClose.current = true;
  }, [viewport, x, y, z, mm]);
}

/** React's own wheel listeners are passive: the page would scroll along. */
function useWheel(surface: { readonly current: HTMLElement | null }, onScroll: (steps: number) => void): void {
  const latest = useRef(onScroll);
  useEffect(() => {
    latest.current = onScroll;
  });
  useEffect(() => {
    const { current } = surface;
    const wheel = (event: WheelEvent): void => {
      event.preventDefault();
      if (event.deltaY !== 0) latest.current(Math.sign(event.deltaY));
    };
    current?.addEventListener("wheel", wheel, { passive: false });
    return () => current?.removeEventListener("wheel", wheel);
  }, [surface]);
}

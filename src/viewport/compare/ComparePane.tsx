import { compose } from "#geometry/affine";
import { useMemo, useState, type ReactElement } from "react";
import { usePointer } from "#viewport/pointer/usePointer";
import type { Gesture } from "#viewport/pointer/gesture";
import type { ElementSize } from "#viewport/transform";
import type { Composition } from "./composed";
import { GhostLines } from "./GhostLines";
import { ghostsThrough } from "./ghosts";
import type { LayerContent } from "./layer";
import { panned, sharedToCanvas, zoomedAbout, type LinkedView } from "./linkedView";
import { PaneFacts, PaneMarks, type MarkedReading } from "./PaneMarks";
import type { SpineReading } from "#spine/assessment";
import type { Affine } from "#geometry/affine";
import { useLayers, usePaneSize } from "./useLayers";

export type { LinkedView } from "./linkedView";
export type { Composition } from "./composed";
export type { MarkedReading } from "./PaneMarks";

/** A loaded picture in the shared plane. */
export type SharedLayer = Omit<LayerContent, "toDevice"> & { readonly toShared: Affine };

export interface ComparePaneProps {
  readonly name: string;
  /** Another array is another picture: to be kept while nothing of it changes. */
  readonly layers: readonly SharedLayer[];
  readonly composition: Composition;
  /** Whose points are drawn, of those of the layers. */
  readonly marked: MarkedReading | null;
  /** Another exam's endplates, in the shared plane. */
  readonly ghosts: { readonly spine: SpineReading; readonly planeToShared: Affine } | null;
  readonly view: LinkedView | null;
  readonly onView: (change: (view: LinkedView) => LinkedView) => void;
  /** The pane's size, as soon as it is known and whenever it changes. */
  readonly onSize: (size: ElementSize) => void;
  /** A drag with the right button. */
  readonly onWindow: (by: { readonly xCss: number; readonly yCss: number }) => void;
  /** Null where lengths mean nothing. */
  readonly cssPerMm: number | null;
  readonly calibration: string;
}

/** One view into the shared plane: one picture, or two on each other. Wheel and pinch zoom, a drag pans, in all panes at once. */
export function ComparePane(props: ComparePaneProps): ReactElement {
  const { layers, composition, marked, ghosts, view, onView, onWindow, onSize } = props;
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const [canvas, setCanvas] = useState<HTMLCanvasElement | null>(null);
  const size = usePaneSize(root, onSize);
  const toCanvas = useMemo(() => (view === null || size === null ? null : sharedToCanvas(view, size.css)), [view, size]);
  const contents = useMemo(
    () => (toCanvas === null ? [] : layers.map(({ toShared, ...layer }) => ({ ...layer, toCanvas: compose(toCanvas, toShared) }))),
    [layers, toCanvas],
  );
  useLayers(canvas, size, contents, composition);
  const gesture = (made: Gesture): void => {
    if (made.kind === "drag" || made.kind === "pan") onView((before) => panned(before, made.by));
    else if (made.kind === "window") onWindow(made.by);
    else if (made.kind === "zoom" && size !== null) onView((before) => zoomedAbout(before, size.css, made.about, made.factor));
  };
  usePointer(root, {
    gesture,
    wheel: (meaning, at) => {
      if (meaning.kind === "zoom" && size !== null) onView((before) => zoomedAbout(before, size.css, at, meaning.factor));
    },
    hover: () => undefined,
    stackLength: 1,
  });
  return (
    <div className="compare-picture" ref={setRoot} role="img" aria-label={props.name} data-display={toCanvas && marked ? displayText(compose(toCanvas, marked.toShared)) : undefined}>
      <canvas ref={setCanvas} />
      {size === null || toCanvas === null || view === null ? null : (
        <svg width={size.css.widthCss} height={size.css.heightCss} aria-hidden="true">
          {ghosts === null ? null : <GhostLines ghosts={ghostsThrough(ghosts.spine, compose(toCanvas, ghosts.planeToShared))} named={false} />}
          {marked === null ? null : <PaneMarks marked={marked} sharedToCanvas={toCanvas} size={size.css} />}
          {layers.length === 0 ? null : <PaneFacts size={size.css} facing={view.facing} cssPerMm={props.cssPerMm} calibration={props.calibration} />}
        </svg>
      )}
    </div>
  );
}

/** Where the marked picture stands, for scripts and tests: (column, row) to CSS pixels of the pane, as JSON. */
const displayText = ({ a, b, c, d, e, f }: Affine): string => JSON.stringify([a, b, c, d, e, f]);

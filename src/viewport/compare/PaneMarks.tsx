import type { ReactElement } from "react";
import type { Reading } from "#case/patientCase";
import { compose, type Affine } from "#geometry/affine";
import type { Assessment } from "#spine/assessment";
import { addressKey } from "#spine/landmark";
import type { Level } from "#spine/level";
import { fixed } from "#text/format";
import { message } from "#text/messages";
import type { StackItem } from "../overlay/viewportProps";
import { drawnOf } from "../overlay/drawn";
import { INK, Stroke, Words } from "../overlay/ink";
import { coordinate } from "../overlay/plane";
import { Dot } from "../overlay/PointMarks";
import { projectorThrough } from "../overlay/projector";
import { sceneThrough } from "../overlay/scene";
import { SpineLines } from "../overlay/SpineLines";
import { scaleBar } from "#viewport/scaleBar";
import type { ElementSize } from "#viewport/transform";
import type { Facing } from "./picturePlane";

/** A reading that is drawn on its picture. */
export interface MarkedReading {
  readonly item: StackItem;
  readonly reading: Reading;
  readonly levels: readonly Level[];
  readonly uiv: Level | undefined;
  readonly assessment: Assessment | null;
  /** Image pixels to the shared plane. */
  readonly toShared: Affine;
}

/** The junction's construction in every pane. */
const CONSTRUCTIONS = ["PJA"] as const;

/** The points, endplates and construction of one reading; nothing of it can be touched. */
export function PaneMarks({ marked, sharedToCanvas, size }: { readonly marked: MarkedReading; readonly sharedToCanvas: Affine; readonly size: ElementSize }): ReactElement {
  const toCanvas = compose(sharedToCanvas, marked.toShared);
  const projector = projectorThrough(toCanvas, Math.hypot(toCanvas.a, toCanvas.b));
  const scene = sceneThrough(projector, size, marked.item, marked.reading, marked.levels, marked.uiv);
  const drawn = drawnOf(scene, { assessment: marked.assessment, constructions: CONSTRUCTIONS, highlighted: null });
  return (
    <g pointerEvents="none" aria-hidden="true" data-reading={marked.reading.id}>
      <SpineLines scene={scene} drawn={drawn} />
      {scene.marks.map(({ address, at }) => (
        <g key={addressKey(address)} transform={`translate(${coordinate(at.xCss)} ${coordinate(at.yCss)})`} fill="none" data-mark={addressKey(address)}>
          <Dot active={false} lit={false} />
        </g>
      ))}
    </g>
  );
}

const EDGE_CSS = 14;
/** The scale bar is at most this part of a pane's width. */
const LONGEST = 0.3;

interface PaneFactsProps {
  readonly size: ElementSize;
  readonly facing: Facing;
  /** Null where lengths mean nothing in this pane. */
  readonly cssPerMm: number | null;
  /** What its millimetres are worth. */
  readonly calibration: string;
}

/** Which way the pane faces, and how long a millimetre is in it. */
export function PaneFacts({ size: { widthCss, heightCss }, facing, cssPerMm, calibration }: PaneFactsProps): ReactElement {
  const [left, right] = facing === "left" ? (["A", "P"] as const) : (["P", "A"] as const);
  const bar = scaleBar(cssPerMm === null ? null : 1 / cssPerMm, widthCss * LONGEST);
  const y = heightCss - EDGE_CSS;
  const at = (xCss: number, yCss: number) => ({ xCss, yCss });
  const words = (text: string, yCss: number) => (
    <Words at={at(EDGE_CSS, yCss)} size={11} fontWeight="400" textAnchor="start">
      {text}
    </Words>
  );
  return (
    <g pointerEvents="none" aria-hidden="true">
      <Words at={at(EDGE_CSS, heightCss / 2)}>{left}</Words>
      <Words at={at(widthCss - EDGE_CSS, heightCss / 2)}>{right}</Words>
      {bar === null ? (
        words(calibration, y)
      ) : (
        <>
          {words(message("compare.scaleBar", { length: fixed(bar.lengthMm, bar.lengthMm < 1 ? 1 : 0), calibration }), y - 14)}
          <Stroke from={at(EDGE_CSS, y)} to={at(EDGE_CSS + bar.lengthCss, y)} ink={INK.text} width={1.5} />
        </>
      )}
    </g>
  );
}

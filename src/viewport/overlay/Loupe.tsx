import { useLayoutEffect, useState, type ReactElement } from "react";
import type { CanvasPoint, ImagePoint } from "#geometry/points";
import { fixed } from "#text/format";
import { message } from "#text/messages";
import type { View } from "#viewport/engine";
import { createPainter, type Painter } from "#viewport/painter";
import { centreOn } from "#viewport/transform";
import { loupePlace, LOUPE_CSS, LOUPE_ZOOM, type LoupeDevice } from "./loupePlace";
import type { Shown } from "./useStackFrame";

interface LoupeProps {
  readonly shown: Shown;
  readonly view: View;
  /** What is under the cross-hair. */
  readonly target: ImagePoint;
  readonly at: CanvasPoint;
  readonly device: LoupeDevice;
}

interface Glass {
  readonly canvas: HTMLCanvasElement;
  readonly painter: Painter;
}

/** A magnified piece of the picture beside the cursor or finger, with a cross-hair of one pixel at the exact spot. */
export function Loupe({ shown, view, target, at, device }: LoupeProps): ReactElement {
  const [glass, setGlass] = useState<Glass | null>(null);
  const [mount] = useState(() => (canvas: HTMLCanvasElement | null) => setGlass(canvas && { canvas, painter: createPainter(canvas) }));
  useLayoutEffect(() => {
    if (glass !== null) paint(glass, shown, view, target);
  }, [glass, shown, view, target]);
  const place = loupePlace(at, view.size, device);
  return (
    <div className="viewport-loupe" style={{ left: place.xCss, top: place.yCss, width: LOUPE_CSS }} aria-hidden="true">
      <canvas ref={mount} style={{ width: LOUPE_CSS, height: LOUPE_CSS }} />
      <span>{message("viewport.loupe", { column: fixed(target.columnPx, 1), row: fixed(target.rowPx, 1) })}</span>
    </div>
  );
}

function paint({ canvas, painter }: Glass, { item, frame }: Shown, view: View, target: ImagePoint): void {
  // An odd number, so that there is a pixel in the middle.
  const pixels = 2 * Math.floor((LOUPE_CSS * window.devicePixelRatio) / 2) + 1;
  if (canvas.width !== pixels) {
    canvas.width = pixels;
    canvas.height = pixels;
  }
  const size = { widthCss: LOUPE_CSS, heightCss: LOUPE_CSS };
  painter.paint({ ...item, frame }, centreOn(view.display, view.image, size, target, view.display.zoom * LOUPE_ZOOM), size);
  const context = canvas.getContext("2d");
  if (context !== null) crossHair(context, pixels);
}

/** One pixel wide and open in the middle; dark beside light, so that it shows on any ground. */
function crossHair(context: CanvasRenderingContext2D, pixels: number): void {
  const middle = Math.floor(pixels / 2);
  const gap = Math.round(pixels / 22);
  for (const [offset, colour] of [[1, "rgba(5, 6, 7, 0.6)"], [0, "#ffd166"]] as const) {
    context.fillStyle = colour;
    context.fillRect(0, middle + offset, middle - gap, 1);
    context.fillRect(middle + gap, middle + offset, middle - gap, 1);
    context.fillRect(middle + offset, 0, 1, middle - gap);
    context.fillRect(middle + offset, middle + gap, 1, middle - gap);
  }
  context.fillStyle = "#ffd166";
  context.fillRect(middle, middle, 1, 1);
}

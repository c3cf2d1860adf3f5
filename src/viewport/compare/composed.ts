/** How the layers of one pane are put together, lowest first. */
export type Composition =
  /** One of them alone: side by side the only one, and in a blink now the one and now the other. */
  | { readonly kind: "one"; readonly index: number }
  /** The second over the first, `opacity` from 0 to 1. */
  | { readonly kind: "blend"; readonly opacity: number }
  /** Where both are: mid grey where they are alike, brighter where the second is brighter, darker where it is darker. */
  | { readonly kind: "difference" };

/** A layer as it stands. */
export interface Standing {
  readonly canvas: HTMLCanvasElement;
  /** The picture's corners, going round, pixels of the canvas. */
  readonly outline: readonly (readonly [number, number])[];
}

/** Draws the layers on a canvas of their size, clear around them. */
export function drawComposed(context: CanvasRenderingContext2D, layers: readonly Standing[], composition: Composition): void {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  const [first, second] = layers;
  if (composition.kind === "one") {
    const layer = layers[composition.index];
    if (layer) context.drawImage(layer.canvas, 0, 0);
    return;
  }
  if (!first || !second) return;
  context.save();
  if (composition.kind === "difference") {
    // Clipping costs a tenth of what masking one picture by the other does.
    clipTo(context, first);
    clipTo(context, second);
  }
  context.drawImage(first.canvas, 0, 0);
  if (composition.kind === "difference") {
    // Half of the second over half of the first's negative is 127.5 + (second - first) / 2.
    context.globalCompositeOperation = "difference";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.globalCompositeOperation = "source-over";
  }
  context.globalAlpha = composition.kind === "blend" ? composition.opacity : 0.5;
  context.drawImage(second.canvas, 0, 0);
  context.restore();
}

function clipTo(context: CanvasRenderingContext2D, { outline }: Standing): void {
  context.beginPath();
  for (const [x, y] of outline) context.lineTo(x, y);
  context.closePath();
  context.clip();
}

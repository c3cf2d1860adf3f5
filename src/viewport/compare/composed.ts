/** How the layers of one pane are put together, lowest first. */
export type Composition =
  /** One of them alone: side by side the only one, and in a blink now the one and now the other. */
  | { readonly kind: "one"; readonly index: number }
  /** The second over the first, `opacity` from 0 to 1. */
  | { readonly kind: "blend"; readonly opacity: number }
  /** Where both are: mid grey where they are alike, brighter where the second is brighter, darker where it is darker. */
  | { readonly kind: "difference" };

/** Draws the layers on a canvas of their size, black or clear around them. */
export function drawComposed(context: CanvasRenderingContext2D, layers: readonly HTMLCanvasElement[], composition: Composition): void {
  const { width, height } = context.canvas;
  context.globalCompositeOperation = "source-over";
  context.globalAlpha = 1;
  context.clearRect(0, 0, width, height);
  const [first, second] = layers;
  if (composition.kind === "one") {
    const layer = layers[composition.index];
    if (layer) context.drawImage(layer, 0, 0);
    return;
  }
  if (first) context.drawImage(first, 0, 0);
  if (!second) return;
  if (composition.kind === "blend") {
    context.globalAlpha = composition.opacity;
    context.drawImage(second, 0, 0);
    context.globalAlpha = 1;
    return;
  }
  // Half of the second over half of the first's negative is 127.5 + (second - first) / 2.
  context.globalCompositeOperation = "difference";
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.globalCompositeOperation = "source-over";
  context.globalAlpha = 0.5;
  context.drawImage(second, 0, 0);
  context.globalAlpha = 1;
  context.globalCompositeOperation = "destination-in";
  if (first) context.drawImage(first, 0, 0);
  context.drawImage(second, 0, 0);
  context.globalCompositeOperation = "source-over";
}

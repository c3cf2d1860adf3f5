import { compose } from "#geometry/affine";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { observeSize, type DeviceSize } from "#viewport/elementSize";
import type { ElementSize } from "#viewport/transform";
import { drawComposed, type Composition } from "./composed";
import { contextOf, createLayer, type Layer, type LayerContent } from "./layer";

export interface PaneSize {
  readonly css: ElementSize;
  readonly device: DeviceSize;
}

/** A picture with its map to CSS pixels of the pane. */
export type PlacedLayer = Omit<LayerContent, "toDevice"> & { readonly toCanvas: LayerContent["toDevice"] };

/** A pane's size while its element is there; `told` of it in the same step, so that nothing is painted for an older one. */
export function usePaneSize(element: HTMLElement | null, told: (size: ElementSize) => void): PaneSize | null {
  const [size, setSize] = useState<PaneSize | null>(null);
  const latest = useRef(told);
  useEffect(() => {
    latest.current = told;
  });
  useEffect(() => {
    if (element === null) return undefined;
    return observeSize(element, (css, device) => {
      setSize({ css, device });
      latest.current(css);
    });
  }, [element]);
  return size;
}

/** After the last move. */
const REST_MS = 90;

/**
 * Keeps a canvas painted: quickly while its pictures move, exactly once they rest. `contents` is painted whenever it is
 * another array; another composition is drawn from the layers as they stand, so that a blink costs nothing.
 */
export function useLayers(canvas: HTMLCanvasElement | null, size: PaneSize | null, contents: readonly PlacedLayer[], composition: Composition): void {
  const layers = useRef<Layer[]>([]);
  const latest = useRef(composition);

  useLayoutEffect(() => {
    latest.current = composition;
    if (canvas !== null) drawComposed(contextOf(canvas), layers.current, composition);
  }, [canvas, composition]);

  useLayoutEffect(() => {
    if (canvas === null || size === null) return undefined;
    const paint = (quality: "draft" | "exact"): void => {
      paintLayers(layers.current, contents, size, quality);
      show(canvas, size.device, layers.current, latest.current, quality);
    };
    paint("draft");
    const timer = setTimeout(() => paint("exact"), REST_MS);
    return () => clearTimeout(timer);
  }, [canvas, size, contents]);
}

function paintLayers(layers: Layer[], contents: readonly PlacedLayer[], { css, device }: PaneSize, quality: "draft" | "exact"): void {
  while (layers.length < contents.length) layers.push(createLayer());
  layers.length = contents.length;
  const toDevice = { a: device.width / css.widthCss, b: 0, c: 0, d: device.height / css.heightCss, e: 0, f: 0 };
  contents.forEach(({ toCanvas, ...content }, index) => {
    layers[index]?.[quality]({ ...content, toDevice: compose(toDevice, toCanvas) }, device.width, device.height);
  });
}

function show(canvas: HTMLCanvasElement, { width, height }: DeviceSize, layers: readonly Layer[], composition: Composition, quality: "draft" | "exact"): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  drawComposed(contextOf(canvas), layers, composition);
  canvas.dataset["painted"] = quality;
}

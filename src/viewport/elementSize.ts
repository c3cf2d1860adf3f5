import type { Affine } from "#geometry/affine";
import type { ElementSize } from "./transform";

/** Whole device pixels. */
export interface DeviceSize {
  readonly width: number;
  readonly height: number;
}

interface Sizes {
  readonly css: ElementSize;
  readonly device: DeviceSize;
}

/** An element that isn't laid out yet counts as one pixel, so that everything stays finite until it is. */
const sizes = (widthCss: number, heightCss: number, width: number, height: number): Sizes => ({
  css: { widthCss: Math.max(1, widthCss), heightCss: Math.max(1, heightCss) },
  device: { width: Math.max(1, width), height: Math.max(1, height) },
});

const fromCss = (width: number, height: number): Sizes =>
  sizes(width, height, Math.round(width * window.devicePixelRatio), Math.round(height * window.devicePixelRatio));

/** `toCss`, which places something on the element in CSS pixels, in the device pixels of the canvas that fills it. */
export function onDevice({ a, b, c, d, e, f }: Affine, css: ElementSize, device: DeviceSize): Affine {
  const x = device.width / css.widthCss;
  const y = device.height / css.heightCss;
  return { a: a * x, b: b * y, c: c * x, d: d * y, e: e * x, f: f * y };
}

export function measure(element: HTMLElement): Sizes {
  return fromCss(element.clientWidth, element.clientHeight);
}

/** Calls back for every change of the element's size or of the device pixel ratio. Returns how to stop. */
export function observeSize(element: HTMLElement, callback: (css: ElementSize, device: DeviceSize) => void): () => void {
  const observer = new ResizeObserver((entries) => {
    const entry = entries.at(-1);
    if (entry === undefined) return;
    const { width, height } = entry.contentRect;
    // Where the browser says how many device pixels it has laid the element on, rounding isn't left to chance.
    const exact = entry.devicePixelContentBoxSize?.[0];
    const { css, device } = exact === undefined ? fromCss(width, height) : sizes(width, height, exact.inlineSize, exact.blockSize);
    callback(css, device);
  });
  const knowsDevicePixels = "devicePixelContentBoxSize" in ResizeObserverEntry.prototype;
  observer.observe(element, { box: knowsDevicePixels ? "device-pixel-content-box" : "content-box" });
  return () => observer.disconnect();
}

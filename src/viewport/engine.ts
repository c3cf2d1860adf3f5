import type { CanvasPoint, ImagePoint } from "#geometry/points";
import type { Frame } from "#image/frame";
import type { Instance } from "#image/instance";
import type { DisplayState } from "./display";
import type { ElementSize, ImageShape } from "./transform";

/** All that the overlay needs to place something on the picture; a new value whenever any of it changes. */
export interface View {
  readonly display: DisplayState;
  readonly image: ImageShape;
  readonly size: ElementSize;
}

/** One image viewport on one element. The element's canvas is the viewport's; everything else in the element is not. */
export interface Viewport {
  readonly element: HTMLElement;
  /**
   * Shows a frame (0-based index). Within one series zoom, pan and the reader's window stay; otherwise, and with no
   * `display` given, the picture is fitted and takes its own window.
   */
  show(instance: Instance, frame: Frame, frameIndex: number, display?: DisplayState): void;
  /** What is shown and where, null while nothing is. The same object until something changes. */
  view(): View | null;
  /** @throws Error while nothing is shown, as do all below that return a position. */
  display(): DisplayState;
  setDisplay(next: DisplayState): void;
  fit(): void;
  /** The whole picture, upright, with its own window. */
  reset(): void;
  imageToCanvas(point: ImagePoint): CanvasPoint;
  canvasToImage(point: CanvasPoint): ImagePoint;
  /** After a picture has been painted. Returns the unsubscription. */
  onRendered(callback: () => void): () => void;
  /** After `view()` has changed (show, setDisplay, resizing), before it is painted, in the same animation frame. */
  onDisplayChange(callback: (view: View) => void): () => void;
  dispose(): void;
}

export type CreateViewport = (element: HTMLElement) => Viewport;

export declare const createViewport: CreateViewport;

/** A picture of its own, painted at once: for the PNG and the printed page. `width` and `height` in device pixels. */
export declare function renderToCanvas(frame: Frame, instance: Instance, frameIndex: number, display: DisplayState, width: number, height: number): HTMLCanvasElement;

import type { CanvasPoint, ImagePoint } from "#geometry/points";
import type { Frame } from "#image/frame";
import type { Instance } from "#image/instance";
import { voiFunction } from "#image/pixels/voi";
import { carried } from "./carried";
import type { DisplayState } from "./display";
import { createPainter } from "./painter";
import { greySource, imageShape, nextVoi, openingDisplay, openingVoi, type Picture } from "./picture";
import { createStage, type Shown, type View } from "./stage";
import { canvasToImage, type ElementSize, fit, imageToCanvas } from "./transform";

export type { View } from "./stage";

/** One image viewport on one element, which it fills; whatever the viewport puts into the element goes with it. */
export interface Viewport {
  readonly element: HTMLElement;
  /**
   * Shows a frame (0-based index). Within one series zoom, place and the reader's window stay (see carried.ts); otherwise, and with no
   * `display` given, the picture is fitted and takes its own window.
   */
  show(instance: Instance, frame: Frame, frameIndex: number, display?: DisplayState): void;
  /** What is shown and where, null while nothing is. The same object until something changes. */
  view(): View | null;
  /** @throws Error while nothing is shown, as do all below that take or return a position. */
  display(): DisplayState;
  /** @throws RangeError for a window or LUT that is not defined; what is shown then stays. */
  setDisplay(next: DisplayState): void;
  fit(): void;
  /** The whole picture, upright, with its own window. */
  reset(): void;
  imageToCanvas(point: ImagePoint): CanvasPoint;
  canvasToImage(point: CanvasPoint): ImagePoint;
  /** After a picture has been painted. Returns the unsubscription. */
  onRendered(callback: () => void): () => void;
  /** After `view()` has changed (show, setDisplay, resizing), before it is painted, in the same animation frame; of the first picture soon after. */
  onDisplayChange(callback: (view: View) => void): () => void;
  dispose(): void;
}

/**
 * @param element is positioned.
 * @throws Error when it has a viewport already.
 */
export function createViewport(element: HTMLElement): Viewport {
  const rendered = new Set<() => void>();
  const changed = new Set<(view: View) => void>();
  const stage = createStage(
    element,
    () => rendered.forEach((callback) => callback()),
    (view) => changed.forEach((callback) => callback(view)),
  );

  const current = (): Shown => {
    const shown = stage.shown();
    if (shown === null) throw new Error("the viewport shows nothing yet");
    return shown;
  };
  const setDisplay = (display: DisplayState): void => {
    const before = current();
    // An undefined window must fail here, in the caller's hands, and not in the animation frame.
    voiFunction(display.voi, greySource(before.picture).presentation.voiLuts);
    stage.change({ ...before, display });
  };

  return {
    element,
    show(instance, frame, frameIndex, display) {
      const picture: Picture = { instance, frame, frameIndex };
      const size = stage.size();
      stage.change({ picture, image: imageShape(picture), size, ...nextDisplay(stage.shown(), picture, size, display) });
    },
    view: () => stage.shown(),
    display: () => current().display,
    setDisplay,
    fit() {
      const { display, image, size } = current();
      setDisplay(fit(display, image, size));
    },
    reset() {
      const before = current();
      const opened = openingVoi(before.picture);
      stage.change({ ...before, opened, display: openingDisplay(before.picture, before.size, opened) });
    },
    imageToCanvas: (point) => imageToCanvas(current().display, current().image, current().size, point),
    canvasToImage: (point) => canvasToImage(current().display, current().image, current().size, point),
    onRendered: (callback) => subscribe(rendered, callback),
    onDisplayChange: (callback) => subscribe(changed, callback),
    dispose() {
      rendered.clear();
      changed.clear();
      stage.dispose();
    },
  };
}

function subscribe<Callback>(callbacks: Set<Callback>, callback: Callback): () => void {
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

/** How the next picture stands: as asked for, as the one before it did, or as it opens. */
function nextDisplay(before: Shown | null, picture: Picture, size: ElementSize, asked?: DisplayState): Pick<Shown, "display" | "opened"> {
  const stand = before === null ? null : carried(before, picture);
  if (before === null || stand === null) {
    const opened = openingVoi(picture);
    return { opened, display: asked ?? openingDisplay(picture, size, opened) };
  }
  const voi = nextVoi(before.display.voi, before.opened, picture);
  const opened = before.display.voi === before.opened ? voi : before.opened;
  return { opened, display: asked ?? { ...stand, voi } };
}

/**
 * A picture by itself, painted at once, for the PNG and the printed page: what an element of `width` x `height` CSS pixels
 * would show, at one device pixel for each (see `wholePicture` for all of it at its own resolution).
 */
export function renderToCanvas(frame: Frame, instance: Instance, frameIndex: number, display: DisplayState, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  createPainter(canvas).paint({ instance, frame, frameIndex }, display, { widthCss: width, heightCss: height });
  return canvas;
}

import { enableSurface } from "./cornerstoneAdapter";
import type { DisplayState } from "./display";
import { createDraftLayer } from "./draft";
import { type DeviceSize, measure, observeSize } from "./elementSize";
import { createMotion } from "./motion";
import { createPainter } from "./painter";
import type { Picture } from "./picture";
import { type ElementSize, fit, type ImageShape, sameFit } from "./transform";

/** All that the overlay needs to place something on the picture; a new value whenever any of it changes. */
export interface View {
  readonly display: DisplayState;
  readonly image: ImageShape;
  readonly size: ElementSize;
}

export interface Shown extends View {
  readonly picture: Picture;
  /** The window it opened with: another one in `display` is the reader's doing. */
  readonly opened: DisplayState["voi"];
}

/** What is shown on an element, kept painted and kept at the element's size. */
export interface Stage {
  shown(): Shown | null;
  size(): ElementSize;
  /** Painted in the next animation frame, however often it is called before that. */
  change(next: Shown): void;
  dispose(): void;
}

/** @throws Error when the element has a stage already. */
export function createStage(element: HTMLElement, rendered: () => void, changed: (view: View) => void): Stage {
  let shown: Shown | null = null;
  const first = measure(element);
  let size = first.css;

  const surface = enableSurface(element, () => paint(), rendered);
  const painter = createPainter(surface.canvas);
  const draft = createDraftLayer(element, surface.canvas);
  resizeCanvas(surface.canvas, first.device);

  const motion = createMotion(() => {
    if (shown !== null) surface.update(shown.picture, shown.display, shown.size);
  });

  function paint(): void {
    if (shown === null) return;
    const { picture, display, size: on } = shown;
    if (motion.isMoving(shown)) {
      draft.show(picture, display, on);
      motion.settleLater();
    } else {
      painter.paint(picture, display, on);
      draft.hide();
    }
  }

  function change(next: Shown): void {
    const isNew = next.picture !== shown?.picture;
    shown = next;
    if (isNew) surface.display(next.picture, next.display, next.size);
    else surface.update(next.picture, next.display, next.size);
    changed(next);
  }

  const stopObserving = observeSize(element, (css, device) => {
    const before = size;
    size = css;
    resizeCanvas(surface.canvas, device);
    if (shown === null) return;
    const { display, image } = shown;
    change({ ...shown, size, display: sameFit(display, image, before) ? fit(display, image, size) : display });
    // The canvas may be empty now, and the next animation frame comes after this one's painting.
    paint();
  });

  return {
    shown: () => shown,
    size: () => size,
    change,
    dispose() {
      stopObserving();
      motion.stop();
      draft.hide();
      surface.disable();
      shown = null;
    },
  };
}

/** Setting a canvas' size clears it, even to what it was. */
function resizeCanvas(canvas: HTMLCanvasElement, device: DeviceSize): void {
  if (canvas.width !== device.width) canvas.width = device.width;
  if (canvas.height !== device.height) canvas.height = device.height;
}

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
  /** Painted in the next animation frame, however often it is called before that; the first picture at once. */
  change(next: Shown): void;
  dispose(): void;
}

/** @throws Error when the element has a stage already. */
export function createStage(element: HTMLElement, rendered: () => void, changed: (view: View) => void): Stage {
  let shown: Shown | null = null;
  const first = measure(element);
  let size = first.css;

  /** What is to be painted in the next animation frame stands there already. */
  let isAhead = false;

  const surface = enableSurface(element, paintInTurn, rendered);
  const screen = createScreen(element, surface.canvas, () => {
    isAhead = false;
    if (shown !== null) surface.update(shown.picture, shown.display, shown.size);
  });
  resizeCanvas(surface.canvas, first.device);

  function paintInTurn(): void {
    if (!isAhead && shown !== null) screen.paint(shown);
    isAhead = false;
  }

  /** Unless whoever heard of the change has changed it again: then in its turn. */
  function paintAhead(now: Shown): void {
    if (shown !== now) return;
    screen.paint(now);
    isAhead = true;
  }

  function change(next: Shown): void {
    const isFirst = shown === null;
    const isNew = next.picture !== shown?.picture;
    shown = next;
    isAhead = false;
    if (isNew) surface.display(next.picture, next.display, next.size);
    else surface.update(next.picture, next.display, next.size);
    if (!isFirst) return changed(next);
    // Whoever waits for a picture doesn't wait for what lies over it: the page is free between the two.
    paintAhead(next);
    setTimeout(() => shown && changed(shown));
  }

  const stopObserving = observeSize(element, (css, device) => {
    const before = size;
    size = css;
    resizeCanvas(surface.canvas, device);
    if (shown === null) return;
    const { display, image } = shown;
    const resized = { ...shown, size, display: sameFit(display, image, before) ? fit(display, image, size) : display };
    change(resized);
    // The canvas may be empty now, and the next animation frame comes after this one's painting.
    paintAhead(resized);
  });

  return {
    shown: () => shown,
    size: () => size,
    change,
    dispose() {
      stopObserving();
      screen.stop();
      surface.disable();
      shown = null;
    },
  };
}

/** Exactly on the canvas, or over it while the picture moves; `settle` asks for the exact one to be painted in its turn. */
function createScreen(element: HTMLElement, canvas: HTMLCanvasElement, settle: () => void): { paint(shown: Shown): void; stop(): void } {
  const painter = createPainter(canvas);
  const draft = createDraftLayer(element, canvas);
  const motion = createMotion(settle);
  return {
    paint(shown) {
      const { picture, display, size } = shown;
      if (motion.isMoving(shown)) {
        draft.show(picture, display, size);
        motion.settleLater();
      } else {
        painter.paint(picture, display, size);
        draft.hide();
      }
    },
    stop() {
      motion.stop();
      draft.hide();
    },
  };
}

/** Setting a canvas' size clears it, even to what it was. */
function resizeCanvas(canvas: HTMLCanvasElement, device: DeviceSize): void {
  if (canvas.width !== device.width) canvas.width = device.width;
  if (canvas.height !== device.height) canvas.height = device.height;
}

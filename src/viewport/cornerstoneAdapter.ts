import cornerstone, { type EnabledElement, type Image, type Viewport as CornerstoneViewport } from "cornerstone-core";
import type { DisplayState } from "./display";
import { imageShape, type Picture } from "./picture";
import { type ElementSize, pixelSides } from "./transform";

/**
 * The only file that knows cornerstone-core. It owns the canvas and the animation frame loop, keeps the viewport state
 * and says when a picture was drawn; how stored values become pixels on that canvas is ours, through the `render`
 * function that its image objects may carry.
 */
export interface Surface {
  readonly canvas: HTMLCanvasElement;
  /** A new picture: drawn in the next animation frame. */
  display(picture: Picture, display: DisplayState, size: ElementSize): void;
  /** The same picture standing differently: drawn in the next animation frame, however often this is called before it. */
  update(picture: Picture, display: DisplayState, size: ElementSize): void;
  disable(): void;
}

/** cornerstone-core calls `render` where there is one; its types leave it out. */
type RenderedImage = Image & { render(enabledElement: EnabledElement, invalidated: boolean): void };

/**
 * @param paint draws the current picture on the canvas; called once an animation frame at most.
 * @param rendered is called after each.
 * @throws Error when the element has a surface already.
 */
export function enableSurface(element: HTMLElement, paint: () => void, rendered: () => void): Surface {
  if (cornerstone.getEnabledElements().some((enabled) => enabled.element === element)) {
    throw new Error("the element has a viewport already");
  }
  cornerstone.enable(element);
  const { canvas } = cornerstone.getEnabledElement(element);
  if (canvas === undefined) throw new Error("cornerstone-core made no canvas");
  // Its own sizing ignores the device pixel ratio; ours lets the canvas fill the element at whatever resolution it has.
  canvas.style.width = "100%";
  canvas.style.height = "100%";
  element.addEventListener(cornerstone.EVENTS.IMAGE_RENDERED, rendered);
  return {
    canvas,
    display(picture, display, size) {
      cornerstone.displayImage(element, imageObject(picture, paint), viewportState(picture, display, canvas, size));
    },
    update(picture, display, size) {
      cornerstone.setViewport(element, viewportState(picture, display, canvas, size));
    },
    disable() {
      element.removeEventListener(cornerstone.EVENTS.IMAGE_RENDERED, rendered);
      cornerstone.disable(element);
    },
  };
}

/** What cornerstone-core reads of an image when its own renderers are never reached. */
function imageObject(picture: Picture, paint: () => void): RenderedImage {
  const { instance, frame, frameIndex } = picture;
  const { columns, rows, columnSpacing, rowSpacing } = imageShape(picture);
  const render: RenderedImage["render"] = () => paint();
  const image = {
    imageId: `${instance.sopInstanceUid}#${frameIndex}`,
    columns,
    rows,
    width: columns,
    height: rows,
    columnPixelSpacing: columnSpacing,
    rowPixelSpacing: rowSpacing,
    color: frame.kind === "colour",
    sizeInBytes: frame.values.byteLength,
    render,
  };
  return image as RenderedImage;
}

/**
 * The display state in cornerstone-core's terms: scale in device pixels, the translation in pixels of the image as it
 * lies on the screen. With it, its own pixelToCanvas agrees with ours.
 */
function viewportState(picture: Picture, display: DisplayState, canvas: HTMLCanvasElement, size: ElementSize): CornerstoneViewport {
  const side = pixelSides(imageShape(picture));
  const lying = display.rotationDegrees === 90 || display.rotationDegrees === 270;
  const state: CornerstoneViewport = {
    scale: (display.zoom * canvas.width) / size.widthCss,
    translation: {
      x: display.panXCss / display.zoom / (lying ? side.height : side.width),
      y: display.panYCss / display.zoom / (lying ? side.width : side.height),
    },
    rotation: display.rotationDegrees,
    hflip: display.flipHorizontal,
    vflip: display.flipVertical,
    invert: display.invert,
  };
  if (display.voi.kind === "lut") return state;
  const { center, width } = display.voi.window;
  return { ...state, voi: { windowCenter: center, windowWidth: width } };
}

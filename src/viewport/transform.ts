import { type Affine, apply, invert } from "#geometry/affine";
import type { CanvasPoint, ImagePoint } from "#geometry/points";
import type { DisplayState } from "./display";

/** The viewport element, CSS pixels. */
export interface ElementSize {
  readonly widthCss: number;
  readonly heightCss: number;
}

/** Pixels and the shape of one of them; spacings may be in any one unit, only their ratio counts. */
export interface ImageShape {
  readonly columns: number;
  readonly rows: number;
  readonly columnSpacing: number;
  readonly rowSpacing: number;
}

export type Placement = Pick<DisplayState, "zoom" | "panXCss" | "panYCss" | "rotationDegrees" | "flipHorizontal" | "flipVertical">;

/** Lengths of a pixel's sides in true-shape pixels: the smaller is 1. */
export function pixelSides(image: ImageShape): { readonly width: number; readonly height: number } {
  const smaller = Math.min(image.columnSpacing, image.rowSpacing);
  return { width: image.columnSpacing / smaller, height: image.rowSpacing / smaller };
}

const COSINE = { 0: 1, 90: 0, 180: -1, 270: 0 } as const;
const SINE = { 0: 0, 90: 1, 180: 0, 270: -1 } as const;

/** Image pixels (origin: outer corner of the first pixel) to CSS pixels on the element. */
export function imageToCanvasMatrix(display: Placement, image: ImageShape, size: ElementSize): Affine {
  const side = pixelSides(image);
  const scaleX = side.width * display.zoom * (display.flipHorizontal ? -1 : 1);
  const scaleY = side.height * display.zoom * (display.flipVertical ? -1 : 1);
  const cos = COSINE[display.rotationDegrees];
  const sin = SINE[display.rotationDegrees];
  const a = cos * scaleX;
  const b = sin * scaleX;
  const c = -sin * scaleY;
  const d = cos * scaleY;
  const halfColumns = image.columns / 2;
  const halfRows = image.rows / 2;
  return {
    a,
    b,
    c,
    d,
    e: size.widthCss / 2 + display.panXCss - a * halfColumns - c * halfRows,
    f: size.heightCss / 2 + display.panYCss - b * halfColumns - d * halfRows,
  };
}

export function imageToCanvas(display: Placement, image: ImageShape, size: ElementSize, point: ImagePoint): CanvasPoint {
  const [xCss, yCss] = apply(imageToCanvasMatrix(display, image, size), point.columnPx, point.rowPx);
  return { xCss, yCss };
}

export function canvasToImage(display: Placement, image: ImageShape, size: ElementSize, point: CanvasPoint): ImagePoint {
  const [columnPx, rowPx] = apply(invert(imageToCanvasMatrix(display, image, size)), point.xCss, point.yCss);
  return { columnPx, rowPx };
}

/** The zoom at which the whole image just fits, at the given rotation. */
export function fitZoom(image: ImageShape, size: ElementSize, rotationDegrees: DisplayState["rotationDegrees"]): number {
  const side = pixelSides(image);
  const width = image.columns * side.width;
  const height = image.rows * side.height;
  const lying = rotationDegrees === 90 || rotationDegrees === 270;
  return Math.min(size.widthCss / (lying ? height : width), size.heightCss / (lying ? width : height));
}

/** The whole image, centred; rotation, flips and greys kept. */
export function fit(display: DisplayState, image: ImageShape, size: ElementSize): DisplayState {
  return { ...display, zoom: fitZoom(image, size, display.rotationDegrees), panXCss: 0, panYCss: 0 };
}

/** Whether `display` stands as `fit` would put it in an element of this size. */
export function sameFit(display: DisplayState, image: ImageShape, size: ElementSize): boolean {
  const fitted = fit(display, image, size);
  return display.panXCss === fitted.panXCss && display.panYCss === fitted.panYCss && display.zoom === fitted.zoom;
}

/** All of the picture at its own resolution, upright or turned as `display` has it: one pixel for its smaller pixel side. */
export function wholePicture(display: DisplayState, image: ImageShape): { display: DisplayState; width: number; height: number } {
  const side = pixelSides(image);
  const width = Math.round(image.columns * side.width);
  const height = Math.round(image.rows * side.height);
  const lying = display.rotationDegrees === 90 || display.rotationDegrees === 270;
  return { display: { ...display, zoom: 1, panXCss: 0, panYCss: 0 }, width: lying ? height : width, height: lying ? width : height };
}

/** Zoomed by `factor` with the image point under `point` staying there; the zoom is held within sensible bounds. */
export function zoomAt(display: DisplayState, image: ImageShape, size: ElementSize, point: CanvasPoint, factor: number): DisplayState {
  const smallest = Math.min(fitZoom(image, size, display.rotationDegrees) / 4, display.zoom);
  const zoom = Math.min(Math.max(display.zoom * factor, smallest), Math.max(LARGEST_ZOOM, display.zoom));
  const ratio = zoom / display.zoom;
  const x = point.xCss - size.widthCss / 2;
  const y = point.yCss - size.heightCss / 2;
  return { ...display, zoom, panXCss: x - (x - display.panXCss) * ratio, panYCss: y - (y - display.panYCss) * ratio };
}

/** CSS pixels per image pixel beyond which nothing more can be seen. */
const LARGEST_ZOOM = 64;

export function pan(display: DisplayState, dxCss: number, dyCss: number): DisplayState {
  return { ...display, panXCss: display.panXCss + dxCss, panYCss: display.panYCss + dyCss };
}

/** A quarter turn clockwise about the middle of the element. */
export function rotateClockwise(display: DisplayState): DisplayState {
  const next = { 0: 90, 90: 180, 180: 270, 270: 0 } as const;
  return { ...display, rotationDegrees: next[display.rotationDegrees], panXCss: -display.panYCss, panYCss: display.panXCss };
}

/** Mirrored left to right as it is seen, whatever the rotation, about the middle of the element. */
export function mirror(display: DisplayState): DisplayState {
  const lying = display.rotationDegrees === 90 || display.rotationDegrees === 270;
  return {
    ...display,
    flipHorizontal: lying ? display.flipHorizontal : !display.flipHorizontal,
    flipVertical: lying ? !display.flipVertical : display.flipVertical,
    panXCss: -display.panXCss,
  };
}

/** Moved and zoomed so that `point` stands in the middle of the element. */
export function centreOn(display: DisplayState, image: ImageShape, size: ElementSize, point: ImagePoint, zoom: number): DisplayState {
  const middle = imageToCanvas({ ...display, zoom, panXCss: 0, panYCss: 0 }, image, size, point);
  return { ...display, zoom, panXCss: size.widthCss / 2 - middle.xCss, panYCss: size.heightCss / 2 - middle.yCss };
}

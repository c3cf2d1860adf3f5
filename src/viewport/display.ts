import type { Voi } from "#image/pixels/voi";

export type { Voi } from "#image/pixels/voi";

/**
 * How a frame stands in the viewport: a value, so that it can be kept, compared and linked between viewports. The
 * display transform is: image pixel -> true shape (pixel aspect) -> flips -> rotation -> zoom -> pan -> canvas.
 */
export interface DisplayState {
  /** CSS pixels for one "true shape" pixel: the smaller pixel side is 1. */
  readonly zoom: number;
  /** Where the image centre stands relative to the element's centre, CSS pixels. */
  readonly panXCss: number;
  readonly panYCss: number;
  /** Clockwise. */
  readonly rotationDegrees: 0 | 90 | 180 | 270;
  /** Flips are applied to the image before it is rotated. */
  readonly flipHorizontal: boolean;
  readonly flipVertical: boolean;
  readonly voi: Voi;
  /** The user's grey-scale inversion, on top of what the file asks for. */
  readonly invert: boolean;
}

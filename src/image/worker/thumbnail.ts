import type { Frame, GreyFrame } from "../frame";
import type { InstanceHeader } from "../dicom/readInstance";
import { defaultVoi } from "../pixels/defaultVoi";
import { greyTable, rangeOfType } from "../pixels/lut";
import type { DecodedImage } from "../pixels/decodeFrame";

interface Picture {
  readonly columns: number;
  readonly rows: number;
  readonly rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** A small picture with the window that it opens with, in its true shape, `size` pixels at most. */
export async function thumbnailOf({ frame, instance, presentation }: DecodedImage, size: number): Promise<ImageBitmap> {
  const picture = frame.kind === "grey" ? greyPicture(smallLevel(frame, size), frame, { ...instance, presentation }) : colourPicture(frame, size);
  const image = new ImageData(picture.rgba, picture.columns, picture.rows);
  const { width, height } = trueSize(frame, instance, size);
  return createImageBitmap(image, { resizeWidth: width, resizeHeight: height, resizeQuality: "high" });
}

/** The smallest level that is not smaller than the thumbnail. */
function smallLevel<L extends { readonly columns: number; readonly rows: number }>(frame: L & { readonly levels: readonly L[] | readonly Omit<L, "levels">[] }, size: number): Omit<L, "levels"> {
  const enough = [...frame.levels].reverse().find(({ columns, rows }) => Math.max(columns, rows) >= size);
  return (enough as Omit<L, "levels"> | undefined) ?? frame;
}

function greyPicture(level: Pick<GreyFrame, "columns" | "rows" | "values">, frame: GreyFrame, source: InstanceHeader): Picture {
  const range = rangeOfType(level.values);
  const table = greyTable(source, range, defaultVoi(source, frame), false, frame);
  const rgba = new Uint8ClampedArray(level.values.length * 4);
  for (let pixel = 0, to = 0; to < rgba.length; pixel += 1, to += 4) {
    const grey = table[(level.values[pixel] ?? 0) - range.min] ?? 0;
    rgba[to] = rgba[to + 1] = rgba[to + 2] = grey;
    rgba[to + 3] = 255;
  }
  return { columns: level.columns, rows: level.rows, rgba };
}

function colourPicture(frame: Extract<Frame, { kind: "colour" }>, size: number): Picture {
  const level = [...frame.levels].reverse().find(({ columns, rows }) => Math.max(columns, rows) >= size) ?? frame;
  return { columns: level.columns, rows: level.rows, rgba: new Uint8ClampedArray(level.values) };
}

/** Width and height that show pixels in their shape: spacing (row, column) or aspect ratio (vertical : horizontal). */
function trueSize(frame: Frame, { spacing, frames }: InstanceHeader, size: number): { readonly width: number; readonly height: number } {
  const [vertical, horizontal] = frames[0]?.pixelSpacing ??
    spacing.pixelSpacing ?? spacing.imagerPixelSpacing ?? spacing.nominalScannedPixelSpacing ?? spacing.pixelAspectRatio ?? [1, 1];
  const wide = frame.columns * horizontal;
  const high = frame.rows * vertical;
  const scale = Math.min(size / Math.max(wide, high), Math.max(frame.columns, frame.rows) / Math.max(wide, high));
  return { width: Math.max(1, Math.round(wide * scale)), height: Math.max(1, Math.round(high * scale)) };
}

import { frameGeometry } from "#image/attributes";
import { imageFromStored, storedFromImage } from "#image/sagittalFrame";
import type { DisplayState } from "./display";
import { imageShape, type Picture } from "./picture";
import type { Shown } from "./stage";
import { canvasToImage, centreOn, fit, sameFit } from "./transform";

/**
 * How the next picture stands where it takes over from the one before; null where it has to be fitted anew. Of one series
 * and one shape it stands where that stood. Another cut through the same place (a plane that was turned, a volume that
 * has grown) keeps the point of the patient that is in the middle, and the size of a millimetre.
 */
export function carried(before: Shown, next: Picture): DisplayState | null {
  const { picture, display, size } = before;
  if (picture.instance.series.seriesInstanceUid !== next.instance.series.seriesInstanceUid || picture.frame.kind !== next.frame.kind) return null;
  const image = imageShape(next);
  const isOneShape = image.columns === before.image.columns && image.rows === before.image.rows && image.rowSpacing === before.image.rowSpacing;
  const turn = turnBetween(picture, next);
  if (isOneShape && (turn === undefined || turn > SAME)) return display;
  if (turn === undefined || turn < ALIKE) return null;
  if (sameFit(display, before.image, size)) return fit(display, image, size);
  const middle = canvasToImage(display, before.image, size, { xCss: size.widthCss / 2, yCss: size.heightCss / 2 });
  const there = storedFromImage(picture.instance, picture.frameIndex, VOLUME, middle);
  const seen = there && imageFromStored(next.instance, next.frameIndex, VOLUME, there);
  const [was, is] = [columnMm(picture), columnMm(next)];
  return seen && was && is ? centreOn(display, image, size, seen.point, (display.zoom * is) / was) : null;
}

const VOLUME = { kind: "volume" } as const;

/** Cosines of directions that are one, and of ones that show the same from nearly the same side: up to 45 degrees apart. */
const SAME = 1 - 1e-12;
const ALIKE = Math.SQRT1_2;

/** The smaller cosine between the two pictures' rows and between their columns; undefined where one has no place. */
function turnBetween(a: Picture, b: Picture): number | undefined {
  const [p, q] = [a, b].map(({ instance, frameIndex }) => frameGeometry(instance, frameIndex)?.imageOrientationPatient);
  if (!p || !q) return undefined;
  return Math.min(p[0] * q[0] + p[1] * q[1] + p[2] * q[2], p[3] * q[3] + p[4] * q[4] + p[5] * q[5]);
}

const columnMm = ({ instance, frameIndex }: Picture): number | undefined => (frameGeometry(instance, frameIndex)?.pixelSpacing ?? instance.spacing.pixelSpacing)?.[1];

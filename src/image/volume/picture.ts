import type { Instance } from "../instance";
import type { Reformatted } from "./reformat";

/**
 * A reformatted picture as an instance, so that whatever shows and maps images (window, zoom, points) takes it as one of
 * the series: `base` (any instance of the volume) in other words, with the picture's own place, size and values.
 */
export function pictureInstance(base: Instance, { frame, geometry, noData, slabMm, offsetsMm }: Reformatted): Instance {
  const { framePresentations: _, ...rest } = base;
  const { pixelPaddingRangeLimit: __, ...presentation } = base.presentation;
  return {
    ...rest,
    imageType: ["DERIVED", "SECONDARY", offsetsMm ? "CURVED REFORMAT" : "REFORMATTED"],
    rows: frame.rows,
    columns: frame.columns,
    numberOfFrames: 1,
    bitsAllocated: 16,
    bitsStored: 16,
    pixelRepresentation: frame.values instanceof Int16Array ? 1 : 0,
    spacing: { pixelSpacing: geometry.pixelSpacing },
    frames: [{ ...geometry, ...(slabMm > 0 && { sliceThicknessMm: slabMm }) }],
    presentation: { ...presentation, pixelPaddingValue: noData },
  };
}

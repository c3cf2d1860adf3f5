import type { FrameGeometry, Presentation } from "../instance";
import { itemsOf } from "./parse";
import { rescaleOf, windowsOf } from "./presentation";
import { type Reader, readerOf, unsignedLong } from "./values";
import { geometryOf } from "./frameGeometry";

/** Functional group macros that matter here (PS3.3 C.7.6.16.2): sequence tags. */
const macro = {
  frameContent: "x00209111",
  pixelMeasures: "x00289110",
  planePosition: "x00209113",
  planeOrientation: "x00209116",
  frameVoiLut: "x00289132",
  pixelValueTransformation: "x00289145",
} as const;

const sharedGroups = "x52009229";
const perFrameGroups = "x52009230";

export interface FrameGroups {
  readonly geometries: readonly FrameGeometry[];
  /** What frames say differently from the object as a whole, one entry a frame. */
  readonly presentations: readonly Partial<Presentation>[];
}

/** Per-frame geometry and presentation of an enhanced object; undefined when it has no functional groups. */
export function frameGroupsOf(reader: Reader, numberOfFrames: number): FrameGroups | undefined {
  const shared = itemsOf(reader.dataSet, sharedGroups)[0];
  const perFrame = itemsOf(reader.dataSet, perFrameGroups);
  if (!shared && perFrame.length === 0) return undefined;
  const sharedReader = shared && readerOf(shared, reader.warn, reader.charset);
  if (perFrame.length === 0) return { geometries: [groupGeometry(sharedReader, undefined)], presentations: [groupPresentation(sharedReader, undefined)] };
  if (perFrame.length < numberOfFrames) reader.warn(`functional groups for ${perFrame.length} of ${numberOfFrames} frames`);
  const readers = Array.from({ length: numberOfFrames }, (_, index) => {
    const item = perFrame[index];
    return item && readerOf(item, reader.warn, reader.charset);
  });
  return {
    geometries: readers.map((frame) => groupGeometry(sharedReader, frame)),
    presentations: readers.map((frame) => groupPresentation(sharedReader, frame)),
  };
}

/** The macro's item: of the frame where it has one, else the shared one. */
function macroItem(shared: Reader | undefined, frame: Reader | undefined, tag: string): Reader | undefined {
  for (const group of [frame, shared]) {
    const item = group && itemsOf(group.dataSet, tag)[0];
    if (group && item) return readerOf(item, group.warn, group.charset);
  }
  return undefined;
}

function groupGeometry(shared: Reader | undefined, frame: Reader | undefined): FrameGeometry {
  const parts = [macro.pixelMeasures, macro.planePosition, macro.planeOrientation].map((tag) => macroItem(shared, frame, tag));
  const content = macroItem(shared, frame, macro.frameContent);
  const temporalPosition = content && unsignedLong(content, "x00209128");
  return Object.assign({}, ...parts.map((part) => (part ? geometryOf(part) : {})), temporalPosition !== undefined && { temporalPosition }) as FrameGeometry;
}

function groupPresentation(shared: Reader | undefined, frame: Reader | undefined): Partial<Presentation> {
  const transformation = macroItem(shared, frame, macro.pixelValueTransformation);
  const voi = macroItem(shared, frame, macro.frameVoiLut);
  const windows = voi ? windowsOf(voi) : [];
  return { ...(transformation && rescaleOf(transformation)), ...(windows.length > 0 && { windows }) };
}

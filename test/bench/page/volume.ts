/**
 * cornerstone3D's volume viewport on the chosen files: as it is shipped, or (`loader=ours`) with our own parsing and
 * decoding in two workers, which is faster than its own, so that the volume alone is compared.
 */
import * as cornerstone3d from "@cornerstonejs/core";
import { type Instance, presentationOf } from "#image/instance";
import { createImageLibrary } from "#image/worker/library";
import { shippedImageIds } from "./shipped";

const library = createImageLibrary();
const byImageId = new Map<string, Instance>();
const idOf = (instance: Instance): string => `bench:${instance.sopInstanceUid}`;

function metaDataOf(type: string, imageId: string): unknown {
  const instance = byImageId.get(imageId);
  if (!instance) return undefined;
  const { rows, columns, bitsAllocated, bitsStored, pixelRepresentation, series } = instance;
  const [geometry] = instance.frames;
  const { rescaleSlope, rescaleIntercept, windows } = instance.presentation;
  const [rowPixelSpacing, columnPixelSpacing] = geometry?.pixelSpacing ?? instance.spacing.pixelSpacing ?? [1, 1];
  const orientation = geometry?.imageOrientationPatient ?? [1, 0, 0, 0, 1, 0];
  switch (type) {
    case "imagePixelModule":
      return { pixelRepresentation, bitsAllocated, bitsStored, highBit: bitsStored - 1, photometricInterpretation: "MONOCHROME2", samplesPerPixel: 1 };
    case "generalSeriesModule":
      return { modality: series.modality, seriesInstanceUID: series.seriesInstanceUid };
    case "imagePlaneModule":
      return {
        frameOfReferenceUID: series.frameOfReferenceUid,
        rows,
        columns,
        imageOrientationPatient: orientation,
        rowCosines: orientation.slice(0, 3),
        columnCosines: orientation.slice(3),
        imagePositionPatient: geometry?.imagePositionPatient,
        pixelSpacing: [rowPixelSpacing, columnPixelSpacing],
        rowPixelSpacing,
        columnPixelSpacing,
      };
    case "modalityLutModule":
      return { rescaleSlope, rescaleIntercept };
    case "voiLutModule":
      return { windowCenter: [windows[0]?.center], windowWidth: [windows[0]?.width] };
    default:
      return undefined;
  }
}

/** Hounsfield units, as its volumes hold them. */
async function load(imageId: string): Promise<object> {
  const instance = byImageId.get(imageId);
  if (!instance) throw new Error(`no image ${imageId}`);
  const { columns, rows, values } = await library.slice(instance, 0);
  const { rescaleSlope, rescaleIntercept } = presentationOf(instance, 0);
  const pixels = new Int16Array(values.buffer, values.byteOffset, values.length);
  let minPixelValue = Infinity;
  let maxPixelValue = -Infinity;
  for (let at = 0; at < pixels.length; at++) {
    const hu = (pixels[at] ?? 0) * rescaleSlope + rescaleIntercept;
    pixels[at] = hu;
    if (hu < minPixelValue) minPixelValue = hu;
    if (hu > maxPixelValue) maxPixelValue = hu;
  }
  const spacing = instance.spacing.pixelSpacing ?? instance.frames[0]?.pixelSpacing ?? [1, 1];
  const voxelManager = cornerstone3d.utilities.VoxelManager.createImageVoxelManager({ width: columns, height: rows, numberOfComponents: 1, scalarData: pixels });
  return {
    imageId,
    dataType: "Int16Array",
    minPixelValue,
    maxPixelValue,
    slope: rescaleSlope,
    intercept: rescaleIntercept,
    preScale: { enabled: true, scaled: true, scalingParameters: { rescaleSlope, rescaleIntercept, modality: "CT" } },
    windowCenter: 400,
    windowWidth: 1800,
    voxelManager,
    getPixelData: () => voxelManager.getScalarData(),
    getCanvas: () => undefined,
    rows,
    columns,
    height: rows,
    width: columns,
    color: false,
    rgba: false,
    numberOfComponents: 1,
    columnPixelSpacing: spacing[1],
    rowPixelSpacing: spacing[0],
    invert: false,
    sizeInBytes: pixels.byteLength,
  };
}

interface Shown {
  scroll(by: number): void;
  window(center: number, width: number): void;
}

const volumeId = "cornerstoneStreamingImageVolume:bench";
const { Enums, utilities } = cornerstone3d;

async function showOnCpu(engine: cornerstone3d.RenderingEngine, element: HTMLDivElement, imageIds: string[]): Promise<Shown> {
  engine.enableElement({ viewportId: "volume", type: Enums.ViewportType.PLANAR_NEXT, element, defaultOptions: { orientation: Enums.OrientationAxis.SAGITTAL } });
  const viewport = engine.getViewport("volume") as cornerstone3d.PlanarViewport;
  utilities.genericViewportDisplaySetMetadataProvider.add("series", { kind: "planar", imageIds, volumeId });
  await viewport.setDisplaySets({ displaySetId: "series", options: { orientation: Enums.OrientationAxis.SAGITTAL } });
  viewport.setDisplaySetPresentation("series", { voiRange: { lower: -500, upper: 1300 } });
  viewport.render();
  return {
    scroll: (by) => {
      utilities.scroll(viewport as never, { delta: by });
      viewport.render();
    },
    window: (center, width) => {
      viewport.setDisplaySetPresentation("series", { voiRange: { lower: center - width / 2, upper: center + width / 2 } });
      viewport.render();
    },
  };
}

async function showOnGpu(engine: cornerstone3d.RenderingEngine, element: HTMLDivElement, imageIds: string[]): Promise<Shown> {
  engine.enableElement({ viewportId: "volume", type: Enums.ViewportType.ORTHOGRAPHIC, element, defaultOptions: { orientation: Enums.OrientationAxis.SAGITTAL } });
  const viewport = engine.getViewport("volume") as cornerstone3d.VolumeViewport;
  const volume = await cornerstone3d.volumeLoader.createAndCacheVolume(volumeId, { imageIds });
  (volume as { load(): void }).load();
  await viewport.setVolumes([{ volumeId }]);
  viewport.setProperties({ voiRange: { lower: -500, upper: 1300 } });
  viewport.render();
  return {
    scroll: (by) => {
      utilities.scroll(viewport as never, { delta: by });
      viewport.render();
    },
    window: (center, width) => {
      viewport.setProperties({ voiRange: { lower: center - width / 2, upper: center + width / 2 } });
      viewport.render();
    },
  };
}

async function ourImageIds(files: readonly File[]): Promise<string[]> {
  const found: Instance[] = [];
  const on = { instances: (some: readonly Instance[]) => void found.push(...some), problems: () => undefined, progress: () => undefined };
  await library.open(files.map((blob) => ({ path: blob.name, blob })), on, new AbortController().signal);
  for (const instance of found) byImageId.set(idOf(instance), instance);
  return found.map(idOf);
}

async function open(files: readonly File[]): Promise<void> {
  const element = document.querySelector<HTMLDivElement>("#stage");
  if (element === null) throw new Error("the page has no stage");
  const imageIds = await (isOurLoader ? ourImageIds : shippedImageIds)(files);
  cornerstone3d.eventTarget.addEventListener(Enums.Events.IMAGE_VOLUME_LOADING_COMPLETED, () => window.volumeWatch.complete());
  const engine = new cornerstone3d.RenderingEngine("bench");
  const shown = await (isCpu ? showOnCpu : showOnGpu)(engine, element, imageIds);
  /* A picture that GL has been told to draw is there when it can be read. */
  const rendered = (): Promise<void> =>
    new Promise((resolve) => {
      const painted = (): void => {
        if (!isCpu) element.querySelector("canvas")?.getContext("2d")?.getImageData(0, 0, 1, 1);
        resolve();
      };
      element.addEventListener(Enums.Events.IMAGE_RENDERED, painted, { once: true });
    });
  window.volumeSteps = {
    scroll: async () => {
      const done = rendered();
      shown.scroll(1);
      await done;
    },
    window: async (n) => {
      const done = rendered();
      shown.window(400 + (n % 7) * 20, 1800 + (n % 11) * 30);
      await done;
    },
  };
}

const query = new URLSearchParams(location.search);
const isCpu = query.get("mode") === "CPU";
const isOurLoader = query.get("loader") === "ours";

/** Its rendering engine wants a WebGL context once, also for a viewport that draws without: one that does nothing will do. */
function standInForGl(): void {
  const nothing: unknown = new Proxy(() => undefined, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => 0 : nothing),
    apply: () => nothing,
    construct: () => nothing as object,
  });
  const { getContext } = HTMLCanvasElement.prototype;
  HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
    return kind.startsWith("webgl") ? nothing : Reflect.apply(getContext, this, [kind, ...rest]);
  } as typeof getContext;
}

cornerstone3d.init();
cornerstone3d.setUseCPURendering(isCpu);
if (isCpu) standInForGl();
cornerstone3d.cache.setMaxCacheSize(3 * 1024 ** 3);
if (isOurLoader) cornerstone3d.metaData.addProvider((type: string, imageId: string) => metaDataOf(type, imageId), 100);
cornerstone3d.imageLoader.registerImageLoader("bench", ((imageId: string) => ({ promise: load(imageId) })) as never);
cornerstone3d.volumeLoader.registerVolumeLoader("cornerstoneStreamingImageVolume", cornerstone3d.cornerstoneStreamingImageVolumeLoader as never);
document.querySelector("input")?.addEventListener("change", ({ currentTarget }) => {
  const { files } = currentTarget as HTMLInputElement;
  void open([...(files ?? [])]);
});

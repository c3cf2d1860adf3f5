/** cornerstone3D as it is shipped: its own image loader reads, parses and decodes the chosen files. */
import { init, wadouri } from "@cornerstonejs/dicom-image-loader";

/** Image ids of the files, every header read: a volume is laid out by them. Two decoders, as ours. */
export async function shippedImageIds(files: readonly File[]): Promise<string[]> {
  init({ maxWebWorkers: 2, useLegacyMetadataProvider: true });
  const imageIds = files.map((file) => wadouri.fileManager.add(file));
  await Promise.all(imageIds.map((imageId) => wadouri.dataSetCacheManager.load(wadouri.parseImageId(imageId).url, wadouri.loadFileRequest, imageId)));
  return imageIds;
}

import { createHash } from "node:crypto";
import { readHeader } from "#image/dicom/header";
import { formatOf } from "#image/dicom/readInstance";
import { blobSource } from "#image/dicom/source";
import { decodeStored, type OpenImage, type StoredFrame } from "#image/pixels/decodeStored";

export async function openImage(blob: Blob): Promise<OpenImage> {
  const header = await readHeader(blobSource(blob));
  const format = formatOf(header);
  if (!header.parsed.pixels) throw new Error("no pixels");
  return { header, format, pixels: header.parsed.pixels };
}

export async function allFrames(blob: Blob): Promise<StoredFrame[]> {
  const image = await openImage(blob);
  const frames: StoredFrame[] = [];
  for (let index = 0; index < image.format.numberOfFrames; index += 1) frames.push(await decodeStored(image, index));
  return frames;
}

/** sha256 over the stored values of all frames, little endian. */
export function sha256(frames: readonly Pick<StoredFrame, "samples">[]): string {
  const hash = createHash("sha256");
  for (const { samples } of frames) hash.update(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength));
  return hash.digest("hex");
}

/** The largest difference between values at the same place. */
export function largestDifference(a: StoredFrame | undefined, b: StoredFrame | undefined): number {
  if (!a || !b || a.samples.length !== b.samples.length) return Number.POSITIVE_INFINITY;
  let largest = 0;
  for (let index = 0; index < a.samples.length; index += 1) largest = Math.max(largest, Math.abs((a.samples[index] ?? 0) - (b.samples[index] ?? 0)));
  return largest;
}

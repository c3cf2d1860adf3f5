import { readHeader } from "../dicom/header";
import { describeFile, type FileContent } from "../dicom/openFile";
import { formatOf, instanceFrom, type InstanceHeader } from "../dicom/readInstance";
import { blobSource, type ByteSource, wholeSource } from "../dicom/source";
import { type DecodedImage, frameFrom } from "../pixels/decodeFrame";
import { decodeStored, type OpenImage, type StoredFrame } from "../pixels/decodeStored";
import { isShort } from "../pixels/extremes";
import { ImageError } from "../problem";
import type { Requests, StoredSlice } from "./requests";

interface Held extends OpenImage {
  readonly instance: InstanceHeader;
}

/** Headers of the images looked at last: scrolling a multi-frame object parses it once in each worker. */
const held = new Map<number, Promise<Held>>();
const maxHeld = 16;
/** So much more than its pixels a slice's memory may be. */
const snug = 1.1;
/** Files up to this size are one slice, or few. */
const ownSliceBytes = 4 * 1024 ** 2;

export async function decodeImageFrame(blob: Blob, imageId: number, frameIndex: number): Promise<DecodedImage> {
  const image = await openImage(blob, imageId);
  const stored = await decodeStored(image, frameIndex);
  // What a deflated file inflated to is as large as its pixels: not kept.
  if (image.header.meta.encoding.deflated) held.delete(imageId);
  const presentation = image.instance.framePresentations?.[frameIndex] ?? image.instance.presentation;
  return { frame: frameFrom(stored, presentation), instance: image.instance, presentation };
}

/** Bytes of a file that is going to be described, read from now on: in one go, where its slice is wanted too. */
export function beginDescribing(blob: Blob, expected: string | undefined): ByteSource {
  return begun(expected !== undefined && blob.size <= ownSliceBytes ? wholeSource(blob) : blobSource(blob));
}

/** What a file is; one of the series that is expected is decoded too, where that can be done. */
export async function described(blob: Blob, expected: string | undefined, source = beginDescribing(blob, expected)): Promise<{ readonly content: FileContent; readonly slice?: StoredSlice }> {
  const content = await describeFile(blob, source);
  const isSlice = content.kind === "instance" && content.instance.series.seriesInstanceUid === expected && content.instance.numberOfFrames === 1;
  // Why one can't be decoded is told when it is asked for.
  const slice = isSlice && blob.size <= ownSliceBytes ? await ownSlice(source).catch(() => undefined) : undefined;
  return { content, ...(slice && { slice }) };
}

/** Bytes of a file that is one slice, wanted once: read from now on, in one go, and nothing of it is kept. */
export const beginSlice = (blob: Blob, frameIndex: number): ByteSource | undefined => (frameIndex === 0 && blob.size <= ownSliceBytes ? begun(wholeSource(blob)) : undefined);

/** Stored values of one grey frame, in memory of their own. Throws ImageError "unsupported-pixels" for any other. */
export async function decodeSlice({ blob, imageId, frameIndex }: Omit<Requests["slice"]["ask"], "format">, source = beginSlice(blob, frameIndex)): Promise<StoredSlice> {
  if (source) return ownSlice(source);
  return sliceFrom(await decodeStored(await openImage(blob, imageId), frameIndex), 1);
}

function begun(source: ByteSource): ByteSource {
  // What fails is told to whoever reads next.
  source.read(0, 1).catch(() => undefined);
  return source;
}

const ownSlice = async (source: ByteSource): Promise<StoredSlice> => sliceFrom(await decodeStored(await read(source), 0), snug);

/**
 * Inflated files are kept whole for their next frame: what is handed over must not be a piece of them. A file's own memory
 * is handed over with its header, unless it is more than `most` times its pixels: it is kept for as long as the volume is.
 */
function sliceFrom({ columns, rows, samples, samplesPerPixel }: StoredFrame, most: number): StoredSlice {
  if (samplesPerPixel !== 1 || !isShort(samples)) throw new ImageError("unsupported-pixels", { what: `${samplesPerPixel} samples of ${samples.BYTES_PER_ELEMENT} bytes` });
  return { columns, rows, values: samples.buffer.byteLength <= most * samples.byteLength ? samples : samples.slice() };
}

async function openImage(blob: Blob, imageId: number): Promise<Held> {
  const known = held.get(imageId);
  const image = known ?? read(blobSource(blob));
  held.delete(imageId);
  held.set(imageId, image);
  const [oldest] = held.keys();
  if (held.size > maxHeld && oldest !== undefined) held.delete(oldest);
  try {
    return await image;
  } catch (error) {
    held.delete(imageId);
    throw error;
  }
}

async function read(source: ByteSource): Promise<Held> {
  const header = await readHeader(source);
  const { pixels } = header.parsed;
  const format = formatOf(header);
  if (!pixels) throw new ImageError("no-pixels");
  return { header, format, pixels, instance: instanceFrom(header, "") };
}

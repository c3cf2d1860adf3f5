import type { Header } from "../dicom/header";
import { nativeFrameBytes, type PixelFormat } from "../dicom/pixelFormat";
import { indexFrames } from "./decodeFragments";

export interface WholeFrames {
  /** How many frames, from the first, are in the file whole. */
  readonly frames: number;
  /** Bytes of pixel data that are there, and that there should be. */
  readonly params: { readonly have: number; readonly need: number };
}

/**
 * Holds what the header promises against the bytes there are, before anything is allocated for pixels and without reading
 * them. Compressed data is measured by its fragments; what is inside them shows only when it is decoded.
 */
export async function wholeFrames(header: Header, format: PixelFormat): Promise<WholeFrames> {
  const { parsed, body } = header;
  const { pixels } = parsed;
  if (!pixels) return { frames: 0, params: { have: 0, need: 0 } };
  if (pixels.length === undefined) return wholeFragments(header, format);
  const frameBytes = nativeFrameBytes(format);
  const need = Math.ceil(frameBytes * format.numberOfFrames);
  // The true size of an inflated data set shows only by inflating it; what is asked for bounds that.
  const there = header.meta.encoding.deflated ? (await body.read(pixels.at, pixels.at + need)).length : Math.max(0, body.size - pixels.at);
  const have = Math.min(pixels.length, there);
  return { frames: have >= need ? format.numberOfFrames : Math.floor(have / frameBytes), params: { have, need } };
}

async function wholeFragments(header: Header, { numberOfFrames }: PixelFormat): Promise<WholeFrames> {
  const { pixels } = header.parsed;
  const { size } = header.body;
  if (!pixels) return { frames: 0, params: { have: 0, need: 0 } };
  const index = await indexFrames(header, pixels, numberOfFrames);
  const ends = index.frames.slice(0, numberOfFrames).map((ranges) => ranges.reduce((last, { at, length }) => Math.max(last, at + length), 0));
  const broken = ends.findIndex((end) => end > size || end === 0);
  const frames = broken < 0 ? ends.length : broken;
  return { frames, params: { have: size - pixels.at, need: ends.reduce((last, end) => Math.max(last, end), size) - pixels.at } };
}

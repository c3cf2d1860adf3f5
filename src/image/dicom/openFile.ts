import { asImageError, ImageError, type ProblemCode, type ProblemParams } from "../problem";
import { wholeFrames } from "../pixels/decodeComplete";
import { readHeader } from "./header";
import { formatOf, instanceFrom, type InstanceHeader, isDicomDirectory } from "./readInstance";
import { blobSource, type ByteSource } from "./source";
import { codecOf } from "./syntax";

/** What a file turned out to be. */
export type FileContent =
  | { readonly kind: "instance"; readonly instance: InstanceHeader; readonly trouble?: Trouble }
  | { readonly kind: "directory" }
  | { readonly kind: "zip" }
  | { readonly kind: "problem"; readonly trouble: Trouble };

export interface Trouble {
  readonly code: ProblemCode;
  readonly params: ProblemParams;
}

/** Reads one file's header, from `source` where more of it has been read already; never throws. */
export async function describeFile(blob: Blob, source: ByteSource = blobSource(blob)): Promise<FileContent> {
  try {
    if (await isZip(source)) return { kind: "zip" };
    if (await mayBeNifti(source)) {
      const { describeNifti, isNifti } = await import("../volume/niftiInstance");
      if (await isNifti(blob)) return { kind: "instance", instance: await describeNifti(blob) };
    }
    return await describe(source);
  } catch (thrown) {
    const { code, params } = asImageError(thrown);
    return { kind: "problem", trouble: { code, params } };
  }
}

async function describe(source: ByteSource): Promise<FileContent> {
  const header = await readHeader(source);
  if (isDicomDirectory(header)) return { kind: "directory" };
  const named = instanceFrom(header, "");
  const instance = named.sopInstanceUid === "" ? { ...named, sopInstanceUid: await fingerprint(source) } : named;
  if (codecOf(header.meta.transferSyntaxUid) === undefined) throw new ImageError("unsupported-syntax", { uid: header.meta.transferSyntaxUid });
  const whole = await wholeFrames(header, formatOf(header));
  if (whole.frames >= instance.numberOfFrames) return { kind: "instance", instance };
  const params = { ...whole.params, frames: whole.frames, of: instance.numberOfFrames };
  if (whole.frames === 0) throw new ImageError("truncated", params);
  const warnings = [...instance.warnings, `ends early: ${whole.frames} of ${instance.numberOfFrames} frames`];
  const { frames, framePresentations } = instance;
  const present = { frames: frames.slice(0, whole.frames), ...(framePresentations && { framePresentations: framePresentations.slice(0, whole.frames) }) };
  return { kind: "instance", instance: { ...instance, ...present, numberOfFrames: whole.frames, warnings }, trouble: { code: "truncated-frames", params } };
}

async function isZip(source: ByteSource): Promise<boolean> {
  const [p, k, three, four] = await source.read(0, 4);
  return p === 0x50 && k === 0x4b && ((three === 3 && four === 4) || (three === 5 && four === 6));
}

/** A gzipped file, or one that begins with the length of a NIfTI's header: 348 or 540, in either byte order. */
async function mayBeNifti(source: ByteSource): Promise<boolean> {
  const bytes = await source.read(0, 4);
  if (bytes.length < 4) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, 4);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b) || [view.getInt32(0, true), view.getInt32(0)].some((length) => length === 348 || length === 540);
}

/**
 * 128 bits of the file's beginning and size (FNV-1a, four lanes), to name an image without a SOP Instance UID: the same file
 * gets the same name at every opening, so that its landmarks are found again.
 */
async function fingerprint(source: ByteSource): Promise<string> {
  const bytes = await source.read(0, 256 * 1024);
  const lanes = [0, 1, 2, 3].map((lane) => {
    let hash = (0x811c9dc5 ^ (lane * 0x9e3779b9) ^ source.size) >>> 0;
    for (let at = lane; at < bytes.length; at += lane + 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193) >>> 0;
    return BigInt(hash);
  });
  return `2.25.${lanes.reduce((sum, lane) => (sum << 32n) | lane, 0n)}`;
}

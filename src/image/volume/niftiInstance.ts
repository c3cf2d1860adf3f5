import type { InstanceHeader } from "../dicom/readInstance";
import type { Presentation } from "../instance";
import { type DecodedImage, frameFrom } from "../pixels/decodeFrame";
import { bytesOf, niftiHeaderOf, readNiftiSlice } from "./nifti";
import type { NiftiHeader } from "./niftiHeader";
import { length, moved, scaled } from "./vector";

export { isNifti } from "./nifti";

/** What stands for the modality, which a NIfTI doesn't name. */
const modality = "NIFTI";

/**
 * A NIfTI as an image of a series of its own: one frame a slice, at its place in the patient. Its UIDs come from the
 * file's content, so that its readings are found again under any name. Patient, study and date are not named.
 * @throws ImageError as readNiftiHeader.
 */
export const describeNifti = async (blob: Blob): Promise<InstanceHeader> => instanceOf(await niftiHeaderOf(blob), await contentHash(blob));

function instanceOf(header: NiftiHeader, name: bigint): InstanceHeader {
  const { columns, rows, slices, columnStep, rowStep, sliceStep, origin } = header;
  const [columnMm, rowMm] = [length(columnStep), length(rowStep)];
  const [u, v] = [scaled(1 / columnMm, columnStep), scaled(1 / rowMm, rowStep)];
  const pixelSpacing = [rowMm, columnMm] as const;
  const uid = (index: bigint): string => `2.25.${name + index}`;
  return {
    format: "nifti",
    sopClassUid: "",
    sopInstanceUid: uid(0n),
    transferSyntaxUid: "",
    patient: { patientId: "", patientName: "" },
    study: { studyInstanceUid: uid(1n) },
    series: { seriesInstanceUid: uid(2n), modality, frameOfReferenceUid: uid(3n) },
    imageType: [],
    rows,
    columns,
    numberOfFrames: slices,
    samplesPerPixel: 1,
    photometricInterpretation: "MONOCHROME2",
    bitsAllocated: 16,
    bitsStored: 16,
    pixelRepresentation: header.type === "uint16" || header.type === "uint8" ? 0 : 1,
    spacing: { pixelSpacing },
    frames: Array.from({ length: slices }, (_, k) => ({
      imageOrientationPatient: [u[0], u[1], u[2], v[0], v[1], v[2]] as const,
      imagePositionPatient: moved(origin, k, sliceStep),
      pixelSpacing,
      sliceThicknessMm: length(sliceStep),
    })),
    presentation: presentationOf(header),
    warnings: [],
  };
}

/** Values wider than 16 bits are shown scaled to the slice's own range, so their slope says nothing of the picture. */
function presentationOf(header: NiftiHeader): Presentation {
  const isWide = bytesOf[header.type] > 2;
  return { rescaleSlope: isWide ? 1 : header.slope, rescaleIntercept: isWide ? 0 : header.intercept, windows: [], voiLuts: [] };
}

/** One slice as a picture. @throws ImageError "truncated" and as readNiftiHeader. */
export async function decodeNiftiFrame(blob: Blob, frameIndex: number): Promise<DecodedImage> {
  const header = await niftiHeaderOf(blob);
  // Who asks for a picture knows its name.
  const instance = instanceOf(header, 0n);
  const samples = await readNiftiSlice(blob, header, frameIndex);
  const stored = { columns: header.columns, rows: header.rows, samplesPerPixel: 1, samples, photometricInterpretation: "MONOCHROME2", bitsStored: 16 };
  return { frame: frameFrom(stored, instance.presentation), instance, presentation: instance.presentation };
}

/**
 * 128 bits of a whole file (four lanes of 32, each word mixed into two of them): to tell files apart, not to keep secrets.
 * Streamed, so that a volume of a gigabyte is never in memory for it.
 */
async function contentHash(blob: Blob): Promise<bigint> {
  const lanes = Uint32Array.of(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344 ^ blob.size);
  let left: Uint8Array = new Uint8Array(0);
  const reader: ReadableStreamDefaultReader<Uint8Array> = blob.stream().getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const bytes = left.length === 0 ? part.value : joined(left, part.value);
    const whole = bytes.length - (bytes.length % 8);
    mix(lanes, bytes.subarray(0, whole));
    left = bytes.slice(whole);
  }
  mix(lanes, joined(left, new Uint8Array(8 - left.length)));
  return lanes.reduce((sum, lane) => (sum << 32n) | BigInt(lane), 0n);
}

/** In words of 32 bits, little endian; `bytes` is a multiple of eight. */
function mix(lanes: Uint32Array, bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let [a = 0, b = 0, c = 0, d = 0] = lanes;
  for (let at = 0; at < bytes.length; at += 8) {
    const [low, high] = [view.getUint32(at, true), view.getUint32(at + 4, true)];
    a = Math.imul(a ^ low ^ (d >>> 15), 0x239b961b) >>> 0;
    b = Math.imul(b ^ high ^ (a >>> 16), 0xab0e9789) >>> 0;
    c = Math.imul(c ^ low ^ (b >>> 17), 0x38b34ae5) >>> 0;
    d = Math.imul(d ^ high ^ (c >>> 13), 0xa1e38b93) >>> 0;
  }
  lanes.set([a, b, c, d]);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

import { ImageError } from "../problem";
import type { PixelElement } from "./parse";
import { code, number, type Reader, unsignedShort } from "./values";

/** Image Pixel module (PS3.3 C.7.6.3): how stored values lie in the bytes. */
export interface PixelFormat {
  readonly rows: number;
  readonly columns: number;
  readonly numberOfFrames: number;
  readonly samplesPerPixel: number;
  readonly photometricInterpretation: string;
  readonly planarConfiguration: 0 | 1;
  readonly bitsAllocated: number;
  readonly bitsStored: number;
  readonly highBit: number;
  readonly pixelRepresentation: 0 | 1;
  readonly isFloat: boolean;
}

/** One decoded frame may have this many samples; 4 GB of memory are not to be asked for because a header says so. */
const maxSamplesPerFrame = 2 ** 28;
const maxFrames = 100_000;

/** Bits Allocated that each kind of pixel data may have (C.7.6.3, C.7.6.24, C.7.6.25), the one taken where none is stated last. */
const allocations: Readonly<Record<PixelElement["kind"], readonly number[]>> = { integer: [1, 8, 32, 16], float: [32], double: [64] };

/** Reads the format; throws ImageError "no-image-size", "too-large" or "unsupported-pixels" where no pixels can come of it. */
export function pixelFormatOf(reader: Reader, kind: PixelElement["kind"]): PixelFormat {
  const rows = unsignedShort(reader, "x00280010") ?? 0;
  const columns = unsignedShort(reader, "x00280011") ?? 0;
  if (rows === 0 || columns === 0) throw new ImageError("no-image-size", { rows, columns });
  const samplesPerPixel = unsignedShort(reader, "x00280002") ?? 1;
  const bitsAllocated = unsignedShort(reader, "x00280100") ?? allocations[kind].at(-1) ?? 16;
  if (!allocations[kind].includes(bitsAllocated)) {
    throw new ImageError("unsupported-pixels", { what: `Bits Allocated ${bitsAllocated}` });
  }
  if (samplesPerPixel < 1 || samplesPerPixel > 4 || (bitsAllocated === 1 && samplesPerPixel > 1)) {
    throw new ImageError("unsupported-pixels", { what: `Samples per Pixel ${samplesPerPixel}, Bits Allocated ${bitsAllocated}` });
  }
  const numberOfFrames = Math.max(1, Math.floor(number(reader, "x00280008", "Number of Frames") ?? 1));
  if (rows * columns * samplesPerPixel > maxSamplesPerFrame || numberOfFrames > maxFrames) {
    throw new ImageError("too-large", { rows, columns, frames: numberOfFrames });
  }
  const bitsStored = bitsStoredOf(reader, bitsAllocated);
  return {
    rows,
    columns,
    numberOfFrames,
    samplesPerPixel,
    photometricInterpretation: code(reader, "x00280004") ?? (samplesPerPixel === 1 ? "MONOCHROME2" : "RGB"),
    planarConfiguration: unsignedShort(reader, "x00280006") === 1 ? 1 : 0,
    bitsAllocated,
    bitsStored,
    highBit: highBitOf(reader, bitsAllocated, bitsStored),
    pixelRepresentation: unsignedShort(reader, "x00280103") === 1 ? 1 : 0,
    isFloat: kind !== "integer",
  };
}

function bitsStoredOf(reader: Reader, bitsAllocated: number): number {
  const stated = unsignedShort(reader, "x00280101") ?? bitsAllocated;
  if (stated >= 1 && stated <= bitsAllocated) return stated;
  reader.warn(`Bits Stored unusable: "${stated}" of ${bitsAllocated} allocated`);
  return bitsAllocated;
}

function highBitOf(reader: Reader, bitsAllocated: number, bitsStored: number): number {
  const stated = unsignedShort(reader, "x00280102") ?? bitsStored - 1;
  if (stated >= bitsStored - 1 && stated < bitsAllocated) return stated;
  reader.warn(`High Bit unusable: "${stated}" with ${bitsStored} of ${bitsAllocated} bits stored`);
  return bitsStored - 1;
}

/** Bytes of one uncompressed frame; a frame of single bits may end inside a byte, so this is a fraction there. */
export function nativeFrameBytes(format: PixelFormat): number {
  const samples = format.photometricInterpretation === "YBR_FULL_422" ? 2 : format.samplesPerPixel;
  return (format.rows * format.columns * samples * format.bitsAllocated) / 8;
}

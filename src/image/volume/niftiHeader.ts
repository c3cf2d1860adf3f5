/** The only file that says nifti-reader-js: header fields and the two transforms. */
import { NIFTI1, NIFTI2, readHeader } from "nifti-reader-js";
import { asImageError, ImageError } from "../problem";
import { length, type Vector3 } from "./vector";

/** Bytes of a file that its header can take. */
export const niftiHeaderBytes = 540;

export type NiftiType = "uint8" | "int8" | "int16" | "uint16" | "int32" | "uint32" | "float32" | "float64";

export interface NiftiHeader {
  readonly columns: number;
  readonly rows: number;
  readonly slices: number;
  /** Volumes one after the other (the fourth dimension): 1 as a rule. */
  readonly volumes: number;
  readonly type: NiftiType;
  readonly littleEndian: boolean;
  /** Of the first voxel, bytes from the file's beginning. */
  readonly offset: number;
  /** Value = slope x stored + intercept. */
  readonly slope: number;
  readonly intercept: number;
  /** LPS millimetres: centre of the first voxel, and from one to the next. */
  readonly origin: Vector3;
  readonly columnStep: Vector3;
  readonly rowStep: Vector3;
  readonly sliceStep: Vector3;
  /** Whether the file says how its voxels lie in the patient; if not they were taken as right, anterior, superior. */
  readonly isOriented: boolean;
  /** Whether the file says what its lengths are; if not they were taken as millimetres. */
  readonly hasUnits: boolean;
}

const types: Readonly<Record<number, NiftiType>> = {
  2: "uint8",
  4: "int16",
  8: "int32",
  16: "float32",
  64: "float64",
  256: "int8",
  512: "uint16",
  768: "uint32",
};

/**
 * Reads the header of a single-file NIfTI-1 or -2 from its first (inflated) bytes.
 * @throws ImageError "header-truncated", "unsupported-pixels" or "internal" with what stood there.
 */
export function readNiftiHeader(bytes: ArrayBuffer): NiftiHeader {
  if (bytes.byteLength < 4) throw new ImageError("header-truncated", { have: bytes.byteLength, need: NIFTI1.MAGIC_COOKIE });
  const sizes = [new DataView(bytes).getInt32(0, true), new DataView(bytes).getInt32(0)];
  const need = sizes.includes(NIFTI2.MAGIC_COOKIE) ? NIFTI2.MAGIC_COOKIE : NIFTI1.MAGIC_COOKIE;
  if (bytes.byteLength < need) throw new ImageError("header-truncated", { have: bytes.byteLength, need });
  // Not a byte more: extensions are of no use here, and the reader follows their sizes wherever they lead.
  const header = parsed(bytes.slice(0, need));
  const [, columns = 0, rows = 0, slices = 0, volumes = 1] = header.dims;
  const type = types[header.datatypeCode];
  if (type === undefined) throw new ImageError("unsupported-pixels", { what: `NIfTI datatype ${header.datatypeCode}` });
  if (!(columns > 0 && rows > 0 && slices > 1)) throw new ImageError("unsupported-pixels", { what: `NIfTI of ${columns} x ${rows} x ${slices} voxels` });
  // Where the header itself would be read as voxels there is no telling what was meant.
  if (!(Number.isSafeInteger(header.vox_offset) && header.vox_offset >= need + 4)) throw new ImageError("unsupported-pixels", { what: `NIfTI with its first voxel at byte ${header.vox_offset}` });
  const { scl_slope: slope, scl_inter: intercept } = header;
  const isScaled = Number.isFinite(slope) && slope !== 0 && Number.isFinite(intercept);
  return {
    columns,
    rows,
    slices,
    volumes: Math.max(1, volumes),
    type,
    littleEndian: header.littleEndian,
    offset: header.vox_offset,
    slope: isScaled ? slope : 1,
    intercept: isScaled ? intercept : 0,
    ...placeOf(header),
  };
}

function parsed(bytes: ArrayBuffer): NIFTI1 | NIFTI2 {
  try {
    return readHeader(bytes);
  } catch (thrown) {
    throw asImageError(thrown);
  }
}

/** Spatial units (low three bits of xyzt_units) in millimetres: metre, millimetre, micrometre. */
const unitMm: Readonly<Record<number, number>> = { 1: 1000, 2: 1, 3: 0.001 };

type Place = Pick<NiftiHeader, "origin" | "columnStep" | "rowStep" | "sliceStep" | "isOriented" | "hasUnits">;

/**
 * The sform, else the qform (nifti1.h, "METHOD 3" and "METHOD 2"; the sform leads where both are stated, as in nibabel),
 * from RAS to LPS by turning x and y about. The reader's own `affine` is not used for a qform: rounding makes it NaN at
 * half a turn, which is how most CT lies.
 */
function placeOf(header: NIFTI1 | NIFTI2): Place {
  const [, x = 1, y = 1, z = 1] = header.pixDims;
  const ownAffine = header.sform_code > 0 && (header instanceof NIFTI2 || header.sform_code >= header.qform_code);
  const matrix = ownAffine
    ? header.affine
    : header.qform_code > 0
      ? header.getQformMat()
      : [[x, 0, 0, 0], [0, y, 0, 0], [0, 0, z, 0]];
  const mm = unitMm[header.xyzt_units & 7] ?? 1;
  const column = (index: 0 | 1 | 2 | 3): Vector3 => [-(matrix[0]?.[index] ?? 0) * mm + 0, -(matrix[1]?.[index] ?? 0) * mm + 0, (matrix[2]?.[index] ?? 0) * mm];
  const place = { columnStep: column(0), rowStep: column(1), sliceStep: column(2), origin: column(3) };
  const isUsable = Object.values(place).flat().every(Number.isFinite) && [place.columnStep, place.rowStep, place.sliceStep].every((step) => length(step) > 0);
  if (!isUsable) throw new ImageError("unsupported-pixels", { what: "NIfTI without a usable transform" });
  return { ...place, isOriented: header.sform_code > 0 || header.qform_code > 0, hasUnits: unitMm[header.xyzt_units & 7] !== undefined };
}

import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { patientFromVoxel } from "#image/volume/grid";
import { modalityOf } from "#image/volume/modality";
import { describeFile } from "#image/dicom/openFile";
import { readNifti } from "#image/volume/nifti";
import { decodeNiftiFrame } from "#image/volume/niftiInstance";
import { allVoxels, voxelAt } from "./series";

interface File {
  readonly version?: 1 | 2;
  readonly littleEndian?: boolean;
  readonly dims?: readonly [number, number, number, number?];
  readonly datatype?: number;
  readonly pixDims?: readonly [number, number, number, number];
  readonly slope?: number;
  readonly intercept?: number;
  readonly units?: number;
  readonly sform?: readonly (readonly [number, number, number, number])[];
  /** b, c, d, x, y, z */
  readonly qform?: readonly [number, number, number, number, number, number];
  readonly value?: (i: number, j: number, k: number) => number;
}

const writers: Readonly<Record<number, readonly [number, (view: DataView, at: number, value: number, le: boolean) => void]>> = {
  2: [1, (view, at, value) => view.setUint8(at, value)],
  4: [2, (view, at, value, le) => view.setInt16(at, value, le)],
  8: [4, (view, at, value, le) => view.setInt32(at, value, le)],
  16: [4, (view, at, value, le) => view.setFloat32(at, value, le)],
  128: [3, () => undefined],
  512: [2, (view, at, value, le) => view.setUint16(at, value, le)],
};

/** A single-file NIfTI, written field by field from nifti1.h and nifti2.h. */
function nifti({ version = 1, littleEndian: le = true, dims = [3, 4, 5], datatype = 4, pixDims = [1, 0.5, 0.5, 2], units = 2, ...file }: File = {}): Uint8Array<ArrayBuffer> {
  const [bytes, write] = writers[datatype] ?? [0, () => undefined];
  const offset = version === 1 ? 352 : 544;
  const view = new DataView(new ArrayBuffer(offset + dims[0] * dims[1] * dims[2] * (dims[3] ?? 1) * bytes));
  const allDims = [dims[3] === undefined ? 3 : 4, dims[0], dims[1], dims[2], dims[3] ?? 1, 1, 1, 1];
  if (version === 1) {
    view.setInt32(0, 348, le);
    allDims.forEach((dim, index) => view.setInt16(40 + 2 * index, dim, le));
    view.setInt16(70, datatype, le);
    pixDims.forEach((pix, index) => view.setFloat32(76 + 4 * index, pix, le));
    view.setFloat32(108, offset, le);
    view.setFloat32(112, file.slope ?? 0, le);
    view.setFloat32(116, file.intercept ?? 0, le);
    view.setUint8(123, units);
    view.setInt16(252, file.qform ? 1 : 0, le);
    view.setInt16(254, file.sform ? 1 : 0, le);
    file.qform?.forEach((value, index) => view.setFloat32(256 + 4 * index, value, le));
    file.sform?.flat().forEach((value, index) => view.setFloat32(280 + 4 * index, value, le));
    [0x6e, 0x2b, 0x31, 0].forEach((byte, index) => view.setUint8(344 + index, byte));
  } else {
    view.setInt32(0, 540, le);
    [0x6e, 0x2b, 0x32, 0, 0x0d, 0x0a, 0x1a, 0x0a].forEach((byte, index) => view.setUint8(4 + index, byte));
    view.setInt16(12, datatype, le);
    allDims.forEach((dim, index) => view.setBigInt64(16 + 8 * index, BigInt(dim), le));
    pixDims.forEach((pix, index) => view.setFloat64(104 + 8 * index, pix, le));
    view.setBigInt64(168, BigInt(offset), le);
    view.setFloat64(176, file.slope ?? 0, le);
    view.setFloat64(184, file.intercept ?? 0, le);
    view.setInt32(344, file.qform ? 1 : 0, le);
    view.setInt32(348, file.sform ? 1 : 0, le);
    file.qform?.forEach((value, index) => view.setFloat64(352 + 8 * index, value, le));
    file.sform?.flat().forEach((value, index) => view.setFloat64(400 + 8 * index, value, le));
    view.setInt32(500, units, le);
  }
  let at = offset;
  for (let t = 0; t < (dims[3] ?? 1); t += 1)
    for (let k = 0; k < dims[2]; k += 1)
      for (let j = 0; j < dims[1]; j += 1) for (let i = 0; i < dims[0]; i += 1, at += bytes) write(view, at, (file.value ?? place)(i, j, k) + (t > 0 ? 7777 : 0), le);
  return new Uint8Array(view.buffer);
}

/** A value that names its voxel. */
const place = (i: number, j: number, k: number): number => 100 * k + 10 * j + i - 50;
/** What no NIfTI says. */
const told = (...codes: readonly string[]) => ["nifti-no-patient", "nifti-hounsfield", ...codes].map((code) => ({ code, params: {} }));
/** How CT written from DICOM lies: first voxel at the right, in front, at the feet; in RAS. */
const ct = [[-0.5, 0, 0, 10], [0, -0.5, 0, 20], [0, 0, 2, -30]] as const;
const read = (bytes: Uint8Array<ArrayBuffer>, unit: "HU" | "none" = "HU") => readNifti(new Blob([bytes]), { unit });

describe("where a NIfTI's voxels lie", () => {
  it.each([1, 2] as const)("the sform, RAS turned to LPS (NIfTI-%i)", async (version) => {
    const { volume, findings } = await read(nifti({ version, sform: ct }));
    expect(patientFromVoxel(volume.grid, { column: 0, row: 0, slice: 0 })).toEqual([-10, -20, -30]);
    expect(patientFromVoxel(volume.grid, { column: 2, row: 3, slice: 4 })).toEqual([-9, -18.5, -22]);
    expect(findings).toEqual(told());
  });

  it.each([1, 2] as const)("the qform of half a turn about z, which is the same CT (NIfTI-%i)", async (version) => {
    const { volume } = await read(nifti({ version, qform: [0, 0, 1.0000001, 10, 20, -30] }));
    const far = patientFromVoxel(volume.grid, { column: 2, row: 3, slice: 4 });
    [-9, -18.5, -22].forEach((value, axis) => expect(far[axis]).toBeCloseTo(value, 6));
  });

  it("voxels written from the left are turned with their values, never mirrored", async () => {
    const ras = [[0.5, 0, 0, -10], [0, 0.5, 0, -20], [0, 0, 2, -30]] as const;
    const flipped = [[0.5, 0, 0, -10], [0, -0.5, 0, 20], [0, 0, 2, -30]] as const;
    for (const [sform, reversed] of [[ras, false], [flipped, true]] as const) {
      const { volume } = await read(nifti({ sform }));
      const slice = reversed ? 4 - 3 : 3;
      const point = patientFromVoxel(volume.grid, { column: 2, row: 1, slice });
      // Voxel (2, 1, 3) of the file, wherever it stands now: x = -(0.5 * 2 - 10) in LPS, z = 2 * 3 - 30.
      expect([point[0], point[2]]).toEqual([9, -24]);
      expect(voxelAt(volume, 2, 1, slice)).toBe(place(2, 1, 3));
    }
  });

  it("metres are millimetres", async () => {
    const { volume } = await read(nifti({ units: 1, sform: [[-0.0005, 0, 0, 0], [0, -0.0005, 0, 0], [0, 0, 0.002, 0.1]] }));
    expect(volume.grid.columnMm).toBeCloseTo(0.5, 6);
    expect(volume.grid.origins[0]?.[2]).toBeCloseTo(100, 4);
  });

  it("what the values are is for the reader to say, and lengths without a unit are taken as millimetres", async () => {
    const { volume, findings } = await read(nifti({ sform: ct, units: 0 }), "none");
    expect(volume.unit).toBe("none");
    expect(findings.map(({ code }) => code)).toEqual(["nifti-no-patient", "nifti-no-hounsfield", "assumed-millimetres"]);
  });

  it("without a transform the sides are a guess, and that is said", async () => {
    const { volume, findings } = await read(nifti());
    expect(findings).toEqual(told("assumed-orientation"));
    expect(volume.grid.columnDirection[0]).toBe(-1);
  });
});

describe("what a NIfTI's voxels hold", () => {
  const expected = Array.from({ length: 60 }, (_, index) => place(index % 3, Math.floor(index / 3) % 4, Math.floor(index / 12)));

  it.each([
    ["little endian", nifti({ sform: ct })],
    ["big endian", nifti({ sform: ct, littleEndian: false })],
    ["gzipped", new Uint8Array(gzipSync(nifti({ sform: ct })))],
    ["32-bit whole numbers that fit 16", nifti({ sform: ct, datatype: 8 })],
    ["floating point that is whole numbers", nifti({ sform: ct, datatype: 16 })],
    ["the first of several in time", nifti({ sform: ct, dims: [3, 4, 5, 2] })],
  ])("the same values: %s", async (_, bytes) => {
    const { volume, findings } = await read(bytes as Uint8Array<ArrayBuffer>);
    expect(allVoxels(volume)).toEqual(expected);
    expect(findings.map(({ code }) => code)).toEqual(told(..._.startsWith("the first") ? ["first-of-volumes"] : []).map(({ code }) => code));
  });

  it("slope and intercept make the values; a slope of 0 is none", async () => {
    const { volume } = await read(nifti({ sform: ct, slope: 2, intercept: -1000 }));
    expect(modalityOf(volume, 5)).toBe(-990);
    const plain = await read(nifti({ sform: ct, slope: 0, intercept: 5 }));
    expect(modalityOf(plain.volume, 5)).toBe(5);
  });

  it("unsigned 16 bits above 32767 stay what they are", async () => {
    const { volume } = await read(nifti({ sform: ct, datatype: 512, value: () => 40000 }), "none");
    expect(new Set(allVoxels(volume))).toEqual(new Set([40000]));
  });

  it("fractions are kept in steps that are said, and come back within half a step; NaN is no data", async () => {
    const value = (i: number, j: number, k: number): number => (i === 1 ? NaN : -1.5 + 0.037 * k + 0.5 * j);
    const { volume, findings } = await read(nifti({ sform: ct, datatype: 16, value }));
    const step = Number(findings.at(-1)?.params["step"]);
    expect(findings.at(-1)?.code).toBe("requantised");
    expect(step).toBeCloseTo((0.037 * 4 + 1.5) / 65000, 9);
    expect(voxelAt(volume, 1, 0, 0)).toBe(volume.noData);
    for (const [i, j, k] of [[0, 0, 0], [2, 3, 4], [0, 2, 1]] as const) {
      expect(Math.abs(modalityOf(volume, voxelAt(volume, i, j, k) ?? 0) - value(i, j, k))).toBeLessThan(step / 2 + 1e-6);
    }
  });
});

describe("what is refused", () => {
  it("a file that ends early", async () => {
    await expect(read(nifti({ sform: ct }).slice(0, 400))).rejects.toMatchObject({ code: "truncated", params: { have: 48, need: 120 } });
    await expect(read(nifti({ sform: ct }).slice(0, 100))).rejects.toMatchObject({ code: "header-truncated" });
    await expect(read(new Uint8Array(2))).rejects.toMatchObject({ code: "header-truncated" });
  });

  it("damaged gzip, colour, one slice, and what is no NIfTI", async () => {
    const gzip = new Uint8Array(gzipSync(nifti({ sform: ct, dims: [30, 40, 50], value: (i, j, k) => (i * 7919 + j * 104729 + k * 1299709) % 2000 })));
    gzip.fill(0xff, 2000, 2100);
    await expect(read(gzip)).rejects.toMatchObject({ code: "codec" });
    await expect(read(nifti({ datatype: 128 }))).rejects.toMatchObject({ code: "unsupported-pixels" });
    await expect(read(nifti({ dims: [3, 4, 1] }))).rejects.toMatchObject({ code: "unsupported-pixels" });
    await expect(read(new Uint8Array(600))).rejects.toMatchObject({ code: "internal" });
  });

  it("more than the memory allowed: asked before anything is read", async () => {
    await expect(readNifti(new Blob([nifti({ sform: ct, dims: [20, 20, 20] })]), { unit: "HU", budgetBytes: 40 })).rejects.toMatchObject({ code: "too-large" });
  });

  it("a header that says more than its file can hold, described, looked at or read: before memory is asked for", async () => {
    const huge = nifti({ sform: ct });
    [42, 44, 46].forEach((at) => new DataView(huge.buffer).setInt16(at, 32767, true));
    const endless = nifti({ sform: ct, version: 2 });
    new DataView(endless.buffer).setBigInt64(40, 2n ** 40n, true);
    for (const bytes of [huge, endless, new Uint8Array(gzipSync(endless))]) {
      expect(await describeFile(new Blob([bytes]))).toMatchObject({ kind: "problem", trouble: { code: "truncated" } });
      await expect(decodeNiftiFrame(new Blob([bytes]), 0)).rejects.toMatchObject({ code: "truncated" });
      await expect(read(bytes)).rejects.toMatchObject({ code: "truncated" });
    }
  });

  it.each([0, -24, 348, 352.5, NaN, Infinity])("voxels that begin at byte %d, which is in the header or nowhere", async (offset) => {
    const bytes = nifti({ sform: ct });
    new DataView(bytes.buffer).setFloat32(108, offset, true);
    await expect(read(bytes)).rejects.toMatchObject({ code: "unsupported-pixels" });
    expect(await describeFile(new Blob([bytes]))).toMatchObject({ kind: "problem" });
  });

  it("a transform in which a step leads nowhere", async () => {
    const flat = [[-0.5, 0, 0, 0], [0, -0.5, 0, 0], [0, 0, 0, 0]] as const;
    expect(await describeFile(new Blob([nifti({ sform: flat })]))).toMatchObject({ kind: "problem", trouble: { code: "unsupported-pixels" } });
  });

  it("once cancelled", async () => {
    await expect(readNifti(new Blob([nifti({ sform: ct })]), { unit: "HU", signal: AbortSignal.abort() })).rejects.toMatchObject({ code: "aborted" });
  });
});

describe("a NIfTI as an image of a series", () => {
  const opened = async (bytes: Uint8Array<ArrayBuffer>) => {
    const content = await describeFile(new Blob([bytes]));
    if (content.kind !== "instance") throw new Error(JSON.stringify(content));
    return content.instance;
  };
  const zipped = (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes));

  it.each([
    ["plain", nifti({ sform: ct })],
    ["gzipped", zipped(nifti({ sform: ct }))],
    ["NIfTI-2, big endian", nifti({ sform: ct, version: 2, littleEndian: false })],
  ])("%s: known by its content, one frame a slice, where the slice lies", async (_, bytes) => {
    const instance = await opened(bytes as Uint8Array<ArrayBuffer>);
    expect(instance).toMatchObject({ format: "nifti", columns: 3, rows: 4, numberOfFrames: 5, patient: { patientId: "", patientName: "" }, series: { modality: "NIFTI" } });
    expect(instance.frames[4]).toEqual({ imageOrientationPatient: [1, 0, 0, 0, 1, 0].map((value) => value + 0), imagePositionPatient: [-10, -20, -22], pixelSpacing: [0.5, 0.5], sliceThicknessMm: 2 });
    expect(instance.study.studyDate).toBeUndefined();
  });

  it("has the same UIDs at every opening, others for one voxel more or a byte at the end, and each its own", async () => {
    const large = (value: number) => nifti({ sform: ct, dims: [64, 64, 60], value: (i, j, k) => (i === 63 && j === 63 && k === 59 ? value : 0) });
    const uids = async (bytes: Uint8Array<ArrayBuffer>) => {
      const { sopInstanceUid, study, series } = await opened(bytes);
      return [sopInstanceUid, study.studyInstanceUid, series.seriesInstanceUid, series.frameOfReferenceUid];
    };
    const first = await uids(large(1));
    expect(await uids(large(1))).toEqual(first);
    expect(new Set([...first, ...(await uids(large(2))), ...(await uids(Uint8Array.of(...nifti({ sform: ct }), 0))), ...(await uids(nifti({ sform: ct })))]).size).toBe(16);
    for (const uid of first) expect(uid).toMatch(/^2\.25\.\d{1,39}$/);
  });

  it.each([
    ["plain", nifti({ sform: ct })],
    ["gzipped", zipped(nifti({ sform: ct }))],
  ])("%s: any slice can be looked at by itself", async (_, bytes) => {
    const { frame } = await decodeNiftiFrame(new Blob([bytes as Uint8Array<ArrayBuffer>]), 3);
    expect(Array.from(frame.values)).toEqual(Array.from({ length: 12 }, (__, index) => place(index % 3, Math.floor(index / 3), 3)));
    await expect(decodeNiftiFrame(new Blob([bytes as Uint8Array<ArrayBuffer>]), 5)).rejects.toMatchObject({ code: "truncated" });
  });

  it("what is gzipped and no NIfTI is not taken for one", async () => {
    expect(await describeFile(new Blob([zipped(new Uint8Array(1000))]))).toMatchObject({ kind: "problem" });
  });
});

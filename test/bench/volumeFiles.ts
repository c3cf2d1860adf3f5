/** The series of the volume bench as files on disk: made once, kept in the system's temporary folder. */
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { dicomFile, element } from "../image/support/dicomWriter";
import { COLUMNS, PERIOD, phantomSlice, PIXEL_MM, ROWS, SLICE_MM } from "./phantom";

export const ENCODINGS = ["uncompressed", "JPEG lossless", "JPEG 2000"] as const;
export type Encoding = (typeof ENCODINGS)[number];

const run = promisify(execFile);
const encoders: Readonly<Record<Exclude<Encoding, "uncompressed">, (from: string, to: string) => Promise<unknown>>> = {
  "JPEG lossless": (from, to) => run("dcmcjpeg", ["+e1", from, to]),
  "JPEG 2000": (from, to) => run("gdcmconv", ["--j2k", from, to]),
};

/** Of the pattern that every slice is cut from: texts of the same length take their place. */
const MARK = { uid: "1.2.826.0.1.3680043.8.498.111111.222222", z: "-9999.90", name: "BENCH-99", series: "1.2.826.0.1.3680043.8.498.333333", study: "1.2.826.0.1.3680043.8.498.444444" };
const EXPLICIT_LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
const CT_IMAGE = "1.2.840.10008.5.1.4.1.1.2";

function patternFile(k: number): Uint8Array {
  const half = (pixels: number): string => ((-pixels / 2) * PIXEL_MM).toFixed(2);
  return dicomFile(EXPLICIT_LITTLE_ENDIAN, [
    element("00080008", "CS", "ORIGINAL\\PRIMARY\\AXIAL"),
    element("00080016", "UI", CT_IMAGE),
    element("00080018", "UI", MARK.uid),
    element("00080020", "DA", "20260105"),
    element("00080060", "CS", "CT"),
    element("00100010", "PN", MARK.name),
    element("00100020", "LO", MARK.name),
    element("00180050", "DS", String(SLICE_MM)),
    element("0020000d", "UI", MARK.study),
    element("0020000e", "UI", MARK.series),
    element("00200032", "DS", `${half(COLUMNS)}\\${half(ROWS)}\\${MARK.z}`),
    element("00200037", "DS", "1\\0\\0\\0\\1\\0"),
    element("00200052", "UI", MARK.series),
    element("00280002", "US", [1]),
    element("00280004", "CS", "MONOCHROME2"),
    element("00280010", "US", [ROWS]),
    element("00280011", "US", [COLUMNS]),
    element("00280030", "DS", `${PIXEL_MM}\\${PIXEL_MM}`),
    element("00280100", "US", [16]),
    element("00280101", "US", [12]),
    element("00280102", "US", [11]),
    element("00280103", "US", [0]),
    element("00281050", "DS", "400"),
    element("00281051", "DS", "1800"),
    element("00281052", "DS", "-1024"),
    element("00281053", "DS", "1"),
    element("7fe00010", "OW", new Uint8Array(phantomSlice(k).buffer)),
  ]);
}

/** One of several patients; slice `k` of a stack that begins at z = 0. */
function sliceOf(pattern: Buffer, patient: number, k: number): Buffer {
  const file = Buffer.from(pattern);
  const put = (mark: string, text: string): void => {
    for (let at = file.indexOf(mark); at >= 0; at = file.indexOf(mark, at + 1)) file.write(text, at, "latin1");
  };
  const numbered = (mark: string, digits: number, number: number): string => mark.slice(0, -digits) + String(number).padStart(digits, "3");
  put(MARK.uid, numbered(MARK.uid, 10, 10 ** 9 * (patient + 1) + k));
  put(MARK.z, (k * SLICE_MM).toFixed(2).padStart(MARK.z.length, " "));
  put(MARK.name, numbered(MARK.name, 2, 10 + patient));
  put(MARK.series, numbered(MARK.series, 4, 1000 + patient));
  put(MARK.study, numbered(MARK.study, 4, 1000 + patient));
  return file;
}

const cache = path.join(tmpdir(), "sagitta-bench-series");

/** Paths of `slices` files of one patient, from foot to head; undefined where the encoder isn't installed. */
export async function seriesFiles(encoding: Encoding, slices: number, patient = 0): Promise<readonly string[] | undefined> {
  const folder = path.join(cache, `${encoding.replaceAll(" ", "-")}-${slices}-${patient}`);
  const name = (k: number): string => `IM${String(k + 1).padStart(4, "0")}.dcm`;
  const paths = Array.from({ length: slices }, (_, k) => path.join(folder, name(k)));
  if (existsSync(folder)) return paths;
  const patterns = await patternsOf(encoding);
  if (patterns === undefined) return undefined;
  const making = `${folder}-making`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  for (let k = 0; k < slices; k += 1) {
    const pattern = patterns[k % PERIOD];
    if (pattern) writeFileSync(path.join(making, name(k)), sliceOf(pattern, patient, k));
  }
  renameSync(making, folder);
  return paths;
}

async function patternsOf(encoding: Encoding): Promise<readonly Buffer[] | undefined> {
  const plain = Array.from({ length: PERIOD }, (_, k) => Buffer.from(patternFile(k)));
  if (encoding === "uncompressed") return plain;
  const folder = path.join(cache, "encoding");
  mkdirSync(folder, { recursive: true });
  try {
    return await Promise.all(
      plain.map(async (bytes, k) => {
        const from = path.join(folder, `${k}-plain.dcm`);
        const to = path.join(folder, `${k}.dcm`);
        writeFileSync(from, bytes);
        await encoders[encoding](from, to);
        return readFileSync(to);
      }),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

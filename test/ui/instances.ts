import type { Instance } from "#image/instance";

/** Headers as the parser makes them, without bytes. */

interface Film {
  readonly sop: string;
  readonly patientId?: string;
  readonly date?: string;
  readonly study?: string;
  readonly modality?: string;
  readonly orientation?: readonly [string, string];
  readonly viewPosition?: string;
  readonly frames?: number;
}

const BASE = {
  source: new Blob(),
  sopClassUid: "1.2.840.10008.5.1.4.1.1.1.1",
  transferSyntaxUid: "1.2.840.10008.1.2.1",
  imageType: ["ORIGINAL", "PRIMARY"],
  rows: 300,
  columns: 120,
  samplesPerPixel: 1,
  photometricInterpretation: "MONOCHROME2",
  bitsAllocated: 16,
  bitsStored: 12,
  pixelRepresentation: 0,
  presentation: { rescaleSlope: 1, rescaleIntercept: 0, windows: [], voiLuts: [] },
  warnings: [],
} as const;

export function film({ sop, patientId = "P1", date = "2025-03-01", study = `study-${date}`, modality = "DX", orientation = ["P", "F"], viewPosition, frames = 1 }: Film): Instance {
  return {
    ...BASE,
    fileName: `${sop}.dcm`,
    sopInstanceUid: sop,
    numberOfFrames: frames,
    patient: { patientId, patientName: `Name^${patientId}` },
    study: { studyInstanceUid: study, studyDate: date },
    series: { seriesInstanceUid: `series-${sop}`, modality },
    date,
    ...(viewPosition === undefined ? {} : { viewPosition }),
    spacing: { pixelSpacing: [0.2, 0.2], imagerPixelSpacing: [0.2, 0.2] },
    frames: [orientation[0] === "" ? {} : { patientOrientation: orientation }],
  };
}

/** One slice of a sagittal CT series, `xMm` to the patient's left. */
export function slice(number: number, xMm: number, series = "ct"): Instance {
  return {
    ...film({ sop: `${series}-${number}`, modality: "CT" }),
    fileName: `${series}-${number}.dcm`,
    instanceNumber: number,
    series: { seriesInstanceUid: series, modality: "CT", frameOfReferenceUid: `${series}-frame` },
    spacing: { pixelSpacing: [1, 1] },
    frames: [{ imageOrientationPatient: [0, 1, 0, 0, 0, -1], imagePositionPatient: [xMm, -60, 150], pixelSpacing: [1, 1] }],
  };
}

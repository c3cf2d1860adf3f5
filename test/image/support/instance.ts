import type { Instance } from "#image/instance";

/** A plain 16-bit film, with what a test wants otherwise. */
export function instance(changes: Partial<Instance> = {}): Instance {
  return {
    source: new Blob([]),
    fileName: "film.dcm",
    sopClassUid: "1.2.840.10008.5.1.4.1.1.1.1",
    sopInstanceUid: "1.2.3",
    transferSyntaxUid: "1.2.840.10008.1.2.1",
    patient: { patientId: "P", patientName: "Doe^Jane" },
    study: { studyInstanceUid: "1.2" },
    series: { seriesInstanceUid: "1.2.1", modality: "DX" },
    imageType: [],
    rows: 4,
    columns: 4,
    numberOfFrames: 1,
    samplesPerPixel: 1,
    photometricInterpretation: "MONOCHROME2",
    bitsAllocated: 16,
    bitsStored: 12,
    pixelRepresentation: 0,
    spacing: {},
    frames: [{}],
    presentation: { rescaleSlope: 1, rescaleIntercept: 0, windows: [], voiLuts: [] },
    warnings: [],
    ...changes,
  };
}

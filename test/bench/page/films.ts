import type { GreyFrame } from "#image/frame";
import type { Instance } from "#image/instance";
import { buildPyramid } from "#image/pixels/pyramid";

export type FilmName = "ct" | "dx" | "spine" | "tall";

const SIZES: Readonly<Record<FilmName, readonly [columns: number, rows: number]>> = {
  ct: [512, 512],
  dx: [2500, 3000],
  spine: [3000, 8000],
  tall: [4000, 10000],
};

/** The stored value of `tall` at a pixel: a ramp whose grey can be told at any place. */
export const rampValue = (column: number, row: number): number => (column >> 2) + (row >> 2);

export interface Film {
  readonly frame: GreyFrame;
  readonly instance: Instance;
}

/** A smooth picture with noise on it, 12 bits, signed for the CT; the tall one is the plain ramp. */
export function makeFilm(name: FilmName): Film {
  const [columns, rows] = SIZES[name];
  const values = name === "ct" ? new Int16Array(columns * rows) : new Uint16Array(columns * rows);
  const lowest = name === "ct" ? -1024 : 0;
  let seed = 1;
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, at++) {
      seed = (Math.imul(seed, 1664525) + 1013904223) | 0;
      const smooth = 2048 + 1500 * Math.sin((column / columns) * 9) * Math.cos((row / rows) * 13);
      values[at] = name === "tall" ? rampValue(column, row) : lowest + smooth + (seed >>> 24);
    }
  }
  const frame: GreyFrame = {
    kind: "grey",
    columns,
    rows,
    values,
    min: lowest,
    max: lowest + 4095,
    levels: buildPyramid({ columns, rows, values }, null),
  };
  return { frame, instance: instanceOf(name, columns, rows) };
}

function instanceOf(name: FilmName, columns: number, rows: number): Instance {
  return {
    source: new Blob(),
    fileName: name,
    sopClassUid: "1.2.840.10008.5.1.4.1.1.1.1",
    sopInstanceUid: `2.25.${columns}${rows}`,
    transferSyntaxUid: "1.2.840.10008.1.2.1",
    patient: { patientId: name, patientName: name },
    study: { studyInstanceUid: "2.25.1" },
    series: { seriesInstanceUid: `2.25.${columns}`, modality: name === "ct" ? "CT" : "DX" },
    imageType: [],
    rows,
    columns,
    numberOfFrames: 1,
    samplesPerPixel: 1,
    photometricInterpretation: "MONOCHROME2",
    bitsAllocated: 16,
    bitsStored: 12,
    pixelRepresentation: name === "ct" ? 1 : 0,
    spacing: {},
    frames: [],
    presentation: {
      rescaleSlope: 1,
      rescaleIntercept: 0,
      windows: [{ center: name === "ct" ? 1024 : 2048, width: 4096, function: "LINEAR" }],
      voiLuts: [],
    },
    warnings: [],
  };
}

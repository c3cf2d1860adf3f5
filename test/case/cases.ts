import type { Exam, PatientCase, Reading, StoredLandmark, StoredPoint } from "#case/patientCase";

/** Values from which the tests of this room are built. */

export const FILM = {
  kind: "projection",
  sopInstanceUid: "1.2.3",
  frame: 1,
  columns: 1200,
  rows: 3000,
  spacing: { rowMm: 0.2, columnMm: 0.2, source: "PixelSpacing", calibrated: true },
  anterior: "left",
} as const;

export const VOLUME = { kind: "volume", seriesInstanceUid: "1.2.4", frameOfReferenceUid: "1.2.5" } as const;

/** An endplate of 30 mm on `FILM`, tilted by so many degrees, its middle at a height of so many millimetres. */
export function endplate(tiltDegrees: number, heightMm: number, anteriorMm = 0): { readonly posterior: StoredPoint; readonly anterior: StoredPoint } {
  const [dx, dy] = [15 * Math.cos((tiltDegrees * Math.PI) / 180), 15 * Math.sin((tiltDegrees * Math.PI) / 180)];
  const at = (a: number, c: number): StoredPoint => [600 - a / 0.2, 1500 - c / 0.2];
  return { posterior: at(anteriorMm - dx, heightMm + dy), anterior: at(anteriorMm + dx, heightMm - dy) };
}

export const reversed = ({ posterior, anterior }: ReturnType<typeof endplate>): StoredLandmark => ({ posterior: anterior, anterior: posterior });

/** The two endplates of a junction of `pja` degrees at T10, half of it above and half below. */
export const junction = (pja: number): Reading["landmarks"] => ({
  "T8.superior": endplate(pja / 2, 60),
  "T10.inferior": endplate(-pja / 2, 0),
});

export const reading = (id: string, landmarks: Reading["landmarks"], more: Partial<Reading> = {}): Reading => ({ id, image: FILM, landmarks, ...more });

export const exam = (id: string, timepoint: Exam["timepoint"], readings: readonly Reading[], more: Partial<Exam> = {}): Exam => ({
  id,
  timepoint,
  posture: "standing",
  readings,
  ...more,
});

export const caseOf = (...exams: readonly Exam[]): PatientCase => ({ subject: { id: "S1" }, surgery: { uiv: "T10" }, exams });

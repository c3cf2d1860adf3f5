import type { Reading } from "#case/patientCase";

/** Why a line or a ball would give no scale, as a text of the catalogue: known before anything is marked. Null where one does. */
export function whyNotCalibrated(reading: Reading | null): "viewport.notice.notCalibrated" | "viewport.notice.curvedScale" | null {
  if (reading?.image.kind !== "volume") return null;
  return reading.image.curve?.length ? "viewport.notice.curvedScale" : "viewport.notice.notCalibrated";
}

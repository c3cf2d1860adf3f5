import type { Reading } from "#case/patientCase";
import { expect, it } from "vitest";
import { whyNotCalibrated } from "../../src/ui/shell/whyNotCalibrated";

const volume = { kind: "volume", seriesInstanceUid: "1", frameOfReferenceUid: "2" } as const;
const reading = (image: Reading["image"]): Reading => ({ id: "r", image, landmarks: {} });

it("a volume carries its own millimetres, a curved picture of it has no scale, and a film is calibrated", () => {
  expect(whyNotCalibrated(reading(volume))).toBe("viewport.notice.notCalibrated");
  expect(whyNotCalibrated(reading({ ...volume, curve: [] }))).toBe("viewport.notice.notCalibrated");
  expect(whyNotCalibrated(reading({ ...volume, curve: [[1, 2, 3]] }))).toBe("viewport.notice.curvedScale");
  expect(whyNotCalibrated(reading({ kind: "projection", sopInstanceUid: "1", columns: 10, rows: 20 }))).toBeNull();
  expect(whyNotCalibrated(null)).toBeNull();
});

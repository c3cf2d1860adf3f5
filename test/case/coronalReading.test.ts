import { describe, expect, it } from "vitest";
import { bindImage } from "#case/binding";
import { readCaseFile, writeCaseFile } from "#case/caseFile";
import { coronalReading, isFrontal, orderedSides, coronalFrameOfImage } from "#case/coronalReading";
import type { ProjectionImage, Reading, StoredLandmark } from "#case/patientCase";
import { assessCase, baselinesOf } from "#case/select";
import { sagittalReading } from "#case/sagittalReading";
import type { ImageHeader } from "#image/attributes";
import { DEFAULT_LEVELS } from "#spine/level";
import { DEFAULT_SETTINGS } from "#spine/assess";
import { caseOf, endplate, exam, FILM, junction, reading, VOLUME } from "./cases";

const { anterior: _anterior, ...BARE } = FILM;
const FRONTAL: ProjectionImage = { ...BARE, sopInstanceUid: "1.2.9", view: "frontal", patientLeft: "right" };

/** An endplate of 40 mm, tilted by so many degrees, + when the patient's left end is lower; the left lies to the right. */
function plate(tiltDegrees: number, heightMm: number): { readonly right: StoredLandmark["right"] & object; readonly left: StoredLandmark["left"] & object } {
  const [dx, dy] = [100 * Math.cos((tiltDegrees * Math.PI) / 180), 100 * Math.sin((tiltDegrees * Math.PI) / 180)];
  return { right: [600 - dx, 1500 - heightMm / 0.2 - dy], left: [600 + dx, 1500 - heightMm / 0.2 + dy] };
}
const CURVE = { "T5.superior": plate(20, 200), "T11.inferior": plate(-12, 0) };
const frontal = (landmarks: Reading["landmarks"], image: Partial<ProjectionImage> = {}): Reading => reading("f", landmarks, { image: { ...FRONTAL, ...image } });
const cobbOf = (of: Reading) => {
  const patientCase = caseOf(exam("e", "follow-up", [of]));
  const row = assessCase(patientCase, { examId: "e", readingId: of.id }, DEFAULT_SETTINGS).measurements.find(({ id }) => id === "Cobb");
  return row?.state === "measured" ? row.value : row?.reason.code;
};

describe("a frontal reading", () => {
  it("has the patient's left and right in its plane, and nothing sagittal", () => {
    const { reading: seen, notes } = sagittalReading({ subject: { id: "S" } }, exam("e", "follow-up", []), frontal({ ...CURVE, "T8.superior": endplate(10, 5) }));
    expect(seen).toMatchObject({ scale: "none", scaleReason: { code: "frontal-film" }, coronal: { scale: "mm" } });
    expect(seen.landmarks.size).toBe(0);
    expect(seen.coronal?.endplates.map(({ level, side }) => `${level}.${side}`)).toEqual(["T5.superior", "T11.inferior"]);
    expect(notes).toEqual([]);
    expect(cobbOf(frontal(CURVE))).toBeCloseTo(32, 9);
  });
  it("reads the same for every way a film can be stored", () => {
    const mirrored = (at: readonly number[]): readonly [number, number] => [1200 - (at[0] ?? 0), at[1] ?? 0];
    const over = Object.fromEntries(Object.entries(CURVE).map(([id, { right, left }]) => [id, { right: mirrored(right), left: mirrored(left) }]));
    expect(cobbOf(frontal(over, { patientLeft: "left" }))).toBeCloseTo(32, 9);
  });
  it("puts sides that were named the wrong way round right, and says so", () => {
    const { right, left } = CURVE["T5.superior"];
    const wrong = frontal({ ...CURVE, "T5.superior": { right: left, left: right } });
    expect(cobbOf(wrong)).toBeCloseTo(32, 9);
    expect(coronalReading(DEFAULT_LEVELS, wrong)?.exchanged).toEqual(["T5.superior"]);
    expect(sagittalReading({ subject: { id: "S" } }, exam("e", "follow-up", []), wrong).notes).toEqual([{ code: "sides-reversed", landmarks: ["T5.superior"] }]);
  });
  it("takes endplates of this spine with both corners only", () => {
    const half = frontal({ "T5.superior": { right: [1, 1] }, "T6.superior": { left: [1, 1] }, "T13.superior": plate(0, 0), "T7.centroid": { point: [1, 1] }, plumb: { along: [[0, 0]] } });
    expect(coronalReading(DEFAULT_LEVELS, half)?.coronal.endplates).toEqual([]);
  });
  it("without the patient's left nothing is told", () => {
    const { patientLeft: _left, ...unknown } = FRONTAL;
    expect(cobbOf(reading("f", CURVE, { image: unknown }))).toBe("no-patient-left");
    const frame = coronalFrameOfImage(unknown);
    expect(frame && orderedSides(frame, { right: [5, 0], left: [1, 0] }).exchanged).toBe(false);
  });
  it("is told from a lateral one and from a volume", () => {
    expect([frontal({}), reading("l", {}), reading("v", {}, { image: VOLUME })].map(isFrontal)).toEqual([true, false, false]);
    expect([coronalFrameOfImage(FILM), coronalFrameOfImage(VOLUME)]).toEqual([undefined, undefined]);
    const frame = coronalFrameOfImage(FRONTAL);
    expect(frame && [orderedSides(frame, {}), orderedSides(frame, { right: [1, 1] })].map(({ exchanged }) => exchanged)).toEqual([false, false]);
  });
  it("beside a lateral one in one exam is no baseline, though it has the first points", () => {
    const now = exam("now", "follow-up", [reading("r", junction(30))], { date: "2025-06-01" });
    const pre = exam("pre", "preoperative", [frontal(CURVE), reading("lateral", junction(10))], { date: "2025-01-01" });
    const patientCase = caseOf(pre, now);
    expect(baselinesOf(patientCase, now).preoperative?.landmarks.size).toBe(2);
    const assessed = assessCase(patientCase, { examId: "now", readingId: "r" }, DEFAULT_SETTINGS);
    expect(assessed.measurements.find(({ id }) => id === "dPJA.pre")).toMatchObject({ state: "measured" });
    expect(baselinesOf(caseOf(exam("pre", "preoperative", [frontal(CURVE)], { date: "2025-01-01" }), now), now)).toEqual({ unread: ["preoperative"] });
  });
});

describe("a frontal film in the case file", () => {
  it("keeps its view, the patient's left and both corners on a round trip", () => {
    const patientCase = caseOf(exam("e", "follow-up", [frontal(CURVE)]));
    const read = readCaseFile(writeCaseFile(patientCase));
    expect(read).toEqual({ case: patientCase, problems: [] });
  });
  it("is refused with the patient's left along the spine", () => {
    const { case: read, problems } = readCaseFile(writeCaseFile(caseOf(exam("e", "follow-up", [frontal({}, { patientLeft: "up" })]))));
    expect([read, problems]).toMatchObject([undefined, [{ pointer: "/exams/0/readings/0/image/patientLeft", code: "anterior-along-cranial" }]]);
  });
  it("is refused with a view that there is not", () => {
    const text = writeCaseFile(caseOf(exam("e", "follow-up", [frontal({})]))).replace('"frontal"', '"axial"');
    expect(readCaseFile(text).problems).toMatchObject([{ pointer: "/exams/0/readings/0/image/view", code: "enum" }]);
  });
});

describe("a frontal film is bound by what its file says", () => {
  const header = (more: Partial<ImageHeader>): ImageHeader => ({
    sopInstanceUid: "1", rows: 10, columns: 10, imageType: [], patient: { patientId: "P" }, study: { studyInstanceUid: "2" }, series: { seriesInstanceUid: "3", modality: "DX" }, spacing: {}, frames: [], ...more,
  });
  it("view and left, or the view alone; a lateral one has neither", () => {
    expect(bindImage(header({ frames: [{ patientOrientation: ["L", "F"] }] }), 0).image).toMatchObject({ view: "frontal", patientLeft: "right" });
    expect(bindImage(header({ viewPosition: "PA" }), 0).image).toMatchObject({ view: "frontal" });
    expect(bindImage(header({ viewPosition: "PA" }), 0).image).not.toHaveProperty("patientLeft");
    expect(bindImage(header({ frames: [{ patientOrientation: ["R", "H"] }] }), 0).image).toMatchObject({ view: "frontal", patientLeft: "left", cranial: "down" });
    expect(bindImage(header({ frames: [{ patientOrientation: ["P", "F"] }], viewPosition: "AP" }), 0).image).not.toHaveProperty("view");
    expect(bindImage(header({}), 0).image).not.toHaveProperty("view");
  });
});

import { describe, expect, it } from "vitest";
import { bindImage, examTaking, guessTimepoint, newCase, newExam, newReading, subjectOf } from "#case/binding";
import { bindingOf, imageKeyOf, imageUidsOf, readingsOfImage } from "#case/matching";
import type { Exam, Reading } from "#case/patientCase";
import type { ImageHeader } from "#image/attributes";
import { caseOf, exam, FILM, reading, VOLUME } from "./cases";

const DX: ImageHeader = {
  sopInstanceUid: "1.2.3",
  rows: 3000,
  columns: 1200,
  imageType: ["ORIGINAL", "PRIMARY"],
  date: "2025-02-20",
  patient: { patientId: "MRN-4711", patientSex: "F", patientAge: "071Y", patientBirthDate: "1953-06-01" },
  study: { studyInstanceUid: "1.2", studyDate: "2025-02-21" },
  series: { seriesInstanceUid: "1.2.4", modality: "DX" },
  spacing: { imagerPixelSpacing: [0.143, 0.143] },
  frames: [{ patientOrientation: ["P", "F"] }],
};
const MR: ImageHeader = {
  ...DX,
  series: { seriesInstanceUid: "1.2.4", modality: "MR", frameOfReferenceUid: "1.2.5" },
  spacing: { pixelSpacing: [0.7, 0.7] },
  frames: [{ imageOrientationPatient: [0, 1, 0, 0, 0, -1], imagePositionPatient: [0, -100, 300] }],
};

describe("how an image is bound", () => {
  it("a film by its instance and frame, with what the file says", () => {
    expect(bindImage(DX, 0)).toEqual({
      image: {
        kind: "projection", sopInstanceUid: "1.2.3", frame: 1, columns: 1200, rows: 3000,
        spacing: { rowMm: 0.143, columnMm: 0.143, source: "ImagerPixelSpacing", calibrated: false }, anterior: "left",
      },
      notes: [],
    });
  });

  it("a film that doesn't say where anterior lies leaves it open, and says that pixels are assumed square", () => {
    const { image, notes } = bindImage({ ...DX, spacing: {}, frames: [] }, 3);
    expect(image).toEqual({ kind: "projection", sopInstanceUid: "1.2.3", frame: 4, columns: 1200, rows: 3000, spacing: { aspect: 1, source: "assumed" } });
    expect(notes).toEqual([{ code: "assumed-square" }]);
  });

  it("a film stored upside down says so", () => {
    expect(bindImage({ ...DX, frames: [{ patientOrientation: ["A", "H"] }] }, 0).image).toMatchObject({ anterior: "right", cranial: "down" });
  });

  it("a slice by its series and frame of reference: every slice of it takes points", () => {
    expect(bindImage(MR, 0).image).toEqual({ kind: "volume", seriesInstanceUid: "1.2.4", frameOfReferenceUid: "1.2.5" });
  });

  it("an oblique slice with the plane that it shows", () => {
    const frames = [{ ...MR.frames[0], imageOrientationPatient: [0.6, 0.8, 0, 0, 0, -1] as const }];
    const { image } = bindImage({ ...MR, frames }, 0);
    expect(image).toMatchObject({ plane: { anterior: [expect.closeTo(-0.6, 12), expect.closeTo(-0.8, 12), expect.closeTo(0, 12)] } });
  });

  it.each<[string, Partial<ImageHeader>]>([
    ["a scanogram of a CT", { imageType: ["ORIGINAL", "PRIMARY", "LOCALIZER"] }],
    ["a slice without a place", { frames: [{ imageOrientationPatient: [0, 1, 0, 0, 0, -1] }] }],
    ["a slice without a frame of reference", { series: { seriesInstanceUid: "1.2.4", modality: "MR" } }],
    ["a projection that has a place", { series: { seriesInstanceUid: "1.2.4", modality: "DX", frameOfReferenceUid: "1.2.5" } }],
  ])("%s is a film", (_what, change) => {
    expect(bindImage({ ...MR, ...change }, 0).image.kind).toBe("projection");
  });
});

describe("a new reading, exam and case", () => {
  const read = newReading(DX, 0, { id: "r1", readAt: "2025-02-21T09:30:00Z" });

  it("hold the image's day, and no name, number or birth date", () => {
    const made = newExam(DX, "e1", read, "2025-03-02");
    expect(made).toMatchObject({ id: "e1", date: "2025-02-20", timepoint: "preoperative", posture: "unknown" });
    const whole = JSON.stringify({ ...newCase(DX, "S017"), exams: [made] });
    expect(whole).not.toMatch(/4711|1953/);
    expect(newCase(DX, "S017")).toEqual({ subject: { id: "S017", sex: "F", ageYears: 71 }, exams: [] });
  });

  it.each<[string, string | undefined, string]>([
    ["CT", undefined, "supine"],
    ["MR", undefined, "supine"],
    ["CT", "HFS", "supine"],
    ["MR", "FFS", "supine"],
    ["CT", "LFS", "supine"],
    ["CT", "HFP", "prone"],
    ["CT", "FFP", "prone"],
    ["CT", "HFDL", "unknown"],
    ["CT", "FFDR", "unknown"],
    ["MR", "SITTING", "unknown"],
    ["MR", "constructor", "unknown"],
    ["PT", "HFS", "supine"],
    ["PT", undefined, "unknown"],
    ["NIFTI", undefined, "unknown"],
    ["DX", undefined, "unknown"],
    ["CR", "HFS", "unknown"],
  ])("of %s with Patient Position %s: %s", (modality, patientPosition, posture) => {
    const header: ImageHeader = { ...MR, series: { ...MR.series, modality }, ...(patientPosition === undefined ? {} : { patientPosition }) };
    expect(newExam(header, "e", read, undefined).posture).toBe(posture);
    expect(newExam({ ...header, isUpright: true }, "e", read, undefined).posture).toBe("unknown");
  });

  it("take the study's day where the image has none, and none where there is none", () => {
    const { date: _date, ...undated } = DX;
    expect(newExam(undated, "e", read, undefined)).toMatchObject({ date: "2025-02-21", timepoint: "unknown" });
    expect(newExam({ ...undated, study: { studyInstanceUid: "1.2" } }, "e", read, undefined)).not.toHaveProperty("date");
  });

  it.each<[string | undefined, string | undefined, string]>([
    ["2025-03-01", "2025-03-02", "preoperative"],
    ["2025-03-02", "2025-03-02", "unknown"],
    ["2025-03-03", "2025-03-02", "postoperative"],
    ["2025-04-13", "2025-03-02", "postoperative"],
    ["2025-04-14", "2025-03-02", "follow-up"],
    [undefined, "2025-03-02", "unknown"],
    ["2025-03-03", undefined, "unknown"],
    ["2025-02-30", "2025-02-01", "unknown"],
  ])("an exam of %s with surgery on %s is %s", (date, surgery, expected) => {
    expect(guessTimepoint(date, surgery)).toBe(expected);
  });

  it.each<[Partial<ImageHeader["patient"]>, number | undefined]>([
    [{ patientAge: "071Y" }, 71],
    [{ patientAge: "018M" }, 1],
    [{ patientAge: "060W" }, 1],
    [{ patientAge: "400D" }, 1],
    [{ patientAge: "71", patientBirthDate: "1953-02-20" }, 72],
    [{ patientBirthDate: "1953-02-21" }, 71],
    [{ patientBirthDate: "19530221" }, 71],
    [{ patientBirthDate: "2030-01-01" }, undefined],
    [{ patientBirthDate: "1700-01-01" }, undefined],
    [{}, undefined],
  ])("age from %j is %s", (patient, age) => {
    expect(subjectOf({ ...DX, patient: { patientId: "x", ...patient } }, "S").ageYears).toBe(age);
  });

  it("without any day there is no age, and a sex that is none of the three is left out", () => {
    const { date: _date, ...undated } = DX;
    expect(subjectOf({ ...undated, study: { studyInstanceUid: "1" }, patient: { patientId: "x", patientBirthDate: "1953-01-01", patientSex: "U" } }, "S")).toEqual({ id: "S" });
    expect(subjectOf({ ...undated, patient: { patientId: "x", patientBirthDate: "1953-01-01", patientSex: "O" } }, "S")).toEqual({ id: "S", sex: "O", ageYears: 72 });
    expect(subjectOf({ ...DX, patient: { patientId: "x", patientSex: "M" } }, "S")).toEqual({ id: "S", sex: "M" });
  });
});

describe("the exam that a picture of the same day goes to", () => {
  const DAY = { date: "2025-02-20" };
  const film = reading("film", { "T8.superior": { posterior: [1, 2] } });
  const ct = reading("ct", { "T8.superior": { posterior: [1, 2, 3] } }, { image: VOLUME });
  const isUntouched = ({ landmarks }: { readonly landmarks: object }): boolean => Object.keys(landmarks).length === 0;
  const [newFilm, newCt] = [exam("new", "unknown", [reading("new", {})], { ...DAY, posture: "unknown" }), exam("new", "unknown", [reading("new", {}, { image: VOLUME })], { ...DAY, posture: "supine" })];
  const taking = (fresh: Exam, ...exams: readonly Exam[]) => {
    const found = examTaking(exams, fresh, isUntouched);
    return found && { exam: found.exam.id, replaced: found.replaced?.id, posture: found.posture };
  };
  const filmed = (posture: Exam["posture"], ...readings: readonly Reading[]) => exam("film", "unknown", readings, { ...DAY, posture });
  const scanned = (posture: Exam["posture"], ...readings: readonly Reading[]) => exam("ct", "unknown", readings, { ...DAY, posture });

  it("is one of that day with a picture of its kind, whatever the reader has said of its posture", () => {
    expect(taking(newFilm, filmed("supine", film))).toEqual({ exam: "film", replaced: undefined, posture: undefined });
    expect(taking(newCt, scanned("standing", ct))).toEqual({ exam: "ct", replaced: undefined, posture: undefined });
    expect(taking(newCt, filmed("unknown", film), scanned("prone", ct))).toEqual({ exam: "ct", replaced: undefined, posture: undefined });
    expect(taking(newFilm, exam("other day", "unknown", [film], { posture: "unknown" }))).toBeUndefined();
    expect(taking({ ...newFilm, date: "2025-02-21" }, filmed("unknown", film))).toBeUndefined();
  });

  it("or of its posture, or without any picture, whose posture the reader has said", () => {
    expect(taking(newCt, filmed("supine", film))).toEqual({ exam: "film", replaced: undefined, posture: undefined });
    expect(taking(newCt, filmed("standing"))).toEqual({ exam: "film", replaced: undefined, posture: undefined });
  });

  it("takes the place of a reading that nobody has begun", () => {
    expect(taking(newFilm, filmed("standing", film, reading("empty", {})))).toEqual({ exam: "film", replaced: "empty", posture: undefined });
  });

  it("a CT and a film of one day are two exams, once one of them has been read", () => {
    expect(taking(newCt, filmed("unknown", film))).toBeUndefined();
    expect(taking(newFilm, scanned("supine", ct))).toBeUndefined();
    expect(taking(newFilm, scanned("supine", reading("empty", {}, { image: VOLUME }), ct))).toBeUndefined();
  });

  it("of one that was only looked at the posture follows the picture, unless it is the reader's word", () => {
    expect(taking(newCt, filmed("unknown", reading("empty", {})))).toEqual({ exam: "film", replaced: "empty", posture: "supine" });
    expect(taking(newFilm, scanned("supine", reading("empty", {}, { image: VOLUME })))).toEqual({ exam: "ct", replaced: "empty", posture: "unknown" });
    expect(taking(newCt, filmed("standing", reading("empty", {})))).toBeUndefined();
    expect(taking(newFilm, scanned("standing", reading("empty", {}, { image: VOLUME })))).toBeUndefined();
  });
});

describe("whose image it is", () => {
  const { frame: _frame, ...firstFrame } = FILM;
  const patientCase = caseOf(
    exam("e1", "unknown", [reading("other space", {}, { image: { ...VOLUME, seriesInstanceUid: "9" } }), reading("series", {}, { image: VOLUME })]),
    exam("e2", "unknown", [reading("frame 1", {}, { image: firstFrame }), reading("frame 2", {}, { image: { ...FILM, frame: 2 } })]),
  );
  const found = (sopInstanceUid: string, frameIndex: number, seriesInstanceUid: string, frameOfReferenceUid?: string): readonly string[] =>
    readingsOfImage(patientCase, imageKeyOf({ sopInstanceUid, series: { seriesInstanceUid, modality: "MR", ...(frameOfReferenceUid ? { frameOfReferenceUid } : {}) } }, frameIndex)).map(({ readingId }) => readingId);

  it("a film's reading belongs to its frame; a frame that isn't named is the first", () => {
    expect(found("1.2.3", 0, "x")).toEqual(["frame 1"]);
    expect(found("1.2.3", 1, "x")).toEqual(["frame 2"]);
    expect(found("1.2.4", 0, "x")).toEqual([]);
  });

  it("a volume's reading belongs to every slice of its series, then to what shares its space", () => {
    expect(found("77", 5, "1.2.4", "1.2.5")).toEqual(["series", "other space"]);
    expect(found("77", 5, "10", "1.2.5")).toEqual(["other space", "series"]);
    expect(found("77", 5, "10")).toEqual([]);
    expect(bindingOf(VOLUME, { sopInstanceUid: "1", frame: 1, seriesInstanceUid: "1.2.4" })).toBe("same");
  });

  it("a case is found again by every UID that it is bound to, each named once", () => {
    expect(imageUidsOf(patientCase)).toEqual(["9", "1.2.5", "1.2.4", "1.2.3"]);
  });
});

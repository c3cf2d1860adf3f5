import { describe, expect, it } from "vitest";
import type { Reading } from "#case/patientCase";
import { frameOfReading, sagittalReading } from "#case/sagittalReading";
import { assess, DEFAULT_SETTINGS } from "#spine/assess";
import { DEFAULT_LEVELS } from "#spine/level";
import { caseOf, endplate, exam, FILM, junction, reading, reversed, VOLUME } from "./cases";

const CASE = caseOf();
const EXAM = exam("e", "follow-up", []);
const read = (landmarks: Reading["landmarks"], more: Partial<Reading> = {}) => sagittalReading(CASE, EXAM, reading("r", landmarks, more));

describe("a reading as the spine sees it", () => {
  it("carries the case's spine, surgery and subject, and the exam's time and posture", () => {
    const patientCase = { subject: { id: "S", ageYears: 71 }, levels: ["T9", "T10"], surgery: { uiv: "T10", liv: "T10", pelvicFixation: true }, exams: [] };
    const full = sagittalReading(patientCase, { ...EXAM, date: "2025-09-10" }, reading("r", {}, { answers: { uivListhesis: 4 } }));
    expect(full.reading).toEqual({
      levels: ["T9", "T10"], uiv: "T10", liv: "T10", pelvicFixation: true, timepoint: "follow-up", posture: "standing", date: "2025-09-10",
      ageYears: 71, answers: { uivListhesis: 4 }, imaging: "film", scale: "mm", lengths: "calibrated", landmarks: new Map(),
    });
  });

  it("has no empty keys where the case says nothing", () => {
    const bare = sagittalReading({ subject: { id: "S" } }, EXAM, reading("r", {}));
    expect(bare.reading).toEqual({ levels: DEFAULT_LEVELS, imaging: "film", timepoint: "follow-up", posture: "standing", scale: "mm", lengths: "calibrated", landmarks: new Map() });
    expect(bare).not.toHaveProperty("lengthNote");
  });

  it("has its points in millimetres, by kind, half placed ones too", () => {
    const { landmarks } = read({
      "T8.superior": { posterior: [600, 1500], along: [[500, 1400]] },
      "T8.inferior": { anterior: [600, 1500] },
      "C7.centroid": { point: [500, 1400] },
      "T8.superior.middle": { point: [600, 1500] },
      "T9.centroid": {},
      "hip.1": { center: [600, 1500], radiusMm: 23.5 },
      "hip.2": { rim: [[600, 1500]] },
    }).reading;
    expect(Object.fromEntries(landmarks)).toEqual({
      "T8.superior": { kind: "endplate", posterior: { anteriorMm: -120, cranialMm: -300 }, along: [{ anteriorMm: -100, cranialMm: -280 }] },
      "T8.inferior": { kind: "endplate", anterior: { anteriorMm: -120, cranialMm: -300 } },
      "C7.centroid": { kind: "point", point: { anteriorMm: -100, cranialMm: -280 } },
      "T8.superior.middle": { kind: "point", point: { anteriorMm: -120, cranialMm: -300 } },
      "hip.1": { kind: "circle", center: { anteriorMm: -120, cranialMm: -300 }, radiusMm: 23.5 },
      "hip.2": { kind: "circle", rim: [{ anteriorMm: -120, cranialMm: -300 }] },
    });
  });

  it("leaves out what is no landmark of a spine", () => {
    expect([...read({ plumb: { along: [[0, 0]] }, "T10.pedicle": { point: [1, 1] as const }, toString: { point: [1, 1] as const } }).reading.landmarks.keys()]).toEqual([]);
  });

  it("says why it has no lengths, or nothing signed", () => {
    const { spacing: _spacing, ...ratio } = FILM;
    expect(read({}, { image: ratio }).reading).toMatchObject({ scale: "ratio", scaleReason: { code: "no-spacing" } });
    const { anterior: _anterior, ...unknown } = FILM;
    expect(read(junction(20), { image: unknown }).reading).toMatchObject({ scale: "none", scaleReason: { code: "no-anterior" } });
    expect(read(junction(200), { image: unknown }).notes).toEqual([]);
  });
});

describe("corners in the wrong order", () => {
  it("are put right, with a note that names the endplate", () => {
    const { reading: seen, notes } = read({ ...junction(20), "T9.superior": reversed(endplate(3, 30)) });
    const right = read({ ...junction(20), "T9.superior": endplate(3, 30) });
    expect(seen.landmarks).toEqual(right.reading.landmarks);
    expect(notes).toEqual([{ code: "endplate-reversed", landmarks: ["T9.superior"] }]);
    expect(right.notes).toEqual([]);
  });

  it("that might be right are measured as written, with a note", () => {
    const written = { ...junction(20), "T9.superior": endplate(100, 30) };
    const { reading: seen, notes } = read(written);
    expect(seen.landmarks.get("T9.superior")).toMatchObject({ anterior: { cranialMm: expect.closeTo(-300 + 30 - 15 * Math.sin((100 * Math.PI) / 180), 9) } });
    expect(notes).toEqual([{ code: "endplate-doubtful", landmarks: ["T9.superior"] }]);
  });

  it("of a vertebra that the spine lacks are nobody's concern", () => {
    const written = reversed(endplate(0, 30));
    expect(read({ ...junction(20), "T13.superior": written }).notes).toEqual([]);
    expect(read({ ...junction(20), "T99.superior": written }).notes).toEqual([]);
  });

  it("a kyphosis of 150 degrees between two endplates is no reversal", () => {
    expect(read(junction(150)).notes).toEqual([]);
  });
});

describe("notes of scale and shape", () => {
  it("square pixels that nobody stated are an assumption", () => {
    const { spacing: _spacing, ...bare } = FILM;
    expect(read({}, { image: bare }).notes).toEqual([{ code: "assumed-square", landmarks: [] }]);
    expect(read({}, { image: { ...bare, spacing: { aspect: 1, source: "assumed" } } }).notes).toHaveLength(1);
    expect(read({}, { image: { ...bare, spacing: { aspect: 1.5 } } }).notes).toEqual([]);
    expect(read({}, { image: VOLUME }).notes).toEqual([]);
  });

  it.each([
    [{ calibrated: true }, undefined],
    [{ calibrated: false }, { code: "length-detector" }],
    [{}, { code: "length-stated" }],
    [{ calibrated: true, magnification: 1.15 }, undefined],
  ])("lengths by a spacing that is %j: %j", (more, note) => {
    expect(read({}, { image: { ...FILM, spacing: { rowMm: 0.2, columnMm: 0.2, ...more } } }).lengthNote).toEqual(note);
  });

  it("lengths in a volume are the patient's", () => {
    expect(read({}, { image: VOLUME }).lengthNote).toBeUndefined();
  });
});

describe("a volume's plane", () => {
  const [cos, sin] = [Math.cos(Math.PI / 9), Math.sin(Math.PI / 9)];
  const yaw = { anterior: [sin, -cos, 0], cranial: [0, 0, 1] } as const;
  const roll = { anterior: [0, -1, 0], cranial: [sin, 0, cos] } as const;
  const both = { anterior: [sin, -cos, 0], cranial: [sin * cos, sin * sin, cos] } as const;
  const pitch = { anterior: [0, -cos, sin], cranial: [0, sin, cos] } as const;

  it.each([
    ["absent, the patient's own", undefined, undefined],
    ["turned about the left-right axis, which is the same plane", pitch, undefined],
    ["turned about the long axis", yaw, { code: "plane-yaw", params: { yaw: 20 } }],
    ["turned about the front-back axis", roll, { code: "plane-roll", params: { roll: 20 } }],
    ["turned about both", both, { code: "plane-turned", params: { yaw: 20, roll: 20 } }],
  ])("%s", (_, plane, note) => {
    expect(read({}, { image: { ...VOLUME, ...(plane && { plane }) } }).planeNote).toEqual(note);
  });

  it("no length is measured while a curved picture is in use", () => {
    const curved = { ...VOLUME, curve: [[0, 0, 0], [8, 0, 300]] } as const;
    expect(read({}, { image: curved }).reading).toMatchObject({ scale: "mm", noLengths: { code: "curved-reformat" } });
    expect(read({}, { image: curved }).notes).toEqual([{ code: "curved-reformat", landmarks: [] }]);
    expect(read({}, { image: VOLUME }).reading.noLengths).toBeUndefined();
  });
});

describe("corners that lie side by side", () => {
  const across = (landmarks: Reading["landmarks"], image: Reading["image"] = VOLUME) => {
    const found = read(landmarks, { image }).reading.landmarks.get("T8.superior");
    return found?.kind === "endplate" ? found.acrossMm : NaN;
  };
  const corners = { posterior: [-10, 20, 100], anterior: [20, 20, 102] } as const;

  it("in a volume are told by how far they lie apart across the plane of measurement", () => {
    expect(across({ "T8.superior": corners })).toBeCloseTo(30, 12);
    const plane = { anterior: [-0.6, -0.8, 0], cranial: [0, 0, 1] } as const;
    expect(across({ "T8.superior": corners }, { ...VOLUME, plane })).toBeCloseTo(24, 12);
    expect(across({ "T8.superior": { posterior: [4, 20, 100], anterior: [4, -10, 95] } })).toBeCloseTo(0, 12);
  });

  it("are told of neither half an endplate nor a film", () => {
    expect(across({ "T8.superior": { posterior: [-10, 20, 100] } })).toBeUndefined();
    expect(across({ "T8.superior": { anterior: [-10, 20, 100] } })).toBeUndefined();
    expect(across({ "T8.superior": endplate(10, 0) }, FILM)).toBeUndefined();
  });

  it("give no angle: placed on a coronal picture at one depth a junction is not measured", () => {
    const side = (z: number) => ({ posterior: [-10, 20, z], anterior: [20, 20, z - 2] }) as const;
    const { reading: seen } = sagittalReading(CASE, EXAM, reading("r", { "T8.superior": side(160), "T10.inferior": side(100) }, { image: VOLUME }));
    const { measurements, headline } = assess(seen, {}, DEFAULT_SETTINGS);
    expect(measurements.find(({ id }) => id === "PJA")).toMatchObject({ state: "degenerate", reason: { code: "endplate-sideways" } });
    expect(headline.state).toBe("undecidable");
  });
});

describe("a plumb line", () => {
  it("turns the frame of the reading", () => {
    const plumb = { along: [[600, 1500], [600 - 10, 1500 - 100]] as const };
    const { frame, notes } = frameOfReading(reading("r", { plumb }));
    expect(notes).toEqual([]);
    expect(frame.cranial[0] / frame.cranial[1]).toBeCloseTo(0.1, 12);
  });
  it("that can be no vertical is not used, and it is said", () => {
    const plumb = { along: [[600, 1500], [700, 1500]] as const };
    expect(read({ plumb }).notes).toEqual([{ code: "plumb-ignored", landmarks: ["plumb"] }]);
  });
  it("of one point, or on a film that has no sides, is none", () => {
    const { anterior: _anterior, ...unknown } = FILM;
    const straight = frameOfReading(reading("r", {}));
    expect(frameOfReading(reading("r", { plumb: { along: [[1, 2]] } }))).toEqual(straight);
    expect(frameOfReading(reading("r", { plumb: {} }))).toEqual(straight);
    expect(frameOfReading(reading("r", { plumb: { along: [[0, 0], [9, 0]] } }, { image: unknown })).notes).toEqual([]);
  });
});

// @vitest-environment happy-dom
import { readCaseFile } from "#case/caseFile";
import type { PatientCase, Reading } from "#case/patientCase";
import { assessCase } from "#case/select";
import { DEFAULT_SETTINGS } from "#spine/assess";
import { Report } from "#ui/report/Report";
import { act } from "react";
import { describe, expect, it } from "vitest";
import { everything, oneExam, twentyExams } from "../flows/reportCases";
import { caseOf, endplate, exam, FILM, junction, reading, VOLUME } from "../case/cases";
import { instance } from "../image/support/instance";
import { place, root, pageForEachTest } from "../support/page";
import { pictureOf } from "../../src/ui/report/pictureOf";
import { reportContents } from "../../src/ui/report/reportContents";
import { reportFile } from "../../src/ui/report/reportFile";
import { reportTable } from "../../src/ui/report/reportRows";
import type { ReportProps } from "../../src/ui/report/reportProps";
import { placeChartLabels } from "../../src/ui/course/chartLabels";

pageForEachTest();

function caseIn(text: string): PatientCase {
  const read = readCaseFile(text);
  if (!read.case) throw new Error(JSON.stringify(read.problems));
  return read.case;
}

const lastOf = (document: PatientCase, id?: string) => {
  const chosen = id === undefined ? document.exams.at(-1) : document.exams.find((each) => each.id === id);
  if (!chosen?.readings[0]) throw new Error("no exam");
  return { examId: chosen.id, readingId: chosen.readings[0].id };
};

async function show(document: PatientCase, { id, ...more }: Partial<ReportProps> & { readonly id?: string } = {}) {
  const contents = reportContents(document, lastOf(document, id), DEFAULT_SETTINGS);
  const props: ReportProps = { contents, films: { baseline: contents.baseline && "no-image", today: "no-image", sameScale: null }, identity: null, programVersion: "1.2.3", attribution: null, madeOn: "2026-01-02", ...more };
  await act(async () => root.render(<Report {...props} />));
  return contents;
}

const rowsOf = (table: Element | null) => [...(table?.querySelectorAll("tbody tr") ?? [])].map((row) => [...row.children].map((cell) => cell.textContent));
const words = () => place.textContent ?? "";

const PRE = exam("pre", "preoperative", [reading("r", junction(9), { reader: "AB" })], { date: "2025-02-20" });
const FOLLOWED = caseOf(PRE, exam("fu", "follow-up", [reading("r", junction(24.5), { reader: "AB" })], { date: "2025-09-10" }));

describe("the report", () => {
  it("has the values of the one assessment, with SD, interval, and the change that the assessment itself gives", async () => {
    const { today } = await show(FOLLOWED);
    const assessment = assessCase(FOLLOWED, { examId: "fu", readingId: "r" }, DEFAULT_SETTINGS);
    expect(today.assessment, "no second computation").toBe(assessment);
    const rows = rowsOf(place.querySelector(".report-table"));
    const pja = rows.find(([name]) => name === "Proximal junctional angle");
    expect(pja?.[1]).toBe("24.5°");
    expect(pja?.[3]).toMatch(/^\d+\.\d° to \d+\.\d°$/);
    const change = assessment.measurements.find(({ id }) => id === "dPJA.pre");
    if (change?.state !== "measured") throw new Error("no change");
    expect(pja?.[4]).toBe(`+15.5° ±${(change.sd ?? NaN).toFixed(1)}°`);
    expect(words()).toContain("Compared with the preoperative exam of 2025-02-20.");
  });

  it("gives what cannot be measured a dash and a reason, never a number", async () => {
    await show(caseOf(exam("fu", "follow-up", [reading("r", {})])));
    const rows = rowsOf(place.querySelector(".report-table"));
    expect(rows.map((cells) => cells.slice(1))).toEqual([
      ["—", "", "", ""],
      ["—", "", "", ""],
    ]);
    expect(words()).toMatch(/1: points are missing/);
    expect(words()).not.toMatch(/\b0\.0/);
  });

  it("says that a change is below what can be detected, and that postures differ", async () => {
    const document = caseOf(PRE, exam("fu", "follow-up", [reading("r", junction(10))], { date: "2025-09-10", posture: "supine" }));
    await show(document);
    const pja = rowsOf(place.querySelector(".report-table")).find(([name]) => name?.startsWith("Proximal junctional angle"));
    expect(pja?.[4]).toMatch(/^\+1\.0° ±\d\.\d° \(below MDC \d+\.\d°\)$/);
    expect(words()).toContain("MDC: minimal detectable change");
    expect(words().match(/The exams differ in posture: supine now, standing before/g)).toHaveLength(2);
    expect(pja?.[0], "its number").toMatch(/angle1$/);
  });

  it("names image numbers by their ends, whole ones and the person only where it is asked to", async () => {
    const long = { ...FILM, sopInstanceUid: "1.2.840.99999.1234567890" };
    const document = caseOf(exam("fu", "follow-up", [reading("r", junction(24.5), { image: long })]));
    await show(document);
    expect(words()).toContain("…34567890");
    expect(words()).not.toContain(long.sopInstanceUid);
    await show(document, { identity: { name: "Doe Jane", number: "17", born: null }, attribution: "Somebody, CC BY" });
    for (const part of [long.sopInstanceUid, "Doe Jane", "number 17", "born —", "Somebody, CC BY"]) expect(words()).toContain(part);
  });

  it("brings along what the reader answered, and the scores that follow", async () => {
    await show(caseIn(everything().text), { id: "now" });
    for (const part of ["Screw at the UIV dislodged: yes", "142 HU", "Hart-ISSG severity scale", "Proximal junctional failure, ASLS: met"]) expect(words()).toContain(part);
    const density = [...place.querySelectorAll("li")].find((item) => item.textContent?.includes("163 HU"));
    expect(density?.querySelector(".glyph"), "a cut-off of density is no finding of a risk").toBeNull();
  });

  it("has the wedge of the junction's bodies and of a fractured one with its neighbours, of no other", async () => {
    const wedges = () => rowsOf(place.querySelector(".report-table")).flatMap(([name]) => /^Vertebral wedge angle (\w+)/.exec(name ?? "")?.[1] ?? []);
    const full = JSON.parse(everything().text) as { exams: { readings: { answers?: Record<string, unknown> }[] }[] };
    await show(caseIn(JSON.stringify(full)), { id: "now" });
    expect(wedges()).toEqual(["T8", "T9", "T10"]);
    const last = full.exams[2]?.readings[0];
    if (last) last.answers = { ...last.answers, fractureLevel: "L1" };
    await show(caseIn(JSON.stringify(full)), { id: "now" });
    expect(wedges()).toEqual(["T8", "T9", "T10", "T12", "L1", "L2"]);
  });

  it("of one exam has no curve, no change and no earlier picture", async () => {
    await show(caseIn(oneExam()));
    expect(place.querySelector(".course-chart")).toBeNull();
    expect(place.querySelectorAll("figure")).toHaveLength(1);
    expect(place.querySelectorAll(".report-table thead th")).toHaveLength(5);
  });

  it("says below the curve that a change, and the one that a rate comes from, cannot be told from none", async () => {
    const later = (pja: number) => exam("late", "follow-up", [reading("r", junction(pja), { reader: "AB" })], { date: "2025-12-10" });
    await show(caseOf(...FOLLOWED.exams, later(26)));
    expect(words()).toMatch(/Since preop\.: \+17\.0° ±\d\.\d°\.\s+Since the exam before: \+0\.5° ±\d\.\d° per month\. \(from a change of \+1\.5°, smaller than the minimal detectable change, \d\.\d°\)/);
    await show(caseOf(...FOLLOWED.exams, later(10)));
    expect(words()).toMatch(/Since preop\.: \+1\.0° ±\d\.\d°\. \(smaller than the minimal detectable change, \d\.\d°\)\s+Since the exam before: −\d\.\d° ±\d\.\d° per month\./);
  });

  it("of twenty exams has a curve, a table of what it has no room for, and names what it cannot draw", async () => {
    const { text, angles } = twentyExams();
    await show(caseIn(text), { id: "e19" });
    const shown = rowsOf(place.querySelector(".report-course")).map((cells) => cells[2]);
    expect(shown).toHaveLength(20);
    for (const [i, angle] of angles.entries()) {
      if (angle === null) expect(shown[i]).toBe("—");
      else expect(Math.abs(Number.parseFloat(shown[i] ?? "") - angle)).toBeLessThanOrEqual(0.05 + 1e-9);
    }
    expect(place.querySelectorAll(".course-dot")).toHaveLength(17);
    expect(words()).toMatch(/Not on the chart: Follow-up, 2025-03-12: — \(points are missing\); Follow-up, no date: 27\.2° \(.*date.*\); Follow-up, no date: 28\.8°/);
    for (const label of place.querySelectorAll(".course-value")) expect(shown).toContain(label.textContent);
  });

  it("of a frontal film is its curve, and nothing that is sagittal", async () => {
    const side = (tilt: number, heightMm: number) => {
      const { posterior, anterior } = endplate(tilt, heightMm);
      return { right: anterior, left: posterior };
    };
    const { anterior: _anterior, ...bare } = FILM;
    const frontal: Reading = reading("r", { "T5.superior": side(-12, 200), "T11.inferior": side(18, 0) }, { image: { ...bare, view: "frontal", patientLeft: "right" }, answers: { "cobb.upper": "T5", "cobb.lower": "T11" } });
    await show(caseOf(PRE, exam("fu", "follow-up", [frontal], { date: "2025-09-10" })));
    expect(place.querySelector(".report-value strong")?.textContent).toBe("30.0°");
    expect(words()).toContain("Scoliosis: 10° or more");
    for (const sagittal of ["Criteria", "Risk factors", "Junctional angle", "PJA", "Compared with"]) expect(words()).not.toContain(sagittal);
  });

  it("numbers each note of the table once", () => {
    const { rows, notes } = reportTable(reportContents(FOLLOWED, { examId: "fu", readingId: "r" }, DEFAULT_SETTINGS));
    expect(new Set(notes).size).toBe(notes.length);
    for (const each of rows.flatMap((row) => row.notes)) expect(notes[each - 1]).toBeDefined();
  });
});

describe("the picture of a reading", () => {
  const film = instance({ sopInstanceUid: FILM.sopInstanceUid, numberOfFrames: 1 });

  it("is its film where that is open", () => {
    expect(pictureOf([film], reading("r", junction(20)))).toMatchObject({ instance: film, frameIndex: 0 });
    expect(pictureOf([], reading("r", junction(20)))).toBe("no-image");
  });

  it("is no axial slice of the volume that it was measured in", () => {
    const slice = instance({
      sopInstanceUid: "1.9", series: { seriesInstanceUid: VOLUME.seriesInstanceUid, modality: "CT", frameOfReferenceUid: VOLUME.frameOfReferenceUid },
      frames: [{ imageOrientationPatient: [1, 0, 0, 0, 1, 0], imagePositionPatient: [0, 0, 0], pixelSpacing: [1, 1] }],
    });
    expect(pictureOf([slice], reading("r", {}, { image: VOLUME }))).toBe("volume");
  });

  it("is the sagittal slice nearest to its points", () => {
    const slices = [0, 5, 10].map((x) =>
      instance({
        sopInstanceUid: `1.9.${x}`, series: { seriesInstanceUid: VOLUME.seriesInstanceUid, modality: "CT", frameOfReferenceUid: VOLUME.frameOfReferenceUid },
        frames: [{ imageOrientationPatient: [0, 1, 0, 0, 0, -1], imagePositionPatient: [x, 0, 0], pixelSpacing: [1, 1] }],
      }),
    );
    const points = { "T10.inferior": { posterior: [9, 30, 0], anterior: [9, 0, 0] } } as const;
    expect(pictureOf(slices, reading("r", points, { image: VOLUME }))).toMatchObject({ instance: { sopInstanceUid: "1.9.10" } });
  });
});

it("the file has the report and its style in it, allows nothing to run or to be fetched, and keeps what looks like markup as words", async () => {
  await show(FOLLOWED);
  const text = await reportFile(place, 'S1 "<b>"').text();
  expect(text).toContain("default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'");
  expect(text).toContain("<title>S1 &quot;&lt;b>&quot;</title>");
  expect(text).toContain("24.5°");
  expect(text).not.toMatch(/<script|<link/);
});

it("no value of the small chart stands against an axis, where it would be read as one of that", async () => {
  const after = (id: string, date: string, pja: number) => exam(id, "follow-up", [reading("r", junction(pja), { reader: "AB" })], { date });
  const early = exam("pre", "preoperative", [reading("r", junction(15.2), { reader: "AB" })], { date: "2024-03-04" });
  await show({ ...caseOf(early, after("a", "2024-03-19", 17.2), after("b", "2024-04-23", 23.2), after("c", "2024-09-10", 31.2)), surgery: { uiv: "T10", date: "2024-03-12" } });
  const places = [...place.querySelectorAll(".course-value")].map((each) => ({ text: each.textContent, x: Number(each.getAttribute("x")), y: Number(each.getAttribute("y")) }));
  expect(places.map(({ text }) => text)).toEqual(["15.2°", "17.2°", "23.2°", "31.2°"]);
  const [upright] = [...place.querySelectorAll(".course-grid")].map((each) => Number(each.getAttribute("x1")));
  const flat = Math.max(...[...place.querySelectorAll(".course-axis")].map((each) => Number(each.getAttribute("y1"))));
  for (const { x, y } of places) {
    expect(x - 18).toBeGreaterThan(upright ?? NaN);
    expect(y).toBeLessThan(flat - 3);
  }
});

describe("the values on a chart", () => {
  const at = (x: number, y: number) => ({ x, y });

  it("stand at their best place, else at the next that is free", () => {
    const labels = [
      { text: "10.0°", places: [at(50, 50)] },
      { text: "11.0°", places: [at(60, 50), at(60, 90)] },
    ];
    // The last chooses first: the first one has nowhere else to stand.
    expect(placeChartLabels(labels, [], 12)).toEqual([null, at(60, 50)]);
    expect(placeChartLabels(labels.toReversed(), [], 12)).toEqual([at(60, 90), at(50, 50)]);
  });

  it("keep off what is drawn", () => {
    expect(placeChartLabels([{ text: "10.0°", places: [at(50, 50), at(50, 90)] }], [at(52, 46)], 12)).toEqual([at(50, 90)]);
    expect(placeChartLabels([{ text: "10.0°", places: [at(50, 50)] }], [at(52, 46)], 12)).toEqual([null]);
    expect(placeChartLabels([], [], 12)).toEqual([]);
  });
});

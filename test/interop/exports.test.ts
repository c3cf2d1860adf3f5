import { describe, expect, it } from "vitest";
import { csvCell, csvOfCase, csvRows, CSV_HEADER } from "#interop/csv";
import { readingRefs, readingReport } from "#interop/readingReport";
import { reportText, type TextLength } from "#interop/reportText";
import { assessCase } from "#case/select";
import { DEFAULT_SETTINGS } from "#spine/assess";
import type { PatientCase, Reading } from "#case/patientCase";
import { reasonText } from "#text/reason";
import { plainText } from "#text/writing";
import { loadLanguage } from "#text/language";
import { inLanguage } from "#text/messages";
import { caseOf, endplate, exam, FILM, junction, reading, VOLUME } from "../case/cases";

const at = { examId: "fu", readingId: "r" };
const FOLLOWED: PatientCase = caseOf(
  exam("pre", "preoperative", [reading("r", junction(9))], { date: "2025-02-20" }),
  exam("fu", "follow-up", [reading("r", { ...junction(24.5), "T4.superior": endplate(20, 150), "T12.inferior": endplate(-25, -60) }, { reader: "AB" })], { date: "2025-09-10" }),
);
const report = (patientCase: PatientCase = FOLLOWED, settings = DEFAULT_SETTINGS) => readingReport(patientCase, at, settings, "1.2.3");
const text = (patientCase: PatientCase = FOLLOWED, length: TextLength = "paragraph"): string => reportText(patientCase, at, DEFAULT_SETTINGS, "1.2.3", length);

/** A reader of RFC 4180, written from its grammar. */
function parseCsv(csv: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const token = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|$)/gy;
  while (token.lastIndex < csv.length) {
    const [, cell = "", end] = token.exec(csv) ?? [];
    rows.at(-1)?.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

describe("a CSV cell", () => {
  it.each([
    ["plain", "plain"], ["a,b", '"a,b"'], ['say "x"', '"say ""x"""'], ["two\nlines", '"two\nlines"'], ["ends\r", '"ends\r"'],
    ["=1+1", "'=1+1"], ["+1", "'+1"], ["-x", "'-x"], ["@cmd", "'@cmd"], ["\tx", "'\tx"], ["\rx", '"\'\rx"'], ["=a,b", '"\'=a,b"'], ["+", "+"], ["++", "++"], ["++1", "'++1"], ["--", "'--"],
    [-12.5, "-12.5"], [0, "0"], [1 / 3, "0.3333333333333333"], [null, ""], ["", ""],
  ] as const)("%j is written %j", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});

describe("tidy rows", () => {
  it("are one a measurement, in the columns of the format, the numbers with every digit", () => {
    const rows = parseCsv(CSV_HEADER + csvRows(report()));
    expect(rows[0]).toEqual(["subject", "exam", "timepoint", "date", "posture", "reading", "reader", "measurement", "value", "unit", "sd", "reason"]);
    expect(rows).toHaveLength(1 + assessCase(FOLLOWED, at, DEFAULT_SETTINGS).measurements.length);
    const pja = rows.find((row) => row[7] === "PJA");
    expect(pja?.slice(0, 8)).toEqual(["S1", "fu", "follow-up", "2025-09-10", "standing", "r", "AB", "PJA"]);
    expect(Math.abs(Number(pja?.[8]) - 24.5)).toBeLessThan(1e-9);
    expect(pja?.[9]).toBe("deg");
  });

  it("say why a value is missing, and leave it empty", () => {
    const sva = parseCsv(csvRows(report())).find((row) => row[7] === "SVA");
    expect([sva?.[8], sva?.[10]]).toEqual(["", ""]);
    expect(sva?.[11]).toContain("S1.superior posterior");
    const json = report().measurements.find(({ measurement }) => measurement === "SVA");
    expect(json).toMatchObject({ value: null, sd: null, unit: "mm" });
  });

  it("without a spacing have the angles, and no distance, with the reason", () => {
    const { spacing: _spacing, ...bare } = FILM;
    const landmarks = { ...junction(20), "C7.centroid": { point: [1, 1] as const }, "S1.superior": endplate(30, -300) };
    const rows = report(caseOf(exam("fu", "follow-up", [reading("r", landmarks, { image: bare })]))).measurements;
    expect(rows.find(({ measurement }) => measurement === "PJA")?.value).toBeCloseTo(20, 9);
    expect(rows.find(({ measurement }) => measurement === "SVA")).toMatchObject({ value: null, reason: expect.stringMatching(/no.spacing/) });
  });

  it("carry the verdicts and the risk factors, and name how they were come by", () => {
    const { criteria, riskFactors, provenance, notes } = report();
    expect(criteria.find(({ id }) => id === "absolute-20")).toMatchObject({ state: "met", value: expect.closeTo(24.5, 9), threshold: 20, withinError: true });
    expect(riskFactors.find(({ id }) => id === "TK>30")).toMatchObject({ state: "present", value: expect.closeTo(45, 9), threshold: 30 });
    expect(provenance).toEqual({ program: "sagitta", version: "1.2.3", criterion: "absolute-20", tk: "TK.T4-T12", clickSdMm: 0.7, scale: "mm", spacingSource: "PixelSpacing", plane: null });
    expect(Array.isArray(notes)).toBe(true);
  });

  it("of a volume and of a film without a source name that", () => {
    const points = { "T10.inferior": { posterior: [0, 30, 0], anterior: [0, 0, 0] } } as const;
    expect(report(caseOf(exam("fu", "follow-up", [reading("r", points, { image: VOLUME })]))).provenance).toMatchObject({ scale: "mm", spacingSource: "patient coordinates" });
    const { spacing: _spacing, ...bare } = FILM;
    const shown = report(caseOf(exam("fu", "follow-up", [reading("r", {}, { image: bare })])));
    expect(shown.provenance).toMatchObject({ scale: "no scale", spacingSource: null });
    expect(shown.notes).toEqual([expect.stringContaining("1:1")]);
    expect([shown.date, shown.reader]).toEqual([null, null]);
  });

  it.each(["line", "paragraph", "full"] as const)("as text (%s) say of a film without a scale that the error is unknown, and name no click SD", (length) => {
    const said = text(caseOf(exam("fu", "follow-up", [reading("r", junction(24), { image: { ...FILM, spacing: { aspect: 1, source: "assumed" } } })])), length);
    expect(said).toContain("PJK, absolute angle: yes, 24.0° >= 20°; error unknown: no scale.");
    expect(said).toContain("Scale: no scale; pixels taken as square; Sagitta 1.2.3.");
    expect(said).not.toMatch(/click SD|assumed;/);
  });

  it("are there for every reading of the case, in its order", () => {
    expect(readingRefs(FOLLOWED)).toEqual([{ examId: "pre", readingId: "r" }, { examId: "fu", readingId: "r" }]);
  });
});

describe("the exported table", () => {
  it("explains itself: points, verdict, spacing source, click SD and program beside each value", () => {
    const [header = [], ...rows] = parseCsv(csvOfCase(FOLLOWED, DEFAULT_SETTINGS, "1.2.3"));
    const pja = rows.filter((row) => row[7] === "PJA").map((row) => Object.fromEntries(header.map((key, i) => [key, row[i]])));
    expect(pja.map(({ exam: id, criterion_state: state }) => [id, state])).toEqual([["pre", "undecidable"], ["fu", "met"]]);
    expect(pja[1]).toMatchObject({
      points: expect.stringContaining("T8.superior posterior"), criterion: "absolute-20", scale: "mm", spacing_source: "PixelSpacing", click_sd_mm: "0.7", program: "sagitta 1.2.3",
    });
    expect(pja[1]?.["plane"]).toBe("");
    expect(rows.every((row) => row.length === header.length)).toBe(true);
  });

  it.each([
    ["the patient's own", {}, "the patient's own sagittal plane"],
    ["turned", { plane: { anterior: [0.5, -Math.sqrt(0.75), 0], cranial: [0, 0, 1] } }, "sagittal plane turned by 30° about the long axis"],
    ["with a curved picture", { curve: [[0, 0, 0], [9, 0, 90]] }, "the patient's own sagittal plane, points seen on a curved reformat"],
  ] as const)("names the sagittal plane in use of a volume: %s", (_, more, plane) => {
    const image = { kind: "volume", seriesInstanceUid: "1.2.4", frameOfReferenceUid: "1.2.5", ...more } as const;
    const inVolume: PatientCase = { ...FOLLOWED, exams: FOLLOWED.exams.map((exam) => ({ ...exam, readings: [{ id: "r", image, landmarks: {} }] })) };
    const [header = [], ...rows] = parseCsv(csvOfCase(inVolume, DEFAULT_SETTINGS, "1.2.3"));
    expect(new Set(rows.map((row) => row[header.indexOf("plane")]))).toEqual(new Set([plane]));
    expect(reportText(inVolume, { examId: "pre", readingId: "r" }, DEFAULT_SETTINGS, "1.2.3")).toContain(`patient coordinates; ${plane}`);
  });
});

describe("the text for the report", () => {
  it("as a paragraph gives the angle with its error, the change, the verdict with its certainty, and kyphosis", () => {
    expect(text()).toMatch(
      /^Exam of 2025-09-10\. Proximal junctional angle, superior endplate of T8 to inferior endplate of T10: 24\.5° \(SD \d\.\d°, 95 % interval \d+\.\d° to \d+\.\d°\); change from the preoperative exam \+15\.5°\. PJK, absolute angle: yes, 24\.5° >= 20°; within measurement error, \d+ %\. Thoracic kyphosis T4-T12: 45\.0° \(.*\)\. Scale: mm, from PixelSpacing; click SD 0\.7 mm; Sagitta 1\.2\.3\. Research use only\./,
    );
  });

  it("as a line says the angle, the change, the verdict, and how they were come by", () => {
    expect(text(FOLLOWED, "line")).toMatch(
      /^Exam of 2025-09-10\. PJA T8-T10 \(superior to inferior endplate\) 24\.5° \(95 % \d+\.\d° to \d+\.\d°\); change from the preoperative exam \+15\.5°; PJK, absolute angle: yes, 24\.5° >= 20°; within measurement error, \d+ %\. Scale: mm, from PixelSpacing; click SD 0\.7 mm; Sagitta 1\.2\.3\. Research use only\.[^\n]*$/,
    );
  });

  it("in full has every measured value as the assessment has it, every criterion, and what the reader answered", () => {
    const answered = caseOf(...FOLLOWED.exams.map((each) => (each.id === "fu" ? { ...each, readings: each.readings.map((one) => ({ ...one, answers: { uivScrewDislodged: true, "hu.UIV": 142.5, "hart.pain": "from-5", unheard: "of" } })) } : each)));
    const lines = text(answered, "full").split("\n");
    const { measurements, criteria } = assessCase(answered, at, DEFAULT_SETTINGS);
    const measured = measurements.filter(({ state }) => state === "measured");
    const start = lines.indexOf("Values:");
    expect(lines.slice(start + 1, start + 1 + measured.length).every((line) => line.startsWith("- "))).toBe(true);
    expect(lines[start + 1 + measured.length]).toBe("Risk factors:");
    expect(lines.slice(lines.indexOf("Criteria:") + 1, start)).toHaveLength(criteria.length);
    expect(lines).toContain("Subject S1; Follow-up, 2025-09-10, standing; UIV T10");
    expect(lines).toContain("- Screw at the UIV dislodged: yes");
    expect(lines.some((line) => /HU/.test(line) && line.endsWith("142.5 HU"))).toBe(true);
    expect(lines).toContain("- unheard: of");
    expect(lines.find((line) => line.startsWith("- Proximal junctional angle:"))).toMatch(/24\.5° \(SD/);
    expect(lines.at(-1)).toMatch(/^Research use only\./);
  });

  it("in full loses no note of any value, and says each once", () => {
    const supine = caseOf(...FOLLOWED.exams.map((each) => (each.id === "fu" ? { ...each, posture: "supine" as const } : each)));
    const { measurements } = assessCase(supine, at, DEFAULT_SETTINGS);
    const notes = new Set(measurements.flatMap((measurement) => (measurement.state === "measured" ? measurement.notes.map(reasonText) : [])));
    expect(notes.size).toBeGreaterThan(0);
    const full = text(supine, "full");
    for (const note of notes) expect(full.split(plainText(note))).toHaveLength(2);
  });

  describe("where the points look odd", () => {
    /** 4 mm deep seen from the side, and of nothing that is reported. */
    const shallow = { posterior: [590, 1500], anterior: [610, 1500] } as const;
    const odd = (more: Reading["landmarks"]) => caseOf(exam("fu", "follow-up", [reading("r", { ...junction(65), ...more })]));
    const steep = "Proximal junctional angle exceeds 60° in magnitude: check the points and the anterior side (T8 superior endplate, T10 inferior endplate)";

    it.each(["line", "paragraph"] as const)("says so of the values that it gives, in one sentence, and of no other (%s)", (length) => {
      const said = text(odd({ "L3.superior": shallow }), length);
      expect(said).toContain(`. Please check: ${steep}. `);
      expect(said).not.toContain("L3");
      expect(text(FOLLOWED, length)).not.toContain("check");
    });

    it("says so of the kyphosis only where it gives that", () => {
      const kyphotic = odd({ "T4.superior": { posterior: [590, 750], anterior: [610, 750] }, "T12.inferior": endplate(-25, -60) });
      expect(text(kyphotic)).toContain("The T4 superior endplate reaches only 4.0 mm from back to front: check its corners");
      expect(text(kyphotic, "line")).not.toContain("T4 ");
    });

    it("in full says every doubt, before the values", () => {
      const lines = text(odd({ "L3.superior": shallow }), "full").split("\n");
      const at = lines.indexOf("Please check:");
      expect(at).toBeLessThan(lines.indexOf("Values:"));
      expect(lines.slice(at + 1, lines.indexOf("Criteria:"))).toEqual(["- The L3 superior endplate reaches only 4.0 mm from back to front: check its corners", `- ${steep}`]);
      expect(lines.filter((line) => line.includes("check the points"))).toHaveLength(1);
    });

    it.each([["ru", "Проверьте: "], ["kk", "Тексеріңіз: "]] as const)("says so in %s", async (language, words) => {
      await loadLanguage(language);
      for (const length of ["line", "paragraph", "full"] as const) expect(inLanguage(language, () => text(odd({}), length)).replaceAll("\n- ", " ")).toContain(words);
    });
  });

  it("of an exam without a date names none", () => {
    for (const length of ["line", "paragraph"] as const) expect(text(caseOf(exam("fu", "follow-up", [reading("r", junction(12))])), length)).toMatch(/^(PJA|Proximal)/);
  });

  it("in another language has its words and its decimal separator, and signs that any program takes", async () => {
    await loadLanguage("ru");
    const russian = inLanguage("ru", () => text(caseOf(exam("fu", "follow-up", [reading("r", junction(-12.5))]))));
    expect(russian).toContain("-12,5°");
    expect(russian).toMatch(/[а-яё]{5}/);
    expect(text()).toContain("24.5°");
  });

  it("never shows a value that contradicts its verdict", () => {
    for (const length of ["line", "paragraph", "full"] as const) expect(text(caseOf(exam("fu", "follow-up", [reading("r", junction(19.96))])), length)).toContain("PJK, absolute angle: no, 19.96° < 20°");
  });

  it.each<[string, Reading["answers"], string]>([
    ["a dislodged screw", { uivScrewDislodged: true }, "Proximal junctional failure, ASLS: yes, a screw at the UIV is dislodged."],
    ["a loss of height", { uivHeightLoss: 25 }, "Proximal junctional failure, ASLS: yes, 25 % > 20 % (Height loss of UIV or UIV+1)."],
  ])("of a failure by %s has its unit and its words, and no probability of what the reader said", (_what, answers, said) => {
    const failed = caseOf(exam("fu", "follow-up", [reading("r", junction(12), answers ? { answers } : {})]));
    for (const length of ["line", "paragraph", "full"] as const) expect(reportText(failed, { examId: "fu", readingId: "r" }, { ...DEFAULT_SETTINGS, criterion: "pjf-asls" }, "1", length)).toContain(said);
  });

  it("without the points says why nothing can be decided, and has no number for it", () => {
    for (const length of ["line", "paragraph", "full"] as const) {
      const empty = text(caseOf(exam("fu", "follow-up", [reading("r", {})])), length);
      expect(empty).toMatch(/not measured.*PJK, absolute angle: cannot be decided, /s);
      expect(empty).not.toMatch(/undefined|NaN|\b0\.0/);
    }
  });

  it("of a frontal film is the curve, and no verdict", () => {
    const side = (tilt: number, heightMm: number) => {
      const { posterior, anterior } = endplate(tilt, heightMm);
      return { right: anterior, left: posterior };
    };
    const { anterior: _anterior, ...bare } = FILM;
    const frontal = reading("r", { "T5.superior": side(-12, 200), "T11.inferior": side(18, 0) }, { image: { ...bare, view: "frontal", patientLeft: "right" }, answers: { "cobb.upper": "T5", "cobb.lower": "T11" } });
    for (const length of ["line", "paragraph", "full"] as const) {
      const said = text(caseOf(exam("fu", "follow-up", [frontal])), length);
      expect(said).toMatch(/Coronal Cobb angle, T5 to T11: 30\.0° \(SD/);
      expect(said).not.toMatch(/PJK|Proximal junctional/);
    }
  });
});

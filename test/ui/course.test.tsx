// @vitest-environment happy-dom
import { readFileSync } from "node:fs";
import { readCaseFile } from "#case/caseFile";
import type { PatientCase } from "#case/patientCase";
import { CourseButton } from "#ui/course/CourseButton";
import { CourseChart } from "#ui/course/CourseChart";
import { CourseTable } from "#ui/course/CourseTable";
import { DEFAULT_SETTINGS, type Settings } from "#ui/session/settings";
import { act } from "react";
import { describe, expect, it } from "vitest";
import { place, root, pageForEachTest } from "../support/page";
import { chartSvg } from "../../src/ui/course/chartFile";
import { courseRows, followed } from "../../src/ui/course/courseRows";

/** Four exams whose junctions were built at 15.17, 17.17, 23.17 and 31.17 degrees, operated on 2024-03-12. */
const sample = ((): PatientCase => {
  const parsed = readCaseFile(readFileSync("public/sample/case.json", "utf8"));
  if (!parsed.case) throw new Error(JSON.stringify(parsed.problems));
  return parsed.case;
})();

const changed = (change: (exams: PatientCase["exams"]) => PatientCase["exams"], rest: Partial<PatientCase> = {}): PatientCase => ({ ...sample, ...rest, exams: change(sample.exams) });

pageForEachTest();

async function show(of: PatientCase, id = "PJA", settings: Settings = DEFAULT_SETTINGS): Promise<void> {
  const course = courseRows(of, id, settings);
  await act(async () =>
    root.render(
      <>
        <CourseChart course={course} ref={null} />
        <CourseTable course={course} />
      </>,
    ),
  );
}

const cells = (column: number) => [...place.querySelectorAll("tbody tr")].map((row) => row.children[column]?.textContent?.trim());
const dots = () => [...place.querySelectorAll("circle")];

describe("the course of the junctional angle", () => {
  it("has each exam with its date, its weeks since surgery, its value and the change since the preoperative one", async () => {
    await show(sample);
    expect(cells(0)).toEqual(["2024-03-04, Preoperative", "2024-03-18, Postoperative", "2024-04-23, Follow-up", "2024-09-10, Follow-up"]);
    expect(cells(1)).toEqual(["−1.1", "0.9", "6.0", "26.0"]);
    expect(cells(2)).toEqual(["15.2°", "17.2°", "23.2°", "31.2°"]);
    expect(cells(4).map((text) => text?.split(" ")[0])).toEqual(["—", "+2.0°", "+8.0°", "+16.0°"]);
  });

  it("says per month, against the exam before, and that two degrees cannot be told from none", async () => {
    await show(sample);
    // 8 degrees from 2024-04-23 to 2024-09-10: 140 days are 4.600 mean months.
    expect(cells(5)[3]).toMatch(/^\+1\.7° ±\d\.\d° per month/);
    expect(cells(4)[1]).toMatch(/smaller than the minimal detectable change, \d+\.\d°$/);
    expect(cells(4)[3]).not.toMatch(/smaller/);
    expect(cells(5)[2]).toMatch(/per month from a change of \+6\.0°, smaller than the minimal detectable change, \d+\.\d°$/);
  });

  it("draws what the table says: a point and its error an exam, the threshold of the headline criterion, both windows", async () => {
    await show(sample);
    expect([...place.querySelectorAll("text.course-value")].map((each) => each.textContent)).toEqual(cells(2));
    expect(place.querySelectorAll("path.course-bar")).toHaveLength(4);
    expect([...place.querySelectorAll(".course-threshold-name")].map((each) => each.textContent)).toEqual(["≥ 20°"]);
    expect([...place.querySelectorAll("rect.course-window")]).toHaveLength(2);
    const x = dots().map((dot) => Number(dot.getAttribute("cx")));
    const y = dots().map((dot) => Number(dot.getAttribute("cy")));
    const perWeek = ((x[3] ?? 0) - (x[0] ?? 0)) / (190 / 7);
    expect((x[2] ?? 0) - (x[1] ?? 0)).toBeCloseTo(perWeek * (36 / 7), 6);
    expect(((y[0] ?? 0) - (y[1] ?? 0)) * 8).toBeCloseTo((y[0] ?? 0) - (y[3] ?? 0), 6);
  });

  it("takes the threshold of a change where the headline criterion is one", async () => {
    await show(sample, "dPJA.pre", { ...DEFAULT_SETTINGS, criterion: "increase-20" });
    expect(place.querySelector(".course-threshold-name")?.textContent).toBe("> 20°");
    expect(cells(2)).toEqual(["—", "2.0°", "8.0°", "16.0°"]);
  });
});

describe("a course with gaps", () => {
  it("keeps an exam without points or date in the table, with the reason, and off the chart", async () => {
    await show(
      changed(([pre, post, ...rest]) => [
        ...(pre ? [pre] : []),
        ...(post ? [{ ...post, readings: [] }] : []),
        ...rest.map(({ date, ...exam }, i) => (i === 0 ? exam : { ...exam, ...(date === undefined ? {} : { date }) })),
      ]),
    );
    expect(cells(2)).toEqual(["15.2°", "—", "31.2°", "23.2°"]);
    expect(cells(6)[1]).toMatch(/points are missing/);
    expect(cells(6)[3]).toMatch(/date of the exam is missing/);
    expect(dots()).toHaveLength(2);
  });

  it("draws two exams of a day one above the other and gives no change per month between them", async () => {
    await show(changed((exams) => exams.map((exam) => (exam.id === sample.exams[2]?.id ? { ...exam, date: "2024-03-18" } : exam))));
    expect(new Set(dots().map((dot) => dot.getAttribute("cx"))).size).toBe(3);
    expect(cells(5)[2]?.trim(), "nothing is said of a rate that there is not").toBe("—");
    expect(cells(6)[2]).toMatch(/another exam on the same day/);
  });

  it("counts from the first exam where the date of surgery is not known, and shows no windows after it", async () => {
    const { surgery, ...rest } = sample;
    const { date: _gone, ...undated } = surgery ?? {};
    await show({ ...rest, surgery: undated });
    expect(dots()).toHaveLength(4);
    expect(place.querySelectorAll("rect.course-window")).toHaveLength(0);
    expect(place.textContent).toContain("Weeks since the first exam");
  });

  it("joins exams of different posture by a dashed line, and says so", async () => {
    await show(changed((exams) => exams.map((exam, i) => ({ ...exam, posture: i === 3 ? "standing" : "supine" }))));
    expect([...place.querySelectorAll(".course-line")].map((line) => line.getAttribute("stroke-dasharray"))).toEqual([null, null, "6 5"]);
    expect(cells(6)[3]).toMatch(/posture/i);
  });

  it("has the unit of what is followed at its axis", async () => {
    await show(sample, "TK.T4-T12");
    expect([...place.querySelectorAll("text.course-quiet")].filter((text) => text.textContent?.endsWith("°")).length).toBeGreaterThan(3);
  });

  it("says that there is nothing to draw where nothing is measured, and follows every parameter offered", async () => {
    for (const id of followed("TK.T4-T12")) {
      await show(sample, id);
      expect(cells(2), id).toHaveLength(4);
    }
    await show(sample, "SVA");
    expect(cells(2)).toEqual(["—", "—", "—", "—"]);
    expect(place.textContent).toContain("there is nothing to draw");
  });
});

describe("a course of few and of many exams", () => {
  it("is not offered for a single exam", async () => {
    await act(async () => root.render(<CourseButton document={changed((exams) => exams.slice(0, 1))} />));
    expect(place.querySelector("button")).toBeNull();
    await act(async () => root.render(<CourseButton document={sample} />));
    expect(place.querySelector("button")?.textContent).toBe("Course…");
  });

  it("draws twenty exams inside the chart, in the order of their dates", async () => {
    const [exam] = sample.exams.slice(-1);
    if (!exam) throw new Error("no exam");
    const years = Array.from({ length: 20 }, (_, i) => ({ ...exam, id: `e${i}`, date: `${2044 - i}-03-12` }));
    await show(changed(() => years));
    const x = dots().map((dot) => Number(dot.getAttribute("cx")));
    expect(x).toHaveLength(20);
    expect(x).toEqual(x.toSorted((a, b) => a - b));
    expect(Math.min(...x)).toBeGreaterThan(56);
    expect(Math.max(...x)).toBeLessThan(760 - 48);
    expect(cells(0)[0]).toMatch(/^2025-03-12/);
  });

  it("writes a value beside its point only where no other one's stands, the first and the last always, and each as in the table", async () => {
    const [pre] = sample.exams;
    const [exam] = sample.exams.slice(-1);
    if (!exam || !pre) throw new Error("no exam");
    const crowd = Array.from({ length: 19 }, (_, i) => ({ ...exam, id: `e${i}`, date: i < 17 ? `2024-04-${String(i + 10)}` : `${2025 + i - 17}-01-01` }));
    await show(changed(() => [pre, ...crowd]));
    expect(dots()).toHaveLength(20);
    const labels = [...place.querySelectorAll("text.course-value")].map((label) => ({ text: label.textContent, x: Number(label.getAttribute("x")), y: Number(label.getAttribute("y")) }));
    expect(labels.length).toBeLessThan(20);
    expect(labels.map(({ text }) => text)).toContain("15.2°");
    for (const { text } of labels) expect(cells(2)).toContain(text);
    for (const [i, a] of labels.entries()) for (const b of labels.slice(i + 1)) expect(Math.abs(a.x - b.x) > 30 || Math.abs(a.y - b.y) >= 12, `${a.text} at ${a.x} and ${b.text} at ${b.x}`).toBe(true);
  });
});

it("the chart as a file stands by itself: no class, a colour for every mark, white ground", async () => {
  await show(sample);
  const svg = place.querySelector<SVGSVGElement>("svg.course-chart");
  if (!svg) throw new Error("no chart");
  const text = await chartSvg(svg, { title: "PJA", lines: ["one line"] }).text();
  expect(text).toMatch(/^<svg[^>]* xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(text).not.toMatch(/class=|style=/);
  expect(text).toContain("one line");
  const marks = [...new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("line, path, circle, rect, text")];
  expect(marks.length).toBeGreaterThan(30);
  for (const mark of marks) expect(mark.getAttribute("stroke") ?? mark.getAttribute("fill"), mark.outerHTML).toMatch(/^#/);
});

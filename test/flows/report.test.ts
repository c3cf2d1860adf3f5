import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film } from "../../fixtures/synthetic";
import { button, choice, downloaded, onDisk, openFiles, placedPoint, readText, sit, viewport, type Sitting } from "./driver";
import { PJA } from "./film";
import { everything, oneExam, twentyExams } from "./reportCases";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

const WORDS = "Research use only. Not a medical device. Not for diagnosis or treatment decisions. Measurements must be verified by a qualified clinician.";
const FORMATS = ["A4", "Letter"] as const;
const JUNCTION = "T10 inferior endplate, posterior corner";
const sampleFile = (name: string): string => path.resolve("public/sample", name);

async function openSample(page: Page): Promise<void> {
  await button(page, "Open the sample case").click();
  await placedPoint(page, JUNCTION).waitFor();
}

/** A case and the images that are there of it. */
async function openCase(page: Page, text: string, images: readonly string[], more: readonly { readonly name: string; readonly bytes: Uint8Array }[] = []): Promise<void> {
  await openFiles(page, [...onDisk([{ name: "case.json", bytes: text }, ...more]).paths, ...images]);
  await viewport(page).waitFor();
}

async function chooseExam(page: Page, words: string): Promise<void> {
  await page.getByRole("listbox", { name: "Exams" }).getByRole("option").filter({ hasText: words }).click();
  await placedPoint(page, JUNCTION).waitFor();
}

/** Presses "Print report" and waits until the page asks the system to print; the report then stays on the page. */
async function print(page: Page, by: Locator = button(page, "Print report")): Promise<void> {
  await page.evaluate(() => {
    Object.assign(globalThis, { printed: 0, print: () => Object.assign(globalThis, { printed: 1 }) });
  });
  await by.click();
  await page.waitForFunction(() => (globalThis as { printed?: number }).printed === 1);
}

interface Sheet {
  /** The words of each page, with single spaces. */
  readonly pages: readonly string[];
  readonly lines: readonly string[];
  readonly pdf: Buffer;
}

async function printed(page: Page, format: "A4" | "Letter"): Promise<Sheet> {
  const pdf = await page.pdf({ format, printBackground: true });
  const { stdout, error } = spawnSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
  if (error) throw error;
  return { pdf, pages: stdout.split("\f").slice(0, -1).map(plain), lines: stdout.split(/[\n\f]/).map(plain) };
}

const plain = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
const hasPoppler = (): boolean => ["pdftotext", "pdfimages"].every((tool) => spawnSync(tool, ["-v"]).error === undefined);

/** What lies outside of the report, or outside of the part of it that holds it: nothing may. */
async function cutOff(page: Page, widthMm: number): Promise<readonly string[]> {
  await page.emulateMedia({ media: "print" });
  await page.setViewportSize({ width: Math.floor((widthMm * 96) / 25.4), height: 900 });
  return page.locator(".report").evaluate((report) => {
    const outer = report.getBoundingClientRect();
    const inside = (box: DOMRect, of: DOMRect): boolean => box.left >= of.left - 1 && box.right <= of.right + 1;
    return [...report.querySelectorAll("h1, h2, p, li, th, td, strong, span, figure, figcaption, table, svg.course-chart text, .report-film")].flatMap((element) => {
      const box = element.getBoundingClientRect();
      const parent = element.closest("td, th, .report-part, figcaption, .report-top, .report-middle")?.getBoundingClientRect() ?? outer;
      return box.width === 0 || (inside(box, outer) && inside(box, element.matches("svg *") ? outer : parent)) ? [] : [`${element.tagName} "${element.textContent?.slice(0, 40)}" ${box.left}..${box.right} in ${parent.left}..${parent.right}`];
    });
  });
}

describe("the printed report of the sample case", () => {
  it.for(FORMATS)("is one page of %s with all that it is for, and nothing of it is cut", async (format, { skip }) => {
    if (!hasPoppler()) skip("pdftotext is not installed (poppler-utils)");
    const { page } = sitting;
    await openSample(page);
    const [value, kyphosis] = [await readText(page, PJA), await readText(page, "Thoracic kyphosis T4-T12")];
    await print(page);
    const { pages } = await printed(page, format);
    expect(pages).toHaveLength(1);
    const [text = ""] = pages;
    for (const part of [value, kyphosis, "PJK: yes, 31.2 ≥ 20", "25.4° to 37.0°", "+16.0° ±4.2°", "2024-03-04", "2024-09-10", "T10 UIV", "≥ 20°", "Glattes 2005: met", "not answered", "T8 to inferior endplate of T10", "PixelSpacing", "0.7 mm", "Sagitta 0.1.0", WORDS]) {
      expect(text, part).toContain(part);
    }
    expect(text, "the number of the page").toMatch(/1 ?\/ ?1$/);
    expect(text, "TK > 30 was published of the exam before surgery").toMatch(/published factor is the preoperative kyphosis/);
    expect(text, "its licence wants its makers named").toContain("LIDC-IDRI-0314");
    await print(page);
    expect(await cutOff(page, format === "A4" ? 186 : 192)).toEqual([]);
  });

  it("shows before and now to one scale, in 300 pixels an inch and more", async ({ skip }) => {
    if (!hasPoppler()) skip("pdfimages is not installed (poppler-utils)");
    const { page } = sitting;
    await openSample(page);
    await print(page);
    const { pdf } = await printed(page, "A4");
    const listed = spawnSync("pdfimages", ["-list", "-"], { input: pdf, encoding: "utf8" }).stdout.trim().split("\n").slice(2).map((line) => line.trim().split(/\s+/));
    expect(listed.map((cells) => cells[2])).toEqual(["image", "image"]);
    for (const cells of listed) for (const ppi of [cells[12], cells[13]]) expect(Number(ppi)).toBeGreaterThanOrEqual(300);
    await print(page);
    await page.emulateMedia({ media: "print" });
    const bars = await page.locator(".report-film").evaluateAll((films) => films.map((each) => [...each.querySelectorAll("[data-scale] line")].map((line) => Number(line.getAttribute("x2")) - Number(line.getAttribute("x1")))));
    expect(bars).toHaveLength(2);
    expect(bars[0]).toEqual(bars[1]);
    const uiv = await page.locator(".report-film").evaluateAll((films) =>
      films.map((each) => {
        const ends = ["T10.superior", "T10.inferior"].flatMap((id) => [...each.querySelectorAll(`[data-endplate="${id}"] g:last-child line`)].slice(0, 1));
        const mean = (names: readonly string[]): number => ends.flatMap((line) => names.map((name) => Number(line.getAttribute(name)))).reduce((a, b) => a + b) / (2 * ends.length);
        return [mean(["x1", "x2"]), mean(["y1", "y2"])] as const;
      }),
    );
    const [[beforeX, beforeY] = [NaN, NaN], [nowX, nowY] = [NaN, NaN]] = uiv;
    expect(Math.hypot(beforeX - nowX, beforeY - nowY), "the middle of the UIV lies at the same spot").toBeLessThan(0.5);
    const names = await page.locator(".report-film").evaluateAll((films) => films.map((each) => [...each.querySelectorAll("text")].map((text) => text.textContent)));
    for (const on of names) for (const name of ["T8", "T9", "T10 UIV"]) expect(on).toContain(name);
    expect(names.map((on) => on.find((text) => text?.startsWith("PJA")))).toEqual(["PJA 15.2°", "PJA 31.2°"]);
  });

  it("is the same when the browser's own print command is used, whatever part of the film is on the screen, and leaves nothing behind", async ({ skip }) => {
    if (!hasPoppler()) skip("pdftotext is not installed (poppler-utils)");
    const { page } = sitting;
    await openSample(page);
    await print(page);
    const asked = await printed(page, "A4");
    for (let i = 0; i < 12; i += 1) await button(page, "Zoom in").click();
    const { pages } = await printed(page, "A4");
    expect(pages).toEqual(asked.pages);
    expect(await page.locator(".report").count()).toBe(0);
  });

  it("names nobody, and images by their ends, unless it is asked to", async ({ skip }) => {
    if (!hasPoppler()) skip("pdftotext is not installed (poppler-utils)");
    const { page } = sitting;
    const made = film({ pjaDegrees: 22, patientName: "Never^Leaves", patientId: "SECRET-17" });
    await openFiles(page, onDisk([made]).paths);
    await viewport(page).waitFor();
    await print(page);
    const [silent = ""] = (await printed(page, "A4")).pages;
    for (const part of ["Never", "Leaves", "SECRET", made.sopInstanceUid]) expect(silent).not.toContain(part);
    expect(silent).toContain(`…${made.sopInstanceUid.slice(-8)}`);
    await page.getByRole("checkbox", { name: "Name the patient on the report" }).check();
    await print(page);
    const [named = ""] = (await printed(page, "A4")).pages;
    for (const part of ["Never, Leaves", "SECRET-17", made.sopInstanceUid]) expect(named).toContain(part);
  });
});

describe("reports of other cases", () => {
  it.for(FORMATS)("one exam: one picture, no curve and no change, one page of %s", async (format, { skip }) => {
    if (!hasPoppler()) skip("pdftotext is not installed (poppler-utils)");
    const { page } = sitting;
    await openCase(page, oneExam(), [sampleFile("m6.dcm")]);
    await placedPoint(page, JUNCTION).waitFor();
    await print(page);
    const { pages } = await printed(page, format);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain("31.2°");
    expect(pages[0]).toContain("There is no earlier exam");
    expect(pages[0]).not.toContain("Junctional angle over time");
    await print(page);
    expect(await cutOff(page, 186)).toEqual([]);
  });

  it("twenty exams: every value as it was built, those off the chart named, over two pages under one head", async ({ skip }) => {
    if (!hasPoppler()) skip("pdftotext is not installed (poppler-utils)");
    const { page } = sitting;
    const { text, angles } = twentyExams();
    await openCase(page, text, [sampleFile("pre.dcm"), sampleFile("m6.dcm")]);
    await chooseExam(page, "2027-03-12");
    await print(page);
    const { pages } = await printed(page, "A4");
    expect(pages).toHaveLength(2);
    for (const each of pages) for (const part of ["Subject TWENTY-EXAMS · Follow-up, 2027-03-12", "Research use only."]) expect(each).toContain(part);
    expect(pages[0]).toContain("Not on the chart: ");
    await print(page);
    // As the page has it: on paper the words of the column beside it come between its lines.
    expect(await page.locator(".report").textContent()).toMatch(/Not on the chart: .*2025-03-12: — \(points are missing\).*no date: 27\.2°.*no date: 28\.8°/);
    const shown = await page.locator(".report-course tbody tr").evaluateAll((rows) => rows.map((row) => row.querySelectorAll("td")[1]?.textContent ?? ""));
    expect(shown).toHaveLength(20);
    for (const [i, angle] of angles.entries()) {
      if (angle === null) expect(shown[i]).toBe("—");
      else expect(Math.abs(Number.parseFloat(shown[i] ?? "") - angle), `exam ${i}`).toBeLessThanOrEqual(0.05 + 1e-9);
    }
    expect(await page.locator(".report .course-dot").count(), "17 of 20 have a date and a value").toBe(17);
    const labels = await page.locator(".report .course-value").allTextContents();
    for (const label of labels) expect(shown).toContain(label);
    expect(await cutOff(page, 186)).toEqual([]);
  });

  it.for(FORMATS)("nothing measured: says so, and prints no number for it, on %s", async (format, { skip }) => {
    if (!hasPoppler()) skip("pdftotext is not installed (poppler-utils)");
    const { page } = sitting;
    await openFiles(page, onDisk([film({ pjaDegrees: 22 })]).paths);
    await viewport(page).waitFor();
    await print(page);
    const { pages } = await printed(page, format);
    expect(pages).toHaveLength(1);
    expect(pages[0]).toContain("PJK: cannot be decided");
    expect(pages[0]).toMatch(/Proximal junctional angle ?1? —/);
    expect(pages[0]).not.toMatch(/\b0\.0°/);
  });

  it("everything measured and answered, and in the longest language: more pages, no row cut, no word over its column", async ({ skip }) => {
    if (!hasPoppler()) skip("pdftotext is not installed (poppler-utils)");
    const { page } = sitting;
    await page.getByRole("combobox", { name: "Language" }).selectOption("ru");
    const all = everything();
    await page.locator('input[type="file"]').first().setInputFiles([...onDisk([{ name: "case.json", bytes: all.text }, all.film]).paths]);
    await page.locator("[data-point]").first().waitFor();
    const russian = page.locator(".exports > button").first();
    for (const format of FORMATS) {
      await print(page, russian);
      const rows = await page.locator(".report-table tbody tr").evaluateAll((all) => all.map((row) => [row.querySelector("th")?.firstChild?.textContent ?? "", row.querySelector("td")?.textContent ?? ""] as const));
      expect(rows.length).toBeGreaterThan(30);
      const { pages, lines } = await printed(page, format);
      expect(pages.length).toBeGreaterThanOrEqual(2);
      for (const each of pages) expect(each).toContain("EVERYTHING");
      // A row that is cut has its name on one page and its value on the next.
      for (const [name, value] of rows) expect(lines.some((line) => line.includes(name.split(" ")[0] ?? name) && line.includes(plain(value).split(" ")[0] ?? value)), `${name} ${value}`).toBe(true);
    }
    await print(page, russian);
    expect(await cutOff(page, 186)).toEqual([]);
  });
});

describe("the report as a file", () => {
  it("opens from disk without a request or a script, looks as the print does, and can be printed", async ({ skip }) => {
    if (!hasPoppler()) skip("pdftotext is not installed (poppler-utils)");
    const { page } = sitting;
    await openSample(page);
    await print(page);
    const onPaper = await printed(page, "A4");
    const { name, bytes } = await downloaded(page, () => button(page, "Export report (HTML)").click());
    expect(name).toBe("SAGITTA-SAMPLE_2024-09-10.html");
    const text = bytes.toString("utf8");
    expect(text).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'`);
    expect(text, "its style").toContain(".report-table");
    expect(text).not.toMatch(/<script|<link|javascript:|@import|url\(|<iframe|\son\w+=/i);
    expect(text, "the only addresses are names of the vector format").not.toMatch(/(?:src|href)="(?!data:)/);

    const folder = mkdtempSync(path.join(tmpdir(), "report-"));
    const file = path.join(folder, name);
    writeFileSync(file, bytes);
    // Not a page of the app, whose requests the sitting looks after.
    const context = await page.context().browser()?.newContext();
    if (context === undefined) throw new Error("no browser");
    const alone = await context.newPage();
    const requests: string[] = [];
    alone.on("request", (request) => requests.push(request.url()));
    await alone.goto(`file://${file}`);
    expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([`file://${file}`]);
    const images = await alone.locator(".report img").evaluateAll((all) => all.map((each) => ({ alt: (each as HTMLImageElement).alt, dpi: (each as HTMLImageElement).naturalWidth / (each.getBoundingClientRect().width / 96) })));
    expect(images).toHaveLength(2);
    for (const { alt, dpi } of images) {
      expect(alt).toMatch(/2024/);
      expect(dpi).toBeGreaterThanOrEqual(300);
    }
    expect((await printed(alone, "A4")).pages).toEqual(onPaper.pages);
    const { violations } = await new AxeBuilder({ page: alone }).analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
    await context.close();
  });
});

describe("the report as text", () => {
  const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  const menu = "Length and language of the report text";

  it("comes in three lengths, each with what every export names", async () => {
    const { page } = sitting;
    await openSample(page);
    const texts: string[] = [];
    for (const length of ["One line", "Paragraph", "Full text"]) {
      await button(page, menu).click();
      await button(page, length).click();
      await expect.poll(() => clipboard(page)).not.toBe(texts.at(-1));
      texts.push(await clipboard(page));
    }
    const [line = "", paragraph = "", full = ""] = texts;
    for (const text of texts) for (const part of ["31.2°", "T8", "T10", "PJK, absolute angle", "PixelSpacing", "0.7 mm", "Sagitta 0.1.0", WORDS]) expect(text).toContain(part);
    for (const text of [line, paragraph]) expect(text).not.toContain("\n");
    expect(line.length).toBeLessThan(paragraph.length);
    expect(full.split("\n").length).toBeGreaterThan(20);
    expect(full).toContain("Thoracic kyphosis T4-T12: 57.6°");
    await button(page, "Copy report text").click();
    await expect.poll(() => clipboard(page)).toBe(paragraph);
  });

  it("is chosen by keyboard alone, in another language than the interface's", async () => {
    const { page } = sitting;
    await openSample(page);
    await button(page, menu).focus();
    await page.keyboard.press("Enter");
    const { violations } = await new AxeBuilder({ page }).include(".exports").analyze();
    expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ target }) => target.join(" ")).join(", ")}`)).toEqual([]);
    await choice(page, "Language of the text").selectOption("ru");
    await button(page, "Paragraph").focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => clipboard(page)).toContain("31,2°");
    expect(await clipboard(page)).toMatch(/[а-я]{4}/);
    expect(await button(page, "Print report").count(), "the interface stays English").toBe(1);
    await button(page, menu).click();
    await page.keyboard.press("Escape");
    expect(await button(page, menu).evaluate((element) => element === document.activeElement && element.getAttribute("aria-expanded") === "false")).toBe(true);
  });
});

import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { bin } from "../../package.json";
import { film } from "../../fixtures/synthetic";
import { button, choice, cornerNamed, downloaded, onDisk, openFiles, placeAll, placedPoint, readText, sit, verdict, type Corner, viewport, type Sitting } from "./driver";
import { FOUR, openFilm, PJA } from "./film";

let sitting: Sitting;
let placed: ReadonlyMap<string, Corner>;
const made = film({ pjaDegrees: 26.5, patientId: "TAKE-AWAY", patientName: "Never^Leaves" });
const RESEARCH_USE = "Research use only. Not a medical device. Not for diagnosis or treatment decisions.";

beforeEach(async () => {
  sitting = await sit();
  await openFilm(sitting.page, made);
  placed = await placeAll(sitting.page, made.landmarks);
});
afterEach(async () => sitting.end());

type CaseFile = { readonly format: string; readonly version: number; readonly surgery: { readonly uiv: string }; readonly exams: readonly { readonly readings: readonly { readonly landmarks: Readonly<Record<string, { readonly posterior: Corner; readonly anterior: Corner }>> }[] }[] };

const exportCase = () => downloaded(sitting.page, () => button(sitting.page, "Export case file").click());

describe("what is taken away", () => {
  it("a case file holds the points where they were clicked, and no name; read again in another browser it gives the same verdict", async () => {
    const before = { value: await readText(sitting.page, PJA), verdict: await verdict(sitting.page) };
    const { name, bytes } = await exportCase();
    expect(name).toMatch(/\.json$/);
    const text = bytes.toString("utf8");
    expect(text).not.toContain("Never");
    const document = JSON.parse(text) as CaseFile;
    expect(document).toMatchObject({ format: "sagitta-case", version: 1, surgery: { uiv: "T10" } });
    const landmarks = document.exams[0]?.readings[0]?.landmarks ?? {};
    for (const point of FOUR) {
      const [column, row] = cornerNamed(landmarks, point);
      const [placedColumn, placedRow] = placed.get(point) ?? [NaN, NaN];
      expect(Math.hypot(column - placedColumn, row - placedRow), point).toBeLessThan(1e-6);
    }

    await sitting.end();
    sitting = await sit();
    const { page } = sitting;
    await openFiles(page, onDisk([{ name, bytes }, made]).paths);
    await placedPoint(page, FOUR[0]).waitFor();
    expect(await choice(page, "Upper instrumented vertebra").inputValue()).toBe("T10");
    await expect.poll(() => readText(page, PJA)).toBe(before.value);
    expect(await verdict(page)).toEqual(before.verdict);
    expect(JSON.parse((await exportCase()).bytes.toString("utf8"))).toEqual(document);
  });

  it("the command line reads the same number out of the exported case file", async () => {
    const { name, bytes } = await exportCase();
    const [file = ""] = onDisk([{ name, bytes }]).paths;
    const run = spawnSync(process.execPath, [bin.sagitta, "measure", file, "--format", "json"], { encoding: "utf8" });
    expect(run.stderr).toBe("");
    const found = /"measurement":\s*"PJA"[^}]*?"value":\s*(-?[\d.]+)/.exec(run.stdout);
    expect(Math.abs(Number(found?.[1]) - Number.parseFloat(await readText(sitting.page, PJA)))).toBeLessThanOrEqual(0.05);
  });

  it("a CSV with the printed value unrounded, and no name", async () => {
    const { bytes } = await downloaded(sitting.page, () => button(sitting.page, "Export CSV").click());
    const text = bytes.toString("utf8");
    expect(text).not.toContain("Never");
    const [header = "", ...rows] = text.trim().split(/\r\n/);
    const columns = header.replace(/^\uFEFF/, "").split(",");
    const pja = rows.map((row) => row.split(",")).find((cells) => cells[columns.indexOf("measurement")] === "PJA");
    expect(Math.abs(Number(pja?.[columns.indexOf("value")]) - Number.parseFloat(await readText(sitting.page, PJA)))).toBeLessThanOrEqual(0.05);
  });

  it("a PNG of the marked image, and under it how it was measured", async () => {
    const { bytes } = await downloaded(sitting.page, () => button(sitting.page, "Export PNG").click());
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
    expect(bytes.length).toBeGreaterThan(20_000);
    // Width and height, of the IHDR chunk.
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    const shown = await viewport(sitting.page).locator("canvas").first().boundingBox();
    if (!shown) throw new Error("no picture is shown");
    const caption = height - (width * shown.height) / shown.width;
    // Three lines of words at the least.
    expect(caption / width).toBeGreaterThan(60 / shown.width);
  });

  it("a sentence for the report, on the clipboard", async () => {
    const { page } = sitting;
    await button(page, "Copy report text").click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain(await readText(page, PJA));
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain("T10");
  });
});

describe("the printed report", () => {
  /** Presses "Print report" and waits until the page has asked the system to print. */
  async function print(): Promise<void> {
    const { page } = sitting;
    await page.evaluate(() => {
      Object.assign(globalThis, { printed: 0, print: () => Object.assign(globalThis, { printed: 1 }) });
    });
    await button(page, "Print report").click();
    await page.waitForFunction(() => (globalThis as { printed?: number }).printed === 1);
  }

  it.each(["A4", "Letter"] as const)("is one page of %s", async (format) => {
    await print();
    const pdf = await sitting.page.pdf({ format, printBackground: true });
    expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  });

  it("prints the marked image, the value, the verdict, the provenance and the words", async () => {
    const { page } = sitting;
    const value = await readText(page, PJA);
    await print();
    await page.emulateMedia({ media: "print" });
    const text = (await page.locator("body").innerText()).replaceAll(/\s+/g, " ");
    for (const part of [value, RESEARCH_USE, "T10", "0.7 mm", "0.1.0"]) expect(text).toContain(part);
    const dpi = await page.locator(".print-report canvas:visible").evaluateAll((pictures) => pictures.map((picture) => (picture as HTMLCanvasElement).height / (picture.getBoundingClientRect().height / 96)));
    expect(dpi, "one picture").toHaveLength(1);
    expect(dpi[0], "fit for print").toBeGreaterThanOrEqual(300);
    expect(await page.locator(".print-report svg text").allTextContents(), "the marks are drawn on it").toContain("T10 UIV");
  });

  it("is the same page when the browser's own print command is used, whatever part of the film is on the screen", async ({ skip }) => {
    if (spawnSync("pdftotext", ["-v"]).error !== undefined) skip("pdftotext is not installed (poppler-utils)");
    const { page } = sitting;
    for (let i = 0; i < 12; i += 1) await button(page, "Zoom in").click();
    const printed = async (): Promise<string> => spawnSync("pdftotext", ["-layout", "-", "-"], { input: await page.pdf({ format: "A4", printBackground: true }), encoding: "utf8" }).stdout;
    // The command cannot be held up: before the pictures have been read, a moment after the last point, it prints what to do instead.
    await expect.poll(printed, { timeout: 15_000, interval: 500 }).not.toContain("Print report");
    const text = await printed();
    // The marks on the film are text in the PDF; on the screen nothing of the junction is left by then.
    for (const part of [await readText(page, PJA), "T10 UIV", "T8"]) expect(text).toContain(part);
    expect(await page.locator(".print-report canvas").count(), "nothing of it is kept").toBe(0);
  });

  it("holds the same in the PDF's own text", async ({ skip }) => {
    if (spawnSync("pdftotext", ["-v"]).error !== undefined) skip("pdftotext is not installed (poppler-utils)");
    const { page } = sitting;
    const value = await readText(page, PJA);
    await print();
    const pdf = await page.pdf({ format: "A4", printBackground: true });
    const { stdout } = spawnSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8" });
    expect(stdout).toContain(value);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(RESEARCH_USE);
  });
});

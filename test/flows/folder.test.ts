import { existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { brokenFiles, film, sagittalSeries, smallImages } from "../../fixtures/synthetic";
import { drop, onDisk, openFolder, sit, viewport, type Sitting } from "./driver";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

const SHARED = "../shared/data";

/** Three hundred images in nested folders, with three broken files and a letter between them. */
function archive(): string {
  const root = mkdtempSync(path.join(tmpdir(), "archive-"));
  for (const [index, { name, bytes }] of smallImages(300).entries()) {
    const folder = path.join(root, "DISC", `S${Math.floor(index / 100)}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, name), bytes);
  }
  for (const { name, bytes } of brokenFiles()) writeFileSync(path.join(root, "DISC", name), bytes);
  writeFileSync(path.join(root, "letter.txt"), "Dear colleague,\n");
  return root;
}

describe("a folder with 3 broken files and 300 good ones", () => {
  it.each([
    ["dropped", drop],
    ["chosen", async (page: Sitting["page"], [folder]: readonly string[]) => openFolder(page, folder ?? "")],
  ] as const)("%s: opens the 300, names the 3 with a reason each", async (_how, open) => {
    const { page } = sitting;
    await open(page, [archive()]);
    const problems = page.getByRole("region", { name: "Problems" });
    await expect.poll(() => problems.getByText(/300/).count(), { timeout: 30_000 }).toBeGreaterThan(0);
    await viewport(page).waitFor();
    const text = await problems.innerText();
    for (const { name } of brokenFiles()) expect(text).toContain(name);
    for (const item of await problems.getByRole("listitem").all()) {
      const line = await item.innerText();
      expect(line.replace(/\S+\.(dcm|txt)/, "").trim().length, `a reason beside the name: "${line}"`).toBeGreaterThan(10);
    }
    expect(await viewport(page).innerText()).toMatch(/\/ 300/);
  });

  it("opens two patients and groups them, the film of each under its own name", async () => {
    const { page } = sitting;
    const root = mkdtempSync(path.join(tmpdir(), "two-"));
    const files = [film({ patientId: "FIRST", patientName: "First^Patient" }), ...sagittalSeries({ patientId: "SECOND", patientName: "Second^Patient", slices: 3 }).files];
    for (const { name, bytes } of files) writeFileSync(path.join(root, name), bytes);
    await drop(page, [root]);
    await viewport(page).waitFor();
    await expect.poll(() => page.locator("body").innerText()).toMatch(/FIRST/);
    await expect.poll(() => page.locator("body").innerText()).toMatch(/SECOND/);
  });

  it.for(["broken", "dicom"])("opens the public corpus %s to its end, each file an image or a line with a reason", { timeout: 120_000 }, async (name, { skip }) => {
    if (!existsSync(SHARED)) skip(`${SHARED} is missing`);
    const { page } = sitting;
    await drop(page, [path.resolve(SHARED, name)]);
    await viewport(page).waitFor();
    await expect.poll(() => page.getByRole("status", { name: "Opening files" }).count(), { timeout: 60_000 }).toBe(0);
    await page.locator("details").evaluateAll((all) => all.forEach((details) => details.setAttribute("open", "")));
    const problems = page.getByRole("region", { name: "Problems" });
    const lines = await problems.getByRole("listitem").allInnerTexts();
    for (const line of lines) expect(line.trim().length, line).toBeGreaterThan(20);
    const images = Number(/(\d+) images are open/.exec(await problems.innerText())?.[1]);
    const files = readdirSync(path.resolve(SHARED, name), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== "DICOMDIR");
    // An image that cannot be decoded has a line as well.
    expect(images + lines.length, `${images} images, ${lines.length} lines`).toBeGreaterThanOrEqual(files.length);
    // Still alive: the next film is read as ever.
    const made = film({ pjaDegrees: 33, patientId: "AFTERWARDS" });
    await drop(page, onDisk([made]).paths);
    await expect.poll(() => page.locator("body").innerText(), { timeout: 30_000 }).toContain("AFTERWARDS");
  });
});

import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { brokenFiles, film, sagittalSeries, smallImages } from "../../fixtures/synthetic";
import { drop, openFolder, sit, viewport, type Sitting } from "./driver";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

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
});

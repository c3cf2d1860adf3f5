import { BlobReader, BlobWriter, ZipWriter } from "@zip.js/zip.js";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film, sagittalSeries } from "../../fixtures/synthetic";
import { chooseProtocol, chooseUiv, drop, onDisk, openFiles, placeAll, readText, readValue, sit, verdict, viewport, type Sitting } from "./driver";
import { expectAngle, openFilm, PJA, PLAIN } from "./film";
import { kyphosis } from "./truth";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

const CHANGE = "PJA change since preop";
const exams = (page: Page) => page.getByRole("listbox", { name: "Exams" }).getByRole("option");

async function setTimepoint(page: Page, timepoint: string): Promise<void> {
  await page.getByRole("button", { name: "Correct…" }).click();
  await page.getByRole("dialog").getByLabel("Timepoint").selectOption({ label: timepoint });
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
}

describe("several exams of a patient", () => {
  it("stand in the order of their dates, and the change between them decides the criteria that need a baseline", async () => {
    const { page } = sitting;
    const before = film({ pjaDegrees: 8, date: "2024-01-10", study: "before", seed: 1 });
    const after = film({ pjaDegrees: 32, date: "2024-09-01", study: "after", seed: 2 });
    await drop(page, onDisk([after, before]).paths);
    await expect.poll(() => exams(page).count()).toBe(2);
    expect(await exams(page).allInnerTexts()).toEqual([expect.stringContaining("2024-01-10"), expect.stringContaining("2024-09-01")]);
    await chooseUiv(page, "T10");
    await chooseProtocol(page, "PJK check");

    await exams(page).nth(0).click();
    const placedBefore = await placeAll(page, before.landmarks);
    await setTimepoint(page, "Preoperative");
    await expect.poll(async () => (await verdict(page)).state).toBe("undecidable");
    expect((await verdict(page)).text.toLowerCase()).toContain("preoperative exam");

    await exams(page).nth(1).click();
    const placedAfter = await placeAll(page, after.landmarks);
    await setTimepoint(page, "Follow-up");
    await expectAngle(page, PJA, kyphosis(PLAIN, placedAfter, "T8 superior", "T10 inferior"));
    const change = kyphosis(PLAIN, placedAfter, "T8 superior", "T10 inferior") - kyphosis(PLAIN, placedBefore, "T8 superior", "T10 inferior");
    await expectAngle(page, CHANGE, change);
    expect((await verdict(page)).state).toBe("met");
    expect((await verdict(page)).text).toMatch(/Glattes 2005 met/);
  });

  it("the same film opened again has its points, and is no second exam", async () => {
    const { page } = sitting;
    const made = film({ pjaDegrees: 22 });
    await openFilm(page, made);
    await placeAll(page, made.landmarks);
    const value = await readValue(page, PJA);
    await drop(page, onDisk([made]).paths);
    await page.waitForTimeout(800);
    expect(await exams(page).count()).toBe(1);
    expect(await readValue(page, PJA)).toBe(value);
  });

  it("a ZIP of a folder opens like the folder", async () => {
    const { page } = sitting;
    const zip = new ZipWriter(new BlobWriter("application/zip"));
    for (const { name, bytes } of sagittalSeries({ slices: 4 }).files) await zip.add(`DISC/A/${name}`, new BlobReader(new Blob([new Uint8Array(bytes)])));
    const bytes = new Uint8Array(await (await zip.close()).arrayBuffer());
    await openFiles(page, onDisk([{ name: "disc.zip", bytes }]).paths);
    await viewport(page).waitFor();
    await expect.poll(() => viewport(page).innerText()).toMatch(/\/ 4/);
    expect(await readText(page, PJA)).toBe("—");
  });
});

describe("an unusual spine", () => {
  it("of eleven thoracic vertebrae puts UIV+2 of L1 at T10, and the prompt asks for that", async () => {
    const { page } = sitting;
    const made = film({ levels: ["T8", "T9", "T10", "T11", "L1", "L2"], uiv: "L1", pjaDegrees: 22 });
    await drop(page, onDisk([made]).paths);
    await viewport(page).waitFor();
    await chooseUiv(page, "L1");
    await chooseProtocol(page, "PJK check");
    await page.getByRole("button", { name: "Surgery…" }).click();
    await page.getByRole("dialog").getByLabel("Thoracic").selectOption("11");
    await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
    const placed = await placeAll(page, made.landmarks);
    expect([...placed.keys()].at(-1)).toBe("T10 superior endplate, anterior corner");
    await expectAngle(page, PJA, kyphosis(PLAIN, placed, "T10 superior", "L1 inferior"));
  });
});

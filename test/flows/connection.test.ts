import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { film } from "../../fixtures/synthetic";
import { button, onDisk, openFiles, placeAll, sit, viewport, type Sitting } from "./driver";
import { openFilm } from "./film";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => {
  await sitting.page.context().close();
  // What can't be fetched is an error line of the browser's own, and meant here.
  expect(sitting.complaints.filter((line) => !line.includes("net::ERR"))).toEqual([]);
});

describe("a line that breaks", () => {
  it("before the first file says that, blames no file, and what comes later is whole", async () => {
    const { page } = sitting;
    await button(page, "Open the sample case").waitFor();
    await page.context().setOffline(true);
    const { paths } = onDisk([film()]);
    await openFiles(page, paths);
    await page.getByText("a part of the program could not be fetched").waitFor();
    await page.context().setOffline(false);
    await openFiles(page, paths);
    await viewport(page).waitFor();
    // With its style: it would be a heap of words at the top.
    await expect.poll(async () => (await page.locator(".viewport-banner").boundingBox())?.y ?? 0).toBeGreaterThan(100);
    expect(await page.locator(".viewport-banner").evaluate((banner) => getComputedStyle(banner).position)).toBe("absolute");
  });

  it("while a film is read takes nothing away: dialogs that were never opened open", async () => {
    const { page } = sitting;
    const made = film({ pjaDegrees: 24 });
    await openFilm(page, made);
    await button(page, "Place points").click();
    await placeAll(page, made.landmarks);
    await page.waitForLoadState("networkidle");
    await page.context().setOffline(true);
    await button(page, "Settings").click();
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
    await page.keyboard.press("Escape");
    await button(page, "Alignment…").click();
    await page.getByRole("dialog").waitFor();
  });

  it("before a dialog could be fetched says so, tries again, and loses no point", async () => {
    const { page } = sitting;
    let isBroken = true;
    await page.route("**/assets/SettingsDialog*.js", (route) => (isBroken ? route.abort() : route.continue()));
    await openFilm(page, film());
    await button(page, "Settings").click();
    await page.getByText("It is tried again").waitFor();
    await viewport(page).waitFor();
    isBroken = false;
    await page.getByRole("dialog", { name: "Settings" }).waitFor();
    await expect.poll(() => page.getByText("It is tried again").count()).toBe(0);
  });
});

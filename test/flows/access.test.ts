import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { brokenFiles, film } from "../../fixtures/synthetic";
import { boxOf, button, chooseProtocol, drop, onDisk, openFiles, placeAll, sit, viewport, type Sitting } from "./driver";
import { openFilm } from "./film";

let sitting: Sitting;
beforeEach(async () => {
  sitting = await sit();
});
afterEach(async () => sitting.end());

/** WCAG 2.2 A and AA, each finding as one line. */
async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.failureSummary ?? ""}`));
}

describe("axe finds nothing", () => {
  it("on the empty page, and on it with problems", async () => {
    const { page } = sitting;
    await button(page, "Open the sample case").waitFor();
    expect(await findings(page)).toEqual([]);
    await openFiles(page, onDisk(brokenFiles()).paths);
    await page.getByRole("region", { name: "Problems" }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it("on a film while its points are asked for, with a verdict, and with a value opened", async () => {
    const { page } = sitting;
    const made = film({ pjaDegrees: 24 });
    await openFilm(page, made);
    await button(page, "Place points").click();
    expect(await findings(page)).toEqual([]);
    await placeAll(page, made.landmarks);
    expect(await findings(page)).toEqual([]);
    await page.getByRole("rowheader", { name: "Proximal junctional angle", exact: true }).getByRole("button").click();
    expect(await findings(page)).toEqual([]);
  });

  it("in each dialog", async () => {
    const { page } = sitting;
    await drop(page, onDisk([film()]).paths);
    await viewport(page).waitFor();
    await chooseProtocol(page, "Full sagittal");
    for (const name of ["Settings", "Keyboard shortcuts"]) {
      await button(page, name).click();
      await page.getByRole("dialog").waitFor();
      expect(await findings(page), name).toEqual([]);
      await page.keyboard.press("Escape");
      await expect.poll(() => page.getByRole("dialog").count()).toBe(0);
    }
  });

  it("at 1024 pixels, with nothing cut off sideways", async () => {
    await sitting.end();
    sitting = await sit({ viewport: { width: 1024, height: 768 } });
    const { page } = sitting;
    const made = film({ pjaDegrees: 24 });
    await openFilm(page, made);
    await placeAll(page, made.landmarks);
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
  });

  it.each(["en", "ru", "kk"])("at 1024 pixels under a finger, in %s: what the vertebra is called, and the buttons that open files, are whole", async (locale) => {
    await sitting.end();
    sitting = await sit({ viewport: { width: 1024, height: 768 }, hasTouch: true, isMobile: true, locale });
    const { page } = sitting;
    await page.locator(".sample button").click();
    await page.locator(".uiv-field").waitFor();
    expect(await page.locator(".uiv-field label").evaluate((label) => label.scrollWidth - label.clientWidth)).toBeLessThanOrEqual(0);
    const buttons = await page.locator(".left-column .file-input .button").evaluateAll((all) => all.map((each) => [each.getBoundingClientRect().right, each.scrollWidth - each.clientWidth]));
    expect(buttons).toHaveLength(2);
    const inner = await page.locator(".left-column .open-inputs").evaluate((box) => box.getBoundingClientRect().right - Number.parseFloat(getComputedStyle(box).paddingRight));
    for (const [right = NaN, hidden = NaN] of buttons) expect([right <= inner, hidden <= 0]).toEqual([true, true]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
  });

  it("at 1024 pixels, with how much is opened on one line and a bar that can be read", async () => {
    await sitting.end();
    sitting = await sit({ viewport: { width: 1024, height: 768 } });
    const { page } = sitting;
    // One image of the sample is never answered: it stays on its way while a film is opened.
    await page.route("**/sample/m6.dcm", () => undefined);
    await button(page, "Open the sample case").click();
    await openFilm(page, film({ pjaDegrees: 24 }));
    const opening = page.getByRole("status", { name: "Opening files" });
    await expect.poll(() => opening.innerText(), { timeout: 15_000 }).toContain("16 of 17 files");
    expect((await opening.getByText("16 of 17 files").boundingBox())?.height).toBeLessThan(25);
    expect((await opening.getByRole("progressbar").boundingBox())?.width).toBeGreaterThan(90);
    expect(await findings(page)).toEqual([]);
  });

  it.each([
    ["150 %", { width: 960, height: 600 }],
    ["200 %", { width: 720, height: 450 }],
    ["400 %", { width: 360, height: 225 }],
  ])("at a browser zoom of %s of 1440 x 900: the film keeps its height, the page scrolls to every value", async (_zoom, size) => {
    await sitting.end();
    sitting = await sit({ viewport: size });
    const { page } = sitting;
    const made = film({ pjaDegrees: 24 });
    await openFilm(page, made);
    expect((await boxOf(page)).height).toBeGreaterThanOrEqual(Math.max(260, 0.6 * size.height));
    await page.getByRole("table", { name: "Measurements" }).waitFor();
    // Nothing of the values is cut off in a box of its own, and the exports follow them.
    expect(await page.locator(".results-scroll").evaluate((element) => element.scrollHeight - element.clientHeight)).toBeLessThanOrEqual(1);
    await button(page, "Export CSV").click({ trial: true });
    expect((await page.getByLabel("Open DICOM files").boundingBox())?.height, "no higher than a button").toBeLessThan(50);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    expect(await findings(page)).toEqual([]);
  });
});

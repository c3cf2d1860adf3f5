import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { brokenFiles, film } from "../../fixtures/synthetic";
import { button, chooseProtocol, drop, onDisk, openFiles, placeAll, sit, viewport, type Sitting } from "./driver";
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
});
